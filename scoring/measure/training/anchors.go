package training

// kindOf gives the kind of TID2013's numbers for distortions.
func kindOf(tid string) (Kind, bool) {
	switch tid {
	case "01":
		return Noise, true
	case "06":
		return Specks, true
	case "08":
		return Blur, true
	case "10":
		return JPEG, true
	case "11":
		return Wavelet, true
	case "19":
		return Speckle, true
	}
	return "", false
}

const levels = 5

// LevelPSNR is the PSNR in decibels at which TID2013 sets a level, 1..5 (33 to 21
// in steps of 3; Ponomarenko 2015). Below level 1 it rises to 45 at level 0, where
// nobody sees damage.
func LevelPSNR(level float64) float64 {
	if level < 1 {
		return 33 + 12*(1-level)
	}
	return 33 - 3*(level-1)
}

// cleanOpinion is the opinion of an undamaged picture: TID's observers gave 6.1
// at most to the least damage.
const cleanOpinion = 6.2

// Anchors holds the mean opinion of each kind and level.
type Anchors map[Kind][levels]float64

// NewAnchors takes the means over rated pictures.
func NewAnchors(rated []Rated) Anchors {
	sums, counts := Anchors{}, Anchors{}
	for _, r := range rated {
		s, n := sums[r.Kind], counts[r.Kind]
		s[r.Level-1] += r.Opinion
		n[r.Level-1]++
		sums[r.Kind], counts[r.Kind] = s, n
	}
	for kind, s := range sums {
		for i, n := range counts[kind] {
			s[i] /= max(1, n)
		}
		sums[kind] = s
	}
	return sums
}

// Opinion is what a picture with one damage, of a level between 0 (none) and 5.5,
// is taken to be worth: straight lines between the anchors.
func (a Anchors) Opinion(kind Kind, level float64) float64 {
	at, known := a[kind]
	if !known || level <= 0 {
		return cleanOpinion
	}
	i := min(int(level), levels-1)
	before := cleanOpinion
	if i > 0 {
		before = at[i-1]
	}
	return max(0.5, before+(level-float64(i))*(at[i]-before))
}

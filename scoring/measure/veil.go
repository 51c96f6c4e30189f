package measure

import "slices"

// Veil is how dark and how bright the picture gets in every part: haze lifts the
// darkest channel everywhere (the dark channel of He et al. 2009).
type Veil struct {
	Dark   [3]float64 // 10th, 50th and 90th percentile of the blocks' darkest channel, 0..1
	Bright float64    // 50th percentile of their brightest
	Range  float64    // mean difference of the two, 0..1
}

const veilSide = 16

func (k *workspace) measureVeil() (v Veil) {
	cols, rows := k.w/veilSide, k.h/veilSide
	if cols == 0 || rows == 0 {
		return v
	}
	dark, bright := make([]int, 0, cols*rows), make([]int, 0, cols*rows)
	sum := 0
	for by := range rows {
		for bx := range cols {
			least, most := 255, 0
			for y := by * veilSide; y < (by+1)*veilSide; y += 4 {
				for _, c := range k.colours(y)[bx*veilSide:][:veilSide] {
					r, g, b := c.channels()
					least, most = min(least, r, g, b), max(most, r, g, b)
				}
			}
			dark, bright = append(dark, least), append(bright, most)
			sum += most - least
		}
	}
	slices.Sort(dark)
	slices.Sort(bright)
	n := len(dark)
	for i, at := range [3]int{n / 10, n / 2, n * 9 / 10} {
		v.Dark[i] = float64(dark[at]) / 255
	}
	v.Bright = float64(bright[n/2]) / 255
	v.Range = float64(sum) / 255 / float64(n)
	return v
}

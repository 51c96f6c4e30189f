package measure

import (
	"math"
	"math/cmplx"

	"keeplight.app/keeplight/library"
)

// saliencyMap says where the subject is likely to be, 0..1 for each cell, by votes
// of the spectral residual of the three Lab channels (Hou & Zhang 2007), of how
// unlike the rim each place is, and of where the fine detail is, see vote. The middle is favoured a little, and the place where the camera focused
// much.
func (k *workspace) saliencyMap(lab *[3]grid, p *places, detail *grid, focus library.Focus) grid {
	residual, unlike := k.spectralResidual(lab), p.surroundContrast()
	var s grid
	for _, cue := range [...]*grid{&residual, &unlike, detail} {
		s.vote(cue)
	}
	for i := range s {
		s[i] *= k.centre[i]
		if focus.Known {
			s[i] *= focused(i, focus)
		}
	}
	s = s.smoothed(1)
	return s.normalised()
}

// vote adds a cue, scaled to 0..1, that counts the more the less of the picture it
// points at (Itti, Koch & Niebur 1998): grass that is sharp all over says nothing of
// where the ball is.
func (g *grid) vote(cue *grid) {
	scaled := cue.normalised()
	rest := 1 - scaled.mean()
	for i, v := range scaled {
		g[i] += rest * rest * v
	}
}

// focused is how much a cell counts by its distance from where the camera focused:
// an eye in focus has a face around it, and a face a person.
func focused(i int, focus library.Focus) float64 {
	const floor, width = 0.25, 0.18
	x, y := cellCentre(i)
	d := math.Hypot(x-focus.X, y-focus.Y)
	return floor + (1-floor)*math.Exp(-d*d/(2*width*width))
}

// centred favours the middle a little: few subjects stand on the rim, and what
// does must be salient indeed.
func centred(i int) float64 {
	const floor, width = 0.75, 0.35
	x, y := cellCentre(i)
	d := math.Hypot(x-0.5, y-0.5)
	return floor + (1-floor)*math.Exp(-d*d/(2*width*width))
}

// spectralResidual is the picture rebuilt from the part of its log spectrum
// that its own local average does not explain. Two channels share one complex
// transform.
func (k *workspace) spectralResidual(lab *[3]grid) grid {
	const n = gridSide * gridSide
	k.spectrum, k.unsorted = sized(k.spectrum, n), sized(k.unsorted, n)
	var live []*grid
	for i := range lab {
		if lab[i].varies() {
			live = append(live, &lab[i])
		}
	}
	var sum grid
	for len(live) > 0 {
		pair := live[:min(2, len(live))]
		live = live[len(pair):]
		k.load(pair)
		k.fourier.plane(k.unsorted, k.spectrum)
		k.residual(len(pair))
		k.fourier.plane(k.spectrum, k.unsorted)
		for i, c := range k.unsorted {
			sum[i] += real(c)*real(c) + imag(c)*imag(c)
		}
	}
	return sum.smoothed(2.5)
}

// varies is false for a channel that holds nothing but the rounding of its
// numbers, as the colours of a black and white picture do.
func (g *grid) varies() bool {
	const rounding = 1e-9
	for _, v := range g {
		if math.Abs(v-g[0]) > rounding {
			return true
		}
	}
	return false
}

// load puts one or two channels, without their means, into the samples to be
// transformed.
func (k *workspace) load(channels []*grid) {
	first, second := channels[0], channels[len(channels)-1]
	firstMean, secondMean := first.mean(), second.mean()
	for i, t := range k.taper {
		k.unsorted[i] = complex((first[i]-firstMean)*t, 0)
	}
	if len(channels) == 1 {
		return
	}
	for i, t := range k.taper {
		k.unsorted[i] += complex(0, (second[i]-secondMean)*t)
	}
}

// residual takes out of the log amplitudes of the channels' spectra their local
// mean, keeps the phases, and conjugates, which makes the next transform an
// inverse one. The spectrum of a real picture mirrors itself: so half of it is
// worked out, and by that two pictures in one spectrum are told apart.
func (k *workspace) residual(channels int) {
	const mask = gridSide - 1
	const half = (gridSide/2 + 1) * gridSide
	for c := range k.amplitude {
		k.amplitude[c] = sized(k.amplitude[c], gridSide*gridSide)
		k.boxes[c] = sized(k.boxes[c], gridSide*gridSide)
	}
	mirror := func(i int) int { return (gridSide-i/gridSide)&mask*gridSide + (gridSide-i&mask)&mask }
	for i := range half {
		j := mirror(i)
		if j < i {
			continue // done with its mirror image
		}
		parts := apart(k.spectrum[i], k.spectrum[j])
		for c, v := range parts[:channels] {
			l := math.Log(modulus(v) + 1)
			k.amplitude[c][i], k.amplitude[c][j] = l, l
		}
	}
	for c := range channels {
		threeAcross(k.amplitude[c], k.boxes[c])
	}
	for i := range half {
		j := mirror(i)
		if j < i {
			continue
		}
		parts := apart(k.spectrum[i], k.spectrum[j])
		var kept [2]complex128
		for c, v := range parts[:channels] {
			if size := modulus(v); size > 0 {
				by := math.Exp(k.amplitude[c][i]-boxMean(k.boxes[c], i)) / size
				kept[c] = complex(real(v)*by, imag(v)*by)
			}
		}
		turned := complex(-imag(kept[1]), real(kept[1]))
		k.spectrum[i], k.spectrum[j] = cmplx.Conj(kept[0]+turned), kept[0]-turned
	}
}

// apart gives the parts of two real pictures in the spectrum of the first plus i
// times the second, from what it holds at a place and at the mirrored one.
func apart(here, mirrored complex128) [2]complex128 {
	sum, difference := here+cmplx.Conj(mirrored), here-cmplx.Conj(mirrored)
	return [2]complex128{
		complex(real(sum)/2, imag(sum)/2),
		complex(imag(difference)/2, -real(difference)/2),
	}
}

func modulus(c complex128) float64 { return math.Sqrt(real(c)*real(c) + imag(c)*imag(c)) }

// tapered fades the outermost cells, because the transform joins opposite borders
// and would find an edge there that is not in the picture.
func tapered(i int) float64 {
	const rim = 4
	x, y := i%gridSide, i/gridSide
	d := min(x, y, gridSide-1-x, gridSide-1-y)
	return math.Min(1, (float64(d)+0.5)/rim)
}

// threeAcross adds up each cell and those beside it, across the borders, as a
// spectrum continues there.
func threeAcross(a, sums []float64) {
	const last = gridSide - 1
	for y := 0; y < len(a); y += gridSide {
		row, to := a[y:y+gridSide:y+gridSide], sums[y:y+gridSide:y+gridSide]
		to[0], to[last] = row[last]+row[0]+row[1], row[last-1]+row[last]+row[0]
		for x := 1; x < last; x++ {
			to[x] = row[x-1] + row[x] + row[x+1]
		}
	}
}

// boxMean is the mean of the 3x3 cells around cell i, of which threeAcross gave the
// sums.
func boxMean(sums []float64, i int) float64 {
	const mask = gridSide*gridSide - 1
	return (sums[(i-gridSide)&mask] + sums[i] + sums[(i+gridSide)&mask]) * (1.0 / 9)
}

package measure

import "math"

// saliencyMap says where the eye is likely to be drawn, 0..1 for each cell: the
// mean of the spectral residual of the three Lab channels (Hou & Zhang 2007)
// and the colour distance from the picture's mean (Achanta 2009), each scaled
// to 0..1, and of where the sharp detail is, because a lens blurs what the
// photographer did not point at (Datta 2006). The middle is favoured a little.
func (k *workspace) saliencyMap(lab *[3]grid, detail *grid) grid {
	residual, distance := k.spectralResidual(lab), colourDistance(lab)
	sharp := detail.smoothed(2)
	a, b, c := residual.normalised(), distance.normalised(), sharp.normalised()
	var s grid
	for i := range s {
		s[i] = (a[i] + b[i] + c[i]) / 3 * centred(i)
	}
	s = s.smoothed(1)
	return s.normalised()
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
// that its own local average does not explain.
func (k *workspace) spectralResidual(lab *[3]grid) grid {
	f := k.fourier
	var sum grid
	k.spectrum, k.amplitude = sized(k.spectrum, gridSide*gridSide), sized(k.amplitude, gridSide*gridSide)
	freq, logAmp := k.spectrum, k.amplitude
	for _, channel := range lab {
		m := channel.mean()
		for i, v := range channel {
			freq[i] = complex((v-m)*taper(i), 0)
		}
		f.plane(freq)
		residual(freq, logAmp)
		f.plane(freq)
		for i, c := range freq {
			sum[i] += real(c)*real(c) + imag(c)*imag(c)
		}
	}
	return sum.smoothed(2.5)
}

// residual takes out of the log amplitudes of a spectrum their local mean, keeps
// the phases, and conjugates, which makes the next transform an inverse one. The
// spectrum of a real picture mirrors itself, so half of it is worked out.
func residual(freq []complex128, logAmp []float64) {
	const mask = gridSide - 1
	mirror := func(i int) int { return (gridSide-i/gridSide)&mask*gridSide + (gridSide-i&mask)&mask }
	const half = (gridSide/2 + 1) * gridSide
	for i, c := range freq[:half] {
		if mirror(i) < i {
			continue
		}
		v := math.Log(math.Sqrt(real(c)*real(c)+imag(c)*imag(c)) + 1)
		logAmp[i], logAmp[mirror(i)] = v, v
	}
	for i, c := range freq[:half] {
		if mirror(i) < i {
			continue // done with its mirror image
		}
		by := 1.0
		if a := math.Sqrt(real(c)*real(c) + imag(c)*imag(c)); a > 0 {
			by = math.Exp(logAmp[i]-boxMean(logAmp, i)) / a
		}
		re, im := real(c)*by, imag(c)*by
		freq[i], freq[mirror(i)] = complex(re, -im), complex(re, im)
	}
}

// taper fades the outermost cells, because the transform joins opposite borders
// and would find an edge there that is not in the picture.
func taper(i int) float64 {
	const rim = 4
	x, y := i%gridSide, i/gridSide
	d := min(x, y, gridSide-1-x, gridSide-1-y)
	return math.Min(1, (float64(d)+0.5)/rim)
}

// boxMean is the mean of the 3x3 cells around cell i, across the borders, as a
// spectrum continues there.
func boxMean(a []float64, i int) float64 {
	const mask = gridSide - 1
	x, y := i&mask, i/gridSide
	var s float64
	for dy := -1; dy <= 1; dy++ {
		for dx := -1; dx <= 1; dx++ {
			s += a[((y+dy)&mask)*gridSide+((x+dx)&mask)]
		}
	}
	return s / 9
}

// colourDistance is the Lab distance of each slightly blurred cell from the mean
// of the picture.
func colourDistance(lab *[3]grid) grid {
	var sum grid
	for _, channel := range lab {
		m := channel.mean()
		blurred := channel.smoothed(1)
		for i, v := range blurred {
			sum[i] += (v - m) * (v - m)
		}
	}
	for i := range sum {
		sum[i] = math.Sqrt(sum[i])
	}
	return sum
}

package measure

import (
	"cmp"
	"math"
	"slices"
)

// Double is a second, fainter image beside the first, as a shake with flash or a
// merge of frames leaves it.
type Double struct {
	// Lead is by how much the clearest echo exceeds all others, 0..1. Photos read
	// below 0.3, doubled ones 0.4 to 0.6 where the second image has nearly half
	// the light.
	Lead float64
	// Length is how far the second image lies from the first, pixels of the
	// measuring size, and Degrees in which direction, 0..180, anticlockwise from
	// level.
	Length, Degrees float64
}

const (
	doubleTiles    = 10 // gridSide x gridSide pixels each
	leastEcho      = 3  // pixels of the measuring size; what is nearer is blur
	mostEcho       = 22
	echoSize       = 3  // pixels around an echo that are part of it
	spectrumFloor  = 10 // added to a tile's power, so that empty frequencies count little
	fewestForEchos = 4  // tiles
)

// measureDouble finds an echo by the cepstrum, the spectrum of a spectrum's
// logarithm (Bogert, Healy & Tukey 1963): a second image ripples the spectrum of
// every part of the picture alike, whatever it shows, so that the mean over the
// tiles with most detail keeps the ripple. readSmearCells must have run.
func (k *workspace) measureDouble() Double {
	tiles := k.busiestTiles()
	if len(tiles) < fewestForEchos {
		return Double{}
	}
	k.logPower = sized(k.logPower, gridSide*gridSide)
	clear(k.logPower)
	for i := 0; i+1 < len(tiles); i += 2 {
		k.addLogPower(tiles[i], tiles[i+1])
	}
	k.spectrum, k.unsorted = sized(k.spectrum, gridSide*gridSide), sized(k.unsorted, gridSide*gridSide)
	scale := 1 / float64(gridSide*gridSide*(len(tiles)/2*2))
	for i, v := range k.logPower {
		k.spectrum[i] = complex(v*scale, 0)
	}
	k.fourier.plane(k.spectrum, k.unsorted)
	return clearestEcho(k.unsorted)
}

// tileAt is a tile by its first pixel, with its detail.
type tileAt struct {
	x, y   int
	detail float32
}

// busiestTiles gives the tiles with most detail, an even number.
func (k *workspace) busiestTiles() []tileAt {
	const cells = gridSide / smearCell
	k.tiles = k.tiles[:0]
	cols := k.w / smearCell
	for y := 0; y+gridSide <= k.h; y += gridSide {
		for x := 0; x+gridSide <= k.w; x += gridSide {
			t := tileAt{x: x, y: y}
			for i := range cells * cells {
				a := &k.smear.amplitude[0][(y/smearCell+i/cells)*cols+x/smearCell+i%cells]
				t.detail += a[0] + a[smearDirections/2]
			}
			k.tiles = append(k.tiles, t)
		}
	}
	slices.SortStableFunc(k.tiles, func(a, b tileAt) int { return cmp.Compare(b.detail, a.detail) })
	return k.tiles[:min(doubleTiles, len(k.tiles)/2*2)]
}

// addLogPower adds the logarithms of the power spectra of two tiles, which are
// transformed as one: real pictures have symmetric spectra, so that the sum and
// the difference of opposite frequencies part them again.
func (k *workspace) addLogPower(first, second tileAt) {
	k.spectrum, k.unsorted = sized(k.spectrum, gridSide*gridSide), sized(k.unsorted, gridSide*gridSide)
	a, b := k.tileMean(first), k.tileMean(second)
	for y := range gridSide {
		rowA := k.luma[(first.y+y)*k.w+first.x:][:gridSide]
		rowB := k.luma[(second.y+y)*k.w+second.x:][:gridSide]
		for x := range gridSide {
			taper := k.hann[x] * k.hann[y]
			k.spectrum[y*gridSide+x] = complex((float64(rowA[x])-a)*taper, (float64(rowB[x])-b)*taper)
		}
	}
	k.fourier.plane(k.spectrum, k.unsorted)
	const last = gridSide - 1
	for v := range gridSide/2 + 1 {
		for u := range gridSide {
			here, there := v*gridSide+u, (-v&last)*gridSide+(-u&last)
			p, q := k.unsorted[here], k.unsorted[there]
			sumR, sumI := real(p)+real(q), imag(p)-imag(q)
			difR, difI := real(p)-real(q), imag(p)+imag(q)
			// The sum of the logarithms is that of the product.
			log := math.Log(((sumR*sumR+sumI*sumI)/4 + spectrumFloor) * ((difR*difR+difI*difI)/4 + spectrumFloor))
			k.logPower[here] += log
			if v != 0 && v != gridSide/2 {
				k.logPower[there] += log
			}
		}
	}
}

// tileMean is the mean luma of a tile.
func (k *workspace) tileMean(t tileAt) float64 {
	sum := 0
	for y := range gridSide {
		for _, v := range k.luma[(t.y+y)*k.w+t.x:][:gridSide] {
			sum += int(v)
		}
	}
	return float64(sum) / (gridSide * gridSide)
}

// hannWindow is the taper of a tile's rows and columns, in levels.
func hannWindow() (w [gridSide]float64) {
	for i := range w {
		w[i] = (0.5 - 0.5*math.Cos(2*math.Pi*float64(i)/(gridSide-1))) / math.Sqrt(fine)
	}
	return w
}

// clearestEcho finds the largest value of a cepstrum at a distance that an echo may
// have. A pattern that repeats, such as windows, has several like it.
func clearestEcho(cepstrum []complex128) Double {
	var first, second, atX, atY float64
	eachEcho(func(x, y int) {
		if v := real(cepstrum[echoAt(x, y)]); v > first {
			first, atX, atY = v, float64(x), float64(y)
		}
	})
	eachEcho(func(x, y int) {
		if math.Hypot(float64(x)-atX, float64(y)-atY) > echoSize && math.Hypot(float64(x)+atX, float64(y)+atY) > echoSize {
			second = max(second, real(cepstrum[echoAt(x, y)]))
		}
	})
	if first <= 0 {
		return Double{}
	}
	degrees := math.Mod(540-math.Atan2(atY, atX)*180/math.Pi, 180)
	return Double{Lead: first - second, Length: math.Hypot(atX, atY), Degrees: degrees}
}

// eachEcho calls visit for one of each two opposite places in question.
func eachEcho(visit func(x, y int)) {
	for y := 0; y <= mostEcho; y++ {
		for x := -mostEcho; x <= mostEcho; x++ {
			if d := x*x + y*y; d < leastEcho*leastEcho || d > mostEcho*mostEcho || (y == 0 && x < 0) {
				continue
			}
			visit(x, y)
		}
	}
}

// echoAt is the place of an echo in a cepstrum, whose negative places come last.
func echoAt(x, y int) int { return (y&(gridSide-1))*gridSide + x&(gridSide-1) }

package damage

import (
	"image"
	"math"
	"testing"
)

// edge gives a picture that is dark on the left and light on the right.
func edge() *image.RGBA {
	return Mapped(image.NewRGBA(image.Rect(0, 0, 96, 64)), func(x, _, _ int, _ float64) float64 {
		if x < 48 {
			return 40
		}
		return 200
	})
}

// rise gives over how many pixels the middle row of an edge rises from a tenth to
// nine tenths.
func rise(img *image.RGBA) (n int) {
	for x := range img.Rect.Dx() {
		if v := img.Pix[img.Rect.Dy()/2*img.Stride+4*x+1]; v > 56 && v < 184 {
			n++
		}
	}
	return n
}

func TestMotionSmearsAlongItsPathAlone(t *testing.T) {
	for name, apply := range map[string]func(degrees float64) *image.RGBA{
		"motion":        func(d float64) *image.RGBA { return Motion(edge(), 16, d) },
		"a long path":   func(d float64) *image.RGBA { return Motion(edge(), 30, d) },
		"ghost":         func(d float64) *image.RGBA { return Ghost(edge(), 16, d, 0.3) },
		"a slight bend": func(d float64) *image.RGBA { return Shake(edge(), 16, d, 4) },
	} {
		across, along := rise(apply(0)), rise(apply(90))
		if across < 10 || along > 1 {
			t.Errorf("%s: an edge rises over %d pixels across the path's direction and over %d along it", name, across, along)
		}
	}
}

func TestABentPathSmearsBothWays(t *testing.T) {
	if w, h := rise(Shake(edge(), 24, 0, 180)), rise(Shake(edge(), 24, 90, 180)); w < 4 || h < 4 {
		t.Errorf("edges rise over %d and %d pixels", w, h)
	}
}

func TestAGhostRestsAtItsEnds(t *testing.T) {
	// A line is seen twice, with less between.
	line := Mapped(image.NewRGBA(image.Rect(0, 0, 96, 64)), func(x, _, _ int, _ float64) float64 { return map[bool]float64{true: 250}[x == 48] })
	row := Ghost(line, 16, 0, 0.7).Pix[32*96*4:]
	if left, middle, right := row[4*40], row[4*48], row[4*56]; left < 2*middle || right < 2*middle || middle == 0 {
		t.Errorf("%d, %d between, %d", left, middle, right)
	}
}

func TestHazeIsThickestFarAway(t *testing.T) {
	dark := Mapped(image.NewRGBA(image.Rect(0, 0, 40, 60)), func(_, _, _ int, _ float64) float64 { return 20 })
	hazy := Haze(dark, 1)
	if top, bottom := hazy.Pix[1], hazy.Pix[59*hazy.Stride+1]; top < bottom+20 || bottom < 40 {
		t.Errorf("%d at the top, %d at the bottom", top, bottom)
	}
}

// spread gives the standard deviation of a channel of a picture.
func spread(img *image.RGBA, channel int) float64 {
	var sum, squares, n float64
	for i := channel; i < len(img.Pix); i += 4 {
		v := float64(img.Pix[i])
		sum, squares, n = sum+v, squares+v*v, n+1
	}
	return math.Sqrt(squares/n - sum/n*sum/n)
}

func grey(level float64) *image.RGBA {
	return Mapped(image.NewRGBA(image.Rect(0, 0, 128, 96)), func(_, _, _ int, _ float64) float64 { return level })
}

func TestNoiseOfSensorsHasTheSizeAskedFor(t *testing.T) {
	for name, got := range map[string]float64{
		"shot":   spread(ShotNoise(grey(118), 8), 1),
		"colour": spread(ColourNoise(grey(118), 8), 2),
		"banded": spread(BandedNoise(grey(118), 8), 1) / (1.3 - 118.0/255),
	} {
		if got < 6.5 || got > 9.5 {
			t.Errorf("%s noise of 8 levels has %.1f", name, got)
		}
	}
	if dark, light := spread(Push(grey(30), 5), 1), spread(Push(grey(180), 5), 1); dark < 1.5*light {
		t.Errorf("a pushed picture's shadows have noise of %.1f, its lights of %.1f", dark, light)
	}
}

func TestDenoisingLeavesLessNoiseAndTheEdge(t *testing.T) {
	noisy := ShotNoise(grey(118), 10)
	for name, got := range map[string]*image.RGBA{"wavelet": Denoise(noisy, 16), "median": Median(noisy, 2)} {
		if s := spread(got, 1); s > 5 {
			t.Errorf("%s: noise of %.1f is left of 10", name, s)
		}
	}
	if n := rise(Denoise(ShotNoise(edge(), 6), 10)); n > 4 {
		t.Errorf("an edge rises over %d pixels", n)
	}
}

func TestOddSizesAreKept(t *testing.T) {
	img := Mapped(image.NewRGBA(image.Rect(0, 0, 67, 41)), func(x, y, c int, _ float64) float64 { return float64(3*x + y + c) })
	for name, got := range map[string]*image.RGBA{
		"blocks": Blocks(img, 16, 20), "wavelet": Wavelet(img, 20), "denoise": Denoise(img, 4), "moire": Moire(img, 1.7),
		"enlarge": Enlarge(img, 2.3), "ghost": Ghost(img, 300, 20, 0.5), "median": Median(img, 1),
	} {
		if got.Rect != img.Rect {
			t.Errorf("%s gives %v", name, got.Rect)
		}
	}
}

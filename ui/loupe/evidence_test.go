package loupe

import (
	"image"
	"image/color"
	"math"
	"strings"
	"testing"

	"keeplight.app/keeplight/scoring/measure"
	"keeplight.app/keeplight/ui/style"
)

func grey(w, h int) *image.RGBA {
	im := image.NewRGBA(image.Rect(0, 0, w, h))
	for i := range im.Pix {
		im.Pix[i] = 128
	}
	return im
}

func TestClippedPartsAreTintedWhereTheyAre(t *testing.T) {
	dst := grey(100, 100)
	e := measure.Evidence{ClippedHigh: measure.Mask{W: 2, H: 2, On: []bool{false, true, false, false}}}
	drawEvidence(dst, image.Rect(20, 20, 80, 80), &e)
	for _, at := range []struct {
		x, y int
		red  bool
	}{{65, 35, true}, {35, 35, false}, {65, 65, false}, {90, 10, false}, {51, 21, true}, {79, 49, true}} {
		if got := dst.RGBAAt(at.x, at.y); (got.R > got.B) != at.red {
			t.Errorf("at %d,%d is %v", at.x, at.y, got)
		}
	}
}

func TestALineIsDrawnFromEndToEndAndNoWider(t *testing.T) {
	for _, line := range [][4]float64{{0, 10, 100, 60}, {50, 0, 52, 100}, {90, 90, 5, 3}, {0, 20, 100, 20}} {
		dst := grey(100, 100)
		stroke(dst, line[0], line[1], line[2], line[3], 2, color.NRGBA{R: 255, A: 255})
		length := math.Hypot(line[2]-line[0], line[3]-line[1])
		for y := range 100 {
			for x := range 100 {
				px, py := float64(x)+0.5, float64(y)+0.5
				off := math.Abs((line[2]-line[0])*(line[1]-py)-(line[0]-px)*(line[3]-line[1])) / length
				along := ((px-line[0])*(line[2]-line[0]) + (py-line[1])*(line[3]-line[1])) / length
				red := dst.RGBAAt(x, y).R > 200
				if off < 0.4 && along > 2 && along < length-2 && !red {
					t.Fatalf("line %v leaves %d,%d out", line, x, y)
				}
				if off > 2.1 && dst.RGBAAt(x, y).R != 128 {
					t.Fatalf("line %v paints %d,%d", line, x, y)
				}
			}
		}
	}
	stroke(grey(10, 10), math.NaN(), 0, 5, 5, 2, style.OnPhotoAccent.NRGBA())
	stroke(grey(10, 10), 5, 5, 5, 5, 2, style.OnPhotoAccent.NRGBA())
}

func TestWhatStandsOutIsOutlinedAlongItsCells(t *testing.T) {
	dst := grey(100, 100)
	// An angle of three cells: its corner on the inside is not part of it.
	e := measure.Evidence{Salient: measure.Mask{W: 4, H: 4, On: []bool{
		false, false, false, false,
		false, true, true, false,
		false, true, false, false,
		false, false, false, false,
	}}}
	drawEvidence(dst, image.Rect(10, 10, 90, 90), &e)
	for _, at := range []struct {
		x, y  int
		drawn bool
	}{{30, 40, true}, {40, 30, true}, {70, 40, true}, {50, 60, true}, {60, 50, true}, {50, 40, false}, {40, 50, false}, {70, 60, false}, {60, 70, false}, {20, 20, false}} {
		if got := dst.RGBAAt(at.x, at.y) != (color.RGBA{128, 128, 128, 128}); got != at.drawn {
			t.Errorf("%d,%d drawn: %v", at.x, at.y, got)
		}
	}
}

func TestTheLinesOfThirdsShowOnBlackAndOnWhite(t *testing.T) {
	for _, ground := range []uint8{0, 255} {
		dst := image.NewRGBA(image.Rect(0, 0, 90, 90))
		for i := range dst.Pix {
			dst.Pix[i] = ground
		}
		drawEvidence(dst, dst.Rect, &measure.Evidence{Thirds: [2]float64{1.0 / 3, 2.0 / 3}})
		most := 0
		for x := 25; x < 35; x++ {
			most = max(most, max(int(dst.RGBAAt(x, 10).G), int(ground))-min(int(dst.RGBAAt(x, 10).G), int(ground)))
		}
		if most < 60 {
			t.Errorf("on %d the line differs by %d levels", ground, most)
		}
	}
}

func TestTheLegendSaysOnlyWhatWasMeasured(t *testing.T) {
	e := measure.Evidence{
		ClippedLow: measure.Mask{W: 1, H: 4, On: []bool{true, false, false, false}},
		Horizon:    measure.Horizon{Known: true, Degrees: -2.34},
	}
	got := evidenceWords(&e)
	for _, want := range []string{"shadows clipped in 25.0 %", "tilted 2.3° to the left"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q does not say %q", got, want)
		}
	}
	if strings.Contains(got, "highlights") || strings.Contains(got, "sharpest") {
		t.Errorf("%q says what was not measured", got)
	}
	if got := evidenceWords(&measure.Evidence{}); !strings.Contains(got, "nothing") {
		t.Errorf("without evidence it says %q", got)
	}
}

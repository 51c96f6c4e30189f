package measure

import (
	"context"
	"errors"
	"fmt"
	"image"
	"image/color"
	"math"
	"slices"
	"testing"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/phototest"
	"keeplight.app/keeplight/library/picture"
	"keeplight.app/keeplight/scoring"
)

// seenFull gives a full picture whose rows a scout of the scorer has seen, as they lie
// in a file with an orientation.
func seenFull(t testing.TB, s *Scorer, stored *image.RGBA, orientation int, focus library.Focus) (*picture.Scan, *scoring.Full) {
	t.Helper()
	scout := s.Scout(&library.Photo{Capture: library.Capture{Focus: focus}})
	scan, err := picture.ScanPixels(t.Context(), stored, orientation, picture.ScanWant{Side: scoring.PreviewSide, Sink: scout})
	if err != nil {
		t.Fatal(err)
	}
	return scan, &scoring.Full{Parts: scan, Scout: scout}
}

// wholeDetail measures a whole upright picture: every tile is compared, none is kept.
func wholeDetail(k *workspace, full *image.RGBA, r *Region, focus library.Focus) FullDetail {
	w, h := full.Rect.Dx(), full.Rect.Dy()
	if fullScale(w, h) < fullLeast || min(w, h) < tileSide {
		return FullDetail{}
	}
	at := func(p image.Point) *image.RGBA {
		tile := image.NewRGBA(image.Rect(0, 0, tileSide, tileSide))
		for y := range tileSide {
			copy(tile.Pix[y*tile.Stride:(y+1)*tile.Stride], full.Pix[full.PixOffset(p.X, p.Y+y):])
		}
		return tile
	}
	var tiles []scoutTile
	for _, y := range starts(h) {
		for _, x := range starts(w) {
			tiles = append(tiles, scoutTile{at: image.Pt(x, y), energy: wholeEnergy(full, x, y)})
		}
	}
	slices.SortStableFunc(tiles, func(a, b scoutTile) int { return b.energy - a.energy })
	d := FullDetail{Known: true, Scale: fullScale(w, h)}
	for _, t := range tiles[:min(tileCount, len(tiles))] {
		s, noise := k.measureTile(at(t.at))
		if s.Reblur*sure(s.Contrast) > d.Reblur*sure(d.Contrast) {
			d.Reblur, d.Contrast, d.Noise = s.Reblur, s.Contrast, noise
			k.halve()
			d.Smear = k.measureSmear(noise)
			d.Tile = Rect{float64(t.at.X) / float64(w), float64(t.at.Y) / float64(h), tileSide / float64(w), tileSide / float64(h)}
		}
	}
	d.Subject = d.Reblur
	x, y, least := r.PeakX, r.PeakY, tileContest/2.0
	if focus.Known {
		x, y, least = focus.X, focus.Y, blindContrast
	}
	if focus.Known || r.Known() {
		if s, _ := k.measureTile(at(tileAround(x, y, w, h))); s.Contrast >= least {
			d.Subject, d.Focused = s.Reblur, focus.Known
		}
	}
	return d
}

// wholeEnergy looks at every scoutRows-th row of a tile, along it.
func wholeEnergy(full *image.RGBA, x0, y0 int) int {
	sum := 0
	for y := y0; y < y0+tileSide; y += scoutRows {
		for x := x0 + 1; x < x0+tileSide-1; x++ {
			green := func(x int) int { return int(full.Pix[full.PixOffset(x, y)+1]) }
			sum += max(0, abs(green(x-1)-2*green(x)+green(x+1))-scoutNoise)
		}
	}
	return sum
}

func TestAScoutSeesOfTheRowsWhatTheWholePictureShows(t *testing.T) {
	scorer, k := New(), newWorkspace()
	flat := image.NewRGBA(image.Rect(0, 0, 1700, 1300)) // all tiles are equal
	for i := range flat.Pix {
		flat.Pix[i] = uint8(80 + i%4*40)
	}
	for name, upright := range map[string]*image.RGBA{
		"wide":                  phototest.Camera(2051, 1337, 3),
		"high":                  phototest.Camera(1025, 2201, 4),
		"one tile high":         phototest.Camera(1800, 512, 5),
		"less than a tile high": phototest.Camera(1800, 511, 5),
		"hardly larger":         phototest.Camera(1300, 1200, 6),
		"flat":                  flat,
	} {
		for orientation := 1; orientation <= 8; orientation++ {
			for _, focus := range []library.Focus{{}, {X: 0.93, Y: 0.02, Known: true}} {
				t.Run(fmt.Sprintf("%s %d %v", name, orientation, focus.Known), func(t *testing.T) {
					region := Region{Area: 0.2, PeakX: 0.3, PeakY: 0.8}
					scan, full := seenFull(t, scorer, lying(upright, orientation), orientation, focus)
					got, err := k.measureFull(t.Context(), scan, full.Scout.(*Scout), &region)
					scorer.giveBackScout(full.Scout.(*Scout))
					if err != nil {
						t.Fatal(err)
					}
					if want := wholeDetail(k, upright, &region, focus); got != want {
						t.Errorf("measured %+v, want %+v", got, want)
					}
				})
			}
		}
	}
}

// lying gives a picture as it lies in a file with an orientation.
func lying(upright *image.RGBA, orientation int) *image.RGBA {
	w, h := upright.Rect.Dx(), upright.Rect.Dy()
	lies := picture.Shape{Width: w, Height: h, Orientation: orientation}
	if orientation >= 5 {
		lies.Width, lies.Height = h, w
	}
	out := image.NewRGBA(image.Rect(0, 0, lies.Width, lies.Height))
	for y := range h {
		for x := range w {
			to := lies.Stored(image.Rect(x, y, x+1, y+1)).Min
			copy(out.Pix[out.PixOffset(to.X, to.Y):][:4], upright.Pix[upright.PixOffset(x, y):])
		}
	}
	return out
}

func TestAScoutAsksForMoreOnlyWhereTheCameraSaidNothing(t *testing.T) {
	for name, c := range map[string]struct {
		w, h  int
		focus library.Focus
		more  bool
	}{
		"no focus": {3000, 2000, library.Focus{}, true},
		"focus":    {3000, 2000, library.Focus{X: 0.5, Y: 0.5, Known: true}, false},
		"small":    {1200, 900, library.Focus{}, false},
	} {
		s := &Scout{focus: c.focus}
		keep := s.Begin(picture.Shape{Width: c.w, Height: c.h, Orientation: 1}, func() *image.RGBA { return nil })
		if got := s.End(); got != c.more || keep.Empty() == c.more {
			t.Errorf("%s: more %v, keeps %v", name, got, keep)
		}
	}
}

func TestThePartThatIsKeptLiesInThePictureAndFitsItsMemory(t *testing.T) {
	for _, size := range []image.Point{{6000, 4000}, {4000, 6000}, {1600, 1200}, {40000, 600}, {600, 40000}, {8256, 5504}} {
		for _, around := range []point{{0.5, 0.56}, {0, 0}, {1, 1}, {0.1, 0.9}} {
			part := likelyPart(size.X, size.Y, around)
			if !part.In(image.Rectangle{Max: size}) || part.Empty() || 4*part.Dx()*part.Dy() > 16<<20 {
				t.Errorf("of %v around %v: %v", size, around, part)
			}
		}
	}
	if got := likelyPart(1600, 1200, point{0.5, 0.5}); got != image.Rect(0, 0, 1600, 1200) {
		t.Errorf("of a small picture: %v", got)
	}
}

// brokenParts cannot read any.
type brokenParts struct {
	scoring.Parts
	err error
}

func (b brokenParts) At(context.Context, image.Rectangle) (*image.RGBA, error) { return nil, b.err }

func TestAPartThatCannotBeReadGivesNoScore(t *testing.T) {
	gone := errors.New("the drive is gone")
	s := New()
	scan, full := seenFull(t, s, scene(2048, 1366), 1, library.Focus{})
	full.Parts = brokenParts{scan, gone}
	_, err := scoring.Score(t.Context(), s, &scoring.Subject{Preview: scan.Preview, Full: full})
	if !errors.Is(err, gone) {
		t.Errorf("error %v", err)
	}
}

func TestAThumbnailSaysWhichPartIsKept(t *testing.T) {
	const w, h = 6000, 4000
	for name, spot := range map[string]image.Point{"above left": {25, 20}, "below right": {130, 90}} {
		small := paint(160, 107, func(x, y int) color.RGBA {
			if math.Hypot(float64(x-spot.X), float64(y-spot.Y)) < 9 {
				return color.RGBA{R: 230, G: uint8(40 + 60*((x+y)%2)), B: 20, A: 255}
			}
			return grey(110)
		})
		s := New().Scout(&library.Photo{}).(*Scout)
		kept := s.Begin(picture.Shape{Width: w, Height: h, Orientation: 1}, func() *image.RGBA { return small })
		at := tileAround(float64(spot.X)/160, float64(spot.Y)/107, w, h)
		if tile := (image.Rectangle{Min: at, Max: at.Add(image.Pt(tileSide, tileSide))}); !tile.In(kept) {
			t.Errorf("%s: keeps %v, without %v", name, kept, tile)
		}
		none := s.Begin(picture.Shape{Width: w, Height: h, Orientation: 1}, func() *image.RGBA { return nil })
		if middle := likelyPart(w, h, point{0.5, 0.56}); none != middle {
			t.Errorf("without a thumbnail it keeps %v, not the middle %v", none, middle)
		}
	}
}

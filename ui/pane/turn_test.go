package pane

import (
	"image"
	"image/color"
	"math"
	"testing"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/picture"
	"keeplight.app/keeplight/ui/style/styletest"
)

// TestATurnedPhotoIsPaintedAsIfItsPixelsHadBeenTurned holds the way through upright
// pixels against pixels that were turned before, for every rotation, and for each way
// of sampling: copied, nearest, blended, enlarged, from a preview and with a part.
func TestATurnedPhotoIsPaintedAsIfItsPixelsHadBeenTurned(t *testing.T) {
	full, small := numbered(90, 60), numbered(31, 20)
	for turn := range library.MaxRotation + 1 {
		w, h := turn.Size(90, 60)
		for name, c := range map[string]struct {
			levels []*image.RGBA
			zoom   Geometry
			smooth bool
			part   bool
		}{
			"whole":            {[]*image.RGBA{full, small}, WholePhoto(), true, false},
			"whole, quick":     {[]*image.RGBA{full, small}, WholePhoto(), false, false},
			"at 100 %":         {[]*image.RGBA{full}, Geometry{1, 0.4, 0.7}, true, false},
			"at 30 %":          {[]*image.RGBA{full}, Geometry{0.3, 0.5, 0.5}, true, false},
			"at 250 %":         {[]*image.RGBA{full}, Geometry{2.5, 0.2, 0.9}, true, false},
			"at 250 %, quick":  {[]*image.RGBA{full}, Geometry{2.5, 0.2, 0.9}, false, false},
			"from a preview":   {[]*image.RGBA{small}, Geometry{1, 0.6, 0.5}, true, false},
			"a part over that": {[]*image.RGBA{small}, Geometry{1, 0.4, 0.5}, true, true},
		} {
			upright := View{Levels: c.levels, Width: w, Height: h, Geometry: c.zoom, Smooth: c.smooth, Turn: turn}
			before := upright
			before.Turn, before.Levels = 0, nil
			for _, l := range c.levels {
				before.Levels = append(before.Levels, picture.Turn(l, turn))
			}
			if c.part {
				at := image.Rect(20, 10, 70, 45)
				pixels := numbered(50, 35)
				upright.Part = &Part{Pixels: pixels, At: at, Whole: image.Pt(90, 60)}
				before.Part = &Part{Pixels: picture.Turn(pixels, turn), At: turnedIn(at, image.Pt(90, 60), turn), Whole: image.Pt(w, h)}
			}
			got, want := image.NewRGBA(image.Rect(0, 0, 77, 53)), image.NewRGBA(image.Rect(0, 0, 77, 53))
			if a, b := Paint(got, &upright), Paint(want, &before); a != b {
				t.Errorf("%d, %s: covers %v, want %v", turn, name, a, b)
			}
			for i := range got.Pix {
				if got.Pix[i] != want.Pix[i] {
					t.Errorf("%d, %s: byte %d is %d, want %d", turn, name, i, got.Pix[i], want.Pix[i])
					break
				}
			}
		}
	}
}

// TestOrientationAndRotationTurnTogether paints the corner pixel of a picture of every
// EXIF orientation, turned by every rotation, where turning it twice would put it.
func TestOrientationAndRotationTurnTogether(t *testing.T) {
	red := color.RGBA{R: 200, A: 255}
	for orientation := 1; orientation <= 8; orientation++ {
		for turn := range library.MaxRotation + 1 {
			x, y := uprightCorner(orientation)
			wide, high := 6, 4
			if orientation >= 5 {
				wide, high = 4, 6
			}
			im := image.NewRGBA(image.Rect(0, 0, wide, high))
			im.SetRGBA(x*(wide-1), y*(high-1), red)
			w, h := turn.Size(wide, high)
			dst := image.NewRGBA(image.Rect(0, 0, w, h))
			Paint(dst, &View{Levels: []*image.RGBA{im}, Width: w, Height: h, Geometry: WholePhoto(), Turn: turn})
			px, py := turn.Point(float64(x), float64(y))
			if got := dst.RGBAAt(int(math.Round(px))*(w-1), int(math.Round(py))*(h-1)); got != red {
				t.Errorf("orientation %d, rotation %d: the corner is not at %v %v", orientation, turn, px, py)
			}
		}
	}
}

// uprightCorner is where the first pixel of a file lies in the upright picture (EXIF
// 2.32, 4.6.4 A).
func uprightCorner(orientation int) (x, y int) {
	return [9]int{0, 0, 1, 1, 0, 0, 1, 1, 0}[orientation], [9]int{0, 0, 0, 1, 1, 0, 0, 1, 1}[orientation]
}

func TestAPlaceThatIsSeenIsReadWhereItLiesUpright(t *testing.T) {
	seen := Share{0.1, 0.2, 0.5, 0.3}
	for turn := range library.MaxRotation + 1 {
		back := seen.turned(turn).turned(library.Rotation(0).Minus(turn))
		for _, d := range []float64{back.X0 - seen.X0, back.Y0 - seen.Y0, back.X1 - seen.X1, back.Y1 - seen.Y1} {
			if math.Abs(d) > 1e-9 {
				t.Errorf("%d: there and back gives %+v", turn, back)
			}
		}
		// Pixels and shares turn the same way.
		at := Share{0.25, 0.5, 0.75, 1}
		r := turnedIn(at.Of(80, 60), image.Pt(80, 60), turn)
		w, h := turn.Size(80, 60)
		if want := at.turned(turn).Of(w, h); r != want {
			t.Errorf("%d: %v, want %v", turn, r, want)
		}
	}
}

// counting is a source that counts what it is asked for.
type counting struct{ asked int }

func (c *counting) Load(Request) (Loaded, bool) {
	c.asked++
	return Loaded{}, false
}

func TestTurningAPhotoThatIsShownReadsNothing(t *testing.T) {
	for name, c := range map[string]struct{ from, to library.Rotation }{
		"right":       {0, 1},
		"left":        {0, 3},
		"upside down": {0, 2},
		"back":        {3, 0},
	} {
		t.Run(name, func(t *testing.T) {
			src := &counting{}
			p := New(src, func(func()) {})
			styletest.Show(t, p, 300, 300)
			photo := library.Photo{ID: 1, Path: "/a.jpg", Width: 60, Height: 40, Rotation: c.from}
			p.ShowPhoto(photo, nil, nil)
			p.Deliver(Loaded{ID: 1, Levels: []*image.RGBA{numbered(60, 40)}, Info: picture.Info{Width: 60, Height: 40}, Full: true})
			asked := src.asked
			p.paint(300, 300)
			photo.Rotation = c.to
			if p.ShowPhoto(photo, nil, nil) {
				t.Error("it is taken for another photo")
			}
			p.paint(300, 300)
			w, h := c.to.Size(60, 40)
			if gw, gh := p.view.Width, p.view.Height; gw != w || gh != h || src.asked != asked || !p.Sharp() {
				t.Errorf("it is %d x %d, sharp %v, and was read %d times more", gw, gh, p.Sharp(), src.asked-asked)
			}
			want := picture.Turn(numbered(60, 40), c.to)
			if got := p.buffer.RGBAAt((300-w)/2, (300-h)/2); got != want.RGBAAt(0, 0) {
				t.Errorf("its corner is %v, want %v", got, want.RGBAAt(0, 0))
			}
		})
	}
}

func TestAZoomedPhotoIsTurnedAroundTheSamePlace(t *testing.T) {
	p := New(&counting{}, func(func()) {})
	styletest.Show(t, p, 100, 100)
	photo := library.Photo{ID: 1, Path: "/a.jpg", Width: 600, Height: 400}
	p.ShowPhoto(photo, nil, nil)
	p.Deliver(Loaded{ID: 1, Levels: []*image.RGBA{image.NewRGBA(image.Rect(0, 0, 600, 400))}, Info: picture.Info{Width: 600, Height: 400}, Full: true})
	p.paint(100, 100)
	p.ToggleAt(0.3, 0.8)
	photo.Rotation = 1
	p.ShowPhoto(photo, nil, nil)
	g := p.Place()
	if x, y := library.Rotation(1).Point(0.3, 0.8); math.Abs(g.CX-x) > 1e-9 || math.Abs(g.CY-y) > 1e-9 || g.Zoom != 1 {
		t.Errorf("it shows %+v, want %.2f %.2f at 100 %%", g, x, y)
	}
}

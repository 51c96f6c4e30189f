package filmstrip

import (
	"context"
	"fmt"
	"image"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/grid"
	"keeplight.app/keeplight/ui/style/styletest"
)

// roll is a shoot of so many photos, of which those at some places are a stack.
type roll struct {
	photos int
	stack  []int
	asked  map[int]bool // places that were asked for
	flag   library.Flag
}

func (r *roll) Len() int { return r.photos }

func (r *roll) Frame(place int) Frame {
	r.asked[place] = true
	f := Frame{ID: library.ID(place + 1), Name: fmt.Sprintf("DSC_%04d.JPG", place), Score: "7.84", Flag: r.flag, Rating: 4}
	if slices.Contains(r.stack, place) {
		f.Stack = library.ID(r.stack[0] + 1)
	}
	return f
}

func (r *roll) Photo(id library.ID) *library.Photo { return &library.Photo{ID: id} }

// noThumbs has a thumbnail for no photo.
type noThumbs struct{}

func (noThumbs) Quick(ctx context.Context, _ *library.Photo) (*image.RGBA, bool, error) {
	return nil, false, context.Canceled
}

func (noThumbs) Thumb(context.Context, *library.Photo) (*image.RGBA, error) {
	return nil, context.Canceled
}

func newStrip(t *testing.T, r *roll) (*Strip, fyne.Window) {
	t.Helper()
	r.asked = map[int]bool{}
	loader := grid.NewLoader(noThumbs{}, 1, 1<<20, func(grid.Loaded) {})
	t.Cleanup(loader.Close)
	s := New(r, loader)
	return s, styletest.Show(t, s, 1000, Height)
}

func TestTheStripShowsThePhotosAroundTheCurrentOne(t *testing.T) {
	for name, c := range map[string]struct{ photos, current, first, cells int }{
		"in the middle": {1000, 500, 495, 10}, "at the start": {1000, 2, 0, 10}, "at the end": {1000, 999, 990, 10},
		"few": {3, 1, 0, 3}, "none": {0, 0, 0, 0},
	} {
		r := &roll{photos: c.photos}
		s, _ := newStrip(t, r)
		clear(r.asked)
		s.Turn(c.current)
		if s.first != c.first || len(s.cells) != c.cells {
			t.Errorf("%s: it begins at %d and has %d photos, want %d and %d", name, s.first, len(s.cells), c.first, c.cells)
		}
		if len(r.asked) > c.cells {
			t.Errorf("%s: %d photos are looked at for %d cells", name, len(r.asked), c.cells)
		}
		for i, cell := range s.cells {
			if current := s.first+i == c.current; cell.ring.Visible() != current {
				t.Errorf("%s: photo %d is framed: %v", name, s.first+i, !current)
			}
		}
	}
}

func TestAStepMovesCellsAndFillsOnlyOne(t *testing.T) {
	s, _ := newStrip(t, &roll{photos: 1000})
	s.Turn(500)
	before := map[library.ID]*cell{}
	for _, c := range s.cells {
		before[c.frame.ID] = c
		c.setImage(image.NewRGBA(image.Rect(0, 0, 9, 6)))
	}
	s.Turn(501)
	kept := 0
	for _, c := range s.cells {
		if before[c.frame.ID] == c {
			kept++
			if !c.img.Visible() {
				t.Errorf("photo %d loses its thumbnail", c.frame.ID)
			}
		} else if c.img.Visible() {
			t.Errorf("photo %d has another's thumbnail", c.frame.ID)
		}
	}
	if kept != len(s.cells)-1 {
		t.Errorf("%d of %d cells keep their photo", kept, len(s.cells))
	}
}

func TestAClickOpensThePhotoUnderIt(t *testing.T) {
	s, w := newStrip(t, &roll{photos: 1000})
	s.Turn(500)
	opened := -1
	s.OnOpen = func(place int) { opened = place }
	for i := range s.cells {
		at := s.cells[i].well.Position()
		test.TapCanvas(w.Canvas(), at.AddXY(thumbWidth/2, thumbHeight/2))
		if opened != s.first+i {
			t.Errorf("a click on cell %d opens %d, want %d", i, opened, s.first+i)
		}
	}
	opened = -1
	test.TapCanvas(w.Canvas(), fyne.NewPos(2, Height/2))
	if opened != -1 {
		t.Errorf("a click beside the photos opens %d", opened)
	}
}

func TestABraceStandsOverPhotosOfOneStack(t *testing.T) {
	s, _ := newStrip(t, &roll{photos: 1000, stack: []int{499, 500, 501, 502}})
	s.Turn(500)
	seen := func() (n int) {
		for _, b := range s.braces {
			if b.parts[0].Visible() {
				n++
			}
		}
		return n
	}
	if seen() != 1 || s.braces[0].parts[0].Size().Width != 4*thumbWidth+3*gap {
		t.Fatalf("%d braces, the first over %v", seen(), s.braces[0].parts[0].Size())
	}
	s.Turn(700)
	if seen() != 0 {
		t.Error("the brace is left where there is no stack")
	}
}

func TestALateThumbnailGoesToItsOwnPhotoAlone(t *testing.T) {
	s, _ := newStrip(t, &roll{photos: 1000})
	s.Turn(500)
	late := image.NewRGBA(image.Rect(0, 0, 9, 6))
	s.Turn(900)
	s.Deliver(grid.Loaded{ID: 501, Pixels: late})
	for _, c := range s.cells {
		if c.img.Image == image.Image(late) {
			t.Errorf("photo %d shows another's thumbnail", c.frame.ID)
		}
	}
	s.Deliver(grid.Loaded{ID: 901, Pixels: late})
	if !slices.ContainsFunc(s.cells, func(c *cell) bool { return c.frame.ID == 901 && c.img.Visible() }) {
		t.Error("a thumbnail does not reach its photo")
	}
}

func TestTheStripFollowsTheTheme(t *testing.T) {
	for _, flag := range []library.Flag{library.Pick, library.Reject} {
		styletest.Switches(t, func() fyne.CanvasObject {
			s := New(&roll{photos: 20, asked: map[int]bool{}, flag: flag, stack: []int{3, 4}}, grid.NewLoader(noThumbs{}, 0, 1, func(grid.Loaded) {}))
			s.Resize(fyne.NewSize(600, Height))
			s.Turn(4)
			return s
		}, 600, Height)
	}
}

package pane

import (
	"fmt"
	"image"
	"io/fs"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/picture"
	"keeplight.app/keeplight/ui/style/styletest"
)

// noSource reads nothing and remembers what it was asked for.
type noSource struct{ asked []Request }

func (s *noSource) Load(r Request) (Loaded, bool) {
	s.asked = append(s.asked, r)
	return Loaded{}, false
}

// sideBySide gives so many panes in one window, each 300 wide and 200 high, that
// show photos of 3000 by 2000 pixels.
func sideBySide(t *testing.T, n int) []*Pane {
	t.Helper()
	row := container.NewWithoutLayout()
	panes := make([]*Pane, n)
	for i := range panes {
		panes[i] = New(&noSource{}, func(func()) {})
		panes[i].Resize(fyne.NewSize(300, 200))
		row.Add(panes[i])
	}
	styletest.Show(t, row, 300, 200)
	for i, p := range panes {
		photo := library.Photo{ID: library.ID(i + 1), Width: 3000, Height: 2000}
		p.ShowPhoto(photo, nil, image.NewRGBA(image.Rect(0, 0, 30, 20)))
		at(p)
	}
	return panes
}

// at paints a pane and gives the place of its photo, in pixels of the pane.
func at(p *Pane) (photo image.Rectangle) {
	p.Overlay = func(_ *image.RGBA, of Painted) { photo = of.At }
	p.paint(300, 200)
	return photo
}

func TestPanesThatShareALinkMoveTogetherAndOneThatIsFreeDoesNot(t *testing.T) {
	panes := sideBySide(t, 3)
	a, b, free := panes[0], panes[1], panes[2]
	whole := at(a)
	shared := NewLink()
	for _, p := range panes {
		p.Join(shared)
	}
	free.Unlink()

	drag := func(p *Pane) {
		e := &fyne.DragEvent{Dragged: fyne.NewDelta(-40, -20)}
		e.Position = fyne.NewPos(10, 10)
		p.Dragged(e)
	}
	for _, step := range []struct {
		name  string
		act   func()
		moves bool // away from where a was before
	}{
		{"a is zoomed", func() { a.ZoomBy(20) }, true},
		{"b is dragged", func() { drag(b) }, true},
		{"a is scrolled", func() { a.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, 25)}) }, true},
		{"the free one is dragged", func() { drag(free) }, false},
		{"b shows all", func() { b.Fit() }, true},
		{"a is tapped", func() { a.Tapped(&fyne.PointEvent{Position: fyne.NewPos(30, 30)}) }, true},
	} {
		before := at(a)
		step.act()
		if at(a) != at(b) {
			t.Errorf("%s: a shows %v, b %v", step.name, at(a), at(b))
		}
		if (at(a) != before) != step.moves {
			t.Errorf("%s: a goes from %v to %v", step.name, before, at(a))
		}
		if at(free) != whole {
			t.Errorf("%s: the free one shows %v, not %v", step.name, at(free), whole)
		}
	}
	if a.Scale() != 1 || free.Scale() == 1 {
		t.Errorf("a ends at %v, the free one at %v", a.Scale(), free.Scale())
	}
}

func TestAPaneStaysWhereItIsWhenSetFreeAndMovesWhenItJoins(t *testing.T) {
	panes := sideBySide(t, 2)
	a, b := panes[0], panes[1]
	whole := at(a)
	a.ToggleZoom()
	b.Join(a.Link())
	if at(b) != at(a) || at(b) == whole {
		t.Errorf("joined, b shows %v and a %v", at(b), at(a))
	}
	zoomed := at(b)
	b.Unlink()
	a.Fit()
	if at(b) != zoomed || at(a) != whole {
		t.Errorf("set free, b shows %v, not %v; a %v", at(b), zoomed, at(a))
	}
	b.ZoomBy(2)
	if at(b) == zoomed || at(a) != whole {
		t.Errorf("then b shows %v and a %v", at(b), at(a))
	}
}

func TestALinkedPaneAsksForItsOwnPixelsWhenAnotherIsZoomed(t *testing.T) {
	panes := sideBySide(t, 2)
	panes[1].Join(panes[0].Link())
	panes[0].ToggleZoom()
	for i, p := range panes {
		asked := p.source.(*noSource).asked
		if last := asked[len(asked)-1]; last.Look.Scale != 1 || last.Photo.ID != library.ID(i+1) {
			t.Errorf("pane %d asks for %+v", i, last)
		}
	}
	whole := len(panes[0].source.(*noSource).asked)
	panes[0].ZoomBy(2)
	if now := len(panes[0].source.(*noSource).asked); now != whole {
		t.Errorf("it asks again, %d times", now-whole)
	}
}

func TestAFileThatWasAbsentIsReadAgainWhenItIsShownAgain(t *testing.T) {
	source := &noSource{}
	p := New(source, func(func()) {})
	styletest.Show(t, p, 600, 400)
	photo := library.Photo{ID: 1, Path: "/card/a.jpg", Width: 60, Height: 40}
	if !p.ShowPhoto(photo, nil, nil) || len(source.asked) != 1 {
		t.Fatalf("the source was asked %d times", len(source.asked))
	}
	p.Deliver(Loaded{ID: 2, Err: fs.ErrPermission})
	if !p.Problem().IsZero() {
		t.Errorf("another photo's failure is shown: %+v", p.Problem())
	}
	p.Deliver(Loaded{ID: 1, Err: &fs.PathError{Op: "open", Path: photo.Path, Err: fs.ErrNotExist}})
	if p.Problem().IsZero() {
		t.Error("the failure is not said")
	}
	if p.ShowPhoto(photo, nil, nil) || len(source.asked) != 2 {
		t.Errorf("the source was asked %d times", len(source.asked))
	}
	whole := Loaded{ID: 1, Levels: []*image.RGBA{image.NewRGBA(image.Rect(0, 0, 60, 40))}, Info: picture.Info{Width: 60, Height: 40}}
	p.Deliver(whole)
	if !p.Problem().IsZero() || p.view.Levels[0].Rect.Dx() != 60 {
		t.Errorf("the file is back, and the pane says %+v", p.Problem())
	}
	if p.ShowPhoto(photo, nil, nil) || len(source.asked) != 2 {
		t.Errorf("a photo that is shown is read again: %d", len(source.asked))
	}
}

func TestAnInspectionIsMadeOnceForEachPhoto(t *testing.T) {
	var came []string
	source := &noSource{}
	p := New(source, func(func()) {})
	styletest.Show(t, p, 600, 400)
	inspect := func(_ *library.Photo, preview *image.RGBA) func() {
		return func() { came = append(came, fmt.Sprint(preview.Rect.Dx())) }
	}
	last := func() Request { return source.asked[len(source.asked)-1] }
	answer := func(id library.ID, width int) {
		p.Deliver(Loaded{ID: id, then: last().Inspect(&library.Photo{}, image.NewRGBA(image.Rect(0, 0, width, 1)))})
	}
	p.ShowPhoto(photos(1)[0], nil, nil)
	if last().Inspect != nil {
		t.Fatal("nobody wanted an inspection")
	}
	p.Inspect(inspect)
	answer(1, 11)
	p.Inspect(nil)
	p.Inspect(inspect)
	if last().Inspect == nil || len(source.asked) != 2 {
		t.Errorf("the photo is inspected again: %d requests", len(source.asked))
	}
	p.ShowPhoto(photos(2)[0], nil, nil)
	answer(1, 12) // too late
	answer(2, 22)
	if got := fmt.Sprint(came); got != "[11 22]" {
		t.Errorf("inspections told %s", got)
	}
}

// TestScrubbingNeverShowsAnotherPhotosPixels delivers what a slow decoder read late and
// in any order.
func TestScrubbingNeverShowsAnotherPhotosPixels(t *testing.T) {
	p := sideBySide(t, 1)[0]
	picture := func(id library.ID) *image.RGBA {
		im := image.NewRGBA(image.Rect(0, 0, 30, 20))
		for i := range im.Pix {
			im.Pix[i] = uint8(id)
		}
		return im
	}
	for id := library.ID(301); id <= 500; id++ {
		p.Pass()
		p.ShowPhoto(library.Photo{ID: id, Width: 3000, Height: 2000}, nil, nil)
		for back := library.ID(7); back > 0; back -= 3 {
			p.Deliver(Loaded{ID: id - back, Levels: levels(picture(id - back))})
		}
		if p.Preview() != nil {
			t.Fatalf("photo %d is shown with another's pixels", id)
		}
		if id%3 == 0 {
			p.Deliver(Loaded{ID: id, Levels: levels(picture(id))})
			if got := p.Preview(); got == nil || got.Pix[0] != uint8(id) {
				t.Fatalf("photo %d is shown with %v", id, got)
			}
		}
	}
	asked := p.source.(*noSource).asked
	if last := asked[len(asked)-1]; len(asked) < 200 || !last.Passing {
		t.Errorf("the source was asked %d times, at last by one who passes by: %v", len(asked), last.Passing)
	}
	p.pace.ended(p)
	asked = p.source.(*noSource).asked
	if last := asked[len(asked)-1]; last.Passing || last.Photo.ID != 500 {
		t.Errorf("at rest photo %d is asked for, passing by: %v", last.Photo.ID, last.Passing)
	}
}

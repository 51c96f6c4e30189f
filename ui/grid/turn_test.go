package grid

import (
	"image"
	"testing"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/style/styletest"
)

// one is a source of one photo, which the test turns.
type one struct{ photo library.Photo }

func (o *one) Len() int                        { return 1 }
func (o *one) Photo(library.ID) *library.Photo { return &o.photo }
func (o *one) Sections() []Section             { return nil }
func (o *one) Tile(int) Tile                   { return Tile{ID: o.photo.ID, Rotation: o.photo.Rotation} }

func TestATurnedPhotoIsShownTurnedAndBackWithoutAnotherRead(t *testing.T) {
	delivered := make(chan Loaded, 10)
	f := &fakeThumbs{let: make(chan struct{}), decoded: map[library.ID]int{}}
	close(f.let)
	loader := NewLoader(f, 1, 1<<20, func(l Loaded) { delivered <- l })
	t.Cleanup(loader.Close)
	source := &one{library.Photo{ID: 3, Path: "/a.jpg"}}
	var later []func()
	g := New(source, loader, 200, func(f func()) { later = append(later, f) })
	styletest.Show(t, g, 600, 400)
	settle := func() {
		for len(later) > 0 {
			now := later
			later = nil
			for _, f := range now {
				f()
			}
		}
	}
	shown := func() image.Point {
		for tile := range g.cells {
			if tile.shown != nil {
				return tile.shown.Bounds().Size()
			}
		}
		return image.Point{}
	}
	take := func() {
		t.Helper()
		settle()
		got := <-delivered
		g.Deliver(got.ID, got.Turn, got.Pixels)
	}
	take()
	upright := shown()
	if upright.X <= upright.Y {
		t.Fatalf("the upright one is %v", upright)
	}
	source.photo.Rotation = 1
	g.Update()
	g.Deliver(3, 0, image.NewRGBA(image.Rect(0, 0, 9, 3))) // one that is not turned comes too late
	if got := shown(); got != (image.Point{}) {
		t.Errorf("one that is not turned is shown, %v", got)
	}
	take()
	if got := shown(); got.X >= got.Y {
		t.Errorf("turned it is %v", got)
	}
	source.photo.Rotation = 0
	g.Update() // as an undo does
	if got := shown(); got != upright {
		t.Errorf("turned back it is %v, want %v at once", got, upright)
	}
}

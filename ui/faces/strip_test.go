package faces

import (
	"context"
	"errors"
	"image"
	"image/color"
	"image/draw"
	"sync"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/style/styletest"
)

// album reads parts of photos that are all of one colour.
type album struct {
	mu    sync.Mutex
	reads int
	err   error
	gate  chan struct{} // a reading waits for it, or for its end; nil waits for nothing
}

func (a *album) Parts(ctx context.Context, p *library.Photo, of func(w, h int) []image.Rectangle, each func(int, *image.RGBA, image.Rectangle, image.Point)) error {
	a.mu.Lock()
	a.reads++
	a.mu.Unlock()
	if a.gate != nil {
		select {
		case <-a.gate:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	for i, at := range of(p.Width, p.Height) {
		part := image.NewRGBA(image.Rect(0, 0, at.Dx(), at.Dy()))
		draw.Draw(part, part.Rect, image.NewUniform(color.RGBA{200, 150, 100, 255}), image.Point{}, draw.Src)
		if a.err == nil {
			each(i, part, at, image.Pt(p.Width, p.Height))
		}
	}
	return a.err
}

// bench is a strip in a window, and what is read for it.
type bench struct {
	*Strip
	album *album
	work  sync.WaitGroup
	mu    sync.Mutex
	got   []Loaded
	win   fyne.Window
}

func newBench(t *testing.T, a *album, width, height float32) *bench {
	t.Helper()
	b := &bench{album: a}
	from := NewCloseups(a, 16<<20, func(f func(context.Context)) { b.work.Go(func() { f(t.Context()) }) })
	b.Strip = New(from, func(got Loaded) {
		b.mu.Lock()
		defer b.mu.Unlock()
		b.got = append(b.got, got)
	})
	both := b.Below(canvas.NewRectangle(color.Black), fyne.NewSize(640, 360), func() bool { return true })
	b.win = styletest.Show(t, both, width, height)
	t.Cleanup(b.work.Wait)
	return b
}

// set shows faces in a photo of 6000 x 4000 pixels, and lays the window out anew.
func (b *bench) set(v View) {
	if v.Photo == nil {
		v.Photo = &library.Photo{ID: 1, Hash: "h", Width: 6000, Height: 4000}
	}
	b.Set(v)
	b.win.Content().Refresh()
}

// deliver hands over what was read.
func (b *bench) deliver() int {
	b.work.Wait()
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, got := range b.got {
		b.Deliver(got)
	}
	n := len(b.got)
	b.got = nil
	return n
}

// group is a view of so many faces side by side, of which the first looks closed.
func group(n int) View {
	v := View{Count: n, Chosen: -1, Key: "V", Widest: 0.02}
	for i := range n {
		f := portrait((float64(i)+0.5)/float64(n), 0.5, 120)
		for e := range f.Eyes {
			f.Eyes[e].State = library.EyeOpen
			if i == 0 {
				f.Eyes[e].State = library.EyeClosed
			}
		}
		v.Extents = append(v.Extents, ExtentOf(f, 6000, 4000))
		v.Faces, v.Columns, v.Focus = append(v.Faces, *f), append(v.Columns, i), append(v.Focus, 0.25*float64(i%5))
	}
	return v
}

func TestCloseUpsAreEnlargedUntilTheyHaveBeenRead(t *testing.T) {
	b := newBench(t, &album{gate: make(chan struct{})}, 1200, 800)
	v := group(3)
	v.Small = image.NewRGBA(image.Rect(0, 0, 300, 200))
	b.set(v)
	for i, c := range b.cells {
		if c.shown == nil || c.sharp {
			t.Errorf("face %d has %v, sharp: %v", i, c.shown, c.sharp)
		}
	}
	close(b.album.gate)
	if n := b.deliver(); n != 3 || b.album.reads != 1 {
		t.Errorf("%d close-ups came by %d readings", n, b.album.reads)
	}
	for i, c := range b.cells {
		if !c.sharp || c.shown.RGBAAt(5, 5) != (color.RGBA{200, 150, 100, 255}) {
			t.Errorf("face %d is not that of the photo", i)
		}
	}
	b.set(v)
	if n := b.deliver(); n != 0 {
		t.Errorf("%d close-ups are read again", n)
	}
	styletest.Sees(t, b.win.Content(), "looks closed", "FACES")
}

func TestAnotherPhotoCallsOffWhatIsRead(t *testing.T) {
	b := newBench(t, &album{gate: make(chan struct{})}, 1200, 800)
	b.set(group(2))
	other := group(1)
	other.Photo = &library.Photo{ID: 2, Hash: "i", Width: 6000, Height: 4000}
	b.set(other)
	b.set(View{Photo: other.Photo, Chosen: -1}) // without faces nothing is read
	if n := b.deliver(); n != 0 {
		t.Errorf("%d close-ups came that nobody looks at", n)
	}
}

func TestACloseUpThatCannotBeReadKeepsWhatStandsInForIt(t *testing.T) {
	b := newBench(t, &album{err: errors.New("gone")}, 1200, 800)
	v := group(2)
	v.Small = image.NewRGBA(image.Rect(0, 0, 300, 200))
	b.set(v)
	if n := b.deliver(); n != 0 || b.cells[0].shown == nil {
		t.Errorf("%d came, %v is shown", n, b.cells[0].shown)
	}
}

func TestAStripHasRoomOnlyWhereThereAreFacesAndTheWindowIsLarge(t *testing.T) {
	for name, c := range map[string]struct {
		view          View
		width, height float32
		seen          bool
		high          float32
	}{
		"wide":      {group(3), 1200, 800, true, 96},
		"smaller":   {group(3), 700, 500, true, 72},
		"small":     {group(3), 650, 400, true, 48},
		"narrow":    {group(3), 560, 500, false, 0},
		"low":       {group(3), 1200, 340, false, 0},
		"no faces":  {View{Chosen: -1}, 1200, 800, false, 0},
		"a gap":     {View{Chosen: -1, Count: 2, Extents: make([]Extent, 2)}, 1200, 800, true, 96},
		"very many": {group(60), 1200, 800, true, 96},
	} {
		b := newBench(t, &album{}, c.width, c.height)
		b.set(c.view)
		if b.Visible() != c.seen || c.seen && b.high != c.high {
			t.Errorf("%s: seen %v, %v high", name, b.Visible(), b.high)
		}
		for i, cell := range b.cells {
			if right := cell.well.Position().X + cell.well.Size().Width; c.seen && right > c.width {
				t.Errorf("%s: column %d reaches to %v", name, i, right)
			}
		}
	}
}

func TestTheChosenFaceIsSeenAmongMany(t *testing.T) {
	b := newBench(t, &album{}, 1200, 800)
	v := group(60)
	for _, chosen := range []int{0, 59, 30, -1} {
		v.Chosen = chosen
		b.set(v)
		rings := 0
		for i, c := range b.cells {
			if c.ring.Visible() {
				rings++
				if b.first+i != chosen {
					t.Errorf("face %d is framed, %d is chosen", b.first+i, chosen)
				}
			}
		}
		if want := min(1, chosen+1); rings != want {
			t.Errorf("%d faces are framed while %d is chosen", rings, chosen)
		}
	}
}

func TestAClickOnACloseUpChoosesItsFace(t *testing.T) {
	b := newBench(t, &album{}, 1200, 800)
	got := -1
	b.OnFace = func(i int) { got = i }
	v := group(3)
	v.Faces, v.Focus, v.Columns = v.Faces[:2], v.Focus[:2], []int{2, 0}
	b.set(v)
	for column, want := range []int{1, -1, 0} {
		got = -1
		well := b.cells[column].well
		test.TapAt(b.Strip, well.Position().AddXY(10, 10))
		if got != want {
			t.Errorf("a click on column %d chooses face %d, want %d", column, got, want)
		}
	}
}

func TestTheBadgeFitsItsCloseUpInEveryLanguage(t *testing.T) {
	for _, locale := range []string{"C", "de_DE.UTF-8"} {
		styletest.Speak(t, locale)
		b := newBench(t, &album{}, 650, 400)
		b.set(group(5))
		c := b.cells[0]
		if left, right := c.well.Position().X, c.well.Position().X+c.well.Size().Width; !c.ground.Visible() ||
			c.ground.Position().X < left || c.ground.Position().X+c.ground.Size().Width > right {
			t.Errorf("%s: the badge lies at %v, %v wide, in %v to %v", locale, c.ground.Position().X, c.ground.Size().Width, left, right)
		}
		if b.cells[1].ground.Visible() {
			t.Errorf("%s: open eyes have a badge", locale)
		}
	}
}

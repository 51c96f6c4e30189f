package looking

import (
	"context"
	"image"
	"image/color"
	"testing"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/pane"
	"keeplight.app/keeplight/ui/pixels"
)

// bench is a Looking whose work and news wait until the test lets them through.
type bench struct {
	*Looking
	chosen Chosen
	work   []func(context.Context)
	news   []func()
	p      *pane.Pane
	over   func(*image.RGBA, pane.Painted)
	told   int
}

// silent is a source that reads nothing.
type silent struct{}

func (silent) Load(pane.Request) (pane.Loaded, bool) { return pane.Loaded{}, false }

func newBench(chosen Chosen) *bench {
	b := &bench{chosen: chosen, p: pane.New(silent{}, func(func()) {})}
	b.Looking = New(&b.chosen, func(f func(context.Context)) { b.work = append(b.work, f) }, func(f func()) { b.news = append(b.news, f) })
	b.over = b.Watch(b.p, func() { b.told++ })
	return b
}

// finish does the work and tells of it, and gives how many pieces there were.
func (b *bench) finish() int {
	n := 0
	for len(b.work)+len(b.news) > 0 {
		work, news := b.work, b.news
		b.work, b.news = nil, nil
		for _, f := range work {
			f(context.Background())
		}
		for _, f := range news {
			f()
		}
		n += len(news)
	}
	return n
}

// filled is a picture of one grey.
func filled(w, h int, v uint8) *image.RGBA {
	im := image.NewRGBA(image.Rect(0, 0, w, h))
	for i := range im.Pix {
		im.Pix[i] = v
	}
	return im
}

// painting is a photo of one grey that fills a pane.
func painting(id library.ID, v uint8) (*image.RGBA, pane.Painted) {
	dst := filled(60, 40, v)
	return dst, pane.Painted{Photo: &library.Photo{ID: id}, At: dst.Rect, Settled: true, Picture: filled(60, 40, v)}
}

func marked(dst *image.RGBA, v uint8) bool { return dst.RGBAAt(30, 20) != (color.RGBA{v, v, v, v}) }

func TestMarksComeBesideTheWindowsGoroutineAndOnce(t *testing.T) {
	b := newBench(Chosen{Clipping: true})
	dst, of := painting(1, 255)
	b.over(dst, of)
	b.over(dst, of)
	if marked(dst, 255) || len(b.work) != 1 {
		t.Fatalf("while it is painted something is marked: %v; %d goroutines were started", marked(dst, 255), len(b.work))
	}
	if n := b.finish(); n != 1 || b.told == 0 {
		t.Errorf("%d times it was worked out, %d times told", n, b.told)
	}
	b.over(dst, of)
	if !marked(dst, 255) || len(b.work) != 0 {
		t.Errorf("then it is marked: %v, %d more started", marked(dst, 255), len(b.work))
	}
	if words := b.Words(b.p); len(words) != 2 {
		t.Errorf("it says %q", words)
	}
}

func TestNothingIsWorkedOutWhileThePersonPassesBy(t *testing.T) {
	b := newBench(Chosen{Clipping: true, Histogram: true})
	dst, of := painting(1, 255)
	of.Passing, of.Settled = true, false
	b.over(dst, of)
	if n := b.finish(); n != 0 {
		t.Errorf("%d things were worked out", n)
	}
	of.Passing, of.Settled = false, true
	b.over(dst, of)
	if n := b.finish(); n != 2 {
		t.Errorf("at rest %d things were worked out, not marks and histogram", n)
	}
}

func TestWhatIsOutOfDateIsNeverDrawn(t *testing.T) {
	b := newBench(Chosen{Clipping: true, Histogram: true})
	dst, of := painting(1, 255)
	b.over(dst, of) // the work for the white photo waits
	other, now := painting(2, 128)
	b.over(other, now)
	b.finish()
	b.over(other, now)
	if marked(other, 128) {
		t.Error("marks of another photo lie over this one")
	}
	if h, wanted := b.Histogram(b.p); h == nil || !wanted || h.Of[pixels.Luminance][128] == 0 {
		t.Errorf("the histogram is %v", h)
	}
	// The photo before comes back: its marks are worked out anew, not taken from this.
	b.over(dst, of)
	if marked(dst, 255) {
		t.Error("the first photo has marks that nobody worked out")
	}
	if h, _ := b.Histogram(b.p); h != nil {
		t.Error("the histogram of the second photo stands beside the first")
	}
	b.finish()
	b.over(dst, of)
	if !marked(dst, 255) {
		t.Error("the first photo is not marked")
	}
}

func TestMarksMoveWithThePhotoAndComeAnewForAnotherPart(t *testing.T) {
	b := newBench(Chosen{Clipping: true})
	dst, of := painting(1, 255)
	of.At = image.Rect(-100, -100, 200, 200) // zoomed in
	b.over(dst, of)
	b.finish()
	of.At, of.Settled = of.At.Add(image.Pt(20, 0)), false // dragged
	dst = filled(60, 40, 255)
	b.over(dst, of)
	if len(b.work) != 0 {
		t.Error("it is worked out while the photo moves")
	}
	if dst.RGBAAt(5, 5) != (color.RGBA{255, 255, 255, 255}) || !marked(dst, 255) {
		t.Error("the marks did not move with the photo")
	}
	of.Settled = true
	b.over(filled(60, 40, 255), of)
	if b.finish() != 1 {
		t.Error("it was not worked out for the part that is seen now")
	}
	of.At = image.Rect(-200, -200, 400, 400) // zoomed further: other marks
	dst = filled(60, 40, 255)
	b.over(dst, of)
	if marked(dst, 255) {
		t.Error("marks of another size are drawn")
	}
}

func TestAPreviewIsNotMarkedButCounted(t *testing.T) {
	b := newBench(Chosen{Clipping: true, Peaking: true, Histogram: true})
	dst, of := painting(1, 255)
	of.Settled = false
	b.over(dst, of)
	b.finish()
	b.over(dst, of)
	if marked(dst, 255) {
		t.Error("a preview that is blown up is marked")
	}
	if h, _ := b.Histogram(b.p); h == nil {
		t.Error("there is no histogram")
	}
}

func TestOnlyTheLastOfManyPhotosIsWorkedOut(t *testing.T) {
	b := newBench(Chosen{Clipping: true, Histogram: true})
	for id := library.ID(1); id <= 50; id++ {
		dst, of := painting(id, 255)
		b.over(dst, of)
	}
	if n := b.finish(); n > 2 {
		t.Errorf("%d pieces of work for one pane", n)
	}
}

func TestNothingIsWorkedOutThatIsNotWanted(t *testing.T) {
	b := newBench(Chosen{})
	dst, of := painting(1, 255)
	b.over(dst, of)
	if len(b.work) != 0 || marked(dst, 255) || len(b.Words(b.p)) != 0 {
		t.Errorf("%d were started", len(b.work))
	}
	b.Set(Peaking, true)
	if !b.chosen.Peaking || !b.Shows(Peaking) || b.told == 0 {
		t.Error("it was not switched")
	}
	b.over(dst, of)
	if b.finish() != 1 {
		t.Error("then it is not worked out")
	}
	b.Drop(b.p)
	b.over(dst, of) // a last painting of a pane that is gone
	b.Forget(b.p)
	if len(b.Words(b.p)) != 0 {
		t.Error("something is known of a pane that is gone")
	}
}

func TestWorkThatComesAfterThePaneIsGoneIsDropped(t *testing.T) {
	b := newBench(Chosen{Clipping: true, Histogram: true})
	dst, of := painting(1, 255)
	b.over(dst, of)
	b.Drop(b.p)
	b.finish()
}

package pane

import (
	"context"
	"errors"
	"fmt"
	"image"
	"slices"
	"sync"
	"testing"
	"testing/synctest"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/picture"
)

// readings notes what a pool reads, of photos of 3000 x 2000 pixels.
type readings struct {
	mu   sync.Mutex
	log  []string
	got  []Loaded
	hold map[string]chan struct{} // readings that wait until this is closed
	fail library.ID
}

func (r *readings) note(ctx context.Context, what string) {
	r.mu.Lock()
	r.log = append(r.log, what)
	wait := r.hold[what]
	r.mu.Unlock()
	if wait != nil {
		<-wait
	}
}

func (r *readings) take() (log []string, got []Loaded) {
	r.mu.Lock()
	defer r.mu.Unlock()
	log, got, r.log, r.got = r.log, r.got, nil, nil
	return log, got
}

func (r *readings) deliver(l Loaded) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.got = append(r.got, l)
}

func (r *readings) reading() Reading {
	return Reading{
		Quick: func(ctx context.Context, p *library.Photo) (*image.RGBA, error) {
			r.note(ctx, fmt.Sprintf("quick %d", p.ID))
			return image.NewRGBA(image.Rect(0, 0, 30, 20)), nil
		},
		Decode: func(ctx context.Context, p *library.Photo, side int) (*picture.Picture, error) {
			r.note(ctx, fmt.Sprintf("%d at %d", p.ID, side))
			if p.ID == r.fail {
				return nil, errors.New("it is damaged")
			}
			w := side
			if side == 0 || side > 3000 {
				w = 3000
			}
			return &picture.Picture{Pixels: image.NewRGBA(image.Rect(0, 0, w, w*2/3)), Info: picture.Info{Width: 3000, Height: 2000}}, nil
		},
		Part: func(ctx context.Context, p *library.Photo, at Share) (*Part, error) {
			r.note(ctx, fmt.Sprintf("part of %d", p.ID))
			where := at.Of(3000, 2000)
			return &Part{Pixels: image.NewRGBA(image.Rectangle{Max: where.Size()}), At: where, Whole: image.Pt(3000, 2000)}, nil
		},
	}
}

func newReadings() *readings { return &readings{hold: map[string]chan struct{}{}} }

func photos(ids ...library.ID) []library.Photo {
	out := make([]library.Photo, len(ids))
	for i, id := range ids {
		out[i].ID = id
	}
	return out
}

const roomForAll, roomForNone = 1 << 30, 1 << 20

func TestEveryPaneShowsSomethingBeforeAnyShowsMore(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newReadings()
		p := NewPool(r.reading(), 1, NewCache(1<<20), roomForNone)
		defer p.Close()
		seats := []*Seat{p.Seat(r.deliver), p.Seat(r.deliver), p.Seat(r.deliver)}
		p.Prefer(seats[1])
		first := make(chan struct{})
		r.hold["quick 1"] = first
		for i, photo := range photos(1, 2, 3) {
			seats[i].Load(Request{Photo: photo, Neighbours: photos(9), Side: 300})
			synctest.Wait()
		}
		close(first)
		synctest.Wait()
		log, got := r.take()
		want := []string{"quick 1", "quick 2", "quick 3", "2 at 300", "1 at 300", "3 at 300", "quick 9", "9 at 300"}
		if !slices.Equal(log, want) {
			t.Errorf("it read %q, want %q", log, want)
		}
		if len(got) != 6 {
			t.Errorf("%d pictures are delivered", len(got))
		}
	})
}

func TestOfEnlargedPhotosOnlyWhatIsSeenIsRead(t *testing.T) {
	seen := Share{0.4, 0.4, 0.5, 0.5}
	for name, c := range map[string]struct {
		room  int64
		looks []Look
		want  []string
	}{
		"with room for the whole": {roomForAll, []Look{{seen, 1}}, []string{"1 at 0"}},
		"without":                 {roomForNone, []Look{{seen, 1}}, []string{"part of 1"}},
		"moved a little":          {roomForNone, []Look{{seen, 1}, {Share{0.41, 0.41, 0.51, 0.51}, 1}}, []string{"part of 1"}},
		"moved far":               {roomForNone, []Look{{seen, 1}, {Share{0.7, 0.4, 0.8, 0.5}, 1}}, []string{"part of 1", "part of 1"}},
		"a little enlarged":       {roomForNone, []Look{{Share{0, 0, 1, 0.9}, 0.3}}, []string{"1 at 1061"}},
		"by the wheel":            {roomForNone, []Look{{Share{0, 0, 1, 0.9}, 0.3}, {Share{0, 0, 0.9, 0.9}, 0.33}, {Share{0.1, 0.1, 0.9, 0.9}, 0.4}}, []string{"1 at 1061", "1 at 1500"}},
		"not at all":              {roomForNone, []Look{{}}, nil},
		"and whole again":         {roomForNone, []Look{{seen, 1}, {}, {seen, 1}}, []string{"part of 1"}},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				r := newReadings()
				p := NewPool(r.reading(), 2, NewCache(64<<20), c.room)
				defer p.Close()
				s := p.Seat(r.deliver)
				s.Load(Request{Photo: photos(1)[0], Side: 300})
				synctest.Wait()
				r.take()
				for _, l := range c.looks {
					s.Load(Request{Photo: photos(1)[0], Side: 300, Look: l})
					s.Look(l)
					synctest.Wait()
				}
				log, got := r.take()
				if !slices.Equal(log, c.want) {
					t.Errorf("it read %q, want %q", log, c.want)
				}
				for _, g := range got {
					if g.Part != nil && !g.Part.At.In(image.Rect(0, 0, 3000, 2000)) {
						t.Errorf("a part at %v", g.Part.At)
					}
				}
			})
		})
	}
}

func TestAnotherPhotoDoesNotWaitForWhatTheLastOneNeeded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newReadings()
		p := NewPool(r.reading(), 2, NewCache(1<<20), roomForNone)
		defer p.Close()
		s := p.Seat(r.deliver)
		never := make(chan struct{})
		r.hold["1 at 300"] = never
		s.Load(Request{Photo: photos(1)[0], Side: 300})
		synctest.Wait()
		s.Load(Request{Photo: photos(2)[0], Side: 300})
		synctest.Wait()
		if _, got := r.take(); len(got) == 0 || got[len(got)-1].ID != 2 || got[len(got)-1].Levels[0].Rect.Dx() != 300 {
			t.Errorf("delivered are %d pictures", len(got))
		}
		close(never)
		synctest.Wait()
		if _, got := r.take(); len(got) != 0 {
			t.Errorf("what nobody wants any more is delivered: %+v", got)
		}
	})
}

func TestAFailureIsToldAndReadAgainOnlyWhenAskedFor(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newReadings()
		r.fail = 1
		p := NewPool(r.reading(), 2, NewCache(1<<20), roomForNone)
		defer p.Close()
		s := p.Seat(r.deliver)
		s.Load(Request{Photo: photos(1)[0], Side: 300})
		synctest.Wait()
		if _, got := r.take(); len(got) != 2 || got[1].Err == nil {
			t.Errorf("delivered is %+v", got)
		}
		r.fail = 0
		s.Look(Look{Share{0, 0, 0.1, 0.1}, 1})
		synctest.Wait()
		if log, _ := r.take(); log != nil {
			t.Errorf("it reads %q by itself", log)
		}
		s.Load(Request{Photo: photos(1)[0], Side: 300})
		synctest.Wait()
		if _, got := r.take(); len(got) != 2 || got[1].Err != nil {
			t.Errorf("asked again it delivers %+v", got)
		}
	})
}

func TestAPartLiesWhereItBelongs(t *testing.T) {
	whole := image.NewRGBA(image.Rect(0, 0, 60, 40))
	for i := range whole.Pix {
		whole.Pix[i] = uint8(i * 7)
	}
	small := picture.Fit(whole, 15)
	at := image.Rect(20, 10, 40, 30)
	part := &Part{Pixels: image.NewRGBA(image.Rectangle{Max: at.Size()}), At: at, Whole: image.Pt(60, 40)}
	for y := range 20 {
		copy(part.Pixels.Pix[y*part.Pixels.Stride:][:80], whole.Pix[whole.PixOffset(20, 10+y):])
	}
	for _, zoom := range []float64{1, 2, 3} {
		want, got := image.NewRGBA(image.Rect(0, 0, 12, 12)), image.NewRGBA(image.Rect(0, 0, 12, 12))
		g := Geometry{Zoom: zoom, CX: 0.5, CY: 0.5}
		Paint(want, &View{Levels: []*image.RGBA{whole}, Width: 60, Height: 40, Geometry: g})
		Paint(got, &View{Levels: []*image.RGBA{small}, Part: part, Width: 60, Height: 40, Geometry: g})
		if !slices.Equal(want.Pix, got.Pix) {
			t.Errorf("at %v the part is not painted as the whole", zoom)
		}
	}
}

func TestAShareHoldsWholePixelsWithinThePhoto(t *testing.T) {
	for _, c := range []struct {
		share Share
		want  image.Rectangle
	}{
		{Share{0, 0, 1, 1}, image.Rect(0, 0, 100, 50)},
		{Share{0.101, 0.101, 0.109, 0.109}, image.Rect(10, 5, 11, 6)},
		{Share{0.5, 0.5, 0.5, 0.5}, image.Rect(50, 25, 51, 26)},
		{Share{-1, -1, 2, 2}, image.Rect(0, 0, 100, 50)},
	} {
		if got := c.share.Of(100, 50); got != c.want {
			t.Errorf("%v is %v, want %v", c.share, got, c.want)
		}
	}
}

func TestFramesOfDifferentSizesShowTheSamePart(t *testing.T) {
	panes := sideBySide(t, 3)
	small, large, third := panes[0], panes[1], panes[2]
	for p, w := range map[*Pane]int{small: 1500, large: 6000} {
		p.ShowPhoto(library.Photo{ID: library.ID(w), Width: w, Height: w * 2 / 3}, nil, image.NewRGBA(image.Rect(0, 0, 30, 20)))
	}
	link := NewLink()
	for _, p := range panes {
		p.Join(link)
		at(p)
	}
	large.ZoomBy(2)
	want := at(large)
	for _, p := range []*Pane{small, third} {
		if got := at(p); got != want {
			t.Errorf("zoomed by the wheel one covers %v, the other %v", got, want)
		}
	}
	small.Fit()
	if at(large) != image.Rect(0, 0, 300, 200) {
		t.Errorf("whole again it covers %v", at(large))
	}
	small.ToggleAt(0.5, 0.5)
	for p, w := range map[*Pane]int{small: 1500, third: 3000, large: 6000} {
		if got := at(p); got.Dx() != w || got.Min.X != 150-w/2 {
			t.Errorf("at 100 %% %d pixels cover %v", w, got)
		}
	}
	small.Fit()
	tiny := panes[2]
	tiny.ShowPhoto(library.Photo{ID: 77, Width: 200, Height: 100}, nil, image.NewRGBA(image.Rect(0, 0, 20, 10)))
	large.ZoomBy(1.5)
	if got := at(tiny); got.Dx() < 200 {
		t.Errorf("a small photo is shown smaller than whole: %v", got)
	}
}

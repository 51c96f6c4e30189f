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
	"time"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/picture"
)

// diary notes which photo was decoded at which size, and what was delivered.
type diary struct {
	mu        sync.Mutex
	lines     []string
	delivered []Loaded
}

func (d *diary) decoded() []string {
	d.mu.Lock()
	defer d.mu.Unlock()
	return slices.Clone(d.lines)
}

func (d *diary) got() []Loaded {
	d.mu.Lock()
	defer d.mu.Unlock()
	return slices.Clone(d.delivered)
}

func (d *diary) take(x Loaded) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.delivered = append(d.delivered, x)
}

func (d *diary) decode(_ context.Context, p *library.Photo, side int) (*picture.Picture, error) {
	d.mu.Lock()
	d.lines = append(d.lines, fmt.Sprintf("%d@%d", p.ID, side))
	d.mu.Unlock()
	if p.Problem.Text() == "broken" {
		return nil, errors.New("it is broken")
	}
	w, h := 600, 400
	if side > 0 {
		w, h = side, side*2/3
	}
	return &picture.Picture{
		Pixels: image.NewRGBA(image.Rect(0, 0, w, h)), Info: picture.Info{Width: 600, Height: 400},
	}, nil
}

func photos(ids ...library.ID) []library.Photo {
	out := make([]library.Photo, len(ids))
	for i, id := range ids {
		out[i].ID = id
	}
	return out
}

func TestThePreviewComesFirstThenNeighboursThenAllPixels(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var d diary
		l := NewLoader(d.decode, NewCache(16<<20), d.take)
		defer l.Close()
		l.Load(Request{Photo: photos(1)[0], Neighbours: photos(2, 3), Side: 90})
		synctest.Wait()
		if want := []string{"1@90", "2@90", "3@90"}; !slices.Equal(d.decoded(), want) {
			t.Fatalf("decoded %v at once, want %v", d.decoded(), want)
		}
		if len(d.got()) != 1 || d.got()[0].ID != 1 || d.got()[0].Full {
			t.Fatalf("delivered %+v", d.got())
		}
		timeGoesBy(settle)
		if want := []string{"1@90", "2@90", "3@90", "1@0"}; !slices.Equal(d.decoded(), want) {
			t.Fatalf("decoded %v after a moment, want %v", d.decoded(), want)
		}
		if !d.got()[1].Full || d.got()[1].Levels[0].Rect.Dx() != 600 {
			t.Fatalf("all pixels were not delivered: %+v", d.got()[1].Info)
		}
		l.Load(Request{Photo: photos(2)[0], Side: 90})
		synctest.Wait()
		if d.decoded()[len(d.decoded())-1] != "1@0" || d.got()[2].ID != 2 {
			t.Fatalf("a neighbour that was read is read again: %v", d.decoded())
		}
	})
}

func TestPagingOnReadsOnlyPreviews(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var d diary
		l := NewLoader(d.decode, NewCache(16<<20), d.take)
		defer l.Close()
		for id := library.ID(1); id <= 5; id++ {
			l.Load(Request{Photo: photos(id)[0], Side: 90})
			synctest.Wait()
			timeGoesBy(settle / 2)
		}
		for _, line := range d.decoded() {
			if line[len(line)-2:] == "@0" {
				t.Fatalf("all pixels were read of a photo that was paged past: %v", d.decoded())
			}
		}
	})
}

func TestAZoomWantsAllPixelsAtOnceAndAFailureIsTold(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var d diary
		l := NewLoader(d.decode, NewCache(16<<20), d.take)
		defer l.Close()
		l.Load(Request{Photo: photos(1)[0], Neighbours: photos(2), Side: 90, Full: true})
		synctest.Wait()
		if want := []string{"1@90", "1@0", "2@90"}; !slices.Equal(d.decoded(), want) {
			t.Fatalf("decoded %v, want %v", d.decoded(), want)
		}
		broken := photos(9)[0]
		broken.Problem = library.Verbatim("broken")
		l.Load(Request{Photo: broken, Side: 90})
		synctest.Wait()
		if last := d.got()[len(d.got())-1]; last.ID != 9 || last.Err == nil {
			t.Fatalf("the failure was not told: %+v", last)
		}
	})
}

func TestTheCacheIsBoundedInBytesAndKeepsWhatWasUsedLast(t *testing.T) {
	c := NewCache(3 * 400)
	put := func(id library.ID) {
		c.put(levelKey{id: id}, Loaded{ID: id, Levels: []*image.RGBA{image.NewRGBA(image.Rect(0, 0, 10, 10))}})
	}
	put(1)
	put(2)
	put(3)
	c.get(levelKey{id: 1})
	put(4)
	if _, ok := c.get(levelKey{id: 2}); ok || c.bytes > c.limit {
		t.Fatalf("the oldest stays; %d bytes are kept", c.bytes)
	}
	if _, ok := c.get(levelKey{id: 1}); !ok {
		t.Fatal("what was used last went")
	}
	c.put(levelKey{id: 5}, Loaded{Levels: []*image.RGBA{image.NewRGBA(image.Rect(0, 0, 100, 100))}})
	if _, ok := c.get(levelKey{id: 5}); !ok || c.order.Len() != 1 {
		t.Fatal("a picture larger than the limit is not kept alone")
	}
}

// timeGoesBy lets the test's clock run and waits for what comes of it.
func timeGoesBy(d time.Duration) {
	time.Sleep(d)
	synctest.Wait()
}

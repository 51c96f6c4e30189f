package grid

import (
	"context"
	"errors"
	"image"
	"sync"
	"testing"
	"testing/synctest"

	"keeplight.app/keeplight/library"
)

// fakeThumbs has a small thumbnail of even photos; real ones wait until let.
type fakeThumbs struct {
	mu      sync.Mutex
	let     chan struct{}
	decoded map[library.ID]int
}

func (f *fakeThumbs) Quick(_ context.Context, p *library.Photo) (*image.RGBA, bool, error) {
	if p.ID%2 == 1 {
		return nil, false, errors.New("there is none")
	}
	return image.NewRGBA(image.Rect(0, 0, 16, 12)), false, nil
}

func (f *fakeThumbs) Thumb(ctx context.Context, p *library.Photo) (*image.RGBA, error) {
	select {
	case <-f.let:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.decoded[p.ID]++
	if p.ID == 99 {
		return nil, errors.New("damaged")
	}
	return image.NewRGBA(image.Rect(0, 0, 300, 200)), nil
}

func wants(ids ...library.ID) []Want {
	out := make([]Want, len(ids))
	for i, id := range ids {
		out[i] = Want{Photo: library.Photo{ID: id}, Room: image.Pt(150, 150)}
	}
	return out
}

func TestTheSmallThumbnailComesFirstAndTheRealOneStays(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := &fakeThumbs{let: make(chan struct{}), decoded: map[library.ID]int{}}
		var mu sync.Mutex
		var got []Loaded
		l := NewLoader(f, 2, 1<<20, func(x Loaded) { mu.Lock(); got = append(got, x); mu.Unlock() })
		defer l.Close()
		l.Load(wants(2, 3, 99))
		synctest.Wait()
		if len(got) != 1 || got[0].ID != 2 || got[0].Pixels.Rect.Dx() != 16 {
			t.Fatalf("first came %+v", got)
		}
		close(f.let)
		synctest.Wait()
		if len(got) != 4 {
			t.Fatalf("%d deliveries", len(got))
		}
		im := l.Peek(3, 0, image.Pt(150, 150))
		if im == nil || im.Bounds() != image.Rect(0, 0, 150, 100) {
			t.Fatalf("the cell's picture is %v", im)
		}
		if l.Peek(99, 0, image.Pt(150, 150)) != nil || l.Peek(3, 0, image.Pt(10, 10)) != nil {
			t.Fatal("a picture is at hand that was never made")
		}
		l.Load(wants(2, 3))
		synctest.Wait()
		if f.decoded[2] != 1 || f.decoded[3] != 1 {
			t.Fatalf("decoded again: %v", f.decoded)
		}
	})
}

func TestWhatScrolledAwayIsNotDecoded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := &fakeThumbs{let: make(chan struct{}), decoded: map[library.ID]int{}}
		l := NewLoader(f, 1, 1<<20, func(Loaded) {})
		defer l.Close()
		l.Load(wants(1, 3, 5))
		synctest.Wait()
		l.Load(wants(7))
		close(f.let)
		synctest.Wait()
		if f.decoded[3] != 0 || f.decoded[5] != 0 || f.decoded[7] != 1 {
			t.Fatalf("decoded %v", f.decoded)
		}
	})
}

func TestTheCellCacheIsBoundedInBytes(t *testing.T) {
	c := newPixelCache(2 * 4 * 100)
	room := image.Pt(10, 10)
	for id := library.ID(1); id <= 3; id++ {
		c.put(pixelKey{id: id, room: room}, image.NewRGBA(image.Rect(0, 0, 10, 10)))
	}
	if c.newest(cellKey{id: 1, room: room}) != nil || c.newest(cellKey{id: 3, room: room}) == nil || c.bytes != 800 {
		t.Fatalf("%d bytes are kept", c.bytes)
	}
	if len(c.latest) != 2 || len(c.entries) != 2 {
		t.Fatal("what went is still listed")
	}
}

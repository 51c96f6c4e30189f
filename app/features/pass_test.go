package features

import (
	"context"
	"errors"
	"fmt"
	"image"
	"math"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/library/message"
	"keeplight.app/keeplight/library/phototest"
	"keeplight.app/keeplight/scoring/features"
)

// desk stands in for the pictures, and for who else is at work.
type desk struct {
	*catalog.Thumbs

	mu     sync.Mutex
	opened []string // names of photos, in the order in which they were opened
	change chan struct{}
	busy   bool
	during func() // called while a photo is opened
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	th, err := catalog.OpenThumbs(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := th.Close(); err != nil {
			t.Error(err)
		}
	})
	return &desk{Thumbs: th, change: make(chan struct{})}
}

func (d *desk) Preview(_ context.Context, p *library.Photo) (*image.RGBA, error) {
	name := filepath.Base(p.Path)
	d.mu.Lock()
	d.opened = append(d.opened, name)
	during := d.during
	d.mu.Unlock()
	if during != nil {
		during()
	}
	switch name {
	case "unreadable":
		return nil, errors.New("the file cannot be read")
	case "hostile":
		panic("index out of range")
	}
	return phototest.Scene(120, 80, uint64(p.ID)), nil
}

func (d *desk) names() []string {
	d.mu.Lock()
	defer d.mu.Unlock()
	names := slices.Clone(d.opened)
	slices.Sort(names)
	return names
}

// work sets whether somebody else is at work.
func (d *desk) work(on bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.busy = on
	close(d.change)
	d.change = make(chan struct{})
}

func (d *desk) wait(ctx context.Context, busy bool) error {
	for {
		d.mu.Lock()
		is, change := d.busy, d.change
		d.mu.Unlock()
		if is == busy {
			return ctx.Err()
		}
		select {
		case <-change:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

func (d *desk) WaitAtRest(ctx context.Context) error { return d.wait(ctx, false) }
func (d *desk) WaitAtWork(ctx context.Context) error { return d.wait(ctx, true) }

// photo gives one whose name and hash are the same.
func photo(id int, name string) library.Photo {
	return library.Photo{ID: library.ID(id), Path: "/shoot/" + name, Hash: library.Hash(name)}
}

func TestPhotosAreDescribedOnceAndWhatCannotBeIsPassedOver(t *testing.T) {
	d := newDesk(t)
	var notes []string
	p := New(Options{Pictures: d, Log: func(s string) { notes = append(notes, s) }})
	away, damaged := photo(5, "away"), photo(6, "damaged")
	away.Missing, damaged.Problem = true, message.New(message.ReadingBroke)
	copied := photo(7, "copy")
	copied.Hash = "a"
	photos := []library.Photo{photo(1, "a"), photo(2, "unreadable"), photo(3, "hostile"), {ID: 4, Path: "/shoot/unhashed"}, away, damaged, copied, photo(8, "b")}
	var heard []string
	n, err := p.Describe(t.Context(), photos, func(done, of int) { heard = append(heard, fmt.Sprint(done, "/", of)) })
	if err != nil || n != 2 || len(notes) != 2 || !slices.Equal(heard, []string{"1/4", "2/4", "3/4", "4/4"}) {
		t.Errorf("%d, %v, heard %v, noted %q", n, err, heard, notes)
	}
	if n, err := p.Describe(t.Context(), photos, nil); n != 0 || err != nil {
		t.Errorf("again: %d, %v", n, err)
	}
	if got := d.names(); !slices.Equal(got, []string{"a", "b", "hostile", "unreadable"}) {
		t.Errorf("opened %q", got)
	}
	found, err := p.Vectors(t.Context(), []string{"a", "b", "unreadable", "never"})
	want, err2 := features.New().Of(t.Context(), phototest.Scene(120, 80, 1))
	if err := errors.Join(err, err2); err != nil || len(found) != 2 || !slices.Equal(found["a"], want) {
		t.Errorf("%d vectors, %v", len(found), err)
	}
}

func TestWhatIsDamagedInTheStoreIsDescribedAgain(t *testing.T) {
	d := newDesk(t)
	whole := encode(make(features.Vector, features.Length))
	wrong := make(features.Vector, features.Length)
	wrong[7] = float32(math.NaN())
	endless := make(features.Vector, features.Length)
	endless[7] = float32(math.Inf(1))
	for name, stored := range map[string][]byte{
		"nothing": {}, "short": whole[:len(whole)-1], "long": append(slices.Clone(whole), 0), "no number": encode(wrong), "endless": encode(endless),
	} {
		if err := d.PutVectors(t.Context(), map[string][]byte{keyOf("a"): stored}); err != nil {
			t.Fatal(err)
		}
		p := New(Options{Pictures: d})
		for _, want := range []int{1, 0} { // the second time it is known
			if n, err := p.Describe(t.Context(), []library.Photo{photo(1, "a")}, nil); n != want || err != nil {
				t.Errorf("%s: %d, %v", name, n, err)
			}
		}
	}
}

// What a person waits for goes first: nothing is begun while somebody is at work, and what
// was made by then is kept.
func TestThePassGivesWayAndDescribesDecidedPhotosFirst(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := newDesk(t)
		decided := photo(1, "picked")
		decided.Decision.Flag = library.Pick
		all, on, learnt := []library.Photo{photo(9, "other"), decided}, true, 0
		var mu sync.Mutex
		p := New(Options{
			Photos: func(context.Context) ([]library.Photo, error) {
				mu.Lock()
				defer mu.Unlock()
				return slices.Clone(all), nil
			},
			Shown: func(p *library.Photo) bool { return p.Path != "/shoot/elsewhere" }, Pictures: d, Rest: d,
			On: func() bool { mu.Lock(); defer mu.Unlock(); return on }, Learn: func() { learnt++ }, Log: func(s string) { t.Log(s) },
		})
		d.work(true)
		ctx, stop := context.WithCancel(t.Context())
		done := make(chan struct{})
		go func() { defer close(done); p.Run(ctx) }()
		later := func() { time.Sleep(10 * time.Second); synctest.Wait() }
		later()
		if got := d.names(); len(got) > 0 {
			t.Errorf("beside other work: %q", got)
		}
		d.work(false)
		later()
		if got := d.names(); !slices.Equal(got, []string{"picked"}) || learnt != 1 {
			t.Errorf("of one decision: %q, learnt %d times", got, learnt)
		}
		mu.Lock()
		for i := range leastDecided {
			more := photo(20+i, fmt.Sprintf("rated %02d", i))
			more.Decision.Rating = 4
			all = append(all, more)
		}
		all, on = append(all, photo(8, "elsewhere")), false
		mu.Unlock()
		p.Changed()
		later()
		if got := d.names(); len(got) != 1 {
			t.Errorf("switched off: %q", got)
		}
		mu.Lock()
		on = true
		mu.Unlock()
		d.mu.Lock()
		d.during = sync.OnceFunc(func() { d.work(true); time.Sleep(time.Second) }) // somebody begins to work
		d.mu.Unlock()
		p.Changed()
		later()
		begun := len(d.names())
		if begun == 1 || begun > 4 {
			t.Errorf("%d photos were opened although somebody was at work", begun-1)
		}
		d.work(false)
		later()
		got := d.names()
		if slices.Contains(got, "elsewhere") || !slices.Contains(got, "other") || !slices.Contains(got, fmt.Sprintf("rated %02d", leastDecided-1)) {
			t.Errorf("in the end: %q", got)
		}
		stop()
		<-done
		if found, err := p.Vectors(context.Background(), []string{"picked", "rated 00", "other", "elsewhere"}); err != nil || len(found) != 3 {
			t.Errorf("%d vectors, %v", len(found), err)
		}
	})
}

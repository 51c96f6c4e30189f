package faces

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/library/message"
	"keeplight.app/keeplight/scoring"
	"keeplight.app/keeplight/scoring/queue"
)

// finder finds in each photo as many faces as it is told for its hash.
type finder struct {
	mu    sync.Mutex
	faces map[library.Hash]int
	looks []library.Hash
	score float64       // of each face, where it is set
	wait  chan struct{} // each photo takes one, where it is set
}

func (f *finder) Provenance() library.Provenance {
	return library.Provenance{Name: "fake", Version: "1"}
}

func (f *finder) Find(ctx context.Context, s *scoring.Subject) ([]library.Face, error) {
	if f.wait != nil {
		select {
		case <-f.wait:
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.looks = append(f.looks, s.Photo.Hash)
	var found []library.Face
	for i := range f.faces[s.Photo.Hash] {
		one := face(float64(i)/8, library.EyeClosed)
		one.Score = cmp.Or(f.score, one.Score)
		found = append(found, one)
	}
	return found, nil
}

func (f *finder) looked() []library.Hash {
	f.mu.Lock()
	defer f.mu.Unlock()
	return slices.Clone(f.looks)
}

// face is one that looks here, whose eyes are in a state.
func face(x float64, state library.EyeState) library.Face {
	gap := map[library.EyeState]float64{library.EyeClosed: 0.05, library.EyeOpen: 0.25, library.EyeUnknown: 0.125}[state]
	eye := library.Eye{Box: library.Box{X: x, Y: 0.25, Width: 0.03125, Height: 0.03125}, State: state, Gap: gap, Width: 32, Focus: 0.25, Sharp: true}
	return library.Face{Box: library.Box{X: x, Y: 0.125, Width: 0.125, Height: 0.25}, Score: 0.875, Eyes: [2]library.Eye{eye, eye}}
}

// opener opens photos, those apart that it has an error for.
type opener struct {
	mu  sync.Mutex
	bad map[string]error // by path
}

func (o *opener) Subject(_ context.Context, p *library.Photo) (*scoring.Subject, func(), error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return &scoring.Subject{Photo: *p}, func() {}, o.bad[p.Path]
}

// rest is at work for as long as work is open.
type rest struct {
	mu      sync.Mutex
	working bool
	changed chan struct{} // closed at each change
	queues  []*queue.Queue
}

func newRest(working bool) *rest { return &rest{working: working, changed: make(chan struct{})} }

func (r *rest) AddLater(q *queue.Queue) { r.queues = append(r.queues, q) }

func (r *rest) set(working bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.working = working
	close(r.changed)
	r.changed = make(chan struct{})
}

func (r *rest) wait(ctx context.Context, working bool) error {
	for {
		r.mu.Lock()
		is, changed := r.working, r.changed
		r.mu.Unlock()
		if is == working {
			return nil
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

func (r *rest) WaitAtRest(ctx context.Context) error { return r.wait(ctx, false) }
func (r *rest) WaitAtWork(ctx context.Context) error { return r.wait(ctx, true) }

// stage is a pass with all that it works with.
type stage struct {
	*Pass
	t      *testing.T
	dir    string
	cat    *catalog.Catalog
	finder *finder
	opener *opener
	rest   *rest
	told   chan []library.ID
	end    func()
}

func newStage(t *testing.T) *stage { return stageWith(t, newRest(false)) }

// newBusyStage has other work under way from the beginning.
func newBusyStage(t *testing.T) *stage { return stageWith(t, newRest(true)) }

func stageWith(t *testing.T, rest *rest) *stage {
	s := &stage{
		t: t, dir: t.TempDir(), finder: &finder{faces: map[library.Hash]int{}}, opener: &opener{bad: map[string]error{}},
		rest: rest,
	}
	s.open()
	t.Cleanup(s.close)
	return s
}

// open opens the catalogue and starts.
func (s *stage) open() {
	s.t.Helper()
	var err error
	if s.cat, err = catalog.Open(s.dir); err != nil {
		s.t.Fatal(err)
	}
	s.start()
}

// start starts a pass over no photos.
func (s *stage) start() {
	told := make(chan []library.ID, 1000)
	s.told = told
	s.Pass = New(s.t.Context(), Options{
		Catalog: s.cat, Pictures: s.opener, Finder: s.finder, Rest: s.rest, Log: func(string) {},
		Tell: func(ids []library.ID) { told <- ids },
	})
	s.settle = 0
	ctx, cancel := context.WithCancel(context.Background())
	s.end = cancel
	s.Start(ctx)
}

func (s *stage) close() {
	s.end()
	if err := errors.Join(s.Stop(), s.cat.Close()); err != nil {
		s.t.Error(err)
	}
}

// photos puts photos into the catalogue, with hashes of their own.
func (s *stage) photos(names ...string) []library.Photo {
	s.t.Helper()
	files := make([]catalog.File, len(names))
	for i, name := range names {
		files[i] = catalog.File{Path: filepath.Join(s.dir, name), Format: library.JPEG, Size: 10, ModTime: time.Unix(1_780_000_000, 0)}
	}
	photos, err := s.cat.PutFiles(s.t.Context(), files)
	if err != nil {
		s.t.Fatal(err)
	}
	reads := make([]catalog.Read, len(photos))
	for i := range photos {
		photos[i].Hash = library.Hash("h:" + names[i])
		reads[i] = catalog.Read{ID: photos[i].ID, Hash: photos[i].Hash, Width: 4, Height: 3, Size: photos[i].Size, ModTime: photos[i].ModTime}
	}
	if err := s.cat.SetRead(s.t.Context(), reads); err != nil {
		s.t.Fatal(err)
	}
	return photos
}

// look puts photos in and waits until they were looked at.
func (s *stage) look(photos []library.Photo) {
	s.t.Helper()
	s.Put(photos)
	if err := s.Wait(s.t.Context()); err != nil {
		s.t.Fatal(err)
	}
}

// tellsOf waits until all of these photos were told of.
func (s *stage) tellsOf(photos []library.Photo) {
	s.t.Helper()
	left := map[library.ID]bool{}
	for i := range photos {
		left[photos[i].ID] = true
	}
	for len(left) > 0 {
		select {
		case ids := <-s.told:
			for _, id := range ids {
				delete(left, id)
			}
		case <-s.t.Context().Done():
			s.t.Fatalf("nobody told of %v", left)
		}
	}
}

func (s *stage) stored(photos []library.Photo) map[library.Hash][]library.Face {
	s.t.Helper()
	var asked []seen
	for i := range photos {
		asked = append(asked, seenIn(&photos[i]))
	}
	stored, err := read(s.t.Context(), s.cat, s.finder, asked)
	if err != nil {
		s.t.Fatal(err)
	}
	all := map[library.Hash][]library.Face{}
	for of, found := range stored {
		all[of.hash] = found
	}
	return all
}

func TestWhatWasFoundIsToldAndStoredAlsoThatThereIsNone(t *testing.T) {
	s := newStage(t)
	photos := s.photos("two.jpg", "none.jpg")
	s.finder.faces["h:two.jpg"] = 2
	s.look(photos)
	s.tellsOf(photos)
	for name, want := range map[string]int{"two.jpg": 2, "none.jpg": 0} {
		hash := library.Hash("h:" + name)
		found, looked := s.Of(&library.Photo{Hash: hash})
		if !looked || len(found) != want {
			t.Errorf("%s: %d faces, looked %v", name, len(found), looked)
		}
		if stored, ok := s.stored(photos)[hash]; !ok || !slices.Equal(stored, found) {
			t.Errorf("%s: stored %+v, %v, told %+v", name, stored, ok, found)
		}
	}
	if _, looked := s.Of(&library.Photo{Hash: "h:another"}); looked {
		t.Error("a photo that nobody knows counts as looked at")
	}
	if c := s.Count(&library.Photo{Hash: "h:two.jpg"}); c == nil || c.Closed != 2 {
		t.Errorf("counted %+v", c)
	}
}

func TestKnownFacesAreToldWithoutLookingAgain(t *testing.T) {
	s := newStage(t)
	photos := s.photos("a.jpg", "b.jpg")
	s.finder.faces["h:a.jpg"] = 1
	s.look(photos)
	s.close()
	s.rest.set(true) // nothing may be looked at now
	s.open()
	s.Put(photos)
	s.tellsOf(photos)
	if found, looked := s.Of(&library.Photo{Hash: "h:a.jpg"}); !looked || len(found) != 1 || found[0] != face(0, library.EyeClosed) {
		t.Errorf("%+v, %v", found, looked)
	}
	if looks := s.finder.looked(); len(looks) != 2 {
		t.Errorf("it was looked at %v", looks)
	}
}

func TestNothingIsLookedAtWhileThereIsOtherWork(t *testing.T) {
	s := newBusyStage(t)
	photos := s.photos("a.jpg")
	s.Put(photos)
	s.takeIn(t.Context())
	if p := s.Progress(); p.Total != 1 || p.Done != 0 {
		t.Errorf("%+v", p)
	}
	if looks := s.finder.looked(); len(looks) != 0 {
		t.Errorf("looked at %v", looks)
	}
	s.rest.set(false)
	s.look(nil)
	if looks := s.finder.looked(); len(looks) != 1 {
		t.Errorf("at rest it looked at %v", looks)
	}
}

func TestSwitchedOffNothingIsLeftAndNothingIsLookedFor(t *testing.T) {
	s := newStage(t)
	photos := s.photos("a.jpg", "b.jpg")
	s.finder.faces["h:a.jpg"] = 1
	s.look(photos)
	s.tellsOf(photos)
	if err := s.SetOn(t.Context(), false); err != nil {
		t.Fatal(err)
	}
	s.tellsOf(photos)
	if _, looked := s.Of(&library.Photo{Hash: "h:a.jpg"}); looked || s.On() || len(s.stored(photos)) != 0 {
		t.Errorf("looked %v, on %v, stored %v", looked, s.On(), s.stored(photos))
	}
	more := s.photos("c.jpg")
	s.look(more)
	s.close()
	s.open() // and after a restart
	s.look(append(photos, more...))
	if looks := s.finder.looked(); len(looks) != 2 || s.On() {
		t.Errorf("it is on: %v, looked at %v", s.On(), looks)
	}
	if err := s.SetOn(t.Context(), true); err != nil {
		t.Fatal(err)
	}
	s.look(nil)
	if stored := s.stored(append(photos, more...)); len(stored) != 3 {
		t.Errorf("switched on again, stored %v", stored)
	}
}

func TestSwitchingOffEndsWhatIsBeingLookedAt(t *testing.T) {
	s := newStage(t)
	s.finder.wait = make(chan struct{}) // nobody sends: each look lasts until it is ended
	photos := s.photos("a.jpg", "b.jpg", "c.jpg")
	s.Put(photos)
	if err := s.SetOn(t.Context(), false); err != nil {
		t.Fatal(err)
	}
	if stored := s.stored(photos); len(stored) != 0 {
		t.Errorf("stored %v", stored)
	}
}

func TestWhatCannotBeReadIsPassedOverAndTriedAgainWhenItChanges(t *testing.T) {
	s := newStage(t)
	photos := s.photos("bad.jpg", "good.jpg")
	s.opener.bad[photos[0].Path] = message.NewError(message.FileGone)
	s.look(photos)
	if _, looked := s.Of(&library.Photo{Hash: "h:bad.jpg"}); looked || s.Problem(photos[0].ID).IsZero() {
		t.Errorf("looked %v, problem %q", looked, message.English(s.Problem(photos[0].ID)))
	}
	if _, looked := s.Of(&library.Photo{Hash: "h:good.jpg"}); !looked || !s.Problem(photos[1].ID).IsZero() {
		t.Error("the other one was not looked at")
	}
	if p := s.Progress(); p.Failed != 1 || p.Done != 2 || !p.Idle {
		t.Errorf("%+v", p)
	}
	delete(s.opener.bad, photos[0].Path)
	photos[0].Hash = "h:new"
	s.look(photos[:1])
	if _, looked := s.Of(&library.Photo{Hash: "h:new"}); !looked || !s.Problem(photos[0].ID).IsZero() {
		t.Error("changed, it was not looked at")
	}
}

func TestCopiesAreLookedAtOnce(t *testing.T) {
	s := newStage(t)
	photos := s.photos("a.jpg", "copy.jpg")
	s.look(photos[:1])
	photos[1].Hash = photos[0].Hash
	s.look(photos)
	s.tellsOf(photos)
	if looks := s.finder.looked(); len(looks) != 1 {
		t.Errorf("looked at %v", looks)
	}
}

func TestWhoJudgesByFacesHearsOfCopiesToo(t *testing.T) {
	var heard [][]library.ID
	p := &Pass{on: true, wrong: map[library.ID]library.Message{}, photos: map[library.ID]seen{
		1: {hash: "a"}, 2: {hash: "a", turn: 1}, 3: {hash: "b"}, 4: {hash: "c"},
	}}
	p.o.Tell = func([]library.ID) {}
	p.o.Changed = func(ids []library.ID) { heard = append(heard, ids) }
	p.done([]queue.Result{{ID: 1, Hash: "a", Score: &library.Score{}}, {ID: 4, Hash: "c"}})
	p.done([]queue.Result{{ID: 9, Hash: "gone", Score: &library.Score{}}})
	if len(heard) != 2 || !slices.Equal(heard[0], []library.ID{1, 2}) || heard[1] == nil || len(heard[1]) != 0 { // nil would be all
		t.Errorf("heard of %#v", heard)
	}
}

func TestPhotosThatAreGoneAreForgottenInMemoryOnly(t *testing.T) {
	s := newStage(t)
	photos := s.photos("a.jpg", "b.jpg")
	s.look(photos)
	s.Drop([]library.ID{photos[0].ID})
	if _, looked := s.Of(&library.Photo{Hash: "h:a.jpg"}); looked {
		t.Error("it is kept in memory")
	}
	if _, looked := s.Of(&library.Photo{Hash: "h:b.jpg"}); !looked {
		t.Error("the other one is not")
	}
	if len(s.stored(photos)) != 2 {
		t.Errorf("stored %v", s.stored(photos))
	}
}

func TestBoxesAreKeptWithinThePicture(t *testing.T) {
	for name, c := range map[string]struct {
		box  library.Box
		want []library.Box
	}{
		"inside":        {library.Box{X: 0.25, Y: 0.25, Width: 0.5, Height: 0.5}, []library.Box{{X: 0.25, Y: 0.25, Width: 0.5, Height: 0.5}}},
		"over the edge": {library.Box{X: -0.25, Y: 0.75, Width: 0.5, Height: 0.5}, []library.Box{{Y: 0.75, Width: 0.25, Height: 0.25}}},
		"outside":       {library.Box{X: 1.5, Y: 0, Width: 0.5, Height: 0.5}, nil},
		"nothing":       {library.Box{X: 0.5, Y: 0.5}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			var got []library.Box
			for _, f := range within([]library.Face{{Box: c.box}}) {
				got = append(got, f.Box)
			}
			if fmt.Sprint(got) != fmt.Sprint(c.want) {
				t.Errorf("%v, want %v", got, c.want)
			}
		})
	}
}

func TestSwitchingOffThatFailsLeavesNothingUnsearched(t *testing.T) {
	s := newStage(t)
	s.finder.wait = make(chan struct{})
	photos := s.photos("a.jpg", "b.jpg")
	s.finder.faces["h:a.jpg"], s.finder.faces["h:b.jpg"] = 1, 1
	s.Put(photos)
	s.finder.wait <- struct{}{} // one is found, and the other in flight
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	if err := s.SetOn(gone, false); err == nil || !s.On() {
		t.Fatalf("%v, on %v", err, s.On())
	}
	close(s.finder.wait)
	s.look(nil)
	if stored := s.stored(photos); len(stored) != 2 {
		t.Errorf("stored %v", stored)
	}
}

func TestSwitchedOffAndOnTheSearchGoesOnAfterItCouldNotStore(t *testing.T) {
	s := newStage(t)
	s.retry.delays = []time.Duration{time.Hour}
	photos := s.photos("a.jpg")
	s.finder.faces["h:a.jpg"], s.finder.score = 1, math.NaN()
	s.Put(photos)
	if err := s.Wait(t.Context()); err == nil {
		t.Fatal("it was stored")
	}
	if err := s.SetOn(t.Context(), false); err != nil {
		t.Fatal(err)
	}
	s.finder.score = 0.5
	if err := s.SetOn(t.Context(), true); err != nil {
		t.Fatal(err)
	}
	s.look(nil)
	if stored := s.stored(photos); len(stored) != 1 {
		t.Errorf("stored %v", stored)
	}
}

func TestInACatalogueThatIsOnlyReadNothingWaitsToBeSearched(t *testing.T) {
	s := newStage(t)
	photos := s.photos("a.jpg", "b.jpg")
	s.look(photos[:1])
	s.close()
	var err error
	if s.cat, err = catalog.OpenReadOnly(s.dir); err != nil {
		t.Fatal(err)
	}
	s.start()
	s.look(photos)
	if _, looked := s.Of(&photos[0]); !looked || s.Progress() != (queue.Progress{Idle: true}) {
		t.Errorf("looked %v, %+v", looked, s.Progress())
	}
}

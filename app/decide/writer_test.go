package decide

import (
	"context"
	"errors"
	"slices"
	"testing"
	"testing/synctest"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
)

// slowStore takes a step only when it is let.
type slowStore struct {
	let  chan struct{}
	done []string
	fail error
}

func (s *slowStore) Decide(_ context.Context, marks []catalog.Mark) ([]library.Photo, error) {
	<-s.let
	s.done = append(s.done, "decide")
	if s.fail != nil {
		return nil, s.fail
	}
	return []library.Photo{{ID: marks[0].ID}}, nil
}

func (s *slowStore) Undo(context.Context) ([]library.Photo, library.Step, error) {
	<-s.let
	s.done = append(s.done, "undo")
	return []library.Photo{{ID: 1}}, library.Step{Kind: library.MarksStep, Message: library.Verbatim("pick for a.jpg")}, nil
}

func (s *slowStore) Redo(context.Context) ([]library.Photo, library.Step, error) {
	<-s.let
	s.done = append(s.done, "redo")
	return nil, library.Step{}, nil
}

func (*slowStore) Turn(context.Context, []library.ID, int) ([]library.Photo, error) { return nil, nil }

func (*slowStore) NextUndo(context.Context) (library.Step, error) { return library.Step{}, nil }

func (*slowStore) NextRedo(context.Context) (library.Step, error) { return library.Step{}, nil }

func (*slowStore) StepsTo(context.Context, int64) (undo, redo int, err error) { return 0, 0, nil }

func (*slowStore) Undone(context.Context) (int, error) { return 0, nil }

func TestDecisionsAreStoredInOrderBeforeTheyAreShown(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		store := &slowStore{let: make(chan struct{})}
		var shown []Result
		r := NewWriter(store, func(got Result) { shown = append(shown, got) })
		r.Mark([]catalog.Mark{{ID: 7}}, 7)
		r.Undo()
		r.Redo()
		synctest.Wait()
		if len(shown) != 0 {
			t.Fatal("a decision was shown before it was stored")
		}
		store.let <- struct{}{}
		synctest.Wait()
		if len(shown) != 1 || shown[0].Photos[0].ID != 7 {
			t.Fatalf("after one step %+v is shown", shown)
		}
		close(store.let)
		r.Close()
		if !slices.Equal(store.done, []string{"decide", "undo", "redo"}) {
			t.Fatalf("stored %v", store.done)
		}
		if shown[1].Step.Message.Text() != "pick for a.jpg" || !shown[1].Replayed() || shown[2].Kind != Redo || shown[2].Replayed() {
			t.Fatalf("undone %+v, redone %+v", shown[1], shown[2])
		}
	})
}

func TestClosingStoresWhatWasAskedFor(t *testing.T) {
	store := &slowStore{let: make(chan struct{})}
	close(store.let)
	r := NewWriter(store, func(Result) {})
	for i := range 100 {
		r.Mark([]catalog.Mark{{ID: library.ID(i + 1)}}, 1)
	}
	r.Close()
	if len(store.done) != 100 {
		t.Fatalf("%d of 100 decisions were stored", len(store.done))
	}
	r.Mark([]catalog.Mark{{ID: 1}}, 1) // after the end: nothing, and no panic
}

func TestAFailedDecisionSaysWhy(t *testing.T) {
	why := errors.New("disk full")
	store := &slowStore{let: make(chan struct{}), fail: why}
	close(store.let)
	var got Result
	r := NewWriter(store, func(rec Result) { got = rec })
	r.Mark([]catalog.Mark{{ID: 1}}, 1)
	r.Close()
	if !errors.Is(got.Err, why) || got.Photos != nil {
		t.Fatalf("got %+v", got)
	}
}

// openStore decides at once, and knows one step.
type openStore struct{ slowStore }

func (s *openStore) Decide(_ context.Context, marks []catalog.Mark) ([]library.Photo, error) {
	var photos []library.Photo
	for _, m := range marks {
		if m.ID != 1 { // which is as it is to be
			photos = append(photos, library.Photo{ID: m.ID})
		}
	}
	return photos, nil
}

func TestAResultSaysWhatWasMarkedAndUndoKnowsWhereTheCursorStood(t *testing.T) {
	store := &openStore{slowStore{let: make(chan struct{})}}
	close(store.let)
	var got []Result
	w := NewWriter(store, func(r Result) { got = append(got, r) })
	group := func(m catalog.Mark) []catalog.Mark {
		var marks []catalog.Mark
		for id := range 4 {
			m.ID = library.ID(id + 1)
			marks = append(marks, m)
		}
		return marks
	}
	reject, pick, star := catalog.Mark{Flag: new(library.Reject)}, catalog.Mark{Flag: new(library.Pick)}, catalog.Mark{Rating: new(library.Rating(1))}
	one := pick
	one.ID = 2
	same := pick
	same.ID = 1 // which changes nothing
	w.Mark(group(reject), 3)
	w.Mark([]catalog.Mark{one}, 2)
	w.Mark([]catalog.Mark{same}, 1)
	w.Mark(group(star), 4)
	for range 4 {
		w.Undo()
	}
	w.Close()
	for i, want := range []Result{
		{Marked: reject, Asked: 4},
		{Marked: pick, Asked: 1},
		{Marked: pick, Asked: 1},
		{Marked: star, Asked: 4},
	} {
		if got[i].Kind != Mark || got[i].Asked != want.Asked || got[i].Marked != want.Marked || got[i].Replayed() {
			t.Errorf("mark %d gave %+v", i, got[i])
		}
	}
	for i, want := range []library.ID{4, 2, 3, 0} {
		if u := got[4+i]; u.Cursor != want || !u.Replayed() {
			t.Errorf("undo %d puts the cursor on %d, want %d", i, u.Cursor, want)
		}
	}
}

func TestOnceWaitsForTheResult(t *testing.T) {
	store := &slowStore{let: make(chan struct{})}
	close(store.let)
	if got := Once(store, (*Writer).Undo); got.Kind != Undo || got.Step.Message.Text() != "pick for a.jpg" {
		t.Errorf("got %+v", got)
	}
}

// sidecarStore has one step to undo, which a sidecar gave.
type sidecarStore struct{ slowStore }

func (*sidecarStore) NextUndo(context.Context) (library.Step, error) {
	return library.Step{Kind: library.MarksStep, Origin: library.SidecarOf("darktable")}, nil
}

func TestWhatSidecarsSaidIsOnlyUndoneWhenThatIsAskedFor(t *testing.T) {
	store := &sidecarStore{slowStore{let: make(chan struct{})}}
	close(store.let)
	got := Once(store, (*Writer).UndoOwn)
	if program, _ := got.Step.Origin.Sidecar(); !errors.Is(got.Err, ErrImported) || program != "darktable" || len(store.done) > 0 {
		t.Errorf("it gives %+v and did %v", got, store.done)
	}
	step := got.Step
	other := library.Step{Kind: library.MarksStep, Origin: library.SidecarOf("digiKam")}
	if got := Once(store, func(w *Writer) { w.UndoStep(other) }); !errors.Is(got.Err, ErrImported) || len(store.done) > 0 {
		t.Errorf("another step is undone: %+v, %v", got, store.done)
	}
	if got := Once(store, func(w *Writer) { w.UndoStep(step) }); got.Err != nil || !slices.Equal(store.done, []string{"undo"}) {
		t.Errorf("asked for, it gives %+v and did %v", got, store.done)
	}
}

package session

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

func TestDecisionsAreStoredInOrderBeforeTheyAreShown(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		store := &slowStore{let: make(chan struct{})}
		var shown []Recorded
		r := NewRecorder(store, func(got Recorded) { shown = append(shown, got) })
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
		if shown[1].Note != "Undid: pick for a.jpg" || shown[2].Note != "Nothing to redo" {
			t.Fatalf("notes %q, %q", shown[1].Note, shown[2].Note)
		}
	})
}

func TestClosingStoresWhatWasAskedFor(t *testing.T) {
	store := &slowStore{let: make(chan struct{})}
	close(store.let)
	r := NewRecorder(store, func(Recorded) {})
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
	var got Recorded
	r := NewRecorder(store, func(rec Recorded) { got = rec })
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

func TestAGroupSaysWhatWasDoneAndUndoKnowsWhereTheCursorStood(t *testing.T) {
	store := &openStore{slowStore{let: make(chan struct{})}}
	close(store.let)
	var got []Recorded
	r := NewRecorder(store, func(rec Recorded) { got = append(got, rec) })
	group := func(m catalog.Mark) []catalog.Mark {
		var marks []catalog.Mark
		for id := range 4 {
			m.ID = library.ID(id + 1)
			marks = append(marks, m)
		}
		return marks
	}
	r.Mark(group(catalog.Mark{Flag: new(library.Reject)}), 3)
	r.Mark([]catalog.Mark{{ID: 2, Flag: new(library.Pick)}}, 2)
	r.Mark([]catalog.Mark{{ID: 1, Flag: new(library.Pick)}}, 1) // changes nothing
	r.Mark(group(catalog.Mark{Rating: new(library.Rating(1))}), 4)
	r.Undo()
	r.Undo()
	r.Undo()
	r.Undo()
	r.Close()
	notes := []string{"Rejected 3 photos · Ctrl+Z takes it back", "", "", "Gave 1 star to 3 photos · Ctrl+Z takes it back"}
	for i, want := range notes {
		if got[i].Note != want || got[i].Replay {
			t.Errorf("mark %d says %q, replay %v", i, got[i].Note, got[i].Replay)
		}
	}
	for i, want := range ids(4, 2, 3, 0) {
		if u := got[len(notes)+i]; u.Cursor != want || !u.Replay {
			t.Errorf("undo %d puts the cursor on %d, want %d", i, u.Cursor, want)
		}
	}
}

package model

import (
	"context"
	"errors"
	"slices"
	"testing"
	"testing/synctest"

	"keeplight/library"
	"keeplight/library/catalog"
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

func (s *slowStore) Undo(context.Context) ([]library.Photo, string, error) {
	<-s.let
	s.done = append(s.done, "undo")
	return []library.Photo{{ID: 1}}, "pick for a.jpg", nil
}

func (s *slowStore) Redo(context.Context) ([]library.Photo, string, error) {
	<-s.let
	s.done = append(s.done, "redo")
	return nil, "", nil
}

func TestDecisionsAreStoredInOrderBeforeTheyAreShown(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		store := &slowStore{let: make(chan struct{})}
		var shown []Recorded
		r := NewRecorder(store, func(got Recorded) { shown = append(shown, got) })
		r.Mark([]catalog.Mark{{ID: 7}})
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
		r.Mark([]catalog.Mark{{ID: library.ID(i + 1)}})
	}
	r.Close()
	if len(store.done) != 100 {
		t.Fatalf("%d of 100 decisions were stored", len(store.done))
	}
	r.Mark([]catalog.Mark{{ID: 1}}) // after the end: nothing, and no panic
}

func TestAFailedDecisionSaysWhy(t *testing.T) {
	why := errors.New("disk full")
	store := &slowStore{let: make(chan struct{}), fail: why}
	close(store.let)
	var got Recorded
	r := NewRecorder(store, func(rec Recorded) { got = rec })
	r.Mark([]catalog.Mark{{ID: 1}})
	r.Close()
	if !errors.Is(got.Err, why) || got.Photos != nil {
		t.Fatalf("got %+v", got)
	}
}

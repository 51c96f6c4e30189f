package decide

import (
	"context"
	"errors"
	"testing"

	"keeplight.app/keeplight/library"
)

func TestWhatSidecarsSayIsStoredInItsTurnAndUndoneLikeAMark(t *testing.T) {
	store := &openStore{slowStore{let: make(chan struct{})}}
	close(store.let)
	var got []Result
	w := NewWriter(store, func(r Result) { got = append(got, r) })
	why := errors.New("disk full")
	for _, photos := range [][]library.Photo{{{ID: 5}}, {{ID: 6}}, nil} {
		w.Import(func(context.Context) ([]library.Photo, bool, error) {
			if photos == nil {
				return nil, false, why
			}
			return photos, photos[0].ID == 5, nil // the words of 6 make no step
		})
	}
	w.Undo()
	w.Close()
	if len(got) != 4 || got[0].Kind != Import || got[0].Photos[0].ID != 5 || got[1].Photos[0].ID != 6 || !errors.Is(got[2].Err, why) {
		t.Fatalf("got %+v", got)
	}
	if !got[3].Replayed() || got[3].Cursor != 0 {
		t.Errorf("undone: %+v", got[3])
	}
	if len(w.marked) != 0 || len(w.undone) != 1 {
		t.Errorf("%d steps to undo and %d to redo", len(w.marked), len(w.undone))
	}
}

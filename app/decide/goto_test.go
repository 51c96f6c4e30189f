package decide

import (
	"errors"
	"fmt"
	"path/filepath"
	"testing"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
)

// journal is a catalogue with one photo that was given 1 to 5 stars, one step each.
func journal(t *testing.T) (*catalog.Catalog, library.Photo) {
	t.Helper()
	c, err := catalog.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close() })
	photos, err := c.PutFiles(t.Context(), []catalog.File{{Path: filepath.Join(t.TempDir(), "1.jpg"), Size: 1}})
	if err != nil {
		t.Fatal(err)
	}
	for n := library.Rating(1); n <= 5; n++ {
		rate(t, c, photos[0].ID, n)
	}
	return c, photos[0]
}

func rate(t *testing.T, c *catalog.Catalog, id library.ID, n library.Rating) {
	t.Helper()
	if _, err := c.Decide(t.Context(), []catalog.Mark{{ID: id, Rating: &n}}); err != nil {
		t.Fatal(err)
	}
}

func TestAJumpUndoesDownToAStepAndRedoesUpToOne(t *testing.T) {
	c, photo := journal(t)
	h, err := c.History(t.Context())
	if err != nil || h.Len() != 5 || h.Now != h.Last {
		t.Fatalf("%+v, %v", h, err)
	}
	for _, to := range []struct {
		number       int64
		undone, redo int
		stars        library.Rating
	}{
		{h.First + 1, 3, 0, 2}, {h.First + 1, 0, 0, 2}, {h.Last, 0, 3, 5}, {h.First - 1, 5, 0, 0}, {h.First, 0, 1, 1}, {h.Last + 9, 0, 4, 5},
	} {
		t.Run(fmt.Sprint(to), func(t *testing.T) {
			var told []Result
			w := NewWriter(c, func(r Result) { told = append(told, r) })
			w.GoTo(to.number)
			w.Flush()
			w.Close()
			end := told[len(told)-1]
			if end.Kind != Jump || end.Err != nil || end.Undone != to.undone || end.Redone != to.redo || len(told) != to.undone+to.redo+1 {
				t.Errorf("told %d results, the last %+v", len(told), end)
			}
			if p, err := c.Photo(t.Context(), photo.ID); err != nil || p.Decision.Rating != to.stars {
				t.Errorf("%d stars, %v", p.Decision.Rating, err)
			}
		})
	}
}

func TestAMarkSaysHowManyUndoneStepsItDrops(t *testing.T) {
	c, photo := journal(t)
	got := Once(c, func(w *Writer) { w.GoTo(2) })
	if got.Undone != 3 {
		t.Fatalf("undone: %+v", got)
	}
	two, four := library.Rating(2), library.Rating(4)
	if got := Once(c, func(w *Writer) { w.Mark([]catalog.Mark{{ID: photo.ID, Rating: &two}}, 0) }); got.Dropped != 0 {
		t.Errorf("a mark that changes nothing drops %d", got.Dropped)
	}
	if got := Once(c, func(w *Writer) { w.Mark([]catalog.Mark{{ID: photo.ID, Rating: &four}}, 0) }); got.Dropped != 3 {
		t.Errorf("a mark drops %d", got.Dropped)
	}
	if got := Once(c, func(w *Writer) { w.Turn([]library.ID{photo.ID}, 1, 0) }); got.Dropped != 0 {
		t.Errorf("the next drops %d", got.Dropped)
	}
}

func TestAJumpStopsAtAStepThatMovedFiles(t *testing.T) {
	c, photo := journal(t)
	if _, err := c.RecordTrash(t.Context(), []library.MovedFile{{ID: photo.ID, Before: photo.Path, After: photo.Path + ".trashed"}}); err != nil {
		t.Fatal(err)
	}
	rate(t, c, photo.ID, 1)
	got := Once(c, func(w *Writer) { w.GoTo(1) })
	if !errors.Is(got.Err, ErrMovesFiles) || got.Undone != 1 {
		t.Errorf("gave %+v", got)
	}
}

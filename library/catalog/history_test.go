package catalog

import (
	"slices"
	"testing"
	"time"

	"keeplight.app/keeplight/library"
)

func TestTheHistoryListsStepsWithTheNewestFirst(t *testing.T) {
	ctx := t.Context()
	c := newCatalog(t)
	if h, err := c.History(ctx); err != nil || h.Len() != 0 || h.Undone != 0 {
		t.Errorf("of an empty journal: %+v, %v", h, err)
	}
	at := time.Unix(1_700_000_000, 0)
	c.now = func() time.Time { return at }
	photos, err := c.PutFiles(ctx, []File{{Path: "/a/1.jpg"}, {Path: "/a/2.jpg"}})
	if err != nil {
		t.Fatal(err)
	}
	a, b := photos[0].ID, photos[1].ID
	pick, one := library.Pick, library.Rating(1)
	steps := []func() ([]library.Photo, error){
		func() ([]library.Photo, error) {
			return c.Decide(ctx, []Mark{{ID: a, Flag: &pick}, {ID: b, Flag: &pick}})
		},
		func() ([]library.Photo, error) {
			photos, _, err := c.TakeSidecars(ctx, SidecarTake{Folder: "/a", Origin: library.SidecarOf("darktable"), Marks: []TakenMark{{Mark: Mark{ID: a, Rating: &one}}}})
			return photos, err
		},
		func() ([]library.Photo, error) { return c.Turn(ctx, []library.ID{b}, 1) },
	}
	for _, step := range steps {
		if _, err := step(); err != nil {
			t.Fatal(err)
		}
	}
	if _, _, err := c.Undo(ctx); err != nil {
		t.Fatal(err)
	}
	h, err := c.History(ctx)
	if want := (History{First: 1, Last: 3, Now: 2, Undone: 1}); err != nil || h != want {
		t.Errorf("%+v, want %+v, %v", h, want, err)
	}
	got, err := c.Steps(ctx, h.Last, 10)
	if err != nil || len(got) != 3 {
		t.Fatalf("%+v, %v", got, err)
	}
	if s := got[0]; s.Number != 3 || !s.Undone || s.Step.Kind != library.RotationStep || s.Photos != 1 || !s.At.Equal(at) {
		t.Errorf("the newest is %+v", s)
	}
	if s := got[1]; s.Undone || s.Step.Origin != library.SidecarOf("darktable") || s.Photos != 1 {
		t.Errorf("then %+v", s)
	}
	if s := got[2]; s.Photos != 2 || s.Step.Message.IsZero() || s.Stuck {
		t.Errorf("then %+v", s)
	}
	if page, err := c.Steps(ctx, 2, 1); err != nil || len(page) != 1 || page[0].Number != 2 {
		t.Errorf("a page of one is %+v, %v", page, err)
	}
	for number, want := range map[int64][]library.ID{1: {a, b}, 2: {a}, 3: {b}, 9: nil} {
		if ids, err := c.PhotosOfStep(ctx, number); err != nil || !slices.Equal(ids, want) {
			t.Errorf("step %d changed %v, want %v, %v", number, ids, want, err)
		}
	}
}

func TestAStepThatIsPassedOverIsListedAndNotCounted(t *testing.T) {
	ctx := t.Context()
	c := newCatalog(t)
	photos, err := c.PutFiles(ctx, []File{{Path: "/a/1.jpg"}})
	if err != nil {
		t.Fatal(err)
	}
	for n := library.Rating(1); n <= 3; n++ {
		if _, err := c.Decide(ctx, []Mark{{ID: photos[0].ID, Rating: &n}}); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := c.w.ExecContext(ctx, `UPDATE step SET kind = 'passed-over-marks' WHERE id = 2`); err != nil {
		t.Fatal(err)
	}
	if undo, redo, err := c.StepsTo(ctx, 0); undo != 2 || redo != 0 || err != nil {
		t.Errorf("to the beginning: %d and %d, %v", undo, redo, err)
	}
	got, err := c.Steps(ctx, 3, 10)
	if err != nil || len(got) != 3 || !got[1].Stuck || got[1].Step.Kind != library.MarksStep || got[0].Stuck {
		t.Errorf("listed are %+v, %v", got, err)
	}
}

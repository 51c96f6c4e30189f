package catalog

import (
	"context"
	"errors"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/message"
)

func TestEveryKindOfStepIsUndoneAndRedone(t *testing.T) {
	ctx := t.Context()
	for name, tc := range map[string]struct {
		kind  library.StepKind
		words string
		do    func(c *Catalog, a, b library.ID) ([]library.Photo, error)
		state func(c *Catalog, a library.ID) any
	}{
		"marks": {
			library.MarksStep, "Pick for IMG_1.jpg",
			func(c *Catalog, a, _ library.ID) ([]library.Photo, error) {
				return c.Decide(ctx, []Mark{{ID: a, Flag: flag(1)}})
			},
			func(c *Catalog, a library.ID) any { return decisionOf(t, c, a) },
		},
		"rotation": {
			library.RotationStep, "Rotation for IMG_1.jpg",
			func(c *Catalog, a, _ library.ID) ([]library.Photo, error) {
				return c.Rotate(ctx, library.SidecarOf("Adobe Lightroom"), map[library.ID]library.Rotation{a: 3})
			},
			func(c *Catalog, a library.ID) any { return photoOf(t, c, a).Rotation },
		},
		"split": {
			library.GroupingStep, "Grouping for IMG_1.jpg",
			func(c *Catalog, a, _ library.ID) ([]library.Photo, error) {
				return c.Correct(ctx, map[library.ID]Correction{a: {Kind: Split}})
			},
			func(c *Catalog, _ library.ID) any { return correctionsOf(t, c) },
		},
		"join": {
			library.GroupingStep, "Grouping for IMG_1.jpg",
			func(c *Catalog, a, b library.ID) ([]library.Photo, error) {
				return c.Correct(ctx, map[library.ID]Correction{a: {Kind: Join, Other: b}})
			},
			func(c *Catalog, _ library.ID) any { return correctionsOf(t, c) },
		},
		"trash": {
			library.TrashStep, "Move to the trash for IMG_1.jpg",
			func(c *Catalog, a, _ library.ID) ([]library.Photo, error) {
				return c.RecordTrash(ctx, []library.MovedFile{
					{ID: a, Before: abs("IMG_1.jpg"), After: abs("trash", "\xff.jpg")},
					{ID: a, Before: abs("IMG_1.xmp"), After: abs("trash", "IMG_1.2.xmp")},
				})
			},
			func(c *Catalog, a library.ID) any { return photoOf(t, c, a).Missing },
		},
	} {
		t.Run(name, func(t *testing.T) {
			c := newCatalog(t)
			p := put(t, c, abs("IMG_1.jpg"), abs("IMG_2.jpg"))
			start := tc.state(c, p[0].ID)
			photos, err := tc.do(c, p[0].ID, p[1].ID)
			end := tc.state(c, p[0].ID)
			if err != nil || len(photos) != 1 || photos[0].ID != p[0].ID || cmp.Equal(start, end) {
				t.Fatalf("%+v, %v: %v became %v", photos, err, start, end)
			}
			next, err := c.NextUndo(ctx)
			if err != nil || next.Kind != tc.kind || message.English(next.Message) != tc.words {
				t.Fatalf("next is %+v, %v", next, err)
			}
			if program, ok := next.Origin.Sidecar(); ok != (name == "rotation") || ok && program != "Adobe Lightroom" {
				t.Errorf("the origin is %q", next.Origin)
			}
			if name == "trash" && !slices.Equal(next.Files, []library.MovedFile{
				{ID: p[0].ID, Before: abs("IMG_1.jpg"), After: abs("trash", "\xff.jpg")},
				{ID: p[0].ID, Before: abs("IMG_1.xmp"), After: abs("trash", "IMG_1.2.xmp")},
			}) {
				t.Errorf("files: %+v", next.Files)
			}
			for range 2 {
				photos, step, err := c.Undo(ctx)
				if d := cmp.Diff(start, tc.state(c, p[0].ID)); err != nil || d != "" || len(photos) != 1 || step.Kind != tc.kind {
					t.Fatalf("undo: %v, %+v\n%s", err, step, d)
				}
				photos, step, err = c.Redo(ctx)
				if d := cmp.Diff(end, tc.state(c, p[0].ID)); err != nil || d != "" || len(photos) != 1 || step.Kind != tc.kind {
					t.Fatalf("redo: %v, %+v\n%s", err, step, d)
				}
			}
			// What a step names is not merged away.
			if err := c.SetMissing(ctx, []library.ID{p[1].ID}); err != nil {
				t.Fatal(err)
			}
			if _, err := c.Rebind(ctx, p[1].ID, testFile(abs("IMG_1.jpg"))); !errors.Is(err, ErrConflict) {
				t.Errorf("the photo of a step was merged away: %v", err)
			}
			if err := c.Check(ctx); err != nil {
				t.Error(err)
			}
		})
	}
}

func photoOf(t *testing.T, c *Catalog, id library.ID) library.Photo {
	t.Helper()
	p, err := c.Photo(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func correctionsOf(t *testing.T, c *Catalog) map[library.ID]Correction {
	t.Helper()
	all, err := c.Corrections(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestAnImportStandsInTheHistoryAndUndoingItChangesNothing(t *testing.T) {
	c := newCatalog(t)
	p := put(t, c, abs("IMG_1.jpg"), abs("IMG_2.jpg"))
	files := []library.MovedFile{
		{ID: p[0].ID, Before: abs("card", "1.jpg"), After: p[0].Path},
		{ID: p[1].ID, Before: abs("card", "2.jpg"), After: p[1].Path},
	}
	if _, err := c.RecordImport(t.Context(), files); err != nil {
		t.Fatal(err)
	}
	for _, replay := range []func(context.Context) ([]library.Photo, library.Step, error){c.Undo, c.Redo} {
		photos, step, err := replay(t.Context())
		if err != nil || step.Kind != library.ImportStep || step.Files != nil || message.English(step.Message) != "Import for 2 photos" {
			t.Fatalf("%+v, %+v, %v", photos, step, err)
		}
		for _, id := range []library.ID{p[0].ID, p[1].ID} {
			if photoOf(t, c, id).Missing {
				t.Errorf("photo %d is missing", id)
			}
		}
	}
}

func TestAStepOfAnUnknownKindIsRefusedInWordsAndKept(t *testing.T) {
	ctx := t.Context()
	c := newCatalog(t)
	p := put(t, c, abs("IMG_1.jpg"))[0]
	if _, err := c.Decide(ctx, []Mark{{ID: p.ID, Flag: flag(1)}}); err != nil {
		t.Fatal(err)
	}
	if _, err := c.w.Exec(`UPDATE step SET kind = 'developing'`); err != nil {
		t.Fatal(err)
	}
	for _, undone := range []int{0, 1} {
		if _, err := c.w.Exec(`UPDATE step SET undone = ?`, undone); err != nil {
			t.Fatal(err)
		}
		turn := c.Undo
		if undone == 1 {
			turn = c.Redo
		}
		if _, _, err := turn(ctx); !errors.Is(err, ErrUnknownStep) {
			t.Errorf("undone %d: %v", undone, err)
		}
		var n int
		if err := c.r.QueryRow(`SELECT count(*) FROM step WHERE undone = ?`, undone).Scan(&n); err != nil || n != 1 {
			t.Errorf("undone %d: %d steps, %v", undone, n, err)
		}
	}
	if got := decisionOf(t, c, p.ID); got.Flag != library.Pick {
		t.Errorf("the decision changed: %+v", got)
	}
}

func TestStepsThatCannotBeAreRefusedAndWriteNothing(t *testing.T) {
	ctx := t.Context()
	c := newCatalog(t)
	p := put(t, c, abs("IMG_1.jpg"))[0]
	for name, tc := range map[string]struct {
		do   func() error
		want error
	}{
		"five turns": {func() error {
			_, err := c.Rotate(ctx, library.Person, map[library.ID]library.Rotation{p.ID: 4})
			return err
		}, ErrInvalidValue},
		"turning nothing": {func() error {
			_, err := c.Rotate(ctx, library.Person, map[library.ID]library.Rotation{99: 1})
			return err
		}, ErrUnknownPhoto},
		"joined to itself": {func() error {
			_, err := c.Correct(ctx, map[library.ID]Correction{p.ID: {Kind: Join, Other: p.ID}})
			return err
		}, ErrInvalidValue},
		"joined to nothing": {func() error {
			_, err := c.Correct(ctx, map[library.ID]Correction{p.ID: {Kind: Join, Other: 99}})
			return err
		}, ErrUnknownPhoto},
		"split of nothing": {func() error {
			_, err := c.Correct(ctx, map[library.ID]Correction{99: {Kind: Split}})
			return err
		}, ErrUnknownPhoto},
		"trashed nothing": {func() error {
			_, err := c.RecordTrash(ctx, []library.MovedFile{{ID: 99, Before: abs("a"), After: abs("b")}})
			return err
		}, ErrUnknownPhoto},
		"a relative path": {func() error {
			_, err := c.RecordTrash(ctx, []library.MovedFile{{ID: p.ID, Before: "a", After: abs("b")}})
			return err
		}, errBadPath},
	} {
		if err := tc.do(); !errors.Is(err, tc.want) {
			t.Errorf("%s gave %v", name, err)
		}
	}
	for name, same := range map[string]func() ([]library.Photo, error){
		"no turn": func() ([]library.Photo, error) {
			return c.Rotate(ctx, library.Person, map[library.ID]library.Rotation{p.ID: 0})
		},
		"no correction": func() ([]library.Photo, error) { return c.Correct(ctx, map[library.ID]Correction{p.ID: {}}) },
	} {
		if photos, err := same(); err != nil || photos != nil {
			t.Errorf("%s gave %v, %v", name, photos, err)
		}
	}
	if step, err := c.NextUndo(ctx); err != nil || !step.IsZero() {
		t.Errorf("a step was made: %+v, %v", step, err)
	}
}

package catalog

import (
	"errors"
	"strings"
	"testing"

	"keeplight.app/keeplight/library"
)

func TestAStepThatCannotBeTurnedIsPassedOverAndKept(t *testing.T) {
	ctx := t.Context()
	rotate := func(c *Catalog, p []library.Photo) error {
		_, err := c.Rotate(ctx, library.Person, map[library.ID]library.Rotation{p[0].ID: 1})
		return err
	}
	trash := func(c *Catalog, p []library.Photo) error {
		_, err := c.RecordTrash(ctx, []library.MovedFile{{ID: p[0].ID, Before: p[0].Path, After: abs("t", "1.jpg")}})
		return err
	}
	join := func(c *Catalog, p []library.Photo) error {
		_, err := c.Correct(ctx, map[library.ID]Correction{p[0].ID: {Kind: Join, Other: p[2].ID}})
		return err
	}
	for name, tc := range map[string]struct {
		step   func(*Catalog, []library.Photo) error
		redo   bool // and not undo
		damage string
		want   error
	}{
		"undo a rotation that is no number":  {rotate, false, `UPDATE step_photo SET before_value = '{'`, ErrDamagedRow},
		"redo a rotation of nine turns":      {rotate, true, `UPDATE step_photo SET after_value = '9'`, ErrDamagedRow},
		"undo a trash without a path":        {trash, false, `UPDATE step_photo SET after_value = '{"missing":1}'`, ErrDamagedRow},
		"redo a join with a photo that went": {join, true, `PRAGMA foreign_keys = OFF; DELETE FROM photo WHERE id = 3; PRAGMA foreign_keys = ON`, ErrUnknownPhoto},
	} {
		t.Run(name, func(t *testing.T) {
			c := newCatalog(t)
			p := put(t, c, abs("1.jpg"), abs("2.jpg"), abs("3.jpg"))
			pick := func() error { _, err := c.Decide(ctx, []Mark{{ID: p[1].ID, Flag: flag(1)}}); return err }
			turn, steps := c.Undo, []func() error{pick, func() error { return tc.step(c, p) }}
			if tc.redo { // the damaged step is the next to redo, too
				turn, steps[0], steps[1] = c.Redo, steps[1], steps[0]
			}
			for _, step := range steps {
				if err := step(); err != nil {
					t.Fatal(err)
				}
			}
			for range steps {
				if !tc.redo {
					break
				}
				if _, _, err := c.Undo(ctx); err != nil {
					t.Fatal(err)
				}
			}
			if _, err := c.w.Exec(tc.damage); err != nil {
				t.Fatal(err)
			}
			before := photoOf(t, c, p[0].ID)
			if _, _, err := turn(ctx); !errors.Is(err, ErrPassedOver) || !errors.Is(err, tc.want) || !strings.Contains(err.Error(), "1.jpg") {
				t.Fatalf("the first gave %v", err)
			}
			if after := photoOf(t, c, p[0].ID); after.Rotation != before.Rotation || after.Missing != before.Missing {
				t.Errorf("%+v became %+v", before, after)
			}
			photos, _, err := turn(ctx)
			if err != nil || len(photos) != 1 || photos[0].ID != p[1].ID {
				t.Errorf("the second gave %+v, %v", photos, err)
			}
			if err := pick(); err != nil && !tc.redo {
				t.Fatal(err)
			}
			var n int
			if err := c.r.QueryRow(`SELECT count(*) FROM step JOIN step_photo ON step_id = step.id WHERE ` + isPassedOver).Scan(&n); err != nil || n != 1 {
				t.Errorf("%d steps are kept, %v", n, err)
			}
			if err := c.Check(ctx); (tc.want == ErrDamagedRow) != errors.Is(err, ErrDamagedRow) {
				t.Errorf("the check says %v", err)
			}
		})
	}
}

func TestAPhotoOfAJoinThatWasUndoneIsNotMergedAway(t *testing.T) {
	ctx := t.Context()
	c := newCatalog(t)
	p := put(t, c, abs("1.jpg"), abs("2.jpg"), abs("3.jpg"))
	if _, err := c.Correct(ctx, map[library.ID]Correction{p[0].ID: {Kind: Join, Other: p[1].ID}}); err != nil {
		t.Fatal(err)
	}
	if _, _, err := c.Undo(ctx); err != nil {
		t.Fatal(err)
	}
	if err := c.SetMissing(ctx, []library.ID{p[2].ID}); err != nil {
		t.Fatal(err)
	}
	if _, err := c.Rebind(ctx, p[2].ID, testFile(p[1].Path)); !errors.Is(err, ErrConflict) {
		t.Errorf("gave %v", err)
	}
	if _, _, err := c.Redo(ctx); err != nil {
		t.Error(err)
	}
	if _, err := c.w.Exec(`UPDATE step_photo SET before_value = '{'`); err != nil {
		t.Fatal(err)
	}
	if _, err := c.Rebind(ctx, p[2].ID, testFile(p[1].Path)); !errors.Is(err, ErrConflict) {
		t.Errorf("beside a damaged value: %v", err)
	}
}

package catalog

import (
	"errors"
	"path/filepath"
	"testing"

	"keeplight.app/keeplight/library"
)

func TestPhotosAreTurnedFromWhereTheyStandAsOneStep(t *testing.T) {
	c, err := Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	ctx, dir := t.Context(), t.TempDir()
	photos, err := c.PutFiles(ctx, []File{{Path: filepath.Join(dir, "1.jpg"), Size: 1}, {Path: filepath.Join(dir, "2.jpg"), Size: 1}})
	if err != nil {
		t.Fatal(err)
	}
	a, b := photos[0].ID, photos[1].ID
	want := func(when string, wantA, wantB library.Rotation) {
		t.Helper()
		for id, want := range map[library.ID]library.Rotation{a: wantA, b: wantB} {
			if p, err := c.Photo(ctx, id); err != nil || p.Rotation != want {
				t.Errorf("%s: photo %d is turned to %d, want %d (%v)", when, id, p.Rotation, want, err)
			}
		}
	}
	turn := func(quarters int, ids ...library.ID) int {
		t.Helper()
		changed, err := c.Turn(ctx, ids, quarters)
		if err != nil {
			t.Fatal(err)
		}
		return len(changed)
	}
	turn(-1, a)
	want("left", 3, 0)
	if n := turn(1, a, b, a); n != 2 { // named twice, turned once
		t.Errorf("%d photos changed", n)
	}
	want("both to the right", 0, 1)
	if n := turn(4, a, b); n != 0 {
		t.Errorf("a whole turn changes %d", n)
	}
	if _, _, err := c.Undo(ctx); err != nil {
		t.Fatal(err)
	}
	want("after one undo", 3, 0)
	if _, err := c.Turn(ctx, []library.ID{a, 99}, 1); !errors.Is(err, ErrUnknownPhoto) {
		t.Errorf("an unknown photo gives %v", err)
	}
	want("after a refusal", 3, 0)
}

package catalog

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"keeplight.app/keeplight/library"
)

func TestRebindKeepsTheIDAndDecisions(t *testing.T) {
	ctx := context.Background()
	for name, tc := range map[string]struct {
		fresh  bool                                             // the new path has a row already
		before func(t *testing.T, c *Catalog, fresh library.ID) // done to it
		want   error
	}{
		"no row at the new path": {},
		"a fresh row is merged":  {fresh: true},
		"a row with decisions": {
			fresh: true, want: ErrConflict,
			before: func(t *testing.T, c *Catalog, id library.ID) {
				if _, err := c.Decide(ctx, []Mark{{ID: id, Rating: stars(1)}}); err != nil {
					t.Fatal(err)
				}
			},
		},
		"a row with a decision that can be redone": {
			fresh: true, want: ErrConflict,
			before: func(t *testing.T, c *Catalog, id library.ID) {
				if _, err := c.Decide(ctx, []Mark{{ID: id, Rating: stars(1)}}); err != nil {
					t.Fatal(err)
				}
				if _, _, err := c.Undo(ctx); err != nil {
					t.Fatal(err)
				}
			},
		},
	} {
		t.Run(name, func(t *testing.T) {
			c := newCatalog(t)
			lost := put(t, c, abs("old", "1.jpg"))[0]
			if _, err := c.Decide(ctx, []Mark{{ID: lost.ID, Flag: flag(1)}}); err != nil {
				t.Fatal(err)
			}
			if err := c.SetRead(ctx, []Read{fullRead(lost.ID)}); err != nil {
				t.Fatal(err)
			}
			file := testFile(abs("new", "renamed.jpg"))
			file.ModTime = file.ModTime.Add(time.Hour) // a copy that did not keep its time
			var fresh library.Photo
			if tc.fresh {
				rows, err := c.PutFiles(ctx, []File{file})
				if err != nil {
					t.Fatal(err)
				}
				fresh = rows[0]
				if err := c.SetRead(ctx, []Read{fullRead(fresh.ID)}); err != nil {
					t.Fatal(err)
				}
				if tc.before != nil {
					tc.before(t, c, fresh.ID)
				}
			}
			if _, err := c.Rebind(ctx, lost.ID, file); !errors.Is(err, ErrNotMissing) {
				t.Fatalf("a photo that is there gave %v", err)
			}
			if err := c.SetMissing(ctx, []library.ID{lost.ID}); err != nil {
				t.Fatal(err)
			}
			found, err := c.Missing(ctx)
			if err != nil || len(found) != 1 || found[0].ID != lost.ID || found[0].Hash != "jpeg:abc" {
				t.Fatalf("missing: %+v, %v", found, err)
			}
			got, err := c.Rebind(ctx, lost.ID, file)
			if !errors.Is(err, tc.want) {
				t.Fatalf("got %v, want %v", err, tc.want)
			}
			if tc.want != nil {
				if p, err := c.Photo(ctx, lost.ID); err != nil || p.Path != lost.Path || !p.Missing {
					t.Errorf("a refused rebinding changed %+v, %v", p, err)
				}
				return
			}
			stored, err := c.Photo(ctx, lost.ID)
			if d := cmp.Diff(stored, got); err != nil || d != "" {
				t.Error(err, d)
			}
			if got.Path != file.Path || got.Missing || got.Decision.Flag != library.Pick {
				t.Errorf("got %+v", got)
			}
			if (got.Hash == "jpeg:abc") != tc.fresh {
				t.Errorf("hash %q: what was read from the new file is kept, what was read from the old one is not", got.Hash)
			}
			if all, err := c.Photos(ctx, nil); err != nil || len(all) != 1 {
				t.Errorf("%d rows, %v", len(all), err)
			}
			if next := put(t, c, abs("next.jpg"))[0]; next.ID <= max(fresh.ID, lost.ID) {
				t.Errorf("ID %d was given twice", next.ID)
			}
			if _, _, err := c.Undo(ctx); err != nil {
				t.Error("undo after rebinding:", err)
			}
		})
	}
	c := newCatalog(t)
	if _, err := c.Rebind(ctx, 77, testFile(abs("1.jpg"))); !errors.Is(err, ErrUnknownPhoto) {
		t.Errorf("an unknown photo gave %v", err)
	}
}

func TestMissingPhotosComeWithTheirFilesIdentity(t *testing.T) {
	ctx := context.Background()
	c := newCatalog(t)
	f := testFile(abs("old", "1.jpg"))
	f.Identity = FileIdentity{Device: 1<<64 - 1, Inode: 1 << 63}
	rows, err := c.PutFiles(ctx, []File{f, testFile(abs("old", "2.jpg")), testFile(abs("old", "3.jpg"))})
	if err != nil {
		t.Fatal(err)
	}
	if got, err := c.Missing(ctx); err != nil || len(got) != 0 {
		t.Fatalf("photos that are there were found: %+v, %v", got, err)
	}
	if err := c.SetMissing(ctx, []library.ID{rows[0].ID, rows[2].ID}); err != nil {
		t.Fatal(err)
	}
	want := []Lost{{rows[0], f.Identity}, {rows[2], FileIdentity{}}}
	for i := range want {
		want[i].Missing = true
	}
	got, err := c.Missing(ctx)
	if d := cmp.Diff(want, got); err != nil || d != "" {
		t.Error(err, d)
	}
}

func TestExchangeTurnsPathsAroundAndNothingElse(t *testing.T) {
	ctx := context.Background()
	c := newCatalog(t)
	f := testFile(abs("1.jpg"))
	f.Identity = FileIdentity{Device: 7, Inode: 1 << 63}
	rows, err := c.PutFiles(ctx, []File{f, testFile(abs("2.jpg"))})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.Decide(ctx, []Mark{{ID: rows[0].ID, Rating: stars(4)}, {ID: rows[1].ID, Rating: stars(1)}}); err != nil {
		t.Fatal(err)
	}
	f.Path = abs("2.jpg")
	same, err := c.SameFile(ctx, f)
	if err != nil || len(same) != 1 || same[0].ID != rows[0].ID {
		t.Fatalf("the same file: %+v, %v", same, err)
	}
	if err := c.Exchange(ctx, rows[0].ID, rows[1].ID); err != nil {
		t.Fatal(err)
	}
	got, err := c.Photos(ctx, nil)
	if err != nil || len(got) != 2 {
		t.Fatal(got, err)
	}
	for i, want := range []struct {
		id     library.ID
		rating library.Rating
	}{{rows[1].ID, 1}, {rows[0].ID, 4}} { // in order of path
		if p := got[i]; p.ID != want.id || p.Decision.Rating != want.rating || !p.Missing || p.Path != rows[i].Path {
			t.Errorf("at %s: %+v", rows[i].Path, p)
		}
	}
	if err := c.Exchange(ctx, rows[0].ID, 77); !errors.Is(err, ErrUnknownPhoto) {
		t.Errorf("an unknown photo gave %v", err)
	}
}

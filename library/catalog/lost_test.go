package catalog

import (
	"errors"
	"testing"

	"keeplight.app/keeplight/library"
)

func TestAnOverwrittenPhotoIsSetAsideWithItsDecision(t *testing.T) {
	for name, decide := range map[string]func(t *testing.T, c *Catalog, id library.ID){
		"undecided": func(*testing.T, *Catalog, library.ID) {},
		"decided":   reject,
		"a decision that can be redone": func(t *testing.T, c *Catalog, id library.ID) {
			reject(t, c, id)
			if _, _, err := c.Undo(t.Context()); err != nil {
				t.Fatal(err)
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			c := newCatalog(t)
			old := put(t, c, abs("shoot", "1.jpg"))[0]
			if err := c.SetRead(t.Context(), []Read{fullRead(old.ID)}); err != nil {
				t.Fatal(err)
			}
			decide(t, c, old.ID)
			before, err := c.Photo(t.Context(), old.ID)
			if err != nil {
				t.Fatal(err)
			}
			for range 2 { // the second one finds the path free again
				aside, ok, err := c.SetAside(t.Context(), old.ID)
				if err != nil || ok != (name != "undecided") {
					t.Fatal(ok, err)
				}
				if !ok {
					break
				}
				fresh := put(t, c, before.Path)[0]
				if fresh.ID == old.ID || fresh.Decision != (library.Decision{}) || fresh.Hash != "" {
					t.Errorf("the new photo is %+v", fresh)
				}
				if !aside.Missing || aside.Hash != before.Hash || aside.Decision != before.Decision || aside.Name() != before.Name() {
					t.Errorf("the old photo is %+v", aside)
				}
				below, err := c.Photos(t.Context(), []string{before.Folder()})
				if err != nil || len(below) != 2 {
					t.Errorf("below the folder: %+v, %v", below, err)
				}
				file := testFile(before.Path)
				if _, err := c.Rebind(t.Context(), old.ID, file); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
	c := newCatalog(t)
	if _, _, err := c.SetAside(t.Context(), 77); !errors.Is(err, ErrUnknownPhoto) {
		t.Errorf("an unknown photo gave %v", err)
	}
}

func reject(t *testing.T, c *Catalog, id library.ID) {
	t.Helper()
	if _, err := c.Decide(t.Context(), []Mark{{ID: id, Flag: flag(library.Reject)}}); err != nil {
		t.Fatal(err)
	}
}

func TestADecisionIsTakenOverOnlyWhereNoneIsAndThePictureIsTheSame(t *testing.T) {
	for name, tc := range map[string]struct {
		hash    library.Hash
		decided bool
		want    error
	}{
		"the same picture":    {hash: "jpeg:abc"},
		"another picture":     {hash: "jpeg:def", want: ErrConflict},
		"not read yet":        {want: ErrConflict},
		"decided by somebody": {hash: "jpeg:abc", decided: true, want: ErrConflict},
	} {
		t.Run(name, func(t *testing.T) {
			c := newCatalog(t)
			rows := put(t, c, abs("drive", "1.jpg"), abs("home", "1.jpg"))
			from, to := fullRead(rows[0].ID), fullRead(rows[1].ID)
			to.Hash = tc.hash
			if err := c.SetRead(t.Context(), []Read{from, to}); err != nil {
				t.Fatal(err)
			}
			reject(t, c, from.ID)
			if _, err := c.Decide(t.Context(), []Mark{{ID: from.ID, Rating: stars(2)}}); err != nil {
				t.Fatal(err)
			}
			if tc.decided {
				if _, err := c.Decide(t.Context(), []Mark{{ID: to.ID, Flag: flag(library.Pick)}}); err != nil {
					t.Fatal(err)
				}
			}
			before := decisionOf(t, c, to.ID)
			if _, err := c.TakeOver(t.Context(), from.ID, to.ID); !errors.Is(err, tc.want) {
				t.Fatalf("got %v, want %v", err, tc.want)
			}
			kept, got := decisionOf(t, c, from.ID), decisionOf(t, c, to.ID)
			if kept != (library.Decision{Flag: library.Reject, Rating: 2}) {
				t.Errorf("the photo that is gone lost its decision: %+v", kept)
			}
			if tc.want == nil && got != kept || tc.want != nil && got != before {
				t.Errorf("decided %+v", got)
			}
		})
	}
}

func TestDecidedPhotosAreFoundByPictureAndByFile(t *testing.T) {
	c := newCatalog(t)
	files := []File{testFile(abs("byfile.jpg")), testFile(abs("byhash.jpg")), testFile(abs("missing.jpg")), testFile(abs("undecided.jpg"))}
	big := FileIdentity{Device: 1<<64 - 1, Inode: 1 << 63}
	for i := range files {
		files[i].Identity = big
	}
	files[1].Identity = FileIdentity{}
	rows, err := c.PutFiles(t.Context(), files)
	if err != nil {
		t.Fatal(err)
	}
	if err := c.SetRead(t.Context(), []Read{fullRead(rows[1].ID)}); err != nil {
		t.Fatal(err)
	}
	for _, p := range rows[:3] {
		reject(t, c, p.ID)
	}
	if err := c.SetMissing(t.Context(), []library.ID{rows[2].ID}); err != nil {
		t.Fatal(err)
	}
	got, err := c.DecidedLike(t.Context(), []library.Hash{"", "jpeg:abc"}, []FileIdentity{big})
	if err != nil || len(got) != 2 || got[0].ID != rows[0].ID || got[1].ID != rows[1].ID || got[0].Identity != big {
		t.Errorf("found %+v, %v", got, err)
	}
	if got, err := c.DecidedLike(t.Context(), nil, nil); err != nil || len(got) != 0 {
		t.Errorf("nothing found %+v, %v", got, err)
	}
}

func TestAPhotoThatWasFoundElsewhereIsNotMissedAtItsOldPath(t *testing.T) {
	c := newCatalog(t)
	rows := put(t, c, abs("inbox", "1.jpg"), abs("inbox", "2.jpg"))
	if err := c.SetMissing(t.Context(), []library.ID{rows[0].ID}); err != nil {
		t.Fatal(err)
	}
	if _, err := c.Rebind(t.Context(), rows[0].ID, testFile(abs("archive", "1.jpg"))); err != nil {
		t.Fatal(err)
	}
	gone, err := c.SetGone(t.Context(), map[library.ID]string{rows[0].ID: rows[0].Path, rows[1].ID: rows[1].Path, 77: abs("77.jpg")})
	if err != nil || len(gone) != 1 || gone[0] != rows[1].ID {
		t.Errorf("gone: %v, %v", gone, err)
	}
	for i, missing := range []bool{false, true} {
		if p, err := c.Photo(t.Context(), rows[i].ID); err != nil || p.Missing != missing {
			t.Errorf("%+v, %v", p, err)
		}
	}
}

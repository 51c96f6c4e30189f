package catalog

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"keeplight.app/keeplight/library"
)

// marked makes a catalogue in dir with one photo of so many stars, and closes it.
func marked(t *testing.T, dir string, stars library.Rating) {
	t.Helper()
	c, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	photo := put(t, c, abs("1.jpg"))[0]
	if _, err := c.Decide(t.Context(), []Mark{{ID: photo.ID, Rating: &stars}}); err != nil {
		t.Fatal(err)
	}
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
}

// starsOf opens a catalogue for writing, and gives what the only photo has.
func starsOf(t *testing.T, dir string) (library.Rating, Upgrade) {
	t.Helper()
	c, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	return onlyStars(t, c), c.Upgrade()
}

func onlyStars(t *testing.T, c *Catalog) library.Rating {
	t.Helper()
	photos, err := c.Photos(t.Context(), nil)
	if err != nil || len(photos) != 1 {
		t.Fatalf("%d photos, %v", len(photos), err)
	}
	return photos[0].Decision.Rating
}

// interrupted gives a catalogue of one star that a restore of one with five stars was
// to replace when it was ended between its renames. There are no backups.
func interrupted(t *testing.T) (dir string) {
	t.Helper()
	dir, other := t.TempDir(), t.TempDir()
	marked(t, dir, 1)
	marked(t, other, 5)
	cfg, err := defaults()
	if err != nil {
		t.Fatal(err)
	}
	temp := filepath.Join(dir, restoredName)
	if err := copyFirstSound(t.Context(), []string{filepath.Join(other, fileName)}, temp, len(cfg.steps)); err != nil {
		t.Fatal(err)
	}
	if err := setAside(dir, time.Now()); err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestARestoreThatWasEndedBetweenItsRenamesIsFinishedAndSaid(t *testing.T) {
	dir := interrupted(t)
	if c, err := OpenReadOnly(dir); !errors.Is(err, ErrInterrupted) {
		t.Fatalf("a reader got %v, %v", c, err)
	}
	stars, upgrade := starsOf(t, dir)
	if stars != 5 || !upgrade.Restored || !strings.Contains(upgrade.Note(), "interrupted") {
		t.Errorf("%d stars, %+v", stars, upgrade)
	}
	if _, again := starsOf(t, dir); again.Restored {
		t.Error("it is said a second time")
	}
	kept, err := Restorable(dir)
	if err != nil || len(kept) == 0 || kept[len(kept)-1].Kind != BackupReplaced {
		t.Fatalf("%+v, %v", kept, err)
	}
	if err := Restore(dir, kept[len(kept)-1].Name); err != nil {
		t.Fatal(err)
	}
	if stars, _ := starsOf(t, dir); stars != 1 {
		t.Errorf("what was replaced came back with %d stars", stars)
	}
}

func TestNoNewCatalogueIsMadeBesideOneThatWasPutAside(t *testing.T) {
	for name, damage := range map[string]func(dir string) error{
		"no copy":     func(dir string) error { return os.Remove(filepath.Join(dir, restoredName)) },
		"half a copy": func(dir string) error { return os.Truncate(filepath.Join(dir, restoredName), 5000) },
	} {
		t.Run(name, func(t *testing.T) {
			dir := interrupted(t)
			if err := damage(dir); err != nil {
				t.Fatal(err)
			}
			_, err := Open(dir)
			if !errors.Is(err, ErrDamaged) || !strings.Contains(err.Error(), "keeplight catalog restore "+replacedPrefix) {
				t.Errorf("opening: %v", err)
			}
			if _, err := OpenReadOnly(dir); errors.Is(err, fs.ErrNotExist) || err == nil {
				t.Errorf("reading: %v", err)
			}
			if err := Restore(dir, ""); err != nil {
				t.Fatal(err)
			}
			if stars, _ := starsOf(t, dir); stars != 1 {
				t.Errorf("%d stars came back", stars)
			}
		})
	}
}

func TestUnfinishedFilesAreSweptAndNoOthers(t *testing.T) {
	dir := t.TempDir()
	marked(t, dir, 3)
	folder := filepath.Join(dir, backupFolder)
	if err := os.MkdirAll(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	part := backupName(BackupDaily, time.Now()) + partSuffix
	ours := []string{
		restoredName, restoredName + "-wal", fileName + ".new",
		filepath.Join(backupFolder, part), filepath.Join(backupFolder, part+"-journal"),
	}
	others := []string{
		"notes.part", fileName + ".restored-by-me", filepath.Join(backupFolder, "holiday.part"),
		filepath.Join(backupFolder, part+"y"), filepath.Join(backupFolder, backupName(BackupAsked, time.Now())),
	}
	for _, name := range append(ours, others...) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("x"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if stars, _ := starsOf(t, dir); stars != 3 {
		t.Errorf("%d stars", stars)
	}
	for _, name := range ours {
		if exists(filepath.Join(dir, name)) {
			t.Errorf("%s is still there", name)
		}
	}
	for _, name := range others {
		if !exists(filepath.Join(dir, name)) {
			t.Errorf("%s is gone", name)
		}
	}
}

func TestNobodyElseCanReadWhatTheCatalogueHolds(t *testing.T) {
	dir := t.TempDir()
	if err := os.Chmod(dir, 0o755); err != nil { // the folder was there before
		t.Fatal(err)
	}
	open := func() {
		c, err := Open(dir)
		if err != nil {
			t.Fatal(err)
		}
		put(t, c, abs("1.jpg"))
		if _, err := c.Backup(t.Context()); err != nil {
			t.Fatal(err)
		}
		th, err := OpenThumbs(dir)
		if err != nil {
			t.Fatal(err)
		}
		putThumb(t, th, "a", []byte("jpeg"))
		wantPrivate(t, dir)
		if err := errors.Join(th.Close(), c.Close()); err != nil {
			t.Fatal(err)
		}
		wantPrivate(t, dir)
	}
	open()
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && d.Name() != lockName {
			err = os.Chmod(path, 0o644) // as versions before left them
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	open()
}

func wantPrivate(t *testing.T, dir string) {
	t.Helper()
	files := 0
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		files++
		if info, err := d.Info(); err != nil || info.Mode().Perm() != private {
			t.Errorf("%s has %v, %v", filepath.Base(path), info.Mode(), err)
		}
		return nil
	})
	if err != nil || files < 4 {
		t.Errorf("%d files, %v", files, err)
	}
}

func TestThumbnailsThatCannotBeStoredAreKeptForTheMoment(t *testing.T) {
	dir := t.TempDir()
	// What nobody can open as a database, nor remove.
	if err := os.MkdirAll(filepath.Join(dir, thumbsName, "something"), 0o700); err != nil {
		t.Fatal(err)
	}
	th, err := OpenThumbs(dir)
	if err != nil {
		t.Fatal(err)
	}
	putThumb(t, th, "a", []byte("jpeg"))
	if got := getThumb(t, th, "a"); string(got) != "jpeg" || !strings.Contains(th.Note(), "made again each time") {
		t.Errorf("%q, %q", got, th.Note())
	}
	scratch := th.scratch
	if err := th.Close(); err != nil || exists(scratch) {
		t.Errorf("%s is left: %v", scratch, err)
	}
}

func TestACatalogueInAReadOnlyPlaceIsRead(t *testing.T) {
	for name, wal := range map[string]bool{"closed": false, "killed": true} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			marked(t, dir, 2)
			if wal {
				leaveWAL(t, dir)
			}
			before := listing(t, dir)
			r, err := readingIn(dir, false)
			if err != nil {
				t.Fatal(err)
			}
			c := &Catalog{dir: dir, now: time.Now, scratch: r.scratch, r: connect(r.path, r.access, readers)}
			if got := onlyStars(t, c); got != map[bool]library.Rating{false: 2, true: 4}[wal] {
				t.Errorf("%d stars", got)
			}
			if during := listing(t, dir); during != before {
				t.Errorf("files were made: %s", during)
			}
			if err := c.Close(); err != nil {
				t.Error(err)
			}
			if r.scratch != "" && exists(r.scratch) {
				t.Error("the copy is left behind")
			}
		})
	}
}

// leaveWAL gives the only photo four stars, and leaves that in the WAL as a program does
// that is killed.
func leaveWAL(t *testing.T, dir string) {
	t.Helper()
	other := t.TempDir()
	c, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	photos, err := c.Photos(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.Decide(t.Context(), []Mark{{ID: photos[0].ID, Rating: new(library.Rating(4))}}); err != nil {
		t.Fatal(err)
	}
	for _, suffix := range []string{"", "-wal"} {
		if err := copyFile(filepath.Join(dir, fileName+suffix), filepath.Join(other, fileName+suffix)); err != nil {
			t.Fatal(err)
		}
	}
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
	for _, suffix := range []string{"", "-wal"} {
		if err := os.Rename(filepath.Join(other, fileName+suffix), filepath.Join(dir, fileName+suffix)); err != nil {
			t.Fatal(err)
		}
	}
}

func listing(t *testing.T, dir string) string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return strings.Join(names, " ")
}

package catalog

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"keeplight.app/keeplight/library"
)

func TestASecondWriterIsRefusedUntilTheFirstCloses(t *testing.T) {
	dir := t.TempDir()
	first, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	if c, err := Open(dir); !errors.Is(err, ErrLocked) || c != nil {
		t.Fatalf("a second writer got %v, %v", c, err)
	}
	if err := Restore(dir, ""); err == nil {
		t.Fatal("a catalogue was restored under a writer")
	}
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	second, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := second.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestAReaderSeesWhatTheLiveWriterCommitsAndWritesNothing(t *testing.T) {
	ctx := context.Background()
	w := newCatalog(t)
	r, err := OpenReadOnly(w.Dir())
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	if !r.ReadOnly() || w.ReadOnly() {
		t.Fatal("ReadOnly tells the wrong one")
	}
	p := put(t, w, abs("a", "1.jpg"))[0]
	if got, err := r.Photo(ctx, p.ID); err != nil || got.Path != p.Path {
		t.Fatalf("the reader sees %+v, %v", got, err)
	}
	pick := library.Pick
	for name, write := range map[string]func() error{
		"PutFiles":   func() error { _, err := r.PutFiles(ctx, []File{testFile(abs("b.jpg"))}); return err },
		"SetRead":    func() error { return r.SetRead(ctx, []Read{{ID: p.ID}}) },
		"SetMissing": func() error { return r.SetMissing(ctx, []library.ID{p.ID}) },
		"Rebind":     func() error { _, err := r.Rebind(ctx, p.ID, testFile(abs("b.jpg"))); return err },
		"Decide":     func() error { _, err := r.Decide(ctx, []Mark{{ID: p.ID, Flag: &pick}}); return err },
		"Undo":       func() error { _, _, err := r.Undo(ctx); return err },
		"Redo":       func() error { _, _, err := r.Redo(ctx); return err },
		"SaveScores": func() error { return r.SaveScores(ctx, []ScoreRow{{ID: p.ID}}) },
		"PutSetting": func() error { return r.PutSetting(ctx, "k", 1) },
		"Backup":     func() error { _, err := r.Backup(ctx); return err },
	} {
		if err := write(); !errors.Is(err, ErrReadOnly) {
			t.Errorf("%s gave %v", name, err)
		}
	}
	// The file itself refuses too, whatever this package does.
	if _, err := r.r.ExecContext(ctx, "DELETE FROM photo"); err == nil {
		t.Error("the reader's connection writes")
	}
}

func TestReadingOnlyNeedsACatalogue(t *testing.T) {
	dir := t.TempDir()
	if _, err := OpenReadOnly(dir); !errors.Is(err, fs.ErrNotExist) {
		t.Fatalf("got %v", err)
	}
	if entries, _ := os.ReadDir(dir); len(entries) != 0 {
		t.Fatal("reading made files")
	}
}

func TestAFolderWithAnyNameHoldsACatalogue(t *testing.T) {
	for _, name := range []string{"a?mode=memory&x=1", "50%41 #1", "line\nbreak", "quote'\"", "bad\xff"} {
		dir := filepath.Join(t.TempDir(), name)
		if err := os.Mkdir(dir, 0o700); err != nil {
			t.Logf("no folder %q can be made here: %v", name, err)
			continue
		}
		c := reopen(t, dir)
		put(t, c, abs("1.jpg"))
		if _, err := c.Backup(context.Background()); err != nil {
			t.Errorf("%q: %v", name, err)
		}
		if _, err := os.Stat(filepath.Join(dir, fileName)); err != nil {
			t.Errorf("%q: %v", name, err)
		}
	}
}

// damage overwrites the middle of a file.
func damage(t *testing.T, path string) {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for i := 4096; i < len(b); i++ {
		b[i] ^= 0x5a
	}
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestADamagedCatalogueIsRefusedAndComesBackFromItsBackup(t *testing.T) {
	ctx := context.Background()
	for name, harm := range map[string]func(t *testing.T, path string){
		"pages": damage,
		"header": func(t *testing.T, path string) {
			if err := os.WriteFile(path, []byte("this is no database at all, but text"), 0o600); err != nil {
				t.Fatal(err)
			}
		},
		"cut to nothing": func(t *testing.T, path string) {
			if err := os.Truncate(path, 0); err != nil {
				t.Fatal(err)
			}
		},
		"deleted": func(t *testing.T, path string) {
			if err := os.Remove(path); err != nil {
				t.Fatal(err)
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			c, err := openWith(dir, testConfig(t))
			if err != nil {
				t.Fatal(err)
			}
			p := put(t, c, abs("a", "1.jpg"), abs("a", "2.jpg"))
			backup, err := c.Backup(ctx)
			if err := errors.Join(err, c.Close()); err != nil {
				t.Fatal(err)
			}
			path := filepath.Join(dir, fileName)
			harm(t, path)
			harmed, _ := os.ReadFile(path)

			for _, open := range []func(string) (*Catalog, error){Open, OpenReadOnly} {
				_, err = open(dir)
				if name == "deleted" && errors.Is(err, fs.ErrNotExist) {
					continue
				}
				if !errors.Is(err, ErrDamaged) {
					t.Fatalf("opening gave %v", err)
				}
				for _, word := range []string{filepath.Base(backup), "keeplight catalog restore"} {
					if !strings.Contains(err.Error(), word) {
						t.Errorf("%q does not name %s", err, word)
					}
				}
			}
			if now, _ := os.ReadFile(path); string(now) != string(harmed) {
				t.Fatal("opening changed the damaged file")
			}

			if err := Restore(dir, ""); err != nil {
				t.Fatal(err)
			}
			c = reopen(t, dir)
			if got, err := c.Photo(ctx, p[1].ID); err != nil || got.Path != p[1].Path {
				t.Fatalf("after the restore: %+v, %v", got, err)
			}
			aside, err := filepath.Glob(path + ".replaced-*Z")
			if err != nil {
				t.Fatal(err)
			}
			if name == "deleted" {
				return
			}
			if len(aside) != 1 {
				t.Fatalf("the damaged file was not kept: %v", aside)
			}
			if kept, _ := os.ReadFile(aside[0]); string(kept) != string(harmed) {
				t.Error("the damaged file was kept with other bytes")
			}
		})
	}
}

func TestAnotherProgramsDatabaseIsRefused(t *testing.T) {
	dir := t.TempDir()
	db := connect(filepath.Join(dir, fileName), writeAccess("rwc"), 1)
	_, err := db.Exec("CREATE TABLE theirs (x)")
	if err := errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(dir); !errors.Is(err, ErrDamaged) {
		t.Fatalf("got %v", err)
	}
}

func TestMigrationsRunOnceInOrderAfterABackup(t *testing.T) {
	dir := t.TempDir()
	cfg := testConfig(t)
	c, err := openWith(dir, cfg)
	if err != nil {
		t.Fatal(err)
	}
	p := put(t, c, abs("1.jpg"))[0]
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
	old := len(cfg.steps)

	broken := cfg
	broken.steps = append(cfg.steps[:old:old], migration{sql: "ALTER TABLE photo ADD COLUMN mood TEXT NOT NULL DEFAULT 'fine'"}, migration{sql: "CREATE TABLE nonsense (; "})
	if _, err := openWith(dir, broken); err == nil {
		t.Fatal("a broken migration went through")
	}

	good := cfg
	good.steps = append(broken.steps[:old+1:old+1], migration{sql: "CREATE TABLE later (x)"})
	if c, err = openWith(dir, good); err != nil {
		t.Fatal(err)
	}
	var mood string
	err = c.r.QueryRow("SELECT mood FROM photo WHERE id = ?", int64(p.ID)).Scan(&mood)
	if err := errors.Join(err, c.Close()); err != nil || mood != "fine" {
		t.Fatalf("mood %q, %v", mood, err)
	}

	backups, err := Backups(dir)
	if err != nil || len(backups) != 2 {
		t.Fatalf("%d backups, %v; want one before each migration", len(backups), err)
	}
	if v, err := inspect(context.Background(), backups[1].Path, anyVersion, thorough); err != nil || v != old {
		t.Errorf("the backup before migrating has version %d, %v", v, err)
	}

	before, _ := os.ReadFile(filepath.Join(dir, fileName))
	for _, open := range []func(string) (*Catalog, error){Open, OpenReadOnly} {
		if _, err := open(dir); !errors.Is(err, ErrNewer) {
			t.Errorf("a newer catalogue gave %v", err)
		}
	}
	if after, _ := os.ReadFile(filepath.Join(dir, fileName)); string(after) != string(before) {
		t.Error("a newer catalogue was changed")
	}
}

func TestDefaultDirIsAFolderOfOurOwn(t *testing.T) {
	if got := DefaultDir(); filepath.Base(got) != "keeplight" || !filepath.IsAbs(got) {
		t.Errorf("the default is %q", got)
	}
}

package catalog

import (
	"context"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"testing"
	"time"
)

func TestADamagedBackupIsPassedOverForAnOlderSoundOne(t *testing.T) {
	ctx := context.Background()
	dir := t.TempDir()
	cfg := testConfig(t)
	c, err := openWith(dir, cfg)
	if err != nil {
		t.Fatal(err)
	}
	put(t, c, abs("1.jpg"))
	if _, err := c.Backup(ctx); err != nil {
		t.Fatal(err)
	}
	c.now = func() time.Time { return time.Now().Add(time.Hour) }
	newest, err := c.Backup(ctx)
	if err := errors.Join(err, c.Close()); err != nil {
		t.Fatal(err)
	}
	damage(t, newest)
	if err := Restore(dir, filepath.Base(newest)); !errors.Is(err, ErrDamaged) {
		t.Fatalf("restoring a damaged backup gave %v", err)
	}
	if err := Restore(dir, ""); err != nil {
		t.Fatal(err)
	}
	if n, err := reopen(t, dir).Count(ctx, nil); err != nil || n.Total != 1 {
		t.Fatalf("got %+v, %v", n, err)
	}
}

func TestRestoreWithoutABackupChangesNothing(t *testing.T) {
	c := newCatalog(t)
	put(t, c, abs("1.jpg"))
	for _, name := range []string{"", "none.db"} {
		if err := Restore(c.Dir(), name); !errors.Is(err, ErrNoBackup) {
			t.Errorf("Restore(%q) gave %v", name, err)
		}
	}
	if n, err := c.Count(context.Background(), nil); err != nil || n.Total != 1 {
		t.Fatalf("got %+v, %v", n, err)
	}
}

func TestBackupsAreMadeOnceADayAndTheOldOnesGo(t *testing.T) {
	dir := t.TempDir()
	cfg := testConfig(t)
	cfg.daily = true
	day := time.Date(2026, 1, 1, 9, 0, 0, 0, time.UTC)
	cfg.now = func() time.Time { return day }
	for i := range 12 {
		for range 2 { // twice a day
			c, err := openWith(dir, cfg)
			if err != nil {
				t.Fatal(err)
			}
			put(t, c, abs("1.jpg"))
			if err := c.Close(); err != nil {
				t.Fatal(err)
			}
			day = day.Add(time.Hour)
		}
		day = time.Date(2026, 1, 2+i, 9, 0, 0, 0, time.UTC)
	}
	backups, err := Backups(dir)
	if err != nil || len(backups) != keepBackups {
		t.Fatalf("%d backups, %v", len(backups), err)
	}
	for i, b := range backups {
		if want := 12 - i; b.Made.Day() != want {
			t.Errorf("backup %d is of day %d, want %d", i, b.Made.Day(), want)
		}
	}
	parts, err := filepath.Glob(filepath.Join(dir, backupFolder, "*.part*"))
	if err != nil || len(parts) != 0 {
		t.Errorf("left behind: %v, %v", parts, err)
	}
}

func TestForeignFilesAmongTheBackupsAreLeftAlone(t *testing.T) {
	dir := t.TempDir()
	folder := filepath.Join(dir, backupFolder)
	if err := os.MkdirAll(filepath.Join(folder, "catalog-20260101T000000.000Z-daily.db"), 0o700); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"notes.txt", "catalog-.db", "catalog-20260101-daily.db", "catalog-20260101T000000.000Z-mine.db"} {
		if err := os.WriteFile(filepath.Join(folder, name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if all, err := Backups(dir); err != nil || len(all) != 0 {
		t.Fatalf("taken for backups: %+v, %v", all, err)
	}
}

func FuzzParseBackupName(f *testing.F) {
	f.Add(backupName(BackupDaily, testTime))
	f.Add("catalog-20260101T000000,000Z-daily.db")
	f.Add("catalog--.db")
	f.Fuzz(func(t *testing.T, name string) {
		b, ok := parseBackupName(name)
		if ok && (b.Name != name || filepath.Base(name) != name || backupName(b.Kind, b.Made) != name) {
			t.Errorf("%q was read as %+v", name, b)
		}
	})
}

func TestWhatAProgramThatCrashedLeftIsRestoredWhole(t *testing.T) {
	ctx := context.Background()
	c := newCatalog(t)
	photo := put(t, c, abs("1.jpg"))[0]
	if _, err := c.Decide(ctx, []Mark{{ID: photo.ID, Rating: stars(5)}}); err != nil {
		t.Fatal(err)
	}
	// As a crash leaves it: the decision is in the WAL alone.
	old := filepath.Join(t.TempDir(), "old.db")
	for _, suffix := range []string{"", "-wal"} {
		b, err := os.ReadFile(filepath.Join(c.Dir(), fileName) + suffix)
		if err != nil || len(b) == 0 {
			t.Fatalf("%d bytes, %v", len(b), err)
		}
		if err := os.WriteFile(old+suffix, b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	before := readAll(t, filepath.Dir(old))

	dir := t.TempDir()
	if err := Restore(dir, old); err != nil {
		t.Fatal(err)
	}
	if after := readAll(t, filepath.Dir(old)); !maps.Equal(before, after) {
		t.Error("what was restored from has changed")
	}
	left, err := filepath.Glob(filepath.Join(dir, fileName+".restored*"))
	if err != nil || len(left) != 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
	got, err := reopen(t, dir).Photo(ctx, photo.ID)
	if err != nil || got.Decision.Rating != 5 {
		t.Errorf("got %+v, %v", got, err)
	}
}

func readAll(t *testing.T, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		b, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		all[e.Name()] = string(b)
	}
	return all
}

func TestBackupsOfAClockThatRanAheadGiveWay(t *testing.T) {
	ctx := context.Background()
	dir := t.TempDir()
	c, err := openWith(dir, testConfig(t))
	if err != nil {
		t.Fatal(err)
	}
	put(t, c, abs("1.jpg"))
	ahead := time.Now().AddDate(5, 0, 0)
	for i := range keepBackups {
		c.now = func() time.Time { return ahead.Add(time.Duration(i) * time.Hour) }
		if _, err := c.Backup(ctx); err != nil {
			t.Fatal(err)
		}
	}
	put(t, c, abs("2.jpg"))
	c.now = time.Now
	made, err := c.Backup(ctx)
	if err := errors.Join(err, c.Close()); err != nil {
		t.Fatal(err)
	}
	all, err := Backups(dir)
	if err != nil || len(all) != keepBackups || all[0].Path != made {
		t.Fatalf("of %d backups the newest is %+v, want %s; %v", len(all), all[0], made, err)
	}
	if err := Restore(dir, ""); err != nil {
		t.Fatal(err)
	}
	if n, err := reopen(t, dir).Count(ctx, nil); err != nil || n.Total != 2 {
		t.Errorf("restored %+v, %v; want the backup that was made last", n, err)
	}
}

func TestABackupOutlivesAClockThatIsSetBackWhileItIsMade(t *testing.T) {
	ctx := context.Background()
	c := newCatalog(t)
	put(t, c, abs("1.jpg"))
	day := time.Date(2026, 5, 1, 9, 0, 0, 0, time.UTC)
	for i := range keepBackups {
		c.now = func() time.Time { return day.AddDate(0, 0, i) }
		if _, err := c.Backup(ctx); err != nil {
			t.Fatal(err)
		}
	}
	asked := 0
	c.now = func() time.Time {
		if asked++; asked == 1 {
			return day.AddDate(1, 0, 0)
		}
		return day.AddDate(0, 0, keepBackups)
	}
	made, err := c.Backup(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(made); err != nil {
		t.Errorf("the backup that was made is gone: %v", err)
	}
}

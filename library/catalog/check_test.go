package catalog

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

func TestTheCatalogueIsReadInFullOnceADay(t *testing.T) {
	now := time.Date(2026, 5, 4, 9, 0, 0, 0, time.UTC)
	for name, c := range map[string]struct {
		kind BackupKind
		age  time.Duration
		want depth
	}{
		"no backup":                {"", 0, thorough},
		"the day's backup is made": {BackupDaily, time.Hour, fleeting},
		"yesterday's is":           {BackupDaily, 24 * time.Hour, thorough},
		"one that was asked for":   {BackupAsked, time.Hour, thorough},
		"one from the future":      {BackupDaily, -time.Hour, thorough},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			folder := filepath.Join(dir, backupFolder)
			if err := os.Mkdir(folder, 0o700); err != nil {
				t.Fatal(err)
			}
			if c.kind != "" {
				path := filepath.Join(folder, backupName(c.kind, now.Add(-c.age)))
				if err := os.WriteFile(path, nil, 0o600); err != nil {
					t.Fatal(err)
				}
			}
			if got := depthFor(dir, now); got != c.want {
				t.Errorf("thorough: %v", got)
			}
		})
	}
}

func TestACatalogueThatWasNotClosedIsReadInFull(t *testing.T) {
	dir := t.TempDir()
	c := openClosed(t, dir)
	path := filepath.Join(dir, fileName)
	put(t, c, abs("1.jpg"))
	open := endedBadly(path)
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
	if open != thorough || endedBadly(path) != fleeting {
		t.Errorf("thorough while open: %v, once closed: %v", open, endedBadly(path))
	}
}

package safefile

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// TestReadingLeavesTheAccessTime gives a file an access time that is older than
// its last change, which is when Linux would write a new one (relatime).
func TestReadingLeavesTheAccessTime(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.jpg")
	if err := os.WriteFile(path, []byte("photo"), 0o600); err != nil {
		t.Fatal(err)
	}
	long := time.Now().Add(-72 * time.Hour)
	if err := os.Chtimes(path, long, long.Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	before := accessTime(t, path)
	if _, err := ReadAll(path, 100); err != nil {
		t.Fatal(err)
	}
	if after := accessTime(t, path); after != before {
		t.Errorf("reading moved the access time from %v to %v", before, after)
	}
}

func TestListingLeavesTheAccessTimeOfTheFolder(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"b", "a"} {
		if err := os.WriteFile(filepath.Join(dir, name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	long := time.Now().Add(-72 * time.Hour)
	if err := os.Chtimes(dir, long, long.Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	before := accessTime(t, dir)
	entries, err := ReadDir(dir)
	if err != nil || len(entries) != 2 || entries[0].Name() != "a" {
		t.Fatalf("listed %v, %v", entries, err)
	}
	if after := accessTime(t, dir); after != before {
		t.Errorf("listing moved the access time from %v to %v", before, after)
	}
}

func accessTime(t *testing.T, path string) unix.Timespec {
	t.Helper()
	var s unix.Stat_t
	if err := unix.Stat(path, &s); err != nil {
		t.Fatal(err)
	}
	return s.Atim
}

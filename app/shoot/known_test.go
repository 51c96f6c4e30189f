package shoot

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
)

// knownShoot is a folder whose photos are in a catalogue, most of them without a file.
func knownShoot(t *testing.T, n int) (dir, home string) {
	t.Helper()
	dir, home = shoot(t, 1), t.TempDir()
	cat, err := catalog.Open(home)
	if err != nil {
		t.Fatal(err)
	}
	files := make([]catalog.File, n)
	for i := range files {
		files[i] = catalog.File{Path: filepath.Join(dir, fmt.Sprintf("known%05d.jpg", i)), Format: library.JPEG, Size: 1, ModTime: time.Unix(1, 0)}
	}
	if _, err := cat.PutFiles(t.Context(), files); err != nil {
		t.Fatal(err)
	}
	if err := cat.Close(); err != nil {
		t.Fatal(err)
	}
	return dir, home
}

func TestKnownPhotosAreToldInPiecesOfWhichTheLastSaysSo(t *testing.T) {
	const n = 2*toldAtOnce + 7
	dir, home := knownShoot(t, n)
	s := open(t, Options{CatalogDir: home, Mode: ReadOnly, Folders: []string{dir}})
	var sizes []int
	err := s.Run(t.Context(), func(e Event) {
		sizes = append(sizes, len(e.Photos))
		if e.More != (len(sizes) < 3) {
			t.Errorf("after %v more follow: %v", sizes, e.More)
		}
	})
	if err != nil || fmt.Sprint(sizes) != fmt.Sprint([]int{toldAtOnce, toldAtOnce, 7}) {
		t.Errorf("told %v, %v", sizes, err)
	}
}

func TestAFolderIsNotReadBeforeWhatIsKnownOfItIsOnTheScreen(t *testing.T) {
	dir, home := knownShoot(t, 3)
	s := open(t, Options{CatalogDir: home, Folders: []string{dir}, Shows: true})
	var shown atomic.Bool
	scanned := 0
	err := s.Run(t.Context(), func(e Event) {
		if e.Scan != nil {
			scanned++
			if !shown.Load() {
				t.Error("the folder is read although nothing is on the screen")
			}
		}
		if e.Shown != nil {
			time.AfterFunc(300*time.Millisecond, func() { shown.Store(true); e.Shown(); e.Shown() })
		}
	})
	if err != nil || scanned == 0 || !shown.Load() {
		t.Errorf("read %d times, shown %v, %v", scanned, shown.Load(), err)
	}
}

func TestAFolderIsReadAlthoughNobodyDrawsWhatIsKnownOfIt(t *testing.T) {
	dir, home := knownShoot(t, 3)
	if err := os.WriteFile(filepath.Join(dir, "new.jpg"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	s := open(t, Options{CatalogDir: home, Folders: []string{dir}, Shows: true})
	ctx, stop := context.WithTimeout(t.Context(), time.Minute)
	defer stop()
	read := false
	if err := s.Run(ctx, func(e Event) { read = read || e.Scan != nil && e.Scan.Done }); err != nil || !read {
		t.Errorf("read %v, %v", read, err)
	}
}

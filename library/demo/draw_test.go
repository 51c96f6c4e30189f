package demo

import (
	"bytes"
	"context"
	"errors"
	"image/jpeg"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/exif"
)

var small = Options{Side: 48, Workers: 2}

// few is enough of the shoot to stop and go on.
func few() []Shot { return Shots()[:12] }

func TestDrawWritesEveryPictureWithItsTimeAndReportsProgress(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new", "shoot")
	var calls []int
	if err := Draw(t.Context(), dir, small, func(done, total int) {
		if total != len(Shots()) {
			t.Errorf("progress says %d in all", total)
		}
		calls = append(calls, done)
	}); err != nil {
		t.Fatal(err)
	}
	for i, n := range calls {
		if n != i+1 {
			t.Fatalf("progress came as %v", calls)
		}
	}
	for _, s := range Shots() {
		data, err := os.ReadFile(filepath.Join(dir, s.Name))
		if err != nil {
			t.Fatal(err)
		}
		cfg, err := jpeg.DecodeConfig(bytes.NewReader(data))
		if err != nil {
			t.Fatalf("%s: %v", s.Name, err)
		}
		stored := s.Portrait && s.Orientation == 1
		if upright := cfg.Height > cfg.Width; upright != stored {
			t.Errorf("%s is stored %d x %d with orientation %d", s.Name, cfg.Width, cfg.Height, s.Orientation)
		}
		got, err := exif.Read(data, library.JPEG)
		if err != nil {
			t.Errorf("%s: %v", s.Name, err)
		}
		if !got.Time.Equal(s.Taken) {
			t.Errorf("%s was taken at %v, want %v", s.Name, got.Time, s.Taken)
		}
		if got.Camera != s.Camera || got.Lens != s.Lens || got.ISO != s.ISO || got.Orientation != s.Orientation || got.FNumber != s.FNumber || got.FocalLength != s.FocalLength {
			t.Errorf("%s says %+v", s.Name, got)
		}
		info, err := os.Stat(filepath.Join(dir, s.Name))
		if err != nil || !info.ModTime().Equal(s.Taken) {
			t.Errorf("%s has the time %v, %v", s.Name, info.ModTime(), err)
		}
	}
	noLeftovers(t, dir)
}

func TestDrawLeavesWhatIsThereAndFillsTheGaps(t *testing.T) {
	dir := t.TempDir()
	foreign := map[string]string{Shots()[3].Name: "somebody's own picture", "notes.txt": "mine"}
	for name, text := range foreign {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for range 2 {
		if err := drawAll(t.Context(), dir, few(), small, nil); err != nil {
			t.Fatal(err)
		}
	}
	for name, text := range foreign {
		if got, err := os.ReadFile(filepath.Join(dir, name)); err != nil || string(got) != text {
			t.Errorf("%s now holds %d bytes, %v", name, len(got), err)
		}
	}
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != len(few())+1 {
		t.Errorf("%d entries, %v", len(entries), err)
	}
}

func TestAStoppedDrawLeavesNoHalfFilesAndGoesOn(t *testing.T) {
	dir := t.TempDir()
	ctx, cancel := context.WithCancel(t.Context())
	err := drawAll(ctx, dir, few(), small, func(done, _ int) {
		if done == 5 {
			cancel()
		}
	})
	if !errors.Is(err, context.Canceled) {
		t.Fatalf("a cancelled draw gave %v", err)
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	if n := len(entries); n < 5 || n > 5+small.Workers {
		t.Errorf("%d pictures after a stop at 5", n)
	}
	for _, e := range entries {
		data, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := jpeg.Decode(bytes.NewReader(data)); err != nil {
			t.Errorf("%s is not whole: %v", e.Name(), err)
		}
	}
	noLeftovers(t, dir)
	if err := drawAll(t.Context(), dir, few(), small, nil); err != nil {
		t.Fatal(err)
	}
	if entries, err = os.ReadDir(dir); err != nil || len(entries) != len(few()) {
		t.Errorf("%d pictures after going on, %v", len(entries), err)
	}
}

func TestDrawSaysWhichFolderCannotBeMade(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	err := Draw(t.Context(), filepath.Join(file, "shoot"), small, nil)
	if err == nil || !strings.Contains(err.Error(), "demo shoot") {
		t.Errorf("got %v", err)
	}
}

func TestPlaceNeverReplacesAFileThatCameInBetween(t *testing.T) {
	path := filepath.Join(t.TempDir(), "IMG_0001.jpg")
	if err := os.WriteFile(path, []byte("first"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := place(path, []byte("second"), Shots()[0]); err != nil {
		t.Fatal(err)
	}
	if got, err := os.ReadFile(path); err != nil || string(got) != "first" {
		t.Errorf("the file now holds %q, %v", got, err)
	}
	noLeftovers(t, filepath.Dir(path))
}

func noLeftovers(t *testing.T, dir string) {
	t.Helper()
	if parts, err := filepath.Glob(filepath.Join(dir, ".demo-*")); err != nil || len(parts) > 0 {
		t.Errorf("left behind: %v, %v", parts, err)
	}
}

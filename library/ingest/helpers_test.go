package ingest

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/library/phototest"
)

var shotAt = time.Date(2026, 5, 31, 12, 0, 0, 0, time.UTC)

// memory is what was copied in before.
type memory map[string]catalog.Ingested

func (m memory) IngestedSizes(_ context.Context, sizes []int64) (map[int64]bool, error) {
	known := map[int64]bool{}
	for _, f := range m {
		known[f.Size] = slices.Contains(sizes, f.Size)
	}
	return known, nil
}

func (m memory) Ingested(_ context.Context, digests []string) (map[string]catalog.Ingested, error) {
	known := map[string]catalog.Ingested{}
	for _, d := range digests {
		if f, ok := m[d]; ok {
			known[d] = f
		}
	}
	return known, nil
}

func (m memory) arrived(d *Done) error {
	for _, r := range d.Records {
		m[r.Digest] = r
	}
	return nil
}

// photo draws a JPEG that was taken so many minutes after noon.
func photo(seed uint64, minute int) string {
	return string(phototest.JPEG(phototest.Scene(60, 40, seed), phototest.Exif{Time: shotAt.Add(time.Duration(minute) * time.Minute), Model: "Canon EOS R5"}))
}

// newCard makes a card with a pair with all that belongs to it, a photo of a second
// folder with the same name, a film, and what is none of ours.
func newCard(t *testing.T) string {
	t.Helper()
	card := t.TempDir()
	for name, text := range map[string]string{
		"DCIM/100CANON/IMG_0001.JPG":     photo(1, 1),
		"DCIM/100CANON/IMG_0001.CR2":     "the RAW of IMG_0001",
		"DCIM/100CANON/IMG_0001.xmp":     "a sidecar",
		"DCIM/100CANON/IMG_0001.CR2.xmp": "another sidecar",
		"DCIM/100CANON/IMG_0001.WAV":     "a voice memo",
		"DCIM/101CANON/IMG_0001.JPG":     photo(2, 3),
		"DCIM/101CANON/MVI_0002.MP4":     "a film",
		"DCIM/101CANON/MVI_0002.THM":     "its thumbnail",
		"MISC/AUTPRINT.MRK":              "x",
		"notes.txt":                      "x",
	} {
		write(t, filepath.Join(card, name), text)
	}
	return card
}

func write(t *testing.T, path, text string) {
	t.Helper()
	at := shotAt.Add(2 * time.Minute)
	err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o700), os.WriteFile(path, []byte(text), 0o600), os.Chtimes(path, at.Add(-time.Hour), at))
	if err != nil {
		t.Fatal(err)
	}
}

// tree gives all files below a folder with their bytes and times.
func tree(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		b, err := os.ReadFile(path)
		rel, _ := filepath.Rel(dir, path)
		files[filepath.ToSlash(rel)] = fmt.Sprintf("%x %v", b, info.ModTime().UTC())
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func names(files map[string]string) []string {
	var all []string
	for name := range files {
		all = append(all, name)
	}
	slices.Sort(all)
	return all
}

func plan(t *testing.T, o Options, known memory) Plan {
	t.Helper()
	p, err := NewPlan(t.Context(), o, known, nil)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// run plans and runs, and remembers what arrived.
func run(t *testing.T, o Options, known memory) Report {
	t.Helper()
	r, err := Run(t.Context(), plan(t, o, known), known, Hooks{Arrived: known.arrived})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	assets "keeplight.app/keeplight/assets/faces"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/phototest"
	"keeplight.app/keeplight/scoring/faces"
	"keeplight.app/keeplight/scoring/faces/drawn"
	"keeplight.app/keeplight/scoring/measure"
)

// labelledFolder draws people with closed and with open eyes, and a photo that is none.
func labelledFolder(t *testing.T, each int) string {
	t.Helper()
	dir := t.TempDir()
	for name, gap := range map[string]float64{"closed": 0, "open": 0.22} {
		if err := os.Mkdir(filepath.Join(dir, name), 0o700); err != nil {
			t.Fatal(err)
		}
		for i := range each {
			img := phototest.Scene(300, 300, uint64(i))
			f := drawn.Face{X: 150, Y: 120, EyeWidth: 24, Gap: [2]float64{gap, gap}, Seed: uint64(i)}
			f.Draw(img)
			write(t, filepath.Join(dir, name, fmt.Sprintf("%d.jpg", i)), phototest.PlainJPEG(img, phototest.Quality))
		}
	}
	write(t, filepath.Join(dir, "open", "notes.txt"), []byte("no photo"))
	return dir
}

func write(t *testing.T, path string, data []byte) {
	t.Helper()
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestALabelledFolderTellsHowWellEyesAreToldApart(t *testing.T) {
	var out bytes.Buffer
	if err := run(t.Context(), &out, "", labelledFolder(t, 3)); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"closed: a face in 3 of 3", "open: a face in 3 of 3", "could not be read: 1",
		"1.0000 (1.0000–1.0000)  ok", "3 of 3, 100.0 % (43.9–100.0)  ok", "0 of 3, 0.0 % (0.0–56.1)  ok",
	} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("%q is missing in\n%s", want, out.String())
		}
	}
}

func TestAFolderWithoutLabelsIsAnError(t *testing.T) {
	if err := run(t.Context(), &bytes.Buffer{}, "", t.TempDir()); err == nil {
		t.Error("no error")
	}
}

func TestTheLargestFaceCounts(t *testing.T) {
	all := []library.Face{{Box: library.Box{Width: 0.1, Height: 0.1}}, {Score: 1, Box: library.Box{Width: 0.2, Height: 0.2}}}
	if largest(all).Score != 1 {
		t.Error("the smaller one did")
	}
}

func TestFacesOfPhotosWithoutPeopleAreCounted(t *testing.T) {
	dir := t.TempDir()
	for _, d := range []string{"clean", "nature"} {
		if err := os.Mkdir(filepath.Join(dir, d), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	img := phototest.Scene(300, 300, 1)
	write(t, filepath.Join(dir, "nature", "a.jpg"), phototest.PlainJPEG(img, phototest.Quality))
	f := drawn.Face{X: 150, Y: 120, EyeWidth: 24, Gap: [2]float64{0.2, 0.2}}
	f.Draw(img)
	write(t, filepath.Join(dir, "nature", "b.jpg"), phototest.PlainJPEG(img, phototest.Quality))
	write(t, filepath.Join(dir, "nature", "craft-beer.jpg"), phototest.PlainJPEG(img, phototest.Quality))

	finder, err := faces.New(assets.Detector, assets.Landmarks, measure.NewTiles())
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	e := evaluation{finder: finder, out: &out}
	if err := e.withoutPeople(t.Context(), dir); err != nil {
		t.Fatal(err)
	}
	if e.empty.Hits != 1 || e.empty.Of != 2 || !strings.Contains(out.String(), "b.jpg") || !strings.Contains(out.String(), "1 of 1") {
		t.Errorf("%d of %d photos without people:\n%s", e.empty.Hits, e.empty.Of, out.String())
	}
}

package main

import (
	"bytes"
	"image/jpeg"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"keeplight.app/keeplight/library"
)

func TestMediansAndTheirRatioArePrinted(t *testing.T) {
	var before, after samples
	before.add(samples{startFigure: {3 * time.Millisecond, time.Millisecond, 2 * time.Millisecond}})
	after.add(samples{startFigure: {time.Millisecond, 4 * time.Millisecond}})
	after.add(samples{startFigure: {2 * time.Millisecond, 900 * time.Millisecond}})
	var out bytes.Buffer
	printTable(&out, before, after)
	got := strings.Join(strings.Fields(out.String()), " ")
	if want := startFigure + " 2.0 ms 3.0 ms 1.500 1.0 ms 1.0 ms 1.000 4"; !strings.HasSuffix(got, want) {
		t.Errorf("%q is not the last row of\n%s", want, out.String())
	}
	if got := ratio(0, time.Second); got != "-" {
		t.Errorf("of nothing the ratio is %s", got)
	}
}

func TestThePhotosDifferAndAreKnownByTheirColour(t *testing.T) {
	dir := t.TempDir()
	if err := drawShoot(dir, 100); err != nil {
		t.Fatal(err)
	}
	names, err := filepath.Glob(filepath.Join(dir, "*.jpg"))
	if err != nil || len(names) != 100 {
		t.Fatalf("%d photos, %v", len(names), err)
	}
	seen := map[string]string{}
	for _, name := range names {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if other := seen[string(b)]; other != "" {
			t.Errorf("%s is %s", name, other)
		}
		seen[string(b)] = name
		im, err := jpeg.Decode(bytes.NewReader(b))
		if err != nil {
			t.Fatal(err)
		}
		r, g, bl, _ := im.At(100, 100).RGBA()
		if !isPhotos([]byte{byte(bl >> 8), byte(g >> 8), byte(r >> 8), 0}) {
			t.Errorf("%s is not known by its colour: %d %d %d", name, r>>8, g>>8, bl>>8)
		}
	}
	if isPhotos([]byte{200, 200, 200, 0}) || isPhotos([]byte{0x30, 0x30, 0x30, 0}) || isPhotos([]byte{0xff, 0x80, 0x30, 0}) {
		t.Error("a colour of the window counts as a photo's")
	}
}

func TestTheTilesOfALargeShootDifferAndBurstsAreClose(t *testing.T) {
	dir := t.TempDir()
	const n = 3 * perBurst
	if err := drawLargeShoot(dir, n); err != nil {
		t.Fatal(err)
	}
	seen := map[library.Hash]int{}
	var last time.Time
	for i := range n {
		read, err := readTile(&library.Photo{Path: largeName(dir, i)})
		if err != nil {
			t.Fatal(err)
		}
		if other, known := seen[read.Hash]; known {
			t.Errorf("photo %d is photo %d", i, other)
		}
		seen[read.Hash] = i
		if pause := read.Capture.Time.Sub(last); i > 0 && (pause < time.Second) != (i%perBurst > 0) {
			t.Errorf("photo %d comes %v after the last one", i, pause)
		}
		last = read.Capture.Time
	}
}

func TestAFigureIsHeldAgainstTheSumOfItsPeers(t *testing.T) {
	l := &large{photos: 9, taken: samples{}}
	l.taken.note(typeFigure, 30*time.Millisecond)
	l.taken.note(emptyFigure, 15*time.Millisecond)
	l.taken.note(bareTypeFigure, 5*time.Millisecond)
	l.small.typing = time.Millisecond
	var out bytes.Buffer
	l.print(&out)
	for _, want := range []string{typeFigure + " 30.0 ms 30.0 ms 1.500 1 1", "5.000 x 1,000 photos"} {
		if got := strings.Join(strings.Fields(out.String()), " "); !strings.Contains(got, want) {
			t.Errorf("%q is not in\n%s", want, out.String())
		}
	}
}

func TestWhoOpensAFolderIsSeen(t *testing.T) {
	dir := t.TempDir()
	w, err := watchFolder(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer w.close()
	if err := os.WriteFile(filepath.Join(dir, "a"), nil, 0o600); err != nil { // a file in it does not count
		t.Fatal(err)
	}
	time.Sleep(50 * time.Millisecond)
	if !w.opened().IsZero() {
		t.Error("seen although nobody opened it")
	}
	if _, err := os.ReadDir(dir); err != nil {
		t.Fatal(err)
	}
	for end := time.Now().Add(10 * time.Second); w.opened().IsZero() && time.Now().Before(end); {
		time.Sleep(5 * time.Millisecond)
	}
	if w.opened().IsZero() {
		t.Error("not seen")
	}
}

package main

import (
	"bytes"
	"image/jpeg"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
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

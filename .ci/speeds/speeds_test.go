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
	for _, want := range []string{"2.0 ms  3.0 ms  1.500  4", "key to stored decision                0.0 ms  0.0 ms  -      0"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("%q is not in\n%s", want, out.String())
		}
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

//go:build cgo && !nowebp

package main

import (
	"image"
	"image/draw"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"keeplight.app/keeplight/library/phototest"
	"keeplight.app/keeplight/library/picture"
)

// TestWebPsAgreeWithVips compares whole pictures with libvips, which reads WebP
// in a way of its own.
func TestWebPsAgreeWithVips(t *testing.T) {
	if _, err := exec.LookPath("vips"); err != nil {
		t.Skip("vips is not installed (Debian: libvips-tools): nothing independent to compare with")
	}
	clear := image.NewNRGBA(image.Rect(0, 0, 160, 120))
	draw.Draw(clear, clear.Rect, phototest.Scene(160, 120, 4), image.Point{}, draw.Src)
	for i := 3; i < len(clear.Pix); i += 4 {
		clear.Pix[i] = uint8(i / 4 % 160)
	}
	files := map[string][]byte{
		"lossy":                 madeWebP(t, phototest.Scene(321, 243, 2), "-q", "75"),
		"lossless":              madeWebP(t, phototest.Scene(321, 243, 3), "-lossless"),
		"lossy, transparent":    madeWebP(t, clear, "-q", "90"),
		"lossless, transparent": madeWebP(t, clear, "-lossless"),
	}
	paths, _ := filepath.Glob(filepath.Join(os.Getenv("KEEPLIGHT_PHOTOS"), "clean", "*.png"))
	for _, path := range paths[:min(3, len(paths))] {
		pic, err := picture.Load(t.Context(), path, 0)
		if err != nil {
			t.Fatal(err)
		}
		files[filepath.Base(path)] = madeWebP(t, pic.Pixels, "-q", "80")
	}
	r, _ := reader(t, nil)
	for name, data := range files {
		pic, err := r.Decode(t.Context(), data, name, 0)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		mean := meanDifference(pic.Pixels, shownByVips(t, data))
		t.Logf("%s: %.3f of 255", name, mean)
		if mean > 1 {
			t.Errorf("%s differs by %.2f of 255", name, mean)
		}
	}
}

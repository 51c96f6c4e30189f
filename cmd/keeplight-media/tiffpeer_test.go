//go:build cgo && !notiff

package main

import (
	"image"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"keeplight.app/keeplight/library/phototest"
)

// TestTIFFsOfEveryCompressionShowTheSame writes one picture with libtiff's own
// tool in the compressions that Go cannot write.
func TestTIFFsOfEveryCompressionShowTheSame(t *testing.T) {
	if _, err := exec.LookPath("tiffcp"); err != nil {
		t.Skip("tiffcp is not installed, so no such file can be made: make test installs it (libtiff-tools)")
	}
	scene := tiffScene()
	dir := t.TempDir()
	colour, bitonal := filepath.Join(dir, "colour.tif"), filepath.Join(dir, "bitonal.tif")
	bits := newDraft(sceneWidth, sceneHeight, photometricBlackIsZero, 1, 1)
	bits.parts = [][]byte{packed(scene, 1, grey)}
	for path, d := range map[string]*draft{colour: plain(scene, photometricRGB, 8, 3, rgb, put8), bitonal: bits} {
		if err := os.WriteFile(path, tiffOf(d), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for name, source := range map[string]string{
		"none": colour, "lzw": colour, "lzw:2": colour, "zip:2": colour, "packbits": colour, "lzma": colour, "zstd:2": colour,
		"webp": colour, "lerc": colour, "jpeg:95": colour, "g3": bitonal, "g3:2d": bitonal, "g4": bitonal, "jbig": bitonal,
	} {
		want := scene
		if source == bitonal {
			want = levels(scene, 1)
		}
		for _, way := range []string{"-s -r 16", "-t -w 16 -l 32", "-s -p separate", "-8 -B"} {
			target := filepath.Join(dir, "out.tif")
			args := append(strings.Fields(way), "-c", name, source, target)
			if strings.Contains(way, "separate") && (name == "jpeg:95" || name == "webp") {
				continue // which writes what no reader takes
			}
			if out, err := exec.Command("tiffcp", args...).CombinedOutput(); err != nil {
				t.Logf("tiffcp cannot write %s with %s here: %s", name, way, out)
				continue
			}
			if name == "jbig" && strings.Contains(way, "-t") {
				continue // tiles without bytes, and no complaint
			}
			pic, err := decodedTIFF(t, read(t, target))
			if err != nil {
				t.Errorf("%s, %s: %v", name, way, err)
				continue
			}
			most := 3.0
			if name == "webp" { // lossy, and the scene is all edges
				most = 5
			}
			if mean := meanDifference(pic.Pixels, want); mean > most || pic.Damaged != "" {
				t.Errorf("%s, %s: differs by %.2f of 255, %+v", name, way, mean, pic.Info)
			}
		}
	}
}

// TestReportedTIFFsAgreeWithVips reads what people reported as damaged or wrong.
func TestReportedTIFFsAgreeWithVips(t *testing.T) {
	if _, err := exec.LookPath("vips"); err != nil {
		t.Skip("vips is not installed (Debian: libvips-tools): nothing independent to compare with")
	}
	folder := phototest.Folder(t, "reports")
	for _, name := range []string{"tiff-4bit.tif", "tiff-big.tif", "tiff-g3.tif", "tiff-g4-blackiszero.tif", "tiff-jpeg.tif", "tiff-planar.tif"} {
		data := read(t, filepath.Join(folder, name))
		pic, err := decodedTIFF(t, data)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if mean := meanDifference(pic.Pixels, shownByVips(t, data)); mean > 1 {
			t.Errorf("%s differs by %.2f of 255", name, mean)
		}
	}
	for _, name := range []string{"tiff-cmyk.tif", "tiff-lab.tif", "tiff-tiled-planar-16bit.tiff"} { // vips sees these in colours of its own
		pic, err := decodedTIFF(t, read(t, filepath.Join(folder, name)))
		if err != nil || pic.Damaged != "" || pic.Pixels.Rect == (image.Rectangle{}) {
			t.Errorf("%s: %+v, %v", name, pic, err)
		}
	}
}

//go:build cgo && !nojxl

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

// TestJPEGXLsAgreeWithPeers compares whole pictures with libjxl's own program and
// with libvips, which drives libjxl in a way of its own. Neither converts colours:
// that is left to what reads PNG here.
func TestJPEGXLsAgreeWithPeers(t *testing.T) {
	files := jxlsToCompare(t)
	for _, peer := range [][]string{{"djxl"}, {"vips", "copy"}} {
		t.Run(peer[0], func(t *testing.T) {
			if _, err := exec.LookPath(peer[0]); err != nil {
				t.Skipf("%s is not installed (Debian: libjxl-tools, libvips-tools): nothing to compare with", peer[0])
			}
			r, _ := reader(t, nil)
			for name, data := range files {
				want, err := shownByPeer(t, data, peer)
				if err != nil {
					t.Logf("%s cannot write %s as PNG: %v", peer[0], name, err)
					continue
				}
				pic, err := r.Decode(t.Context(), data, "a.jxl", 0)
				if err != nil {
					t.Errorf("%s: %v", name, err)
					continue
				}
				mean := meanDifference(pic.Pixels, want)
				t.Logf("%s: %.3f of 255", name, mean)
				if mean > 1 || pic.Damaged != "" {
					t.Errorf("%s differs by %.2f of 255, %+v", name, mean, pic.Info)
				}
			}
		})
	}
}

// jxlsToCompare are files of all the kinds that others show as they are to be seen,
// made files and other people's: no light beyond white and no inks.
func jxlsToCompare(t *testing.T) map[string][]byte {
	t.Helper()
	clear := image.NewNRGBA(image.Rect(0, 0, 160, 120))
	draw.Draw(clear, clear.Rect, phototest.Scene(160, 120, 4), image.Point{}, draw.Src)
	for i := 3; i < len(clear.Pix); i += 4 {
		clear.Pix[i] = uint8(i / 4 % 160)
	}
	scene := phototest.Scene(321, 243, 2)
	files := map[string][]byte{
		"lossy":                 madeJXL(t, scene, "-d", "1"),
		"lossy, low":            madeJXL(t, scene, "-d", "8"),
		"lossless":              madeJXL(t, scene, "-d", "0"),
		"progressive":           madeJXL(t, scene, "-p", "-d", "1"),
		"modular and lossy":     madeJXL(t, scene, "-m", "1", "-d", "2"),
		"with noise":            madeJXL(t, scene, "--photon_noise", "ISO3200"),
		"transparent, lossy":    madeJXL(t, clear, "-d", "1"),
		"transparent, lossless": madeJXL(t, clear, "-d", "0"),
		"made of a JPEG":        madeJXLOf(t, "a.jpg", phototest.JPEG(scene, phototest.Exif{Orientation: 8})),
		"made anew of a JPEG":   madeJXLOf(t, "a.jpg", phototest.JPEG(scene, phototest.Exif{Orientation: 5}), "-j", "0", "-d", "1"),
		"P3":                    jxl(t, jxlP3),
		"grey of 16 bits":       jxl(t, jxlGrey16),
	}
	root := os.Getenv(phototest.FolderVariable)
	if root == "" {
		return files
	}
	for _, pattern := range []string{"clean/*.png", "camera/*.jpg", "orientation/*.jpg"} {
		paths, _ := filepath.Glob(filepath.Join(root, pattern))
		for _, path := range paths[:min(4, len(paths))] {
			files[filepath.Base(path)] = madeJXLOf(t, "a"+filepath.Ext(path), read(t, path))
		}
	}
	return files
}

// shownByPeer gives a file as another program writes it to a PNG, in sRGB.
func shownByPeer(t *testing.T, data []byte, peer []string) (image.Image, error) {
	t.Helper()
	dir := t.TempDir()
	source, target := filepath.Join(dir, "a.jxl"), filepath.Join(dir, "a.png")
	if err := os.WriteFile(source, data, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := exec.Command(peer[0], append(peer[1:], source, target)...).Run(); err != nil {
		return nil, err
	}
	pic, err := picture.Load(t.Context(), target, 0)
	if err != nil {
		return nil, err
	}
	return pic.Pixels, nil
}

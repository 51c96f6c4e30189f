//go:build cgo && !noraw

package main

import (
	"bytes"
	"fmt"
	"image"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"keeplight.app/keeplight/library/phototest"
)

// TestDevelopedRAWsAgreeWithOtherDevelopers compares with LibRaw's own program,
// and with dcraw, which it came from: half size, by the camera's white balance,
// with sRGB's curve, not brightened and not turned.
func TestDevelopedRAWsAgreeWithOtherDevelopers(t *testing.T) {
	kinds := kindsOfRAW()
	delete(kinds, "a.iiq")     // nothing to see
	delete(kinds, "tiles.dng") // which they show as noise
	for name, data := range realRAWs(t) {
		kinds[name] = data
	}
	for program, args := range map[string]string{
		"dcraw_emu": "-h -w -W -g 2.4 12.92 -o 1 -t 0 -Z -",
		"dcraw":     "-h -w -W -g 2.4 12.92 -o 1 -t 0 -c",
	} {
		t.Run(program, func(t *testing.T) {
			if _, err := exec.LookPath(program); err != nil {
				t.Skipf("%s is not installed (Debian: libraw-bin, dcraw): nothing to compare with", program)
			}
			for name, data := range kinds {
				all := strings.Fields(args)
				switch isDNG := strings.HasSuffix(strings.ToLower(name), ".dng"); {
				case program == "dcraw_emu" && isDNG:
					all = append(all, "-c", "0") // white is what the file says
				case program == "dcraw" && !isDNG:
					continue // it has no other white than its table's
				}
				compareRAW(t, name, data, program, all)
			}
		})
	}
}

func compareRAW(t *testing.T, name string, data []byte, program string, args []string) {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(program, append(args, path)...).Output()
	if err != nil || len(out) == 0 {
		t.Logf("%s cannot read %s: %v", program, name, err)
		return
	}
	want, err := readPPM(bytes.NewReader(out))
	if err != nil {
		t.Fatal(err)
	}
	r, _ := reader(t, nil)
	pic, err := r.Decode(t.Context(), data, name, 0)
	if err != nil {
		t.Errorf("%s: %v", name, err)
		return
	}
	if pic.Pixels.Rect != want.Rect {
		t.Errorf("%s: %v, %s has %v", name, pic.Pixels.Rect, program, want.Rect)
		return
	}
	mean := meanDifference(pic.Pixels, want)
	t.Logf("%s differs from %s by %.2f of 255", name, program, mean)
	if mean > 1 {
		t.Errorf("%s differs from %s by %.2f of 255", name, program, mean)
	}
}

// readPPM reads a picture of 8 bits as netpbm has it.
func readPPM(r io.Reader) (*image.RGBA, error) {
	var kind string
	var w, h, most int
	if _, err := fmt.Fscan(r, &kind, &w, &h, &most); err != nil {
		return nil, err
	}
	if kind != "P6" || most != 255 || w <= 0 || h <= 0 {
		return nil, fmt.Errorf("%s of %d x %d up to %d", kind, w, h, most)
	}
	rgb := make([]byte, 1+3*w*h) // and the white space in front
	if _, err := io.ReadFull(r, rgb); err != nil {
		return nil, err
	}
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for i := range w * h {
		copy(img.Pix[4*i:], rgb[1+3*i:4+3*i])
		img.Pix[4*i+3] = 255
	}
	return img, nil
}

// realRAWs are those among the real photos that are developed; none where there
// are no photos.
func realRAWs(t *testing.T) map[string][]byte {
	t.Helper()
	real := map[string][]byte{}
	root := os.Getenv(phototest.FolderVariable)
	if root == "" {
		return real
	}
	r, _ := reader(t, nil)
	for _, folder := range []string{"camera", "reports"} {
		entries, _ := os.ReadDir(filepath.Join(root, folder))
		for _, e := range entries {
			switch strings.ToLower(filepath.Ext(e.Name())) {
			case ".dng", ".nef", ".cr2", ".arw", ".orf", ".rw2", ".pef", ".raf", ".mrw", ".iiq":
			default:
				continue
			}
			data := read(t, filepath.Join(root, folder, e.Name()))
			if pic, err := r.Decode(t.Context(), data, e.Name(), 0); err == nil && strings.HasPrefix(pic.Source, "developed") {
				real[e.Name()] = data
			}
		}
	}
	return real
}

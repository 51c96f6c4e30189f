//go:build cgo && !nojxl

package main

import (
	"encoding/binary"
	"errors"
	"image"
	"image/color"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/phototest"
	"keeplight.app/keeplight/library/picture"
)

// dngPart is a directory of a DNG and the data that it describes.
type dngPart struct {
	photometric, compression int
	w, h                     int
	data                     []byte
}

// dngOf is a DNG of some directories in a chain, turned by the first.
func dngOf(orientation int, parts ...dngPart) []byte {
	const entries, start = 7, 8
	const size = 2 + 12*entries + 4
	le := binary.LittleEndian
	out := append([]byte("II*\x00"), start, 0, 0, 0)
	for i, p := range parts {
		at, next := len(out), 0
		if i < len(parts)-1 {
			next = at + size + len(p.data)
		}
		out = le.AppendUint16(out, entries)
		for _, e := range [][2]int{{0x100, p.w}, {0x101, p.h}, {0x103, p.compression}, {0x106, p.photometric}, {0x111, at + size}, {0x112, orientation}, {0x117, len(p.data)}} {
			out = le.AppendUint16(le.AppendUint16(out, uint16(e[0])), 4)
			out = le.AppendUint32(le.AppendUint32(out, 1), uint32(e[1]))
		}
		out = append(le.AppendUint32(out, uint32(next)), p.data...)
	}
	return out
}

// TestTheJPEGXLPreviewOfADNGIsShown holds which of a DNG's previews is shown.
func TestTheJPEGXLPreviewOfADNGIsShown(t *testing.T) {
	const rgb, cfa, jpegIn, jxlIn = 2, 32803, 7, 52546
	sensor := dngPart{cfa, jxlIn, 6000, 4000, jxl(t, jxlPlain)}
	bars := dngPart{rgb, jxlIn, 64, 16, jxl(t, jxlBars)}
	small := dngPart{6, jpegIn, 32, 8, phototest.PlainJPEG(image.NewGray(image.Rect(0, 0, 32, 8)), 90)}
	large := dngPart{6, jpegIn, 640, 160, phototest.PlainJPEG(image.NewGray(image.Rect(0, 0, 640, 160)), 90)}
	broken := bars
	broken.data = broken.data[:40]
	for name, c := range map[string]struct {
		data   []byte
		side   int
		w, h   int
		source string
	}{
		"alone":                         {dngOf(1, sensor, bars), 0, 64, 16, "embedded preview 64 px"},
		"turned as the DNG says":        {dngOf(6, sensor, bars), 0, 16, 64, "embedded preview 64 px"},
		"beside a smaller JPEG":         {dngOf(1, small, sensor, bars), 0, 64, 16, "embedded preview 64 px"},
		"beside a JPEG that is enough":  {dngOf(1, small, sensor, bars), 20, 32, 8, "embedded preview 32 px"},
		"beside a larger JPEG":          {dngOf(1, large, bars), 0, 640, 160, "embedded preview 640 px"},
		"broken, beside a smaller JPEG": {dngOf(1, small, broken), 0, 32, 8, "embedded preview 32 px"},
	} {
		t.Run(name, func(t *testing.T) {
			r, _ := reader(t, nil)
			path := filepath.Join(t.TempDir(), "a.dng")
			if err := os.WriteFile(path, c.data, 0o600); err != nil {
				t.Fatal(err)
			}
			for _, read := range []func() (*picture.Picture, error){
				func() (*picture.Picture, error) { return r.Load(t.Context(), path, c.side) },
				func() (*picture.Picture, error) { return r.Decode(t.Context(), c.data, path, c.side) },
			} {
				pic, err := read()
				if err != nil {
					t.Fatal(err)
				}
				if pic.Width != c.w || pic.Height != c.h || pic.Source != c.source || pic.Format != library.RAW || pic.Damaged != "" {
					t.Errorf("%+v", pic.Info)
				}
				if c.w == 64 {
					if got := pic.Pixels.RGBAAt(40, 8); !isWithin(got, color.RGBA{255, 0, 0, 255}, 3) {
						t.Errorf("red became %v", got)
					}
				}
			}
		})
	}
	r, _ := reader(t, nil)
	_, err := r.Decode(t.Context(), dngOf(1, sensor), "a.dng", 0)
	if !errors.Is(err, picture.ErrUnsupported) || !strings.Contains(err.Error(), "JPEG XL") {
		t.Errorf("one without a preview gave %v", err)
	}
	if w, h := r.JXLPreviewSize(dngOf(6, sensor, bars), library.RAW); w != 16 || h != 64 {
		t.Errorf("its size is said to be %d x %d", w, h)
	}
}

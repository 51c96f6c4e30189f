//go:build cgo && !noraw

package main

import (
	"encoding/binary"
	"fmt"
	"image"
	"image/color"
	"testing"
)

// chart is a picture of grey steps and strong colours, each a patch of 16 pixels.
func chart() *image.NRGBA {
	colours := []color.NRGBA{
		{0, 0, 0, 255}, {32, 32, 32, 255}, {64, 64, 64, 255}, {118, 118, 118, 255}, {160, 160, 160, 255}, {210, 210, 210, 255},
		{200, 30, 30, 255}, {30, 160, 40, 255}, {40, 50, 190, 255}, {220, 190, 40, 255}, {180, 60, 150, 255}, {40, 160, 180, 255},
	}
	img := image.NewNRGBA(image.Rect(0, 0, 6*patch, 2*patch))
	for y := range 2 * patch {
		for x := range 6 * patch {
			img.SetNRGBA(x, y, colours[y/patch*6+x/patch])
		}
	}
	return img
}

const patch = 16

// wantChart checks the middle of each patch of a chart that was made smaller by a
// scale.
func wantChart(t *testing.T, name string, got *image.RGBA, scale int) {
	t.Helper()
	want := chart()
	if got.Rect.Dx() != want.Rect.Dx()/scale || got.Rect.Dy() != want.Rect.Dy()/scale {
		t.Errorf("%s: %v", name, got.Rect)
		return
	}
	for y := patch / 2; y < 2*patch; y += patch {
		for x := patch / 2; x < 6*patch; x += patch {
			g, w := got.RGBAAt(x/scale, y/scale), want.NRGBAAt(x, y)
			for c, d := range [3]int{int(g.R) - int(w.R), int(g.G) - int(w.G), int(g.B) - int(w.B)} {
				if max(d, -d) > 2 {
					t.Errorf("%s: patch at %d, %d, colour %d: %v, want %v", name, x, y, c, g, w)
					break
				}
			}
		}
	}
}

func TestARAWWithoutAPreviewIsDevelopedInTrueColours(t *testing.T) {
	for name, change := range map[string]func(*rawDraft){
		"16 bits":                    func(*rawDraft) {},
		"16 bits, big-endian":        func(d *rawDraft) { d.order = binary.BigEndian },
		"14 bits, black at 512":      func(d *rawDraft) { d.bits, d.black = 14, 512 },
		"12 bits, black at 64":       func(d *rawDraft) { d.bits, d.black = 12, 64 },
		"lossless JPEG in tiles":     func(d *rawDraft) { d.compression, d.tile, d.bits = compressionLosslessJPEG, 32, 14 },
		"lossless JPEG in one strip": func(d *rawDraft) { d.compression, d.tile = compressionLosslessJPEG, 96 },
		"tiles of 16 bits":           func(d *rawDraft) { d.tile = 32 },
	} {
		d := newRAWDraft()
		change(&d)
		pic, err := rawPicture(t, d.write(chart()))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if pic.Width != 3*patch || pic.Height != patch || pic.Damaged != "" || pic.Source != fmt.Sprintf("developed by %s, half size", librawName()) {
			t.Errorf("%s: %+v", name, pic.Info)
		}
		wantChart(t, name, pic.Pixels, 2)
	}
}

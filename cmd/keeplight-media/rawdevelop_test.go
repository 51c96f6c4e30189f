//go:build cgo && !noraw

package main

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"strings"
	"testing"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/message"
	"keeplight.app/keeplight/library/picture"
	"keeplight.app/keeplight/library/worker"
)

// chart is a picture of grey steps and strong colours, each a patch of 16 pixels.
func chart() *image.NRGBA {
	colours := []color.NRGBA{
		{0, 0, 0, 255},
		{32, 32, 32, 255},
		{64, 64, 64, 255},
		{118, 118, 118, 255},
		{160, 160, 160, 255},
		{210, 210, 210, 255},
		{200, 30, 30, 255},
		{30, 160, 40, 255},
		{40, 50, 190, 255},
		{220, 190, 40, 255},
		{180, 60, 150, 255},
		{40, 160, 180, 255},
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
		"tiles of 16 bits":           func(d *rawDraft) { d.tile = 32 },
		"tiles of 12 bits":           func(d *rawDraft) { d.tile, d.bits, d.order = 80, 12, binary.BigEndian },
		"strips with gaps":           func(d *rawDraft) { d.gap = 6 },
		"lossless JPEG in one strip": func(d *rawDraft) { d.compression, d.tile = compressionLosslessJPEG, 96 },
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

func TestALinearDNGIsDevelopedAtItsFullSize(t *testing.T) {
	d := newRAWDraft()
	d.linear = true
	pic, err := rawPicture(t, d.write(chart()))
	if err != nil || pic.Width != 6*patch || pic.Source != "developed by "+librawName() {
		t.Fatalf("%+v, %v", pic, err)
	}
	wantChart(t, "linear", pic.Pixels, 1)
}

// Eight bits of light are few: only what is bright is told apart well.
func TestARAWOfEightBitsIsDevelopedAsWellAsItsBitsAllow(t *testing.T) {
	d := newRAWDraft()
	d.bits = 8
	pic, err := rawPicture(t, d.write(chart()))
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []uint8{160, 210} {
		if c := pic.Pixels.RGBAAt((4+i)*patch/2+4, 4); !isNear(c, color.RGBA{want, want, want, 255}) {
			t.Errorf("%v, want %d", c, want)
		}
	}
}

func TestADevelopedRAWIsTurnedUprightOnce(t *testing.T) {
	want := painted(160, 96)
	for orientation := 1; orientation <= 8; orientation++ {
		d := newRAWDraft()
		d.orientation = orientation
		data := d.write(lying(want, orientation))
		pic, err := rawPicture(t, data)
		if err != nil {
			t.Errorf("orientation %d: %v", orientation, err)
			continue
		}
		if pic.Width != 80 || pic.Height != 48 || pic.Orientation != orientation {
			t.Errorf("orientation %d: %+v", orientation, pic.Info)
		}
		wantCorners(t, pic.Pixels)
		r, _ := reader(t, nil)
		info, err := r.RAWSize(t.Context(), data, "a.dng")
		if err != nil || info.Width != 80 || info.Height != 48 {
			t.Errorf("orientation %d: its size is %+v, %v", orientation, info, err)
		}
	}
}

// lying gives a picture as it lies in a file of an EXIF orientation.
func lying(img *image.NRGBA, orientation int) *image.NRGBA {
	w, h := img.Rect.Dx(), img.Rect.Dy()
	bounds := img.Rect
	if orientation >= 5 {
		bounds = image.Rect(0, 0, h, w)
	}
	out := image.NewNRGBA(bounds)
	for y := range h {
		for x := range w {
			at := map[int]image.Point{
				1: {x, y}, 2: {w - 1 - x, y}, 3: {w - 1 - x, h - 1 - y}, 4: {x, h - 1 - y},
				5: {y, x}, 6: {y, w - 1 - x}, 7: {h - 1 - y, w - 1 - x}, 8: {h - 1 - y, x},
			}[orientation]
			out.SetNRGBA(at.X, at.Y, img.NRGBAAt(x, y))
		}
	}
	return out
}

// jpegOf is a grey preview, which no developed chart looks like.
func jpegOf(t *testing.T, w, h int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, image.NewGray(image.Rect(0, 0, w, h)), nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestAPreviewIsShownWhereItIsLargeEnough(t *testing.T) {
	const w, h = 960, 320
	scene := image.NewNRGBA(image.Rect(0, 0, w, h))
	developed := fmt.Sprintf("developed by %s, half size", librawName())
	for name, c := range map[string]struct {
		long, side int
		source     string
		width      int
	}{
		"as large as a loupe":            {1280, 0, "embedded preview 1280 px", 1280},
		"half the sensor":                {480, 0, developed, w / 2},
		"a little more than that":        {486, 0, "embedded preview 486 px", 486},
		"a camera's thumbnail":           {160, 0, developed, w / 2},
		"a thumbnail, for a small loupe": {450, 400, developed, w / 2},
		"a thumbnail, for a grid":        {450, picture.ThumbSide, "embedded preview 450 px", 450},
		"one too small for a grid":       {160, picture.ThumbSide, developed, w / 2},
	} {
		d := newRAWDraft()
		d.preview = jpegOf(t, c.long, c.long/3)
		r, _ := reader(t, nil)
		pic, err := r.Decode(t.Context(), d.write(scene), "a.dng", c.side)
		if err != nil || pic.Source != c.source || pic.Width != c.width {
			t.Errorf("%s: %+v, %v", name, pic, err)
		}
	}
}

func TestARAWThatEndsEarlyShowsWhatThereIsAndSaysSo(t *testing.T) {
	for name, change := range map[string]func(*rawDraft){
		"strips":                      func(*rawDraft) {},
		"12 bits":                     func(d *rawDraft) { d.bits = 12 },
		"lossless JPEG":               func(d *rawDraft) { d.compression, d.tile = compressionLosslessJPEG, 32 },
		"one lossless JPEG in a tile": func(d *rawDraft) { d.compression, d.tile = compressionLosslessJPEG, 192 },
		"linear":                      func(d *rawDraft) { d.linear = true },
		"a maker's own form":          func(d *rawDraft) { d.make, d.model, d.plain = "NIKON CORPORATION", "NIKON D3", true },
	} {
		d := newRAWDraft()
		d.directoriesFirst = true
		change(&d)
		data := d.write(painted(192, 128))
		cut := data[:len(data)*6/10]
		r, _ := reader(t, nil)
		pic, err := r.Decode(t.Context(), cut, "a.dng", 0)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if pic.Damage.Kind != picture.CutOff || pic.Damage.Sound > 0.7 || pic.Damage.Sound < 0.2 && name != "one lossless JPEG in a tile" {
			t.Errorf("%s: %+v", name, pic.Info)
		}
		if c := pic.Pixels.RGBAAt(4, 4); !isNear(c, color.RGBA{220, 20, 20, 255}) && !d.plain {
			t.Errorf("%s: above it is %v", name, c)
		}
		info, err := r.RAWSize(t.Context(), cut, "a.dng")
		if err != nil || info.Damage.Kind == picture.Undamaged {
			t.Errorf("%s: before it is decoded: %+v, %v", name, info, err)
		}
		again, err := r.Decode(t.Context(), cut, "a.dng", 0)
		if err != nil || !bytes.Equal(again.Pixels.Pix, pic.Pixels.Pix) {
			t.Errorf("%s: it is another picture the second time, %v", name, err)
		}
		if _, err := r.Decode(t.Context(), data[:40], "a.dng", 0); err == nil {
			t.Errorf("%s: of nothing there is a picture", name)
		}
	}
}

func TestWhatLibRawDoesNotReadIsNamed(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*rawDraft)
		code   string
		says   string
	}{
		"a new camera": {func(d *rawDraft) { d.plain, d.make, d.model = true, "Keeplight", "Pinhole 9" }, message.CameraUnknown, "Keeplight Pinhole 9"},
		"a new form of an old maker": {func(d *rawDraft) {
			d.plain, d.make, d.model, d.compression, d.tile = true, "SONY", "ILCE-9M9", compressionLosslessJPEG, 32
		}, message.CameraUnknown, "ILCE-9M9"},
		"one without a name": {func(d *rawDraft) { d.plain, d.make, d.model = true, "", "" }, message.CameraUnnamed, librawName()},
		"JPEG XL":            {func(d *rawDraft) { d.stated = 52546 }, message.KindUnreadable, "compressed as JPEG XL"},
		"Deflate":            {func(d *rawDraft) { d.stated = 8 }, message.KindUnreadable, "compressed with Deflate, of 16 bits"},
		"something new":      {func(d *rawDraft) { d.stated = 60000 }, message.KindUnreadable, "60000"},
	} {
		d := newRAWDraft()
		c.change(&d)
		if d.make == "SONY" && readsJPEGTiles() {
			continue
		}
		_, err := rawPicture(t, d.write(chart()))
		if m := library.MessageOf(err); !errors.Is(err, picture.ErrUnsupported) || m.Code() != c.code || !strings.Contains(err.Error(), c.says) || !strings.Contains(err.Error(), "JPEG") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestASmallPreviewIsBetterThanNothing(t *testing.T) {
	d := newRAWDraft()
	d.stated, d.preview = 52546, jpegOf(t, 160, 120)
	pic, err := rawPicture(t, d.write(chart()))
	if err != nil || pic.Source != "embedded preview 160 px" {
		t.Errorf("%+v, %v", pic, err)
	}
}

func TestTheExposureThatADNGStatesIsApplied(t *testing.T) {
	d := newRAWDraft()
	d.exposure = -1
	pic, err := rawPicture(t, d.write(chart()))
	if err != nil {
		t.Fatal(err)
	}
	// Half the light of 210 is 153.
	if c := pic.Pixels.RGBAAt(5*patch/2+4, 4); !isNear(c, color.RGBA{153, 153, 153, 255}) {
		t.Errorf("%v", c)
	}
}

func TestWithoutAWorkerARAWWithoutAPreviewSaysWhatIsMissing(t *testing.T) {
	d := worker.New(worker.Options{Program: "/bin/false"})
	defer d.Close()
	_, err := (picture.Reader{Foreign: d}).Decode(t.Context(), []byte("II*\x00"+strings.Repeat("\x00", 60)), "a.dng", 0)
	if !errors.Is(err, picture.ErrUnsupported) || !strings.Contains(err.Error(), "cannot be developed") {
		t.Errorf("%v", err)
	}
}

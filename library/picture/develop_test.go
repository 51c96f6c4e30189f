package picture

import (
	"bytes"
	"context"
	"errors"
	"image"
	"testing"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/exif"
	"keeplight.app/keeplight/library/message"
	"keeplight.app/keeplight/library/phototest"
)

// developer develops every RAW file to one picture, which lies on its side.
type developer struct {
	w, h  int
	err   error
	asked []ForeignWant
}

func (*developer) Reads(library.Format) error { return nil }

func (d *developer) Decode(_ context.Context, _ []byte, format library.Format, _ string, want ForeignWant) (*ForeignPicture, error) {
	d.asked = append(d.asked, want)
	if d.err != nil || format != library.RAW {
		return nil, d.err
	}
	p := &ForeignPicture{Width: d.w, Height: d.h, Orientation: 6, Developer: "LibRaw 9", Halved: true}
	if want.Part != ForeignSize {
		p.Pixels = image.NewRGBA(image.Rect(0, 0, d.w, d.h))
	}
	return p, nil
}

func previewOf(side int) []byte { return phototest.PlainJPEG(phototest.Scene(side, side*2/3, 6), 80) }

func TestARAWIsDevelopedWhereItsPreviewIsFarTooSmall(t *testing.T) {
	none := exif.TIFF(exif.Fields{Make: "NIKON CORPORATION"})
	for name, c := range map[string]struct {
		data   []byte
		side   int
		source string
		w, h   int
	}{
		"no preview":                   {none, 0, "developed by LibRaw 9, half size", 400, 600},
		"no preview, for a grid":       {none, ThumbSide, "developed by LibRaw 9, half size", 400, 600},
		"a small one":                  {nef(previewOf(300), 1), 0, "developed by LibRaw 9, half size", 400, 600},
		"a small one, for a grid":      {nef(previewOf(390), 1), ThumbSide, "embedded preview 390 px", 390, 260},
		"larger than it would be":      {nef(previewOf(660), 1), 0, "embedded preview 660 px", 660, 440},
		"as large as a loupe":          {nef(previewOf(largePreview), 1), 0, "embedded preview 1280 px", 1280, 853},
		"one that a decoder refuses":   {nef(append(previewOf(1300)[:300:300], make([]byte, 64)...), 1), 0, "", 0, 0},
		"one that is larger, unasked ": {nef(previewOf(1600), 1), 500, "embedded preview 1600 px", 1600, 1066},
	} {
		d := &developer{w: 600, h: 400}
		pic, err := Reader{Foreign: d}.Load(t.Context(), writeFile(t, "a.nef", c.data), c.side)
		if err != nil || c.source != "" && (pic.Source != c.source || pic.Width != c.w || pic.Height != c.h || pic.Format != library.RAW) {
			t.Errorf("%s: %+v, %v", name, pic, err)
			continue
		}
		if c.w >= largePreview && len(d.asked) > 0 {
			t.Errorf("%s: it was developed in vain", name)
		}
		if c.source == "" || c.side == ThumbSide {
			continue
		}
		info, err := Reader{Foreign: d}.RAWSize(t.Context(), c.data, "a.nef")
		if err != nil || info.Width != c.w || info.Height != c.h {
			t.Errorf("%s: its size is %+v, %v", name, info, err)
		}
	}
}

func TestWhatIsSaidOfARAWThatCannotBeDeveloped(t *testing.T) {
	none := exif.TIFF(exif.Fields{Make: "NIKON CORPORATION", Model: "NIKON Z 99"})
	broken := errors.New("set aside")
	for name, c := range map[string]struct {
		data []byte
		err  error
		code string // "" where the preview is shown
		kind error
	}{
		"a new camera":                    {none, UnknownCamera("LibRaw 9"), message.CameraUnknown, ErrUnsupported},
		"one without a name":              {exif.TIFF(exif.Fields{Orientation: 1}), UnknownCamera("LibRaw 9"), message.CameraUnnamed, ErrUnsupported},
		"a new camera's small preview":    {nef(previewOf(300), 1), UnknownCamera("LibRaw 9"), "", nil},
		"damage, and a small preview":     {nef(previewOf(300), 1), problemf(ErrDamaged, "the file is damaged"), "", nil},
		"a file that is set aside":        {none, broken, "", broken},
		"one to be tried again":           {none, ErrTryAgain, "", ErrTryAgain},
		"one with a small preview, again": {nef(previewOf(300), 1), ErrTryAgain, "", ErrTryAgain},
	} {
		r := Reader{Foreign: &developer{err: c.err}}
		pic, err := r.Decode(t.Context(), c.data, "a.nef", 0)
		info, sizeErr := r.RAWSize(t.Context(), c.data, "a.nef")
		for _, err := range []error{err, sizeErr} {
			if !errors.Is(err, c.kind) || c.code != "" && library.MessageOf(err).Code() != c.code {
				t.Errorf("%s: %v", name, err)
			}
		}
		if damaged := errors.Is(c.err, ErrDamaged); pic != nil && (pic.Damage.Kind != Undamaged) != damaged || (info.Damage.Kind != Undamaged) != damaged {
			t.Errorf("%s: damage %+v, %+v", name, pic, info)
		}
		if c.kind == nil && (pic == nil || pic.Source != "embedded preview 300 px") {
			t.Errorf("%s: %+v", name, pic)
		}
	}
}

func TestAnUnknownCameraIsCalledByItsName(t *testing.T) {
	data := exif.TIFF(exif.Fields{Make: "NIKON CORPORATION", Model: "NIKON Z 99"})
	_, err := Reader{Foreign: &developer{err: UnknownCamera("LibRaw 9")}}.Decode(t.Context(), data, "a.nef", 0)
	const want = "LibRaw 9 does not know the RAW files of this camera yet (Nikon Z 99), and this one holds no preview. " +
		"Export the photo as JPEG, or as a DNG with a large preview, to see it here"
	if err == nil || err.Error() != want {
		t.Errorf("%v", err)
	}
}

func TestOnlyRAWFilesAreDeveloped(t *testing.T) {
	d := &developer{w: 600, h: 400}
	r := Reader{Foreign: d}
	if _, err := r.Decode(t.Context(), previewOf(300), "a.jpg", 0); err != nil || len(d.asked) > 0 {
		t.Errorf("a JPEG: %v, %v", err, d.asked)
	}
	if _, err := r.Decode(t.Context(), nil, "a.nef", 0); !errors.Is(err, ErrEmpty) || len(d.asked) > 0 {
		t.Errorf("an empty file: %v, %v", err, d.asked)
	}
	if _, err := r.RAWSize(t.Context(), nil, "a.nef"); err == nil || len(d.asked) > 0 {
		t.Errorf("an empty file: %v, %v", err, d.asked)
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := r.Decode(ended, bytes.Repeat([]byte("II*\x00"), 20), "a.nef", 0); !errors.Is(err, context.Canceled) || len(d.asked) > 0 {
		t.Errorf("after the end: %v, %v", err, d.asked)
	}
}

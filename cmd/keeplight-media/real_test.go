//go:build cgo

package main

import (
	"errors"
	"image"
	"path/filepath"
	"testing"

	"keeplight.app/keeplight/library/phototest"
	"keeplight.app/keeplight/library/picture"
)

// realFiles gives the files of other people's cameras, or skips.
func realFiles(t *testing.T) []string {
	t.Helper()
	var paths []string
	for _, pattern := range []string{"nature/*.heic", "camera/*.heic", "camera/*.HEIC", "camera/*.heif", "camera/*.avif"} {
		found, err := filepath.Glob(filepath.Join(phototest.Folder(t), pattern))
		if err != nil {
			t.Fatal(err)
		}
		paths = append(paths, found...)
	}
	if len(paths) == 0 {
		t.Skip("there are no real HEIC or AVIF files here")
	}
	return paths
}

func TestRealPicturesAreReadUprightOrSayWhyNot(t *testing.T) {
	type facts struct {
		w, h  int
		thumb int // long side, 0 for none
	}
	want := map[string]facts{
		"IMG_2682.heic":                       {4032, 3024, 320},
		"heic__IMG_1034.heic":                 {4032, 3024, 320},
		"heic__IMG_2927.HEIC":                 {3024, 4032, 0},
		"heic__Issue_263_dotnet.heic":         {3024, 4032, 0}, // lies on its side in the file, and both irot and EXIF say so
		"heic__Issue_437_(dotnet).heic":       {4000, 1848, 512},
		"heic__exif-at-eof.heic":              {3024, 4032, 0},
		"avif__32Bit-72dpi-sRGB-800x600.avif": {800, 600, 0},
		"avif__Issue_649.avif":                {5472, 3648, 0},
	}
	r, list := reader(t, nil)
	for _, path := range realFiles(t) {
		f, known := want[filepath.Base(path)]
		pic, err := r.Load(t.Context(), path, 400)
		if !known { // two files that were broken on purpose
			if !errors.Is(err, picture.ErrDamaged) {
				t.Errorf("%s gave %v", filepath.Base(path), err)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", filepath.Base(path), err)
			continue
		}
		tall := f.h > f.w
		if pic.Width != f.w || pic.Height != f.h || max(pic.Pixels.Rect.Dx(), pic.Pixels.Rect.Dy()) != 400 || (pic.Pixels.Rect.Dy() > pic.Pixels.Rect.Dx()) != tall {
			t.Errorf("%s: %v, %+v", filepath.Base(path), pic.Pixels.Rect, pic.Info)
		}
		thumb, err := r.Embedded(t.Context(), path)
		switch {
		case f.thumb == 0 && !errors.Is(err, picture.ErrNoEmbedded):
			t.Errorf("%s: its missing thumbnail gave %v", filepath.Base(path), err)
		case f.thumb > 0 && err != nil:
			t.Errorf("%s: %v", filepath.Base(path), err)
		case f.thumb > 0:
			wantSameScene(t, filepath.Base(path), thumb.Pixels, pic.Pixels)
		}
	}
	if e := list.Entries(); len(e) != 0 {
		t.Errorf("set aside: %+v", e)
	}
}

// wantSameScene checks that two pictures show the same in the same colours.
func wantSameScene(t *testing.T, name string, a, b *image.RGBA) {
	t.Helper()
	const side = 8
	small := func(img *image.RGBA) *image.RGBA { return picture.Fit(img, side) }
	x, y := small(a), small(b)
	if x.Rect != y.Rect {
		t.Errorf("%s: the thumbnail has another shape, %v and %v", name, a.Rect, b.Rect)
		return
	}
	sum := 0
	for i := range x.Pix {
		sum += int(max(x.Pix[i], y.Pix[i]) - min(x.Pix[i], y.Pix[i]))
	}
	if mean := float64(sum) / float64(len(x.Pix)); mean > 6 {
		t.Errorf("%s: thumbnail and picture differ by %.1f of 255", name, mean)
	}
}

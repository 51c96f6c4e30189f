package picture

import (
	"errors"
	"fmt"
	"image"
	"path/filepath"
	"testing"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/phototest"
)

func TestRealPhotosDecodeOrSayWhy(t *testing.T) {
	for folder, least := range map[string]int{"camera": 55, "nature": 13, "hostile": 1} {
		shown := 0
		for _, path := range phototest.Files(t, folder) {
			pic, err := Load(t.Context(), path, ThumbSide)
			if err != nil {
				if !errors.Is(err, ErrUnsupported) && !errors.Is(err, ErrDamaged) {
					t.Errorf("%s: %v", filepath.Base(path), err)
				}
				continue
			}
			shown++
			if max(pic.Pixels.Rect.Dx(), pic.Pixels.Rect.Dy()) > ThumbSide || pic.Width < 1 || pic.Height < 1 {
				t.Errorf("%s: %v, %+v", filepath.Base(path), pic.Pixels.Rect, pic.Info)
			}
		}
		if shown < least {
			t.Errorf("%s: only %d files are shown, want at least %d", folder, shown, least)
		}
	}
}

func TestRealPhotosOfAllOrientationsLookTheSame(t *testing.T) {
	folder := phototest.Folder(t, "orientation")
	for _, kind := range []string{"Landscape", "Portrait"} {
		upright, err := Load(t.Context(), filepath.Join(folder, kind+"_1.jpg"), 320)
		if err != nil {
			t.Fatal(err)
		}
		for i := range 9 {
			pic, err := Load(t.Context(), filepath.Join(folder, fmt.Sprintf("%s_%d.jpg", kind, i)), 320)
			if err != nil {
				t.Fatal(err)
			}
			if d := difference(t, pic.Pixels, upright.Pixels); d > 4 {
				t.Errorf("%s_%d differs by %.1f", kind, i, d)
			}
			if pic.Orientation != max(i, 1) {
				t.Errorf("%s_%d: orientation %d", kind, i, pic.Orientation)
			}
		}
	}
}

func TestRealThumbnailsLookLikeTheirPhotos(t *testing.T) {
	found := 0
	for _, path := range phototest.Files(t, "camera") {
		thumb, err := Embedded(t.Context(), path)
		if err != nil {
			continue
		}
		full, err := Load(t.Context(), path, 48)
		if err != nil || full.Damaged != "" || full.Format != library.JPEG {
			continue
		}
		found++
		b, f := thumb.Pixels.Rect, full.Pixels.Rect
		if r := float64(b.Dx()*f.Dy()) / float64(b.Dy()*f.Dx()); r < 0.95 || r > 1.05 {
			t.Errorf("%s: thumbnail %v of %v", filepath.Base(path), b, f)
			continue
		}
		if d := difference(t, stretched(thumb.Pixels, f.Dx(), f.Dy()), full.Pixels); d > 16 {
			t.Errorf("%s: the thumbnail differs by %.1f", filepath.Base(path), d)
		}
	}
	if found < 25 {
		t.Errorf("only %d thumbnails were found", found)
	}
}

// stretched gives src at exactly w x h, which are smaller.
func stretched(src *image.RGBA, w, h int) *image.RGBA {
	r := newReducer(src.Rect.Dx(), src.Rect.Dy(), w, h)
	for y := range src.Rect.Dy() {
		r.add(src.Pix[y*src.Stride : y*src.Stride+4*src.Rect.Dx()])
	}
	return r.dst
}

package pictures

import (
	"context"
	"image"
	"testing"
	"testing/synctest"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/scoring"
)

// looker is a scorer that looks at the full picture it is offered.
type looker struct{ widths []int }

func (l *looker) Provenance() library.Provenance { return library.Provenance{Name: "looker"} }

func (l *looker) Score(ctx context.Context, s *scoring.Subject) (library.Score, error) {
	width := 0
	if s.Full != nil {
		full, err := s.Full(ctx)
		if err != nil {
			return library.Score{}, err
		}
		width = full.Rect.Dx()
	}
	l.widths = append(l.widths, width)
	return library.Score{}, nil
}

func TestAScorerSeesTheFullPictureOfTheRightPhotoOnce(t *testing.T) {
	full := newFullPictures()
	seen := &looker{}
	f := withFull{seen, full}
	full.put(7, image.NewRGBA(image.Rect(0, 0, 3000, 2)))
	for _, id := range []library.ID{8, 7, 7} {
		if _, err := f.Score(t.Context(), &scoring.Subject{Photo: library.Photo{ID: id}}); err != nil {
			t.Fatal(err)
		}
	}
	want := []int{0, 3000, 0}
	for i, w := range want {
		if seen.widths[i] != w {
			t.Fatalf("widths seen: %v, want %v", seen.widths, want)
		}
	}
	if len(full.of) != 0 {
		t.Errorf("%d full pictures are still held", len(full.of))
	}
}

func TestFullPicturesOfManyMegapixelsWaitForEachOther(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		full := newFullPictures()
		photo := func(id library.ID, w, h int) *library.Photo { return &library.Photo{ID: id, Width: w, Height: h} }
		for _, p := range []*library.Photo{photo(1, 6000, 4000), photo(2, 6000, 4000)} {
			if err := full.reserve(t.Context(), p); err != nil {
				t.Fatal(err)
			}
		}
		third := false
		go func() {
			if err := full.reserve(t.Context(), photo(3, 30000, 20000)); err == nil {
				third = true
			}
		}()
		synctest.Wait()
		full.release(1)
		synctest.Wait()
		if third {
			t.Fatal("a picture as large as the room did not wait for it to be empty")
		}
		full.release(2)
		full.release(2) // a second time gives nothing back
		synctest.Wait()
		if !third {
			t.Fatal("it waits for ever")
		}
		full.release(3)
	})
}

package pictures

import (
	"context"
	"image"
	"testing"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/phototest"
	"keeplight.app/keeplight/library/picture"
	"keeplight.app/keeplight/scoring"
)

// looker is a scorer that looks at the corner of the full picture it is offered.
type looker struct {
	none   bool // it sends no scouts
	widths []int
}

func (l *looker) Provenance() library.Provenance { return library.Provenance{Name: "looker"} }

func (l *looker) Scout(*library.Photo) picture.RowSink {
	if l.none {
		return nil
	}
	return &idle{}
}

func (l *looker) Score(ctx context.Context, s *scoring.Subject) (library.Score, error) {
	width := 0
	if s.Full != nil {
		width, _ = s.Full.Size()
		if _, err := s.Full.At(ctx, image.Rect(0, 0, 8, 8)); err != nil || s.Full.Scout.(*idle).rows == 0 {
			return library.Score{}, err
		}
	}
	l.widths = append(l.widths, width)
	return library.Score{}, nil
}

// idle is a scout that counts rows.
type idle struct{ rows int }

func (i *idle) Begin(picture.Shape, func() *image.RGBA) image.Rectangle { return image.Rectangle{} }
func (i *idle) Rows(r *picture.Recent)                                  { i.rows = r.End() }
func (i *idle) End() bool                                               { return true }

func TestAScorerSeesTheFullPictureOfTheRightPhotoOnce(t *testing.T) {
	s, store := withShelf(t)
	seen := &looker{}
	scorer, load := s.WithFull(seen)
	large := onDisk(t, phototest.PlainJPEG(phototest.Scene(1500, 1000, 2), 90))
	large.ID = 7
	preview, err := load(t.Context(), large)
	if err != nil || preview.Rect.Dx() != scoring.PreviewSide || len(store.jpegs) != 1 {
		t.Fatalf("a preview of %v, %d thumbnails, %v", preview.Rect, len(store.jpegs), err)
	}
	for _, id := range []library.ID{8, 7, 7} {
		if _, err := scorer.Score(t.Context(), &scoring.Subject{Photo: library.Photo{ID: id}}); err != nil {
			t.Fatal(err)
		}
	}
	want := []int{0, 1500, 0}
	for i, w := range want {
		if seen.widths[i] != w {
			t.Fatalf("widths seen: %v, want %v", seen.widths, want)
		}
	}
	if held := scorer.(*withFull).of; len(held) != 0 {
		t.Errorf("%d full pictures are still held", len(held))
	}
}

func TestAScorerThatSendsNoScoutSeesThePreviewAlone(t *testing.T) {
	s, _ := withShelf(t)
	seen := &looker{none: true}
	scorer, load := s.WithFull(seen)
	p := onDisk(t, phototest.PlainJPEG(phototest.Scene(1500, 1000, 2), 90))
	if _, err := load(t.Context(), p); err != nil {
		t.Fatal(err)
	}
	if _, err := scorer.Score(t.Context(), &scoring.Subject{Photo: *p}); err != nil || seen.widths[0] != 0 {
		t.Errorf("it saw %v, %v", seen.widths, err)
	}
}

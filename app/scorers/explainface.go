package scorers

import (
	"context"
	"fmt"
	"image"
	"image/draw"

	"keeplight.app/keeplight/app/pictures"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/scoring"
)

// closeUpSide is the side in pixels from which the preview shows a face as large as a
// model sees it.
const closeUpSide = 512

// ExplainFace does what Explain does with one face of the photo: the model gets its
// close-up beside the photo, both turned as the person turned it, and writes about that
// face. The box is of the upright picture. A text about a face is not stored while no
// faces are looked for. Errors: those of Explain, and scoring.ErrNoCloseUps.
func (l *List) ExplainFace(
	ctx context.Context, photo library.Photo, score library.Score, form library.ExplanationForm, face library.Box, emit func(piece string) error,
) (library.Explanation, error) {
	return explain(ctx, l, &score, form, emit, func(ctx context.Context) (*scoring.Subject, error) {
		s, release, err := l.o.Pictures.Subject(ctx, &photo)
		if err != nil {
			return nil, err
		}
		defer release()
		closeUp, err := closeUpOf(ctx, s, face)
		if err != nil {
			return nil, fmt.Errorf("reading the face: %w", err)
		}
		// What the subject holds is given back before the model, which takes long, is asked.
		preview := cut(s.Preview, s.Preview.Rect)
		return &scoring.Subject{
			Photo: photo, Preview: pictures.Upright(preview, &photo),
			CloseUp: &scoring.CloseUp{Face: face, Pixels: pictures.Upright(closeUp, &photo)},
		}, nil
	})
}

// closeUpOf gives the pixels around a face: the photo's own, where the preview has too few.
func closeUpOf(ctx context.Context, s *scoring.Subject, face library.Box) (*image.RGBA, error) {
	small := scoring.Around(face, s.Preview.Rect.Dx(), s.Preview.Rect.Dy())
	if s.Full == nil || s.Full.Parts == nil || min(small.Dx(), small.Dy()) >= closeUpSide {
		return cut(s.Preview, small.Add(s.Preview.Rect.Min)), nil
	}
	w, h := s.Full.Size()
	part, err := s.Full.At(ctx, scoring.Around(face, w, h))
	if err != nil {
		return nil, err
	}
	return cut(part, part.Rect), nil
}

// cut copies a part of a picture into tight rows from (0,0).
func cut(src *image.RGBA, r image.Rectangle) *image.RGBA {
	out := image.NewRGBA(image.Rectangle{Max: r.Size()})
	draw.Draw(out, out.Rect, src, r.Min, draw.Src)
	return out
}

package stacks

import (
	"context"
	"fmt"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/library/fingerprint"
)

// Corrections keeps what people corrected of groups.
type Corrections interface {
	Corrections(ctx context.Context) (map[library.ID]catalog.Correction, error)
	Correct(ctx context.Context, corrections map[library.ID]catalog.Correction) ([]library.Photo, error)
}

// Looks knows how photos look.
type Looks interface {
	// Prints gives the fingerprints that are stored.
	Prints(ctx context.Context, photos []library.Photo) (map[library.ID]*fingerprint.Print, error)
	// PrintStored makes that of a photo with a stored thumbnail, nil where there is none.
	PrintStored(ctx context.Context, p *library.Photo) *fingerprint.Print
}

// OfStored groups photos by all that is stored of them. unseen is how many of them have
// no thumbnail yet, and are grouped by their times alone. Errors are the stores', or
// that of ctx.
func OfStored(ctx context.Context, in Corrections, looks Looks, photos []library.Photo) (g *Grouping, unseen int, err error) {
	corrections, err := in.Corrections(ctx)
	if err != nil {
		return nil, 0, err
	}
	prints, err := looks.Prints(ctx, photos)
	if err != nil {
		return nil, 0, err
	}
	list := make([]*library.Photo, 0, len(photos))
	for i := range photos {
		p := &photos[i]
		list = append(list, p)
		if prints[p.ID] != nil || p.Capture.Time.IsZero() || !p.Problem.IsZero() {
			continue // nothing depends on how it looks
		}
		if err := ctx.Err(); err != nil {
			return nil, 0, fmt.Errorf("looking at photos: %w", err)
		}
		if print := looks.PrintStored(ctx, p); print != nil {
			prints[p.ID] = print
			continue
		}
		unseen++
	}
	return newGrouping(framesOf(list, prints, corrections)), unseen, nil
}

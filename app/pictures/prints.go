package pictures

import (
	"context"
	"fmt"
	"image"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/fingerprint"
	"keeplight.app/keeplight/library/picture"
)

// Prints gives the fingerprints of those of the photos whose thumbnail was ever made
// from the file as it is now. It decodes nothing. Errors are the store's.
func (ps *Pictures) Prints(ctx context.Context, photos []library.Photo) (map[library.ID]*fingerprint.Print, error) {
	keys := make([]string, len(photos))
	for i := range photos {
		keys[i] = thumbKey(&photos[i])
	}
	stored, err := ps.thumbs.store.Prints(ctx, keys)
	if err != nil {
		return nil, fmt.Errorf("reading how photos look: %w", err)
	}
	prints := make(map[library.ID]*fingerprint.Print, len(stored))
	for i := range photos {
		if print, err := fingerprint.Parse(stored[keys[i]]); err == nil {
			prints[photos[i].ID] = &print
		}
	}
	return prints, nil
}

// PrintStored makes the fingerprint of a photo that has a stored thumbnail, as those of
// older versions have, and stores it. It is nil where there is no such thumbnail.
func (ps *Pictures) PrintStored(ctx context.Context, p *library.Photo) *fingerprint.Print {
	key := thumbKey(p)
	img := ps.thumbs.stored(ctx, key)
	if img == nil {
		return nil
	}
	print := fingerprint.Of(img)
	ps.thumbs.keepPrint(ctx, key, p, &print)
	return &print
}

func (t *thumbs) isPrinted(ctx context.Context, key string) bool {
	stored, err := t.store.Prints(ctx, []string{key})
	if err != nil {
		return true // what is wrong with the store is told elsewhere, and costs only time
	}
	_, err = fingerprint.Parse(stored[key])
	return err == nil
}

// print makes the fingerprint of a thumbnail that has none.
func (t *thumbs) print(ctx context.Context, key string, p *library.Photo, thumb *image.RGBA) {
	if t.isPrinted(ctx, key) {
		return
	}
	print := fingerprint.Of(picture.Fit(thumb, picture.ThumbSide))
	t.keepPrint(ctx, key, p, &print)
}

func (t *thumbs) keepPrint(ctx context.Context, key string, p *library.Photo, print *fingerprint.Print) {
	t.note("storing a fingerprint", t.store.PutPrint(ctx, key, print.Append(nil)))
	if t.printed != nil {
		t.printed(p, print)
	}
}

package faces

import (
	"context"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/library/query"
	"keeplight.app/keeplight/scoring/faces"
)

// Findings is where findings are looked up. catalog.Catalog is one.
type Findings interface {
	// Findings gives what a search of a kind found in image data.
	Findings(ctx context.Context, provenanceKey string, kind catalog.FindingKind, hashes []library.Hash) (map[library.Hash][]catalog.Finding, error)
}

// Count is what the faces of a photo come to.
type Count = query.Faces

// CountStored sums up what the catalogue knows of the faces in photos, by a finder. A
// photo at which nobody has looked is not among them. The error is the catalogue's.
func CountStored(ctx context.Context, in *catalog.Catalog, by Finder, photos []library.Photo) (map[library.ID]*Count, error) {
	hashes := make([]library.Hash, len(photos))
	for i := range photos {
		hashes[i] = photos[i].Hash
	}
	stored, err := Stored(ctx, in, by.Provenance().Key(), hashes)
	if err != nil {
		return nil, err
	}
	counts := make(map[library.ID]*Count, len(photos))
	for i := range photos {
		if found, looked := stored[photos[i].Hash]; looked {
			c := query.CountFaces(found)
			counts[photos[i].ID] = &c
		}
	}
	return counts, nil
}

// Stored gives the faces that the catalogue knows of image data, by the finder with this
// provenance key; image data at which nobody has looked is not in the map. The error is
// the catalogue's.
func Stored(ctx context.Context, in Findings, key string, hashes []library.Hash) (map[library.Hash][]library.Face, error) {
	stored, err := in.Findings(ctx, key, catalog.Faces, hashes)
	if err != nil {
		return nil, err
	}
	all := make(map[library.Hash][]library.Face, len(stored))
	for h, found := range stored {
		list := make([]library.Face, len(found))
		for i := range found {
			list[i] = faces.FromValues(found[i].Box, found[i].Values)
		}
		all[h] = list
	}
	return all, nil
}

// findings are faces as the catalogue keeps them.
func findings(found []library.Face) []catalog.Finding {
	all := make([]catalog.Finding, len(found))
	for i := range found {
		all[i] = catalog.Finding{Box: found[i].Box, Values: faces.Values(&found[i])}
	}
	return all
}

// within gives the faces of which a part lies in the picture, with the box of that part:
// the catalogue keeps no other boxes.
func within(found []library.Face) []library.Face {
	kept := make([]library.Face, 0, len(found))
	for _, f := range found {
		if b := f.Box; b.X >= 0 && b.Y >= 0 && b.X+b.Width <= 1 && b.Y+b.Height <= 1 && b.Width > 0 && b.Height > 0 {
			kept = append(kept, f)
			continue
		}
		x, y := max(0, f.Box.X), max(0, f.Box.Y)
		f.Box = library.Box{X: x, Y: y, Width: min(1, f.Box.X+f.Box.Width) - x, Height: min(1, f.Box.Y+f.Box.Height) - y}
		if f.Box.Width > 0 && f.Box.Height > 0 {
			kept = append(kept, f)
		}
	}
	return kept
}

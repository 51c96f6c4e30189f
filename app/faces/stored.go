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
	// FindingsBy gives what searches of a kind found in image data, by provenance key.
	FindingsBy(ctx context.Context, provenanceKeys []string, kind catalog.FindingKind, hashes []library.Hash) (map[string]map[library.Hash][]catalog.Finding, error)
}

// Count is what the faces of a photo come to.
type Count = query.Faces

// CountStored sums up what the catalogue knows of the faces in photos, by a finder. A
// photo at which nobody has looked is not among them. The error is the catalogue's.
func CountStored(ctx context.Context, in *catalog.Catalog, by Finder, photos []library.Photo) (map[library.ID]*Count, error) {
	asked := make([]seen, len(photos))
	for i := range photos {
		asked[i] = seenIn(&photos[i])
	}
	stored, err := read(ctx, in, by, asked)
	if err != nil {
		return nil, err
	}
	counts := make(map[library.ID]*Count, len(photos))
	for i := range photos {
		if found, looked := stored[asked[i]]; looked {
			c := query.CountFaces(found)
			counts[photos[i].ID] = &c
		}
	}
	return counts, nil
}

// read gives the faces that a finder found and that are stored.
func read(ctx context.Context, in *catalog.Catalog, by Finder, asked []seen) (map[seen][]library.Face, error) {
	hashes := map[library.Rotation][]library.Hash{}
	for _, s := range asked {
		hashes[s.turn] = append(hashes[s.turn], s.hash)
	}
	all := make(map[seen][]library.Face, len(asked))
	for turn, of := range hashes {
		stored, err := in.Findings(ctx, provenance(by, turn).Key(), catalog.Faces, of)
		if err != nil {
			return nil, err
		}
		for h, found := range stored {
			all[seen{h, turn}] = facesIn(found)
		}
	}
	return all, nil
}

// Keys are the provenance keys of what a finder finds, by the rotation of the picture: in
// photos as they are, and then as people turned them.
func Keys(by Finder) []string {
	var keys []string
	for turn := range library.Rotation(4) {
		keys = append(keys, provenance(by, turn).Key())
	}
	return keys
}

// Known is what was found in image data.
type Known struct {
	Faces []library.Face   // in the upright picture, not turned
	Turn  library.Rotation // of the picture in which they were found
}

// Stored gives the faces that the catalogue knows of image data, by the finder with these
// Keys: the first of them by which there are any, so that a photo's faces are the same
// whoever turned a copy of it. Image data at which nobody has looked is not in the map.
// The error is the catalogue's.
func Stored(ctx context.Context, in Findings, keys []string, hashes []library.Hash) (map[library.Hash]Known, error) {
	stored, err := in.FindingsBy(ctx, keys, catalog.Faces, hashes)
	if err != nil {
		return nil, err
	}
	all := make(map[library.Hash]Known, len(hashes))
	for turn, key := range keys {
		for h, found := range stored[key] {
			if len(all[h].Faces) == 0 {
				all[h] = Known{facesIn(found), library.Rotation(turn)}
			}
		}
	}
	return all, nil
}

func facesIn(found []catalog.Finding) []library.Face {
	all := make([]library.Face, len(found))
	for i := range found {
		all[i] = faces.FromValues(found[i].Box, found[i].Values)
	}
	return all
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

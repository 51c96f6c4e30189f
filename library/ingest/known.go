package ingest

import (
	"context"

	"keeplight.app/keeplight/library"
)

// findKnown marks the groups of which all files seem to have been copied in before:
// their sizes are known, and so are their samples.
func findKnown(ctx context.Context, known Known, groups []Group) error {
	var sizes []int64
	for i := range groups {
		for _, f := range groups[i].Files {
			sizes = append(sizes, f.Size)
		}
	}
	ofSize, err := known.IngestedSizes(ctx, sizes)
	if err != nil {
		return err
	}
	var digests []string
	samples := map[string]string{} // by path
	for i := range groups {
		if !groups[i].hasOnly(ofSize) {
			continue
		}
		for _, f := range groups[i].Files {
			if err := ctx.Err(); err != nil {
				return err
			}
			if digest, err := sampleFile(f.From); err == nil {
				samples[f.From] = digest
				digests = append(digests, digest)
			}
		}
	}
	before, err := known.Ingested(ctx, digests)
	if err != nil {
		return err
	}
	for i := range groups {
		g := &groups[i]
		g.Known = len(g.Files) > 0
		for _, f := range g.Files {
			seen, ok := before[samples[f.From]]
			g.Known = g.Known && ok && seen.Size == f.Size
		}
	}
	return nil
}

// hasOnly is true where all files of the group have one of the sizes.
func (g *Group) hasOnly(sizes map[int64]bool) bool {
	for _, f := range g.Files {
		if !sizes[f.Size] {
			return false
		}
	}
	return true
}

// isProven is true where the bytes of all files of the group were copied in before.
func (r *runner) isProven(ctx context.Context, g *Group) (bool, error) {
	r.state.Current = library.Display(g.Photo.Name())
	for _, f := range g.Files {
		hash, err := hashFile(ctx, f.From, r.read)
		if err != nil {
			return false, err
		}
		digest := wholeDigest(hash)
		before, err := r.known.Ingested(ctx, []string{digest})
		if err != nil {
			return false, err
		}
		if seen, ok := before[digest]; !ok || seen.Size != f.Size {
			return false, nil
		}
	}
	return true, nil
}

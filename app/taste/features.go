package taste

import (
	"context"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/scoring/features"
)

// Vectors gives stored vectors by the hashes of the pictures.
type Vectors func(ctx context.Context, hashes []string) (map[string]features.Vector, error)

var _ Features = Vectors(nil)

// Version is that of the network that comes with the program.
func (Vectors) Version() string { return features.Version() }

// Length is that of its vectors.
func (Vectors) Length() int { return features.Length }

// Vectors gives those that are stored; one of another length is left out.
func (v Vectors) Vectors(ctx context.Context, hashes []library.Hash) (map[library.Hash][]float32, error) {
	keys := make([]string, len(hashes))
	for i, h := range hashes {
		keys[i] = string(h)
	}
	stored, err := v(ctx, keys)
	if err != nil {
		return nil, err
	}
	found := make(map[library.Hash][]float32, len(stored))
	for key, vector := range stored {
		if len(vector) == features.Length {
			found[library.Hash(key)] = vector
		}
	}
	return found, nil
}

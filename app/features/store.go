package features

import (
	"context"
	"encoding/binary"
	"math"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/scoring/features"
)

// Vectors gives the vectors of those pictures that have one, by their image hashes. It
// makes none. Errors are the store's.
func (p *Pass) Vectors(ctx context.Context, hashes []string) (map[string]features.Vector, error) {
	keys := make([]string, len(hashes))
	for i, h := range hashes {
		keys[i] = keyOf(library.Hash(h))
	}
	stored, err := p.o.Pictures.Vectors(ctx, keys)
	if err != nil {
		return nil, err
	}
	found := make(map[string]features.Vector, len(stored))
	for i, h := range hashes {
		if v, ok := decode(stored[keys[i]]); ok {
			found[h] = v
		}
	}
	return found, nil
}

// keyOf is what a picture's vector is kept under: vectors of another network are others.
func keyOf(h library.Hash) string { return features.Version() + " " + string(h) }

// encode writes a vector as its numbers, IEEE 754 of 32 bits, the low byte first.
func encode(v features.Vector) []byte {
	b := make([]byte, 0, 4*len(v))
	for _, n := range v {
		b = binary.LittleEndian.AppendUint32(b, math.Float32bits(n))
	}
	return b
}

// decode reads what encode wrote. What has another length, or a number that is none, is
// damaged: the picture is described again.
func decode(b []byte) (v features.Vector, ok bool) {
	if len(b) != 4*features.Length {
		return nil, false
	}
	v = make(features.Vector, features.Length)
	for i := range v {
		v[i] = math.Float32frombits(binary.LittleEndian.Uint32(b[4*i:]))
		if n := float64(v[i]); math.IsNaN(n) || math.IsInf(n, 0) {
			return nil, false
		}
	}
	return v, true
}

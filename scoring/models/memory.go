package models

import (
	"fmt"

	"keeplight.app/keeplight/scoring/engine"
	"keeplight.app/keeplight/scoring/engine/wire"
)

// Shape holds the measures of a model, as its publisher's config.json names them,
// from which the memory follows that running it takes.
type Shape struct {
	Cache       []Cache `json:"cache"`        // of the layers that keep keys and values of their own
	Heads       int64   `json:"heads"`        // num_attention_heads
	FeedForward int64   `json:"feed_forward"` // intermediate_size
	Vocabulary  int64   `json:"vocabulary"`   // vocab_size
	Patches     int64   `json:"patches"`      // of a picture that the projector merges into one token
	VisionHeads int64   `json:"vision_heads"` // num_attention_heads of the part that sees
}

// Cache is a number of layers that keep the same for each token.
type Cache struct {
	Layers int64 `json:"layers"`
	Heads  int64 `json:"heads"` // num_key_value_heads
	Size   int64 `json:"size"`  // head_dim: numbers in a key, and in a value
}

// How the worker runs every model (cmd/keeplight-engine), in tokens and bytes.
const (
	contextTokens = engine.DefaultImageTokens + wire.ContextRoom
	microBatch    = 512 // tokens that are computed at once
	logitRows     = 128 // tokens of which probabilities are wanted at once
	half, single  = 2, 4
	// ownUse is what a GPU's driver and llama.cpp take by themselves.
	ownUse = 256 << 20
)

// memory gives the bytes that running a model takes on a GPU or in the computer:
// its two files, the cache of keys and values, and the buffers of the larger of
// two computations, reading the picture and reading text. It is an upper bound:
// nothing is freed between layers that llama.cpp keeps, and layers with a sliding
// window are counted as though they kept all of the context.
func (s *Shape) memory(files int64) int64 {
	return files + contextTokens*s.perToken() + max(s.reading(), s.seeing()) + ownUse
}

// perToken is what the cache keeps of one token: a key and a value in F16.
func (s *Shape) perToken() (bytes int64) {
	for _, c := range s.Cache {
		bytes += c.Layers * c.Heads * c.Size * 2 * half
	}
	return bytes
}

// reading is the buffer for text: without flash attention every head holds a
// number for each pair of a token of the batch and one of the context.
func (s *Shape) reading() int64 {
	attention := s.Heads * microBatch * contextTokens * single
	return attention + logitRows*s.Vocabulary*single + 3*microBatch*s.FeedForward*single
}

// seeing is the buffer for a picture, whose patches all look at each other.
func (s *Shape) seeing() int64 {
	patches := engine.DefaultImageTokens * s.Patches
	return s.VisionHeads * patches * patches * single
}

// check refuses measures that no model has, so that the arithmetic cannot overflow.
func (s *Shape) check() error {
	sound := len(s.Cache) > 0 && len(s.Cache) < 16
	for _, n := range []struct{ value, most int64 }{
		{s.Heads, 512}, {s.FeedForward, 1 << 20}, {s.Vocabulary, 1 << 24}, {s.Patches, 64}, {s.VisionHeads, 512},
	} {
		sound = sound && n.value > 0 && n.value <= n.most
	}
	for _, c := range s.Cache {
		sound = sound && c.Layers > 0 && c.Layers <= 1024 && c.Heads > 0 && c.Heads <= 512 && c.Size > 0 && c.Size <= 4096
	}
	if !sound {
		return fmt.Errorf("its shape is wrong: %+v", *s)
	}
	return nil
}

// Tiers are the sizes of GPUs for which there is a model, in GB of 10^9 bytes. A
// GPU that is sold with so many has a little more.
func Tiers() []int { return []int{4, 8, 16, 24} }

const gigabyte = 1e9

// spare is the share of a GPU's memory that is left to the desktop.
const spare = 0.05

// fitsTier says whether a model leaves the desktop its share of such a GPU.
func (m *Model) fitsTier() bool { return float64(m.Memory) <= (1-spare)*gigabyte*float64(m.Tier) }

// best gives the model to begin with on a GPU with so many bytes: the first of the
// largest tier that it reaches. nil is none, as below the smallest tier.
func (t *Table) best(memory int64) (best *Model) {
	for i := range t.Models {
		m := &t.Models[i]
		if m.First && gigabyte*int64(m.Tier) <= memory && (best == nil || m.Tier > best.Tier) {
			best = m
		}
	}
	return best
}

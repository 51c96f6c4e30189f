package tinymodel

import (
	"math"
	"math/rand/v2"
)

// size holds the measures of a pair.
type size struct {
	embedding   int // numbers a token has between the text layers
	layers      int
	head        int // numbers of an attention head
	heads       int
	keyHeads    int // heads that have keys of their own
	feedForward int

	vision            int // as above, for the layers that see the picture
	visionLayers      int
	visionHeads       int
	visionFeedForward int // not vision: llama.cpp takes equal numbers for files with up and down swapped
	patch             int // pixels of a patch's side
	side              int // patches of the picture's side that positions are learnt for
	merge             int // so many patches in each direction make one token
	deepstack         int // vision layers that also go straight into the text layers (Qwen3VL)
}

func sizes() size {
	return size{
		embedding: 64, layers: 2, head: 32, heads: 2, keyHeads: 1, feedForward: 128,
		vision: 64, visionLayers: 2, visionHeads: 2, visionFeedForward: 128,
		patch: 16, side: 12, merge: 2, deepstack: 1,
	}
}

// spread is how far the numbers of norms and biases lie around their middle.
const spread = 0.1

// builder fills a file with random weights.
type builder struct {
	*file
	random *rand.Rand
}

// newBuilder begins a file. The stream keeps a pair's two files from having the
// same numbers.
func newBuilder(seed, stream uint64) *builder {
	return &builder{file: &file{}, random: rand.New(rand.NewPCG(seed, stream))}
}

// matrix adds weights that turn numbers of variance 1 into ones of variance
// gain², and gives them for the caller to change. The last dimension is the
// output's.
func (b *builder) matrix(name string, gain float64, shape ...int) []float32 {
	in, n := 1, 1
	for i, d := range shape {
		n *= d
		if i < len(shape)-1 {
			in *= d
		}
	}
	return b.tensor(name, 0, gain/math.Sqrt(float64(in)), n, shape)
}

// norm adds the factors of a normalisation.
func (b *builder) norm(name string, n int) []float32 {
	return b.tensor(name, 1, spread, n, []int{n})
}

// bias adds what a layer adds.
func (b *builder) bias(name string, n int) []float32 {
	return b.tensor(name, 0, spread, n, []int{n})
}

func (b *builder) tensor(name string, mean, deviation float64, n int, shape []int) []float32 {
	data := make([]float32, n)
	for i := range data {
		// The conversion keeps processors that can from fusing the two steps,
		// which would give other bytes.
		data[i] = float32(mean + float64(deviation*b.random.NormFloat64()))
	}
	b.tensors = append(b.tensors, &tensor{name: name, shape: shape, data: data})
	return data
}

// linear adds a matrix with its bias.
func (b *builder) linear(name string, gain float64, in, out int) {
	b.matrix(name+".weight", gain, in, out)
	b.bias(name+".bias", out)
}

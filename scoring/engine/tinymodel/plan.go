package tinymodel

import (
	"fmt"
	"math"
)

// planned is a tensor of a large model that is yet to be written. The last
// dimension of a matrix is the output's: a row for each.
type planned struct {
	name      string
	shape     []int
	format    Format
	mean      float64 // of numbers of format F32 alone
	deviation float64
	empty     int                   // so many rows at the beginning are 0
	first     func(row int) float32 // the first number of each row; those after it up to held are 0
}

// held is how many dimensions of the stream between the layers are kept free in
// a large model: a block of Q8_0. Only the first, the carrier, is used.
const held = 32

// What keeps a large model's numbers in bounds: what each layer adds to the
// stream is smaller than the stream is, and a carrier that so many additions
// leave large enough still.
const (
	added        = 0.5
	largeCarrier = 16
	quiet        = 0.7 // how far outputs vary
	sharp        = 2   // queries and keys: attention goes to few tokens, not to all of them alike
)

// plan lists the tensors of a file.
type plan struct{ tensors []planned }

func (p *plan) matrix(name string, format Format, gain float64, in, out int) *planned {
	p.tensors = append(p.tensors, planned{
		name: name, shape: []int{in, out}, format: format, deviation: gain / math.Sqrt(float64(in)),
	})
	return &p.tensors[len(p.tensors)-1]
}

func (p *plan) vector(name string, mean float64, n int) {
	p.tensors = append(p.tensors, planned{name: name, shape: []int{n}, format: F32, mean: mean, deviation: spread})
}

func (p *plan) norm(name string, n int) {
	p.vector(name+".weight", 1, n)
	p.vector(name+".bias", 0, n)
}

func (p *plan) linear(name string, format Format, in, out int) *planned {
	p.vector(name+".bias", 0, out)
	return p.matrix(name+".weight", format, 1, in, out)
}

// text lists the text model's tensors. The first and the last matrix are stored
// no coarser than Q8_0, as publishers do.
func (s *Shape) text(l *Large, v *vocabulary, favoured map[int]bool) []planned {
	var p plan
	outer := l.Matrices
	if outer == Q4 {
		outer = Q8
	}
	p.matrix("token_embd.weight", outer, math.Sqrt(float64(s.Width)), s.Width, len(v.tokens)).first = func(int) float32 { return largeCarrier }
	p.vector("output_norm.weight", 1, s.Width)
	p.matrix("output.weight", outer, quiet, s.Width, len(v.tokens)).first = func(row int) float32 {
		if favoured[row] {
			return lift
		}
		return 0
	}
	queries, keys := s.Heads*s.Head, s.KeyHeads*s.Head
	for i := range s.Layers {
		prefix := fmt.Sprintf("blk.%d.", i)
		p.vector(prefix+"attn_norm.weight", 1, s.Width)
		p.matrix(prefix+"attn_q.weight", l.Matrices, 1, s.Width, queries)
		p.matrix(prefix+"attn_k.weight", l.Matrices, 1, s.Width, keys)
		p.matrix(prefix+"attn_v.weight", l.Matrices, 1, s.Width, keys)
		p.vector(prefix+"attn_q_norm.weight", sharp, s.Head)
		p.vector(prefix+"attn_k_norm.weight", sharp, s.Head)
		p.matrix(prefix+"attn_output.weight", l.Matrices, added, queries, s.Width).empty = held
		p.vector(prefix+"ffn_norm.weight", 1, s.Width)
		p.matrix(prefix+"ffn_gate.weight", l.Matrices, 1, s.Width, s.FeedForward)
		p.matrix(prefix+"ffn_up.weight", l.Matrices, 1, s.Width, s.FeedForward)
		p.matrix(prefix+"ffn_down.weight", l.Matrices, added, s.FeedForward, s.Width).empty = held
	}
	return p.tensors
}

// vision lists the projector's tensors. As with publishers' files, all but its
// matrices are F32.
func (s *Shape) vision(matrices Format) []planned {
	var p plan
	v := &s.Vision
	for _, name := range []string{"v.patch_embd.weight", "v.patch_embd.weight.1"} {
		p.matrix(name, matrices, 1, 3*v.Patch*v.Patch, v.Width).shape = []int{v.Patch, v.Patch, 3, v.Width}
	}
	p.vector("v.patch_embd.bias", 0, v.Width)
	p.matrix("v.position_embd.weight", F32, 1, v.Width, v.Side*v.Side)
	p.norm("v.post_ln", v.Width)
	merged := v.Merge * v.Merge * v.Width
	p.linear("mm.0", matrices, merged, merged)
	// Pictures come into the text as loud as words do.
	p.matrix("mm.2.weight", matrices, 2, merged, s.Width).empty = held
	p.vector("mm.2.bias", 0, s.Width)
	for _, i := range v.Deepstack {
		prefix := fmt.Sprintf("v.deepstack.%d.", i)
		p.norm(prefix+"norm", merged)
		p.linear(prefix+"fc1", matrices, merged, merged)
		p.linear(prefix+"fc2", matrices, merged, s.Width).empty = held
	}
	for i := range v.Layers {
		prefix := fmt.Sprintf("v.blk.%d.", i)
		p.norm(prefix+"ln1", v.Width)
		p.linear(prefix+"attn_qkv", matrices, v.Width, 3*v.Width)
		p.linear(prefix+"attn_out", matrices, v.Width, v.Width)
		p.norm(prefix+"ln2", v.Width)
		p.linear(prefix+"ffn_up", matrices, v.Width, v.FeedForward)
		p.linear(prefix+"ffn_down", matrices, v.FeedForward, v.Width)
	}
	return p.tensors
}

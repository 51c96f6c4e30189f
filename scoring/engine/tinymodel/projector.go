package tinymodel

import (
	"fmt"
	"math"
)

// visionModel makes the projector of a pair: the layers that see a picture and
// what turns their numbers into the text model's.
func visionModel(o Options, s size) *file {
	b := newBuilder(o.Seed, 2)
	describeVision(b.file, s)
	b.matrix("v.patch_embd.weight", 1, s.patch, s.patch, 3, s.vision)
	switch o.arch() {
	case Qwen3VL:
		b.qwen3(s)
	case Qwen2VL:
		b.qwen2(s)
	case Idefics3:
		b.idefics3(s)
		if o.Tile > 0 {
			b.set("clip.vision.preproc_image_size", uint32(o.Tile))
		}
	}
	for i := range s.visionLayers {
		b.visionLayer(fmt.Sprintf("v.blk.%d.", i), o.arch(), s)
	}
	return b.file
}

// describeVision writes the keys that all projectors have.
func describeVision(f *file, s size) {
	f.set("general.architecture", "clip")
	f.set("general.name", "tiny projector")
	f.set("general.file_type", uint32(0))
	f.set("clip.has_vision_encoder", true)
	f.set("clip.use_gelu", true)
	f.set("clip.vision.image_size", uint32(s.side*s.patch))
	f.set("clip.vision.patch_size", uint32(s.patch))
	f.set("clip.vision.embedding_length", uint32(s.vision))
	f.set("clip.vision.feed_forward_length", uint32(s.visionFeedForward))
	f.set("clip.vision.block_count", uint32(s.visionLayers))
	f.set("clip.vision.attention.head_count", uint32(s.visionHeads))
	f.set("clip.vision.attention.layer_norm_epsilon", float32(1e-6))
	f.set("clip.vision.projection_dim", uint32(s.embedding))
	f.set("clip.vision.image_mean", []float32{0.5, 0.5, 0.5})
	f.set("clip.vision.image_std", []float32{0.5, 0.5, 0.5})
}

// qwen3 adds Qwen3-VL's merger, and the deepstack layers that go past it.
func (b *builder) qwen3(s size) {
	b.set("clip.projector_type", "qwen3vl_merger")
	b.set("clip.vision.spatial_merge_size", uint32(s.merge))
	b.bias("v.patch_embd.bias", s.vision)
	b.matrix("v.position_embd.weight", 1, s.vision, s.side*s.side)
	b.qwenMerger(s)
	merged := s.merge * s.merge * s.vision
	for i := range s.deepstack {
		prefix := fmt.Sprintf("v.deepstack.%d.", i)
		b.norm(prefix+"norm.weight", merged)
		b.bias(prefix+"norm.bias", merged)
		b.linear(prefix+"fc1", 1, merged, merged)
		spareReserved(b.matrix(prefix+"fc2.weight", 1, merged, s.embedding), merged)
		clear(b.bias(prefix+"fc2.bias", s.embedding)[:reserved])
	}
}

// qwen2 adds Qwen2-VL's merger. Its patches have no bias: llama.cpp aborts over
// one.
func (b *builder) qwen2(s size) {
	b.set("clip.projector_type", "qwen2vl_merger")
	b.qwenMerger(s)
}

// qwenMerger adds what Qwen's models have in common: a second matrix for the
// next frame of a film, and two layers that make one token of four patches.
func (b *builder) qwenMerger(s size) {
	b.matrix("v.patch_embd.weight.1", 1, s.patch, s.patch, 3, s.vision)
	b.norm("v.post_ln.weight", s.vision)
	b.bias("v.post_ln.bias", s.vision)
	merged := s.merge * s.merge * s.vision
	b.linear("mm.0", 1, merged, merged)
	spareReserved(b.matrix("mm.2.weight", math.Sqrt(float64(s.embedding))/2, merged, s.embedding), merged)
	bias := b.bias("mm.2.bias", s.embedding)
	clear(bias[:reserved])
	bias[0] = carrier
}

// idefics3 adds Idefics3's pixel shuffle and its one layer. Without the key
// clip.vision.preproc_image_size llama.cpp does not cut a picture into tiles.
func (b *builder) idefics3(s size) {
	b.set("clip.projector_type", "idefics3")
	b.set("clip.vision.projector.scale_factor", uint32(s.merge))
	b.bias("v.patch_embd.bias", s.vision)
	b.matrix("v.position_embd.weight", 1, s.vision, s.side*s.side)
	b.norm("v.post_ln.weight", s.vision)
	b.bias("v.post_ln.bias", s.vision)
	merged := s.merge * s.merge * s.vision
	spareReserved(b.matrix("mm.model.fc.weight", math.Sqrt(float64(s.embedding)), merged, s.embedding), merged)
}

// visionLayer adds a layer of the part that sees.
func (b *builder) visionLayer(prefix string, arch Arch, s size) {
	b.norm(prefix+"ln1.weight", s.vision)
	b.bias(prefix+"ln1.bias", s.vision)
	if arch == Qwen3VL {
		b.linear(prefix+"attn_qkv", 1, s.vision, 3*s.vision)
	} else {
		b.linear(prefix+"attn_q", 1, s.vision, s.vision)
		b.linear(prefix+"attn_k", 1, s.vision, s.vision)
		b.linear(prefix+"attn_v", 1, s.vision, s.vision)
	}
	b.linear(prefix+"attn_out", 1, s.vision, s.vision)
	b.norm(prefix+"ln2.weight", s.vision)
	b.bias(prefix+"ln2.bias", s.vision)
	b.linear(prefix+"ffn_up", 1, s.vision, s.visionFeedForward)
	b.linear(prefix+"ffn_down", 1, s.visionFeedForward, s.vision)
}

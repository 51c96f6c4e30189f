package tinymodel

import (
	"fmt"
	"slices"
)

// Shape holds the measures of a Qwen3-VL model, as its publisher's config.json
// names them.
type Shape struct {
	Name        string // for people and file names
	Layers      int    // num_hidden_layers
	Width       int    // hidden_size: numbers a token has between the layers
	FeedForward int    // intermediate_size
	Heads       int    // num_attention_heads
	KeyHeads    int    // num_key_value_heads
	Head        int    // head_dim
	Sections    [3]int // mrope_section: pairs that turn with time, row and column
	Vocabulary  int    // vocab_size
	Vision      VisionShape
}

// VisionShape holds the measures of the part that sees.
type VisionShape struct {
	Layers      int   // depth
	Width       int   // hidden_size
	FeedForward int   // intermediate_size
	Heads       int   // num_heads
	Patch       int   // patch_size, pixels
	Side        int   // the root of num_position_embeddings
	Merge       int   // spatial_merge_size
	Deepstack   []int // deepstack_visual_indexes: layers that also go straight into the text layers
}

// Shapes gives Qwen3-VL's dense models up to 8B as Qwen publishes them (Qwen3-VL
// Technical Report, 2025), and one that is like them but small.
func Shapes() []Shape {
	tower := VisionShape{
		Layers: 24, Width: 1024, FeedForward: 4096, Heads: 16, Patch: 16, Side: 48, Merge: 2,
		Deepstack: []int{5, 11, 17},
	}
	eye := VisionShape{
		Layers: 27, Width: 1152, FeedForward: 4304, Heads: 16, Patch: 16, Side: 48, Merge: 2,
		Deepstack: []int{8, 16, 24},
	}
	short := VisionShape{
		Layers: 5, Width: 128, FeedForward: 256, Heads: 2, Patch: 16, Side: 48, Merge: 2,
		Deepstack: []int{1, 2, 4},
	}
	sections := [3]int{24, 20, 20}
	return []Shape{
		{"small", 4, 256, 512, 4, 2, 128, sections, 4096, short},
		{"2b", 28, 2048, 6144, 16, 8, 128, sections, 151936, tower},
		{"4b", 36, 2560, 9728, 32, 8, 128, sections, 151936, tower},
		{"8b", 36, 4096, 12288, 32, 8, 128, sections, 151936, eye},
	}
}

// ShapeOf gives the shape of a name, or an error that says which there are.
func ShapeOf(name string) (Shape, error) {
	var names []string
	for _, s := range Shapes() {
		if s.Name == name {
			return s, nil
		}
		names = append(names, s.Name)
	}
	return Shape{}, fmt.Errorf("there is no shape %q: use one of %v", name, names)
}

// size gives what the tiny models are described by.
func (s *Shape) size() size {
	v := &s.Vision
	return size{
		embedding: s.Width, layers: s.Layers, head: s.Head, heads: s.Heads, keyHeads: s.KeyHeads, feedForward: s.FeedForward,
		vision: v.Width, visionLayers: v.Layers, visionHeads: v.Heads, visionFeedForward: v.FeedForward,
		patch: v.Patch, side: v.Side, merge: v.Merge, deepstack: len(v.Deepstack),
	}
}

// describeText writes the keys that llama.cpp builds the text model by.
func (s *Shape) describeText(f *file, matrices Format) {
	describeText(f, Qwen3VL, s.size())
	f.set("general.name", "random qwen3vl "+s.Name)
	f.set("general.file_type", fileType(matrices))
	f.set("qwen3vl.context_length", uint32(262144))
	f.set("qwen3vl.rope.freq_base", float32(5e6))
	f.set("qwen3vl.rope.dimension_sections", []int32{int32(s.Sections[0]), int32(s.Sections[1]), int32(s.Sections[2]), 0})
}

// describeVision writes the keys of the projector.
func (s *Shape) describeVision(f *file, matrices Format) {
	describeVision(f, s.size())
	f.set("general.name", "random qwen3vl projector "+s.Name)
	f.set("general.file_type", fileType(matrices))
	f.set("clip.projector_type", "qwen3vl_merger")
	f.set("clip.vision.spatial_merge_size", uint32(s.Vision.Merge))
	deep := make([]bool, s.Vision.Layers)
	for i := range deep {
		deep[i] = slices.Contains(s.Vision.Deepstack, i)
	}
	f.set("clip.vision.is_deepstack_layers", deep)
}

// fileType is GGUF's number of what most matrices of a file are.
func fileType(matrices Format) uint32 {
	switch matrices {
	case F16:
		return 1
	case Q8:
		return 7
	case Q4:
		return 14 // Q4_K_S: no mixture with finer formats
	}
	return 0
}

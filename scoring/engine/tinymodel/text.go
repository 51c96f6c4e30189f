package tinymodel

import "fmt"

// textModel makes the text model of a pair.
func textModel(o Options, s size) (*file, error) {
	b := newBuilder(o.Seed, 1)
	v := newVocabulary(o.NoDigits).fill(vocabularySize)
	describeText(b.file, o.arch(), s)
	v.describe(b.file)
	if o.Thinks {
		b.set("tokenizer.chat_template", thinkingTemplate)
	}

	in := b.matrix("token_embd.weight", 8, s.embedding, len(v.tokens))
	b.norm("output_norm.weight", s.embedding)
	out := b.matrix("output.weight", 2, s.embedding, len(v.tokens))
	voice := voice{vocabulary: v, width: s.embedding, in: in, out: out}
	if err := voice.favour(o.favoured()); err != nil {
		return nil, err
	}
	if err := voice.speak(o.Speech); err != nil {
		return nil, err
	}
	for i := range s.layers {
		b.textLayer(fmt.Sprintf("blk.%d.", i), o.arch(), s)
	}
	return b.file, nil
}

// describeText writes the keys that llama.cpp builds a text model by.
func describeText(f *file, arch Arch, s size) {
	name := string(arch)
	if arch == Idefics3 {
		name = "llama" // Idefics3 is a way to see for any text model; SmolVLM's is a llama
	}
	f.set("general.architecture", name)
	f.set("general.name", "tiny "+string(arch))
	f.set("general.file_type", uint32(0))
	f.set(name+".context_length", uint32(8192))
	f.set(name+".embedding_length", uint32(s.embedding))
	f.set(name+".block_count", uint32(s.layers))
	f.set(name+".feed_forward_length", uint32(s.feedForward))
	f.set(name+".attention.head_count", uint32(s.heads))
	f.set(name+".attention.head_count_kv", uint32(s.keyHeads))
	f.set(name+".attention.key_length", uint32(s.head))
	f.set(name+".attention.value_length", uint32(s.head))
	f.set(name+".attention.layer_norm_rms_epsilon", float32(1e-6))
	f.set(name+".rope.freq_base", float32(1e6))
	switch arch {
	case Idefics3:
		f.set(name+".rope.dimension_count", uint32(s.head))
		f.set(name+".vocab_size", uint32(vocabularySize))
	case Qwen3VL:
		f.set(name+".n_deepstack_layers", uint32(s.deepstack))
		fallthrough
	case Qwen2VL:
		// Half of a head's numbers turn with the place in the text, a third of
		// the rest each with the row and the column in the picture.
		pairs := s.head / 2
		f.set(name+".rope.dimension_sections", []int32{int32(pairs - 2*(pairs/3)), int32(pairs / 3), int32(pairs / 3), 0})
	}
}

// textLayer adds a layer: attention and a gated feed-forward part.
func (b *builder) textLayer(prefix string, arch Arch, s size) {
	queries, keys := s.heads*s.head, s.keyHeads*s.head
	b.norm(prefix+"attn_norm.weight", s.embedding)
	b.matrix(prefix+"attn_q.weight", 2, s.embedding, queries)
	b.matrix(prefix+"attn_k.weight", 2, s.embedding, keys)
	b.matrix(prefix+"attn_v.weight", 1, s.embedding, keys)
	switch arch {
	case Qwen2VL:
		b.bias(prefix+"attn_q.bias", queries)
		b.bias(prefix+"attn_k.bias", keys)
		b.bias(prefix+"attn_v.bias", keys)
	case Qwen3VL:
		b.norm(prefix+"attn_q_norm.weight", s.head)
		b.norm(prefix+"attn_k_norm.weight", s.head)
	}
	spareReserved(b.matrix(prefix+"attn_output.weight", 1, queries, s.embedding), queries)
	b.norm(prefix+"ffn_norm.weight", s.embedding)
	b.matrix(prefix+"ffn_gate.weight", 1, s.embedding, s.feedForward)
	b.matrix(prefix+"ffn_up.weight", 1, s.embedding, s.feedForward)
	spareReserved(b.matrix(prefix+"ffn_down.weight", 1, s.feedForward, s.embedding), s.feedForward)
}

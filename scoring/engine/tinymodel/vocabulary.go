package tinymodel

import (
	"fmt"
	"strings"
)

// Kinds of tokens, as GGUF's tokenizer.ggml.token_type numbers them.
const (
	tokenNormal  = 1
	tokenControl = 3
	tokenDefined = 4 // found in a text before it is split
	tokenUnused  = 5
)

// vocabularySize is reached with tokens that stand for nothing, because models
// have round numbers.
const vocabularySize = 512

// endOfTurn ends what the model writes.
const endOfTurn = "<|im_end|>"

// chatTemplate is ChatML (OpenAI 2023), the form that Qwen's and SmolVLM's
// models are trained on.
const chatTemplate = "{% for m in messages %}<|im_start|>{{ m['role'] }}\n{{ m['content'] }}<|im_end|>\n{% endfor %}" +
	"{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"

// thinkingTemplate is the same where the model's turn begins with thoughts.
const thinkingTemplate = "{% for m in messages %}<|im_start|>{{ m['role'] }}\n{{ m['content'] }}<|im_end|>\n{% endfor %}" +
	"{% if add_generation_prompt %}<|im_start|>assistant\n<think>\n{% endif %}"

// controls are the tokens that a prompt is built with. llama.cpp's part for
// pictures (mtmd) looks the vision ones up by name.
func controls() []string {
	return []string{
		"<|endoftext|>", "<|im_start|>", endOfTurn, "<|vision_start|>", "<|vision_end|>", "<|vision_pad|>", "<|image_pad|>",
		"<fake_token_around_image>", "<global-img>", "<image>",
	}
}

// roles is who takes turns. Vocabularies of real models hold these words whole,
// and every prompt has them.
func roles() []string { return []string{"system", "user", "assistant"} }

// vocabulary is a byte-level BPE vocabulary as GPT-2 has it (Radford et al.
// 2019): one token for each byte, some longer ones, and the controls.
type vocabulary struct {
	tokens []string // in GPT-2's spelling
	kinds  []int32
	merges []string
	ids    map[string]int // by GPT-2's spelling
}

func newVocabulary(noDigits bool) *vocabulary {
	v := &vocabulary{ids: map[string]int{}}
	for b := range 256 {
		if isDigit := b >= '0' && b <= '9'; isDigit && noDigits {
			v.add(fmt.Sprintf("[NODIGIT%d]", b-'0'), tokenUnused)
			continue
		}
		v.add(spell(string([]byte{byte(b)})), tokenNormal)
	}
	// Words begin with their space, so that first letters tell words apart.
	for c := 'a'; c <= 'z'; c++ {
		v.merge(" ", string(c))
	}
	v.merge("h", "e")
	v.merge(" t", "he")
	v.merge("\n", "\n") // mtmd wants it to be one token where it puts a picture for Idefics3
	for _, c := range controls() {
		v.add(c, tokenControl)
	}
	for _, r := range roles() {
		v.add(r, tokenDefined)
	}
	return v
}

// fill adds tokens that stand for nothing until there are so many.
func (v *vocabulary) fill(size int) *vocabulary {
	for len(v.tokens) < size {
		v.add(fmt.Sprintf("[UNUSED%d]", len(v.tokens)), tokenUnused)
	}
	return v
}

// hold adds words that are one token each wherever they occur. What is a token
// already stays as it is.
func (v *vocabulary) hold(words []string) {
	for _, w := range words {
		_, spelled := v.ids[spell(w)]
		_, defined := v.ids[w]
		if w != "" && !spelled && !defined {
			v.add(w, tokenDefined)
		}
	}
}

func (v *vocabulary) add(spelling string, kind int32) {
	v.ids[spelling] = len(v.tokens)
	v.tokens = append(v.tokens, spelling)
	v.kinds = append(v.kinds, kind)
}

// merge adds the token that two others make.
func (v *vocabulary) merge(left, right string) {
	v.merges = append(v.merges, spell(left)+" "+spell(right))
	v.add(spell(left+right), tokenNormal)
}

// token gives the number of the token that a text is, control or not.
func (v *vocabulary) token(text string) (int, error) {
	if id, ok := v.ids[text]; ok && v.kinds[id] == tokenControl {
		return id, nil
	}
	if id, ok := v.ids[spell(text)]; ok && v.kinds[id] == tokenNormal {
		return id, nil
	}
	return 0, fmt.Errorf("%q is not one token of the tiny vocabulary", text)
}

// describe adds the vocabulary to a text model.
func (v *vocabulary) describe(f *file) {
	f.set("tokenizer.ggml.model", "gpt2")
	f.set("tokenizer.ggml.pre", "qwen2")
	f.set("tokenizer.ggml.tokens", v.tokens)
	f.set("tokenizer.ggml.token_type", v.kinds)
	f.set("tokenizer.ggml.merges", v.merges)
	f.set("tokenizer.ggml.bos_token_id", uint32(v.ids["<|endoftext|>"]))
	f.set("tokenizer.ggml.eos_token_id", uint32(v.ids[endOfTurn]))
	f.set("tokenizer.ggml.padding_token_id", uint32(v.ids["<|endoftext|>"]))
	f.set("tokenizer.ggml.add_bos_token", false)
	f.set("tokenizer.chat_template", chatTemplate)
}

// spell writes bytes the way GPT-2's vocabulary does: those that print stand for
// themselves as Latin-1, the others for U+0100 and on, in their order.
func spell(text string) string {
	var s strings.Builder
	for i := range len(text) {
		s.WriteRune(spelling(text[i]))
	}
	return s.String()
}

func spelling(b byte) rune {
	if prints(b) {
		return rune(b)
	}
	r := rune(256)
	for c := range b {
		if !prints(c) {
			r++
		}
	}
	return r
}

func prints(b byte) bool {
	return b >= '!' && b <= '~' || b >= 0xA1 && b <= 0xAC || b >= 0xAE
}

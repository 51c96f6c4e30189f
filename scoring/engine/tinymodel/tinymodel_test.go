package tinymodel

import (
	"bytes"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
)

func write(t *testing.T, o Options) Pair {
	t.Helper()
	pair, err := Write(t.TempDir(), o)
	if err != nil {
		t.Fatal(err)
	}
	return pair
}

func TestAPairIsTwoFilesThatFitTogether(t *testing.T) {
	for _, tt := range []struct {
		arch           Arch
		text, merger   string
		has, hasVision []string
		hasNot         []string
	}{
		{
			Qwen3VL, "qwen3vl", "qwen3vl_merger",
			[]string{"blk.1.attn_q_norm.weight"},
			[]string{"v.deepstack.0.fc2.bias", "v.blk.1.attn_qkv.weight", "v.patch_embd.weight.1", "v.patch_embd.bias"},
			[]string{"v.deepstack.1.fc2.bias", "v.blk.1.attn_q.weight"},
		},
		{
			Qwen2VL, "qwen2vl", "qwen2vl_merger",
			[]string{"blk.0.attn_k.bias"},
			[]string{"mm.2.bias", "v.patch_embd.weight.1"},
			[]string{"v.patch_embd.bias", "v.position_embd.weight"},
		},
		{
			Idefics3, "llama", "idefics3",
			[]string{"blk.1.ffn_gate.weight"},
			[]string{"mm.model.fc.weight", "v.position_embd.weight"},
			[]string{"mm.2.bias", "v.patch_embd.weight.1"},
		},
	} {
		t.Run(string(tt.arch), func(t *testing.T) {
			pair := write(t, Options{Arch: tt.arch})
			text, vision := readFile(t, pair.Model), readFile(t, pair.Projector)
			for key, want := range map[string]string{
				"general.architecture":        tt.text,
				"general.name":                "tiny " + string(tt.arch),
				tt.text + ".block_count":      "2",
				"tokenizer.ggml.model":        "gpt2",
				"tokenizer.chat_template":     chatTemplate,
				tt.text + ".context_length":   "8192",
				"tokenizer.ggml.eos_token_id": tokenNumber(t, text, "<|im_end|>"),
			} {
				if text.keys[key] != want {
					t.Errorf("%s is %q, want %q", key, text.keys[key], want)
				}
			}
			if got := vision.keys["clip.projector_type"]; got != tt.merger {
				t.Errorf("the projector is of type %q, want %q", got, tt.merger)
			}
			if a, b := text.keys[tt.text+".embedding_length"], vision.keys["clip.vision.projection_dim"]; a != b {
				t.Errorf("the text model's tokens have %v numbers, the projector's %v", a, b)
			}
			tokens := text.keys["tokenizer.ggml.tokens"].([]string)
			if shape := text.tensors["token_embd.weight"].shape; !slices.Equal(shape, []int{64, len(tokens)}) {
				t.Errorf("the first matrix is %v for %d tokens of 64 numbers", shape, len(tokens))
			}
			text.wantTensors(t, true, tt.has)
			vision.wantTensors(t, true, tt.hasVision)
			vision.wantTensors(t, false, tt.hasNot)
		})
	}
}

func (c contents) wantTensors(t *testing.T, want bool, names []string) {
	t.Helper()
	for _, name := range names {
		if _, got := c.tensors[name]; got != want {
			t.Errorf("there is a tensor %s: %v, want %v", name, got, want)
		}
	}
}

func tokenNumber(t *testing.T, c contents, token string) string {
	t.Helper()
	i := slices.Index(c.keys["tokenizer.ggml.tokens"].([]string), token)
	if i < 0 {
		t.Fatalf("there is no token %s", token)
	}
	return strconv.Itoa(i)
}

func TestTheBytesDependOnTheOptionsAlone(t *testing.T) {
	same := func(a, b Options) (model, projector bool) {
		p, q := write(t, a), write(t, b)
		return bytes.Equal(content(t, p.Model), content(t, q.Model)), bytes.Equal(content(t, p.Projector), content(t, q.Projector))
	}
	for _, arch := range Archs() {
		if model, projector := same(Options{Arch: arch, Seed: 3}, Options{Arch: arch, Seed: 3}); !model || !projector {
			t.Errorf("%s: the same options gave other bytes", arch)
		}
		if model, projector := same(Options{Arch: arch, Seed: 3}, Options{Arch: arch, Seed: 4}); model || projector {
			t.Errorf("%s: another seed gave the same bytes", arch)
		}
		if model, projector := same(Options{Arch: arch}, Options{Arch: arch, Favour: []string{"Q"}}); model || !projector {
			t.Errorf("%s: what a model favours must change the text model and nothing else", arch)
		}
	}
}

func content(t *testing.T, path string) []byte {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestOptionsThatCannotBeWrittenAreRefused(t *testing.T) {
	for _, tt := range []struct {
		name string
		o    Options
		says string
	}{
		{"an unknown architecture", Options{Arch: "gpt9"}, "gpt9"},
		{"favouring two tokens", Options{Favour: []string{"10"}}, `"10" is not one token`},
		{"favouring a digit that is not there", Options{NoDigits: true, Favour: []string{"1"}}, `"1" is not one token`},
		{"a speech that repeats itself", Options{Speech: "abba"}, "twice"},
		{"a speech that holds its own start", Options{Speech: "a>b"}, "twice"},
		{"a speech that is too long", Options{Speech: "abcdefghijklmno"}, "14 bytes"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			_, err := Write(dir, tt.o)
			if err == nil || !strings.Contains(err.Error(), tt.says) {
				t.Errorf("the error is %v, want one that says %s", err, tt.says)
			}
			if entries, _ := os.ReadDir(dir); len(entries) > 0 {
				t.Errorf("%d files were written all the same", len(entries))
			}
		})
	}
}

func TestAFolderThatIsNotThereIsAnError(t *testing.T) {
	if _, err := Write(t.TempDir()+"/gone", Options{}); err == nil {
		t.Error("there is no error")
	}
}

package tinymodel

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func small(t *testing.T) Shape {
	t.Helper()
	s, err := ShapeOf("small")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func writeLarge(t *testing.T, l Large) Pair {
	t.Helper()
	pair, err := WriteLarge(t.Context(), t.TempDir(), l)
	if err != nil {
		t.Fatal(err)
	}
	return pair
}

// counter counts what is written.
type counter int64

func (c *counter) Write(p []byte) (int, error) {
	*c += counter(len(p))
	return len(p), nil
}

// The sizes are those of the files that Qwen publishes, to the kilobyte that
// their names and authors take: so every tensor is there, in its shape.
func TestProjectorsAreAsLargeAsThePublishedOnes(t *testing.T) {
	for name, want := range map[string]int64{"2b": 819394848, "4b": 836180256, "8b": 1159029824} {
		s, err := ShapeOf(name)
		if err != nil {
			t.Fatal(err)
		}
		f, got := &file{}, counter(0)
		s.describeVision(f, F16)
		if err := newBulkWriter(t.Context(), &got, 1).file(f.keys, s.vision(F16)); err != nil {
			t.Fatal(err)
		}
		if diff := want - int64(got); diff < 0 || diff > 1024 {
			t.Errorf("%s: %d bytes, the published file has %d", name, got, want)
		}
	}
}

func TestALargeModelIsTwoFilesInTheFormatsThatWereAskedFor(t *testing.T) {
	s := small(t)
	for _, tt := range []struct {
		matrices Format
		outer    Format // of the first and the last matrix
		fileType string
	}{{Q4, Q8, "14"}, {Q8, Q8, "7"}, {F16, F16, "1"}} {
		t.Run(string(tt.matrices), func(t *testing.T) {
			pair := writeLarge(t, Large{Shape: s, Matrices: tt.matrices, Words: []string{"photo", " photo", "the", " the"}})
			text, vision := readFile(t, pair.Model), readFile(t, pair.Projector)
			for key, want := range map[string]string{
				"general.file_type": tt.fileType, "qwen3vl.block_count": "4", "qwen3vl.n_deepstack_layers": "3",
				"qwen3vl.rope.freq_base": "5e+06", "qwen3vl.attention.head_count_kv": "2",
			} {
				if text.keys[key] != want {
					t.Errorf("%s is %v, want %s", key, text.keys[key], want)
				}
			}
			if got := text.keys["qwen3vl.rope.dimension_sections"].([]string); !slices.Equal(got, []string{"24", "20", "20", "0"}) {
				t.Errorf("the sections are %v", got)
			}
			if got := vision.keys["clip.vision.is_deepstack_layers"].([]string); !slices.Equal(got, []string{"false", "true", "true", "false", "true"}) {
				t.Errorf("the deepstack layers are %v", got)
			}
			vision.wantTensors(t, true, []string{"v.deepstack.4.fc2.bias", "v.patch_embd.weight.1"})
			vision.wantTensors(t, false, []string{"v.deepstack.0.norm.weight"})
			wantVoice(t, text, s)
			for _, name := range []string{"blk.3.attn_output.weight", "blk.0.ffn_down.weight"} {
				wantEmpty(t, text.tensors[name])
			}
		})
	}
}

// wantVoice checks that digits are lifted over all other answers, by a number
// that every token has.
func wantVoice(t *testing.T, text contents, s Shape) {
	t.Helper()
	tokens := text.keys["tokenizer.ggml.tokens"].([]string)
	if len(tokens) != s.Vocabulary {
		t.Fatalf("there are %d tokens, want %d", len(tokens), s.Vocabulary)
	}
	for _, word := range []string{"photo", " photo", "the"} {
		if !slices.Contains(tokens, word) {
			t.Errorf("%q is not one token", word)
		}
	}
	in, out := text.tensors["token_embd.weight"].data, text.tensors["output.weight"].data
	for i, token := range tokens {
		if in[i*s.Width] != largeCarrier {
			t.Fatalf("token %d begins with %g", i, in[i*s.Width])
		}
		want := float32(0)
		if len(token) == 1 && token[0] >= '0' && token[0] <= '9' {
			want = lift
		}
		if got := out[i*s.Width]; got < want*0.999 || got > want*1.001 {
			t.Fatalf("%q is lifted by %g, want %g", token, got, want)
		}
	}
	if a, b := in[:s.Width], in[s.Width:2*s.Width]; slices.Equal(a, b) {
		t.Error("two tokens have the same numbers")
	}
}

// wantEmpty checks that a layer does not write to the dimensions that are kept
// free, but to the others.
func wantEmpty(t *testing.T, m tensor) {
	t.Helper()
	isZero := func(v float32) bool { return v == 0 }
	in := m.shape[0]
	if slices.ContainsFunc(m.data[:held*in], func(v float32) bool { return !isZero(v) }) {
		t.Errorf("%s writes to what is kept free", m.name)
	}
	if !slices.ContainsFunc(m.data[held*in:(held+1)*in], func(v float32) bool { return !isZero(v) }) {
		t.Errorf("%s writes nothing", m.name)
	}
}

func TestALargeModelIsTheSameWheneverItIsWritten(t *testing.T) {
	files := func(seed uint64) (all []byte) {
		pair := writeLarge(t, Large{Shape: small(t), Seed: seed})
		for _, path := range []string{pair.Model, pair.Projector} {
			b, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, b...)
		}
		return all
	}
	first := files(1)
	if !bytes.Equal(first, files(1)) {
		t.Error("the same seed gives other files")
	}
	if bytes.Equal(first, files(2)) {
		t.Error("another seed gives the same files")
	}
}

func TestALargeModelThatCannotBeWrittenLeavesNoFile(t *testing.T) {
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	narrow := small(t)
	narrow.Width = 100
	for what, tt := range map[string]struct {
		ctx  context.Context
		l    Large
		want string
	}{
		"cancelled":       {ended, Large{Shape: small(t)}, "context canceled"},
		"no whole blocks": {t.Context(), Large{Shape: narrow}, "no whole blocks"},
		"too many words":  {t.Context(), Large{Shape: small(t), Words: manyWords(5000)}, "do not fit"},
		"unknown format":  {t.Context(), Large{Shape: small(t), Matrices: "Q5_0"}, "Q5_0"},
	} {
		dir := t.TempDir()
		_, err := WriteLarge(tt.ctx, dir, tt.l)
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: the error is %v", what, err)
		}
		if what == "cancelled" && !errors.Is(err, context.Canceled) {
			t.Errorf("%s: the error is %v", what, err)
		}
		if left, _ := filepath.Glob(filepath.Join(dir, "*")); len(left) > 0 {
			t.Errorf("%s: left over is %v", what, left)
		}
	}
}

func manyWords(n int) []string {
	var all []string
	for i := range n {
		all = append(all, strings.Repeat("ab", 2+i/26)+string(rune('a'+i%26)))
	}
	return all
}

func TestShapesAreFoundByName(t *testing.T) {
	for _, s := range Shapes() {
		got, err := ShapeOf(s.Name)
		if err != nil || got.Width != s.Width {
			t.Errorf("%s: %+v, %v", s.Name, got, err)
		}
		if sum := s.Sections[0] + s.Sections[1] + s.Sections[2]; sum != s.Head/2 {
			t.Errorf("%s: the sections add up to %d, not to %d", s.Name, sum, s.Head/2)
		}
	}
	if _, err := ShapeOf("70b"); err == nil || !strings.Contains(err.Error(), "[small 2b 4b 8b]") {
		t.Errorf("the error is %v", err)
	}
}

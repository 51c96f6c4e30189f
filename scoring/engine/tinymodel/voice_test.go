package tinymodel

import (
	"strings"
	"testing"
)

// row gives what a matrix has for a token.
func row(c contents, matrix string, token int) []float32 {
	m := c.tensors[matrix]
	return m.data[token*m.shape[0]:][:m.shape[0]]
}

func TestOnlyWhatIsFavouredIsLifted(t *testing.T) {
	for _, tt := range []struct {
		name string
		o    Options
		want []string
	}{
		{"digits", Options{}, strings.Split("0123456789", "")},
		{"words", Options{NoDigits: true}, WordBeginnings()},
		{"a letter", Options{Favour: []string{"Q"}}, []string{"Q"}},
		{"the end", Options{Favour: []string{endOfTurn}}, []string{endOfTurn}},
		{"nothing", Options{Favour: []string{}}, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			v := newVocabulary(tt.o.NoDigits).fill(vocabularySize)
			want := map[int]bool{}
			for _, text := range tt.want {
				id, err := v.token(text)
				if err != nil {
					t.Fatal(err)
				}
				want[id] = true
			}
			c := readFile(t, write(t, tt.o).Model)
			for id := range v.tokens {
				if in := row(c, "token_embd.weight", id)[0]; in != carrier {
					t.Fatalf("token %d carries %v", id, in)
				}
				if lifted := row(c, "output.weight", id)[0] != 0; lifted != want[id] {
					t.Errorf("token %d, %q: lifted is %v", id, v.tokens[id], lifted)
				}
			}
		})
	}
}

func TestASpeechLeadsFromTokenToTokenToTheEnd(t *testing.T) {
	v := newVocabulary(false).fill(vocabularySize)
	c := readFile(t, write(t, Options{Speech: "Grün"}).Model)
	// What each token asks for next, by the reserved dimensions alone.
	next := func(token int) int {
		best, most := -1, float32(0)
		for candidate := range v.tokens {
			sum := float32(0)
			in, out := row(c, "token_embd.weight", token), row(c, "output.weight", candidate)
			for d := range reserved {
				sum += in[d] * out[d]
			}
			if sum > most {
				best, most = candidate, sum
			}
		}
		return best
	}
	token := v.ids[SpeechStart]
	for _, want := range []string{"G", "r", "\xc3", "\xbc", "n", endOfTurn} {
		token = next(token)
		if id, err := v.token(want); err != nil || id != token {
			t.Fatalf("after that comes %q, want %q (%v)", v.tokens[token], want, err)
		}
	}
}

func TestNoLayerWritesToTheReservedDimensions(t *testing.T) {
	for _, arch := range Archs() {
		pair := write(t, Options{Arch: arch})
		checked := 0
		for _, path := range []string{pair.Model, pair.Projector} {
			for name, m := range readFile(t, path).tensors {
				if !writesToStream(name) {
					continue
				}
				checked++
				for i, v := range m.data[:reserved*m.shape[0]] {
					if v != 0 {
						t.Fatalf("%s: %s writes %v to dimension %d", arch, name, v, i/m.shape[0])
					}
				}
			}
		}
		if checked < 5 {
			t.Errorf("%s: only %d matrices were looked at", arch, checked)
		}
	}
}

// writesToStream is true for the matrices whose output the text layers get.
func writesToStream(name string) bool {
	text := strings.HasPrefix(name, "blk.") && (strings.HasSuffix(name, "attn_output.weight") || strings.HasSuffix(name, "ffn_down.weight"))
	return text || name == "mm.2.weight" || name == "mm.model.fc.weight" || strings.HasSuffix(name, "fc2.weight")
}

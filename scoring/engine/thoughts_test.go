package engine

import (
	"strings"
	"testing"

	"keeplight.app/keeplight/scoring/engine/enginetest"
	"keeplight.app/keeplight/scoring/engine/tinymodel"
	"keeplight.app/keeplight/scoring/mllm"
)

// A template that thinks costs each question the tokens of an empty block of
// thoughts, behind which the answer comes at once.
func TestAModelThatThinksAnswersAtOnce(t *testing.T) {
	for _, thinks := range []bool{true, false} {
		model, projector := enginetest.Write(t, tinymodel.Options{Arch: tinymodel.Idefics3, Thinks: thinks})
		e := open(t, Options{
			Program: enginetest.Program(t), Runtime: enginetest.Runtime(t), Device: CPU, Model: model, Projector: projector, ImageTokens: 64,
		})
		if e.Model().ThoughtsClosed != thinks {
			t.Errorf("a template that thinks (%t) is taken for one that does not", thinks)
		}
		v := prefill(t, e, photo(64, 64))
		if _, err := v.Ask(t.Context(), questions("sharp")); err != nil {
			t.Fatal(err)
		}
		plain := v.Cost().ReadTokens
		closed, err := e.Tokens(t.Context(), []string{"<think>\n\n</think>\n\n", "sharp?"})
		if err != nil {
			t.Fatal(err)
		}
		if hasBlock := plain > closed[0]+closed[1]; hasBlock != thinks {
			t.Errorf("a question has %d tokens, its text %d and the closed block %d", plain, closed[1], closed[0])
		}
		var said strings.Builder
		_, err = v.Write(t.Context(), mllm.Question{Text: "why?"}, mllm.WriteLimit{Tokens: 4, Bytes: 100}, func(piece string) error {
			said.WriteString(piece)
			return nil
		})
		if err != nil || strings.Contains(said.String(), "think") {
			t.Errorf("it says %q, %v", said.String(), err)
		}
	}
}

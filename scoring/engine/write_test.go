package engine

import (
	"context"
	"errors"
	"strings"
	"testing"

	"keeplight.app/keeplight/scoring/engine/enginetest"
	"keeplight.app/keeplight/scoring/engine/tinymodel"
	"keeplight.app/keeplight/scoring/mllm"
)

// speaking gives options for a model that says something.
func speaking(t *testing.T, speech string) Options {
	t.Helper()
	o := options(t, tinymodel.Qwen3VL)
	o.Model, o.Projector = enginetest.Write(t, tinymodel.Options{Speech: speech})
	return o
}

func TestAModelWritesUntilItEndsInWholeLetters(t *testing.T) {
	const speech = "Grün, €!"
	v := prefill(t, open(t, speaking(t, speech)), photo(64, 64))
	var pieces []string
	written, err := v.Write(t.Context(), mllm.Question{Text: "?", Stem: ">"}, mllm.WriteLimit{Tokens: 100, Bytes: 1000}, func(piece string) error {
		pieces = append(pieces, piece)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if text := strings.Join(pieces, ""); text != speech || !written.Ended || written.Tokens != len(speech) {
		t.Errorf("it wrote %q as %q, %+v", text, pieces, written)
	}
	if len(pieces) != len([]rune(speech)) {
		t.Errorf("%d pieces for %d letters", len(pieces), len([]rune(speech)))
	}
}

func TestWritingEndsAtItsLimits(t *testing.T) {
	v := prefill(t, open(t, options(t, tinymodel.Qwen2VL)), photo(64, 64))
	for name, c := range map[string]struct {
		limit  mllm.WriteLimit
		tokens int
	}{
		"tokens":  {mllm.WriteLimit{Tokens: 7, Bytes: 1000}, 7},
		"bytes":   {mllm.WriteLimit{Tokens: 50, Bytes: 9}, 9}, // a digit is a byte
		"context": {mllm.WriteLimit{Tokens: 8000, Bytes: 60_000}, 0},
	} {
		text := ""
		written, err := v.Write(t.Context(), questions("sharpness")[0], c.limit, func(piece string) error {
			text += piece
			return nil
		})
		if err != nil || written.Ended || len(text) != written.Tokens || (c.tokens > 0 && written.Tokens != c.tokens) {
			t.Errorf("%s: %+v, %d bytes, %v", name, written, len(text), err)
		}
		if name == "context" && (written.Tokens < 2000 || written.Tokens >= 8000) {
			t.Errorf("%d tokens were written until the context was full", written.Tokens)
		}
	}
	if _, err := v.Write(t.Context(), mllm.Question{Text: "?"}, mllm.WriteLimit{}, nil); err == nil {
		t.Error("nothing at all can be written")
	}
}

func TestWritingIsTheSameEachTime(t *testing.T) {
	v := prefill(t, open(t, options(t, tinymodel.Idefics3)), photo(64, 64))
	var texts [2]string
	for i := range texts {
		if _, err := v.Write(t.Context(), questions("sharpness")[0], mllm.WriteLimit{Tokens: 40, Bytes: 1000}, func(piece string) error {
			texts[i] += piece
			return nil
		}); err != nil {
			t.Fatal(err)
		}
	}
	if texts[0] != texts[1] || texts[0] == "" {
		t.Errorf("%q, then %q", texts[0], texts[1])
	}
}

// The worker is told with the third piece and looks before each token, so that
// only what was under way may still come; none of it is handed over.
func TestWritingThatNobodyWantsAnyMoreEndsAndTheProcessLives(t *testing.T) {
	e := open(t, options(t, tinymodel.Qwen3VL))
	v := prefill(t, e, photo(64, 64))
	p := e.process
	refusal := errors.New("the window was closed")
	for name, end := range map[string]func(context.CancelFunc) error{
		"context": func(cancel context.CancelFunc) error { cancel(); return nil },
		"emit":    func(context.CancelFunc) error { return refusal },
	} {
		ctx, cancel := context.WithCancel(t.Context())
		pieces := 0
		_, err := v.Write(ctx, questions("sharpness")[0], mllm.WriteLimit{Tokens: 2000, Bytes: 10_000}, func(string) error {
			if pieces++; pieces < 3 {
				return nil
			}
			return end(cancel)
		})
		cancel()
		if !errors.Is(err, context.Canceled) && !errors.Is(err, refusal) {
			t.Errorf("%s: gave %v", name, err)
		}
		if name == "emit" && pieces != 3 {
			t.Errorf("%d pieces were handed over", pieces)
		}
		if _, err := v.Ask(t.Context(), questions("colour")); err != nil {
			t.Errorf("%s: the view is spoilt: %v", name, err)
		}
	}
	if e.process != p || p.isGone() || e.Status().Restarts != 0 {
		t.Errorf("the process was ended: %+v", e.Status())
	}
}

func TestAQuestionAfterWritingSeesNothingOfIt(t *testing.T) {
	e := open(t, options(t, tinymodel.Qwen3VL))
	v := prefill(t, e, photo(64, 64))
	before, err := v.Ask(t.Context(), questions("colour"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := v.Write(t.Context(), questions("sharpness")[0], mllm.WriteLimit{Tokens: 20, Bytes: 100}, func(string) error { return nil }); err != nil {
		t.Fatal(err)
	}
	after, err := v.Ask(t.Context(), questions("colour"))
	if err != nil || expectation(before[0]) != expectation(after[0]) {
		t.Errorf("%v, then %v, %v", before, after, err)
	}
}

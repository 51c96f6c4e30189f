//go:build unix

package engine

import (
	"context"
	"errors"
	"strings"
	"syscall"
	"testing"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/scoring"
	"keeplight.app/keeplight/scoring/engine/tinymodel"
	"keeplight.app/keeplight/scoring/mllm"
)

// scored is a score with a value for everything.
func scored() *library.Score {
	s := &library.Score{By: library.Provenance{Name: "model"}, Hash: "h1", Overall: library.Value{Known: true, Mean: 7.84}}
	for i := range s.Values {
		s.Values[i] = library.Value{Known: true, Mean: 8.25}
	}
	return s
}

// explain has an engine's model explain a score.
func explain(t *testing.T, ctx context.Context, e *Engine, form library.ExplanationForm, emit func(string) error) (library.Explanation, error) {
	t.Helper()
	x, err := mllm.NewExplainer(e)
	if err != nil {
		t.Fatal(err)
	}
	return x.Explain(ctx, &scoring.Subject{Photo: library.Photo{Hash: "h1"}, Preview: photo(64, 64)}, scored(), form, emit)
}

// The speech goes on where the stem ends: with its last letter.
func TestARealModelExplainsInBothForms(t *testing.T) {
	for form, c := range map[library.ExplanationForm]struct{ speech, want string }{
		library.Prose:  {"h blurs.", "This photograph blurs."},
		library.Fields: {": Glüht.", "1.1 Reason for Composition Score: Glüht."},
	} {
		e := open(t, speaking(t, c.speech))
		before := read(t, e, photo(64, 64), questions("sharpness"))
		var pieces []string
		got, err := explain(t, t.Context(), e, form, func(piece string) error {
			pieces = append(pieces, piece)
			return nil
		})
		if err != nil || got.Text != c.want || got.End != library.Whole || strings.Join(pieces, "") != c.want || len(pieces) < 6 {
			t.Errorf("%s: %+v in %q, %v", form, got, pieces, err)
		}
		again, err := explain(t, t.Context(), e, form, nil)
		if err != nil || again.Text != got.Text {
			t.Errorf("%s, written again: %q, %v", form, again.Text, err)
		}
		if after := read(t, e, photo(64, 64), questions("sharpness")); expectation(after[0]) != expectation(before[0]) {
			t.Errorf("%s: an answer was %v and is %v after an explanation", form, before, after)
		}
	}
}

// Tiny models that say nothing else write digits for ever.
func TestARealModelThatWritesForEverIsCutOff(t *testing.T) {
	e := open(t, options(t, tinymodel.Qwen3VL))
	got, err := explain(t, t.Context(), e, library.Prose, nil)
	if err != nil || got.End != library.CutOff || len(got.Text) < 20 || len(got.Text) > 700 {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestAnExplanationThatIsStoppedLetsTheNextOneIn(t *testing.T) {
	e := open(t, options(t, tinymodel.Qwen3VL))
	p := e.process
	ctx, cancel := context.WithCancel(t.Context())
	pieces := 0
	got, err := explain(t, ctx, e, library.Prose, func(string) error {
		if pieces++; pieces == 4 {
			cancel()
		}
		return nil
	})
	if !errors.Is(err, context.Canceled) || got.End != library.Stopped || !strings.HasPrefix(got.Text, "This photograph") {
		t.Errorf("%+v, %v", got, err)
	}
	if again, err := explain(t, t.Context(), e, library.Prose, nil); err != nil || len(again.Text) <= len(got.Text) {
		t.Errorf("written again: %+v, %v", again, err)
	}
	if e.process != p || e.Status().Restarts != 0 {
		t.Errorf("the process was ended: %+v", e.Status())
	}
}

func TestAnEngineThatIsKilledWhileItExplainsSaysSoAndTheNextOneWorks(t *testing.T) {
	e := open(t, options(t, tinymodel.Idefics3))
	pid := e.process.Pid()
	pieces := 0
	got, err := explain(t, t.Context(), e, library.Prose, func(string) error {
		if pieces++; pieces == 2 {
			return syscall.Kill(pid, syscall.SIGKILL)
		}
		return nil
	})
	if !errors.Is(err, mllm.ErrEngineDied) || !strings.Contains(err.Error(), "ask again") || got.End != library.CutOff {
		t.Errorf("%+v, %v", got, err)
	}
	if again, err := explain(t, t.Context(), e, library.Prose, nil); err != nil || len(again.Text) < len(got.Text) {
		t.Errorf("the next one: %+v, %v", again, err)
	}
}

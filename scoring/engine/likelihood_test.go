package engine

import (
	"math"
	"testing"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/scoring"
	"keeplight.app/keeplight/scoring/engine/tinymodel"
	"keeplight.app/keeplight/scoring/mllm"
)

// What the model would write is as likely as it answers, on both ways through the
// real llama.cpp.
func TestATextIsAsLikelyAsTheAnswersSay(t *testing.T) {
	for _, arch := range []tinymodel.Arch{tinymodel.Qwen3VL, tinymodel.Idefics3} {
		e := open(t, options(t, arch))
		v := prefill(t, e, photo(64, 48))
		likely := func(q mllm.Question, text string) scoring.Likelihood {
			t.Helper()
			l, err := v.(mllm.WeighingView).Likelihood(t.Context(), q, text)
			if err != nil {
				t.Fatal(err)
			}
			return l
		}
		answer := func(q mllm.Question) float64 {
			t.Helper()
			r, err := v.Ask(t.Context(), []mllm.Question{q})
			if err != nil {
				t.Fatal(err)
			}
			return math.Log(r[0].P[0])
		}
		first := mllm.Question{Text: "sharpness?", Stem: "Sharpness=", Answers: []string{"8"}}
		then := mllm.Question{Text: "sharpness?", Stem: "Sharpness=8", Answers: []string{"3"}}
		if got, want := likely(first, "8"), answer(first); math.Abs(got.LogP-want) > 1e-3 || got.Tokens != 1 {
			t.Errorf("%s: one digit has %+v, the answer %.5f", arch, got, want)
		}
		if got, want := likely(first, "83"), answer(first)+answer(then); math.Abs(got.LogP-want) > 2e-3 || got.Tokens != 2 {
			t.Errorf("%s: two digits have %+v, the answers %.5f", arch, got, want)
		}
		// More tokens than one decode gives logits for.
		long := ""
		for range 40 {
			long += "7b 3a "
		}
		if got := likely(first, long); got.Tokens < 130 || got.LogP >= 0 || got.PerToken() < -70 {
			t.Errorf("%s: a long text has %+v", arch, got)
		}
		if again, got := likely(first, "83"), likely(first, "83"); again != got {
			t.Errorf("%s: asked again it has %+v, %+v before", arch, again, got)
		}
	}
}

// A stored explanation is held against any photo, asked as it was then.
func TestAnExplanationIsHeldAgainstAPhoto(t *testing.T) {
	e := open(t, speaking(t, "h-blurs.")) // in the tokens into which its vocabulary splits it
	x, err := mllm.NewExplainer(e)
	if err != nil {
		t.Fatal(err)
	}
	own := &scoring.Subject{Photo: library.Photo{Hash: "h1"}, Preview: photo(64, 64)}
	written, err := x.Explain(t.Context(), own, scored(), library.Prose, nil)
	if err != nil {
		t.Fatal(err)
	}
	other := written
	other.Text = "This photograph is a lie."
	all, err := x.Weigh(t.Context(), own, []*library.Explanation{&written, &other})
	if err != nil || len(all) != 2 {
		t.Fatalf("%+v, %v", all, err)
	}
	// It wrote the likeliest token each time.
	if all[0].PerToken() <= all[1].PerToken() || all[0].PerToken() < math.Log(0.5) {
		t.Errorf("its own text has %.3f a token, another %.3f", all[0].PerToken(), all[1].PerToken())
	}
	other.By.Prompt = "another"
	if _, err := x.Weigh(t.Context(), own, []*library.Explanation{&other}); err != mllm.ErrOtherPrompt {
		t.Errorf("one with another prompt gives %v", err)
	}
}

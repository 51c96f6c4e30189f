package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"keeplight.app/keeplight/scoring/engine/enginetest"
	"keeplight.app/keeplight/scoring/mllm"
)

// pair writes a small model as the command does.
func pair(t *testing.T) (model, projector string) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "new")
	var out bytes.Buffer
	if err := runs(t, &out, "write", "-shape", "small", "-matrices", "Q8_0", "-out", dir); err != nil {
		t.Fatal(err)
	}
	model, projector = filepath.Join(dir, "random-qwen3vl-small-q8_0.gguf"), filepath.Join(dir, "mmproj-random-qwen3vl-small-f16.gguf")
	for _, path := range []string{model, projector} {
		if info, err := os.Stat(path); err != nil || info.Size() < 1<<20 {
			t.Errorf("%s: %v", path, err)
		}
		if !strings.Contains(out.String(), path) {
			t.Errorf("it does not name %s: %s", path, out.String())
		}
	}
	return model, projector
}

func runs(t *testing.T, out *bytes.Buffer, verb string, args ...string) error {
	t.Helper()
	if verb == "write" {
		return write(t.Context(), args, out)
	}
	return measure(t.Context(), args, out)
}

func TestAPhotoIsMeasuredInEveryWay(t *testing.T) {
	model, projector := pair(t)
	var out bytes.Buffer
	err := runs(t, &out, "measure", "-program", enginetest.Program(t), "-engine-dir", enginetest.Runtime(t),
		"-model", model, "-mmproj", projector, "-devices", "cpu", "-tokens", "16,32", "-photos", "1", "-write", "8")
	text := out.String()
	if err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	for pattern, times := range map[string]int{
		`(?m)^device CPU: .* by CPU, `:                                                              1,
		`(?m)^.* by CPU, batched, at most 16 tokens: loaded in `:                                    1,
		`(?m)^.* by CPU, sequential, at most 16 tokens: `:                                           1,
		`(?m)^.* by CPU, batched, at most 32 tokens: `:                                              1,
		`mean digits \[[1-9.]{5} .*least probability of digits 0\.[89]`:                             3,
		`each photo: [0-9.]+ ms, [0-9.]+ photos/min`:                                                3,
		`reads/JSON 0\.[0-9]+`:                                                                      3,
		`2 of 2 times the same to the last bit`:                                                     3,
		`again/shared [1-9]`:                                                                        1,
		`an explanation: 8 tokens, the first after [0-9.]+ ms, [0-9.]+ tokens/s`:                    1,
		`from cpu batched: (the same to the last bit|mean digits of the attributes at most 0\.000)`: 1,
	} {
		if got := len(regexp.MustCompile(pattern).FindAllString(text, -1)); got != times {
			t.Errorf("%s is there %d times, want %d", pattern, got, times)
		}
	}
	if t.Failed() {
		t.Log(text)
	}
}

func TestWhatCannotBeMeasuredIsSaidAndTheRestGoesOn(t *testing.T) {
	model, projector := pair(t)
	var out bytes.Buffer
	err := runs(t, &out, "measure", "-program", enginetest.Program(t), "-engine-dir", enginetest.Runtime(t),
		"-model", model, "-mmproj", projector, "-devices", "Vulkan7,cpu", "-tokens", "16", "-photos", "0", "-all=false")
	text := out.String()
	if err != nil || !strings.Contains(text, "FAILED: Vulkan7, batched, 16 tokens: ") || !strings.Contains(text, "CPU, batched, at most 16 tokens: loaded in") {
		t.Errorf("%v\n%s", err, text)
	}
}

func TestATrialThatIsToldNothingSaysHowItIsUsed(t *testing.T) {
	for _, args := range [][]string{nil, {"sing"}} {
		if err := run(context.Background(), args); err != errUse {
			t.Errorf("%v: the error is %v", args, err)
		}
	}
	if err := run(t.Context(), []string{"write", "-shape", "70b", "-out", t.TempDir()}); err == nil || !strings.Contains(err.Error(), "small") {
		t.Errorf("the error is %v", err)
	}
}

func TestWordsOfThePromptsAreWholeTokens(t *testing.T) {
	all := words()
	for _, w := range []string{"Composition", " photographer", " clarity", "clutter"} {
		if !slices.Contains(all, w) {
			t.Errorf("%q is missing", w)
		}
	}
	for _, w := range all {
		if strings.ContainsAny(w, "0123456789\n") {
			t.Errorf("%q is no word", w)
		}
	}
}

func TestMeanDigitsAreOfTheDigitsAlone(t *testing.T) {
	got := digits([]mllm.Reading{{P: []float64{0.25, 0, 0.25, 0, 0, 0, 0, 0, 0}, Off: 0.5}, {P: []float64{0, 0, 0, 0, 0, 0, 0, 0, 1}}})
	if !slices.Equal(got, []float64{2, 9}) {
		t.Errorf("%v", got)
	}
	if d := apart([]float64{1, 5}, []float64{2, 3}); d != 2 {
		t.Errorf("they are %g apart", d)
	}
}

package eyechart

import (
	"encoding/json"
	"image"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"keeplight.app/keeplight/scoring/engine"
	"keeplight.app/keeplight/scoring/eyechart/chart"
	"keeplight.app/keeplight/scoring/mllm"
)

// byPyTorch is what recipe/expected.py has computed: for a picture of each shape
// and each question, the logarithm of the probability of each told answer.
type byPyTorch struct {
	Told             string        `json:"told"`
	LogProbabilities [][][]float64 `json:"log_probabilities"`
}

func readPyTorch(t *testing.T, arch string) byPyTorch {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", "pytorch-"+arch+".json"))
	if err != nil {
		t.Fatal(err)
	}
	var p byPyTorch
	if err := json.Unmarshal(b, &p); err != nil {
		t.Fatal(err)
	}
	return p
}

// aPictureOfEachShape gives the first of the card's pictures of each shape.
func aPictureOfEachShape(t *testing.T) []*image.RGBA {
	t.Helper()
	card, err := Card()
	if err != nil {
		t.Fatal(err)
	}
	var all []*image.RGBA
	for i, d := range card {
		if i == 0 || cardShapes[i] != cardShapes[i-1] {
			all = append(all, d.Picture)
		}
	}
	return all
}

// enlarged repeats every pixel, which any way of shrinking without averaging
// takes back.
func enlarged(m *image.RGBA, across, down int) *image.RGBA {
	out := image.NewRGBA(image.Rect(0, 0, across*m.Rect.Dx(), down*m.Rect.Dy()))
	for y := range out.Rect.Dy() {
		for x := range out.Rect.Dx() {
			out.SetRGBA(x, y, m.RGBAAt(x/across, y/down))
		}
	}
	return out
}

// Logits are what PyTorch computes with the same weights: two programs that have
// no line in common agree on the whole way from pixels and text, for pictures of
// three sizes.
func TestLlamaCppComputesWhatPyTorchComputes(t *testing.T) {
	e := openChart(t, mllm.Batched)
	holdAgainst(t, e, readPyTorch(t, "qwen3vl"), aPictureOfEachShape(t))
}

// The second architecture stretches every picture to its own size. Its pair is
// not shipped: it lies with the tests.
func TestLlamaCppComputesWhatPyTorchComputesForAnotherArchitecture(t *testing.T) {
	e := openPair(t, func(string) (string, string, error) {
		return filepath.Join("testdata", "llama.gguf"), filepath.Join("testdata", "mmproj-llama.gguf"), nil
	}, mllm.Batched)
	want := readPyTorch(t, "llama")
	m := aPictureOfEachShape(t)[0]
	want.LogProbabilities = slices.Repeat(want.LogProbabilities[:1], 3)
	holdAgainst(t, e, want, []*image.RGBA{m, enlarged(m, 2, 2), enlarged(m, 3, 1)})
}

func holdAgainst(t *testing.T, e *engine.Engine, want byPyTorch, pictures []*image.RGBA) {
	t.Helper()
	const most = 0.01
	if len(want.LogProbabilities) != len(pictures) || len(pictures) < 3 {
		t.Fatalf("%d pictures computed, want %d", len(want.LogProbabilities), len(pictures))
	}
	for i, m := range pictures {
		worst, at := farthest(logProbabilities(t, e, m, want.Told), want.LogProbabilities[i], want.Told)
		t.Logf("%v: off by at most %.4f, at %s", m.Rect.Size(), worst, at)
		if !(worst <= most) {
			t.Errorf("%v: off by %.4f at %s", m.Rect.Size(), worst, at)
		}
	}
}

// logProbabilities asks all questions for the probability of each of some
// characters.
func logProbabilities(t *testing.T, e *engine.Engine, m *image.RGBA, told string) [][]float64 {
	t.Helper()
	p, err := ReadPrompt()
	if err != nil {
		t.Fatal(err)
	}
	view, err := e.Prefill(t.Context(), m, p.Beginning)
	if err != nil {
		t.Fatal(err)
	}
	defer view.Close()
	questions := append([]mllm.Question(nil), p.questions[:]...)
	for i := range questions {
		questions[i].Answers = strings.Split(told, "")
	}
	readings, err := view.Ask(t.Context(), questions)
	if err != nil {
		t.Fatal(err)
	}
	all := make([][]float64, len(readings))
	for i, r := range readings {
		for _, share := range r.P {
			all[i] = append(all[i], math.Log(share))
		}
	}
	return all
}

func farthest(got, want [][]float64, told string) (worst float64, at string) {
	if len(got) != len(want) {
		return math.NaN(), "the number of questions"
	}
	for q := range want {
		if len(got[q]) != len(want[q]) {
			return math.NaN(), "the number of answers"
		}
		for i, w := range want[q] {
			if d := math.Abs(got[q][i] - w); !(d <= worst) {
				worst, at = d, chart.Question(q).String()+" answered with "+told[i:i+1]
			}
		}
	}
	return worst, at
}

package meter

import (
	"context"
	"image"
	"reflect"
	"strings"
	"testing"
	"time"

	"keeplight.app/keeplight/scoring/mllm"
)

// fake is an engine that answers each question with the number of views so far.
type fake struct {
	prefills int
	closed   int
	writes   int // tokens that it writes at most
}

func (f *fake) Model() mllm.Model { return mllm.Model{Name: "fake"} }

func (f *fake) Prefill(context.Context, *image.RGBA, string) (mllm.View, error) {
	f.prefills++
	return &fakeView{engine: f, number: f.prefills}, nil
}

func (f *fake) Tokens(_ context.Context, texts []string) ([]int, error) {
	return []int{len(strings.Fields(texts[0]))}, nil
}

type fakeView struct {
	engine *fake
	number int
	cost   mllm.Cost
}

func (v *fakeView) Ask(_ context.Context, questions []mllm.Question) ([]mllm.Reading, error) {
	v.cost.ReadTokens += len(questions)
	v.cost.Asking += time.Second
	all := make([]mllm.Reading, len(questions))
	for i := range all {
		all[i].P = []float64{float64(v.number)}
	}
	return all, nil
}

func (v *fakeView) Write(_ context.Context, _ mllm.Question, limit mllm.WriteLimit, _ func(string) error) (mllm.Written, error) {
	n := min(limit.Tokens, v.engine.writes)
	v.cost.ReadTokens += 100
	v.cost.WrittenTokens += n
	v.cost.Writing += time.Minute
	return mllm.Written{Tokens: n}, nil
}

func (v *fakeView) Cost() mllm.Cost { return v.cost }
func (v *fakeView) Close()          { v.engine.closed++ }

// ask opens a view and asks two questions, one after the other.
func ask(t *testing.T, e mllm.Engine) []mllm.Reading {
	t.Helper()
	v, err := e.Prefill(t.Context(), nil, "")
	if err != nil {
		t.Fatal(err)
	}
	defer v.Close()
	all, err := v.Ask(t.Context(), make([]mllm.Question, 2))
	if err != nil {
		t.Fatal(err)
	}
	more, err := v.Ask(t.Context(), make([]mllm.Question, 1))
	if err != nil {
		t.Fatal(err)
	}
	return append(all, more...)
}

func TestAMeteredPhotoCostsWhatWasReadAndNotWhatIsWrittenToCompare(t *testing.T) {
	f := &fake{writes: 50}
	m := &Engine{Engine: f, Write: 7}
	want := ask(t, m)
	ask(t, m)
	if m.Err != nil || f.closed != 2 || len(m.Photos) != 2 {
		t.Fatalf("%v, %d views are closed, %d photos", m.Err, f.closed, len(m.Photos))
	}
	p := m.Photos[0]
	if p.ReadTokens != 3 || p.WrittenTokens != 7 || p.JSON != 7 || p.Asking != 2*time.Second || p.Total >= time.Second {
		t.Errorf("the first photo: %+v", p)
	}
	if !reflect.DeepEqual(p.Readings, want) {
		t.Errorf("it notes %v, and %v was read", p.Readings, want)
	}
	if s := m.Sum(0); s.Asking != 4*time.Second || s.Writing != 2*time.Minute || s.ReadTokens != 3 {
		t.Errorf("both together: %+v", s)
	}
	if s := m.Sum(1); s.Asking != 2*time.Second {
		t.Errorf("the second alone: %+v", s)
	}
}

func TestAMeterSaysWhenLessWasWritten(t *testing.T) {
	m := &Engine{Engine: &fake{writes: 5}, Write: 7}
	ask(t, m)
	if m.Err == nil || !strings.Contains(m.Err.Error(), "5 tokens and not the 7") {
		t.Errorf("the error is %v", m.Err)
	}
}

func TestAForgetfulEngineReadsThePictureAnewForEveryQuestion(t *testing.T) {
	f := &fake{}
	got := ask(t, Forgetful{f})
	if f.prefills != 3 || f.closed != 3 {
		t.Errorf("%d views were opened and %d closed", f.prefills, f.closed)
	}
	want := []mllm.Reading{{P: []float64{1}}, {P: []float64{2}}, {P: []float64{3}}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("it reads %v", got)
	}
}

func TestAScoreAsJSONHasElevenNumbers(t *testing.T) {
	n, err := JSONTokens(t.Context(), &fake{})
	if err != nil || n != 22 { // a name and a number each, between spaces
		t.Errorf("%d, %v", n, err)
	}
}

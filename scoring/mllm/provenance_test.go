package mllm

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	text "keeplight.app/keeplight/assets/rubric"
	"keeplight.app/keeplight/scoring/geometry"
)

func TestTheKeyChangesWithEverythingThatChangesAScore(t *testing.T) {
	answer := func() *fakeEngine { return says(0, 0, 0, 0, 0, 0, 1, 0, 0) }
	key := func(e *fakeEngine, o Options, rubric []byte) string {
		s, err := newScorer(t.Context(), e, o, rubric)
		if err != nil {
			t.Fatal(err)
		}
		return s.Provenance().Key()
	}
	seen := map[string]string{key(answer(), Options{}, text.Text): "the usual"}
	add := func(what, k string) {
		if other, ok := seen[k]; ok {
			t.Errorf("%s has the key of %s", what, other)
		}
		seen[k] = what
	}
	for what, o := range map[string]Options{
		"words": {Form: Words}, "paper": {Form: Paper}, "careful": {Careful: true}, "direct": {Overall: Direct},
	} {
		add(what, key(answer(), o, text.Text))
	}
	for what, change := range map[string]func(*Model){
		"name":         func(m *Model) { m.Name = "other" },
		"architecture": func(m *Model) { m.Architecture = "llama" },
		"digest":       func(m *Model) { m.Digest = "cc" },
		"library":      func(m *Model) { m.Runtime = "llama.cpp b2" },
		"backend":      func(m *Model) { m.Backend = "Vulkan" },
		"read mode":    func(m *Model) { m.ReadMode = Sequential },
		"image tokens": func(m *Model) { m.ImageTokens = 512 },
		"thoughts":     func(m *Model) { m.ThoughtsClosed = true },
		"geometry":     func(m *Model) { m.Geometry = geometry.Of(geometry.Facts{Family: "qwen3vl_merger", Patch: 16}, 16) },
		"other tokens": func(m *Model) { m.Geometry = geometry.Of(geometry.Facts{Family: "gemma4v", Patch: 16}, 16) },
		"tiles":        func(m *Model) { m.Geometry = geometry.Of(geometry.Facts{Family: "internvl", Patch: 14}, 16) },
	} {
		e := answer()
		change(&e.model)
		add(what, key(e, Options{}, text.Text))
	}
	for _, device := range []string{"NVIDIA A", "NVIDIA B"} {
		e := answer()
		e.model.Backend, e.model.Device = "CUDA", device
		add("the device "+device, key(e, Options{}, text.Text))
	}
	add("the rubric", key(answer(), Options{}, bytes.Replace(text.Text, []byte("how eye-catching"), []byte("how striking"), 1)))
}

func TestTheKeyStaysWithWhatChangesNoScore(t *testing.T) {
	e := says(0, 0, 0, 0, 0, 0, 1, 0, 0)
	want := scorerOf(t, e, Options{}).Provenance().Key()
	e.model.Device = "another processor"
	for what, o := range map[string]Options{
		"the same":          {},
		"the default form":  {Form: Digits, Overall: ChainOfThought},
		"attempts":          {Attempts: 7},
		"a listener":        {Log: func(string) {}},
		"another processor": {},
	} {
		if got := scorerOf(t, e, o).Provenance().Key(); got != want {
			t.Errorf("%s changes the key", what)
		}
	}
	p := scorerOf(t, e, Options{}).Provenance()
	p.Settings["form"] = "changed by the caller"
	s := scorerOf(t, e, Options{})
	s.Provenance().Settings["form"] = "changed by the caller"
	if s.Provenance().Key() != want {
		t.Error("a caller changed the scorer's provenance")
	}
}

func TestCarefulLeavesThePapersFormAsItIs(t *testing.T) {
	e := says(0, 0, 0, 0, 0, 0, 1, 0, 0)
	a := scorerOf(t, e, Options{Form: Paper}).Provenance()
	if b := scorerOf(t, e, Options{Form: Paper, Careful: true}).Provenance(); a.Key() != b.Key() {
		t.Errorf("%v and %v", a, b)
	}
}

// Scores are stored under these keys: another spelling of the same settings would
// have every photo scored anew.
func TestTheKeysOfStoredScoresStayTheSame(t *testing.T) {
	e := says(0, 0, 0, 0, 0, 0, 1, 0, 0)
	if got, want := scorerOf(t, e, Options{}).Provenance().Key(), "model-24272bf92765fbc0"; got != want {
		t.Errorf("a score's key is %s, it was %s", got, want)
	}
	x, err := NewExplainer(e)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := x.provenance.Key(), "explanation-5f2ae710c65a73b0"; got != want {
		t.Errorf("an explanation's key is %s, it was %s", got, want)
	}
	const bytes = `{"name":"model","version":"1","model":"tiny aa+bb","prompt":`
	b, err := json.Marshal(scorerOf(t, e, Options{}).Provenance())
	if err != nil || !strings.HasPrefix(string(b), bytes) || !strings.Contains(string(b), `"library":"llama.cpp b10256"`) {
		t.Errorf("the provenance is spelt %s, %v", b, err)
	}
}

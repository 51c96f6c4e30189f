package tinymodel

import (
	"bytes"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
	"testing"
)

func spoil(t *testing.T, o Options, d Damage) Pair {
	t.Helper()
	pair, err := Spoil(t.TempDir(), o, d)
	if err != nil {
		t.Fatal(err)
	}
	return pair
}

func TestDamageIsDoneToOneOfTheTwoFiles(t *testing.T) {
	inModel := []Damage{TruncatedModel, RandomModel, ManyBlocks}
	o := Options{Arch: Idefics3} // the smallest
	whole := write(t, o)
	for _, d := range Damages() {
		pair := spoil(t, o, d)
		if got, want := !bytes.Equal(content(t, pair.Model), content(t, whole.Model)), slices.Contains(inModel, d); got != want {
			t.Errorf("%s: the text model is spoilt: %v, want %v", d, got, want)
		}
		if got, want := !bytes.Equal(content(t, pair.Projector), content(t, whole.Projector)), !slices.Contains(inModel, d); got != want {
			t.Errorf("%s: the projector is spoilt: %v, want %v", d, got, want)
		}
	}
}

func TestATruncatedFileIsTheBeginningOfTheWholeOne(t *testing.T) {
	whole := write(t, Options{})
	for d, paths := range map[Damage][2]string{
		TruncatedModel:     {spoil(t, Options{}, TruncatedModel).Model, whole.Model},
		TruncatedProjector: {spoil(t, Options{}, TruncatedProjector).Projector, whole.Projector},
	} {
		short, long := content(t, paths[0]), content(t, paths[1])
		if len(short) != len(long)/2 || !bytes.HasPrefix(long, short) {
			t.Errorf("%s: %d of %d bytes", d, len(short), len(long))
		}
	}
}

func TestAWrongNumberIsTheOnlyThingWrong(t *testing.T) {
	for _, tt := range []struct {
		arch  Arch
		d     Damage
		key   string
		value string
	}{
		{Qwen3VL, UnknownProjector, "clip.projector_type", "of_tomorrow"},
		{Qwen3VL, ManyBlocks, "qwen3vl.block_count", "1073741824"},
		{Qwen2VL, ManyBlocks, "qwen2vl.block_count", "1073741824"},
		{Idefics3, ManyBlocks, "llama.block_count", "1073741824"},
		{Qwen2VL, ThreeHeads, "clip.vision.attention.head_count", "3"},
		{Idefics3, NoHeads, "clip.vision.attention.head_count", "0"},
	} {
		t.Run(fmt.Sprint(tt.d, " of ", tt.arch), func(t *testing.T) {
			o := Options{Arch: tt.arch}
			file := func(p Pair) string {
				if strings.HasPrefix(tt.key, "clip.") {
					return p.Projector
				}
				return p.Model
			}
			whole, spoilt := readFile(t, file(write(t, o))), readFile(t, file(spoil(t, o, tt.d)))
			if spoilt.keys[tt.key] != tt.value {
				t.Errorf("%s is %v, want %s", tt.key, spoilt.keys[tt.key], tt.value)
			}
			if !slices.Equal(whole.order, spoilt.order) || len(whole.tensors) != len(spoilt.tensors) {
				t.Error("the spoilt file has other keys or tensors")
			}
		})
	}
}

func TestGarbageWeightsAreNumbersAndNotNumbersAreNot(t *testing.T) {
	finite := func(d Damage) bool {
		for _, m := range readFile(t, spoil(t, Options{}, d).Projector).tensors {
			for _, v := range m.data {
				if math.IsNaN(float64(v)) || math.IsInf(float64(v), 0) {
					return false
				}
			}
		}
		return true
	}
	if !finite(GarbageWeights) {
		t.Error("garbage weights hold what is not a number, so that llama.cpp would be seen to fail")
	}
	if finite(NotNumbers) {
		t.Error("all weights are numbers")
	}
}

func TestAMismatchedProjectorIsWholeAndForAnotherModel(t *testing.T) {
	pair := spoil(t, Options{}, MismatchedProjector)
	text, vision := readFile(t, pair.Model), readFile(t, pair.Projector)
	if a, b := text.keys["qwen3vl.embedding_length"], vision.keys["clip.vision.projection_dim"]; a == b {
		t.Errorf("both have %v numbers for a token", a)
	}
	whole := readFile(t, write(t, Options{}).Projector)
	if !slices.Equal(slices.Sorted(maps.Keys(whole.tensors)), slices.Sorted(maps.Keys(vision.tensors))) {
		t.Error("the tensors have other names")
	}
}

func TestUnknownDamageIsRefused(t *testing.T) {
	if _, err := Spoil(t.TempDir(), Options{}, "bad mood"); err == nil || !strings.Contains(err.Error(), "bad mood") {
		t.Errorf("the error is %v", err)
	}
}

package query

import (
	"encoding/json"
	"math"
	"slices"
	"testing"

	"keeplight.app/keeplight/library"
)

func TestAWeightedMeanLeavesUnknownAttributesOutWithTheirWeight(t *testing.T) {
	values := map[library.Attribute]float64{library.Clarity: 8, library.Exposure: 2}
	score := scored("a.jpg", 5, values).Score
	for name, tc := range map[string]struct {
		weights        Weights
		want           float64
		known, counted int
	}{
		"all alike":            {Equal(), 5, 2, 10},
		"none given":           {Weights{}, 5, 2, 10},
		"one twice":            {Weights{library.Clarity: 2, library.Exposure: 1}, 6, 2, 2},
		"the unknown drop out": {Weights{library.Clarity: 1, library.LevelShot: 5}, 8, 1, 2},
		"any scale":            {Weights{library.Clarity: 200, library.Exposure: 100}, 6, 2, 2},
	} {
		v, known, counted := tc.weights.Of(score)
		if !v.Known || math.Abs(v.Mean-tc.want) > 1e-9 || known != tc.known || counted != tc.counted {
			t.Errorf("%s: got %v of %d known of %d, want %v of %d of %d", name, v.Mean, known, counted, tc.want, tc.known, tc.counted)
		}
		if n := tc.weights.Counted(); n != tc.counted {
			t.Errorf("%s: %d count, want %d", name, n, tc.counted)
		}
	}
	if v, known, _ := (Weights{library.LevelShot: 1}).Of(score); v.Known || known != 0 {
		t.Errorf("nothing that counts is known, and the mean is %v", v)
	}
}

func TestPhotosAreSortedByWeights(t *testing.T) {
	of := func(clarity, exposure float64) map[library.Attribute]float64 {
		return map[library.Attribute]float64{library.Clarity: clarity, library.Exposure: exposure}
	}
	items := []Item{
		photo("unscored.jpg"), scored("none.jpg", 9, nil), scored("sharp.jpg", 1, of(9, 1)), scored("bright.jpg", 1, of(2, 9)),
	}
	for name, tc := range map[string]struct {
		weights Weights
		want    []string
	}{
		"clarity":  {Weights{library.Clarity: 1}, []string{"sharp.jpg", "bright.jpg", "none.jpg", "unscored.jpg"}},
		"exposure": {Weights{library.Clarity: 0.1, library.Exposure: 1}, []string{"bright.jpg", "sharp.jpg", "none.jpg", "unscored.jpg"}},
	} {
		got := slices.Clone(items)
		Sort(got, Order{By: ByWeights, Descending: true, Weights: tc.weights})
		if !slices.Equal(names(got), tc.want) {
			t.Errorf("%s: got %q, want %q", name, names(got), tc.want)
		}
	}
}

func TestWeightsAreReadAsTheyAreWritten(t *testing.T) {
	w, err := ParseWeights(" clarity=2, level_shot = 0.5,exposure=0")
	if want := (Weights{library.Clarity: 2, library.LevelShot: 0.5}); err != nil || w != want {
		t.Fatalf("got %v, %v", w, err)
	}
	if again, err := ParseWeights(w.String()); err != nil || again != w {
		t.Errorf("%q is read as %v, %v", w.String(), again, err)
	}
	for _, text := range []string{"", "clarity", "beauty=1", "clarity=-1", "clarity=NaN", "clarity=Inf", "clarity=1e300", "clarity=0", "clarity=x"} {
		if w, err := ParseWeights(text); err == nil {
			t.Errorf("%q was read as %v", text, w)
		}
	}
}

func TestAnOrderKeepsItsWeightsInSettings(t *testing.T) {
	order := Order{By: ByWeights, Descending: true, Weights: Weights{library.Clarity: 3}}
	b, err := json.Marshal(order)
	if err != nil {
		t.Fatal(err)
	}
	var got Order
	if err := json.Unmarshal(b, &got); err != nil || got != order {
		t.Errorf("%s is read as %v, %v", b, got, err)
	}
	if err := json.Unmarshal([]byte(`{"by":"time","weights":{"clarity":-1,"beauty":3}}`), &got); err != nil || got.Weights != (Weights{}) {
		t.Errorf("weights that cannot be are read as %v, %v", got, err)
	}
	if b, err := json.Marshal(Order{By: ByTime}); err != nil || string(b) != `{"by":"time","descending":false}` {
		t.Errorf("an order without weights is written as %s, %v", b, err)
	}
}

func FuzzParseWeights(f *testing.F) {
	for _, text := range []string{"clarity=2", "clarity=2,exposure=0.5", "=", ",", "clarity=1e309"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		w, err := ParseWeights(text)
		if err != nil {
			return
		}
		if again, err := ParseWeights(w.String()); err != nil || again != w {
			t.Errorf("%q is %v, written %q, read %v, %v", text, w, w.String(), again, err)
		}
		score := scored("a.jpg", 5, map[library.Attribute]float64{library.Clarity: 10, library.Exposure: 10}).Score
		if v, _, _ := w.Of(score); v.Known && !(v.Mean >= 9.999 && v.Mean <= 10.001) {
			t.Errorf("%q makes %v of two tens", text, v.Mean)
		}
	})
}

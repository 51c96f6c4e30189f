package calibration

import (
	"encoding/json"
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"keeplight.app/keeplight/library"
)

// scored gives a score for each value, the same for the overall and clarity.
func scored(values ...float64) []library.Score {
	scores := make([]library.Score, len(values))
	for i, v := range values {
		scores[i].Overall = library.Value{Known: true, Mean: v, SD: 0.5}
		scores[i].Values[library.Clarity] = scores[i].Overall
	}
	return scores
}

// piledUp is values as models write them: most between 6 and 8.
func piledUp(n int) []float64 {
	random := rand.New(rand.NewPCG(1, 2))
	values := make([]float64, n)
	for i := range values {
		values[i] = min(10, max(0, 7.2+0.6*random.NormFloat64()))
	}
	return values
}

func meanAndSD(values []float64) (mean, sd float64) {
	for _, v := range values {
		mean += v / float64(len(values))
	}
	for _, v := range values {
		sd += (v - mean) * (v - mean) / float64(len(values))
	}
	return mean, math.Sqrt(sd)
}

func mapped(m *Map, values []float64) []float64 {
	out := make([]float64, len(values))
	for i, v := range values {
		out[i] = m.At(v)
	}
	return out
}

func TestScoresThatPileUpGetTheReferencesSpreadAndKeepTheirOrder(t *testing.T) {
	values := piledUp(500)
	set := Learn(scored(values...))
	got := mapped(&set.Overall, values)
	if mean, sd := meanAndSD(got); math.Abs(mean-referenceMean) > 0.1 || math.Abs(sd-referenceSD) > 0.2 {
		t.Errorf("mean %.2f, sd %.2f, want %g and %g", mean, sd, referenceMean, referenceSD)
	}
	slices.Sort(values)
	if got = mapped(&set.Overall, values); !slices.IsSorted(got) || got[0] < 0 || got[len(got)-1] > fullScore {
		t.Errorf("the order or the bounds were lost: %v", got)
	}
	if !set.Attributes[library.Exposure].IsIdentity() || set.Attributes[library.Clarity].IsIdentity() {
		t.Error("an attribute has another's map")
	}
}

func TestAMapRunsThroughTheQuantiles(t *testing.T) {
	// 0.2, 0.4 ... 9.8: the quantile at p is 0.2 + 9.6 p.
	var values []float64
	for i := 1; i < 50; i++ {
		values = append(values, 0.2*float64(i))
	}
	set := Learn(scored(values...))
	for x, want := range map[float64]float64{
		0: 0, 10: 10,
		5:              5,
		0.2 + 9.6*0.15: 5 - 2*1.0364333895,
		0.2 + 9.6*0.95: 5 + 2*1.6448536270,
		0.34:           (5 - 2*1.6448536270) / 2, // half way from 0 to the quantile at 0.05
	} {
		if got := set.Overall.At(x); math.Abs(got-want) > 1e-9 {
			t.Errorf("At(%g) = %g, want %g", x, got, want)
		}
	}
}

func TestTheOrderOfThePhotosDoesNotMatter(t *testing.T) {
	values := piledUp(100)
	a := Learn(scored(values...))
	slices.Reverse(values)
	if b := Learn(scored(values...)); !reflect.DeepEqual(a, b) {
		t.Errorf("%v and %v", a, b)
	}
}

func TestWithTooLittleToLearnFromNothingIsMapped(t *testing.T) {
	repeated := func(n int, of ...float64) (values []float64) {
		for i := range n {
			values = append(values, of[i%len(of)])
		}
		return values
	}
	unknown := scored(piledUp(100)...)
	for i := range unknown {
		unknown[i].Overall.Known = false
	}
	hostile := scored(repeated(100, math.NaN(), math.Inf(1), math.Inf(-1), -1, 11, 1e300)...)
	for name, scores := range map[string][]library.Score{
		"none":          nil,
		"29":            scored(piledUp(29)...),
		"all the same":  scored(repeated(100, 7)...),
		"nearly so":     scored(repeated(100, 7, 7.1, 7.2)...),
		"unknown":       unknown,
		"no values":     hostile,
		"29 are values": append(hostile, scored(piledUp(29)...)...),
		"at the ends":   scored(append(repeated(47, 0), repeated(53, 10)...)...),
	} {
		if set := Learn(scores); !set.Overall.IsIdentity() {
			t.Errorf("%s: %v", name, set.Overall)
		}
	}
}

func TestTiesAndHostileValuesGiveAMapThatHolds(t *testing.T) {
	tied := append(piledUp(40), slices.Repeat([]float64{7}, 60)...)
	steps := append(slices.Repeat([]float64{3}, 50), slices.Repeat([]float64{8}, 50)...)
	close := append(piledUp(30), 7.0001, 7.0002, 7.00021, 0, 0, 10, 10)
	hostile := append(piledUp(50), math.NaN(), math.Inf(1), -3, 1e308)
	for name, values := range map[string][]float64{"tied": tied, "two values": steps, "close": close, "hostile": hostile} {
		set := Learn(scored(values...))
		if set.Overall.IsIdentity() {
			t.Errorf("%s: nothing was learnt", name)
			continue
		}
		if err := check(set.Overall.points); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	// 50 photos at 3 lie on the quantiles to 0.45 and in the middle of their references.
	set := Learn(scored(steps...))
	if low, high := set.Overall.At(3), set.Overall.At(8); !(low > 2 && low < 4.5 && math.Abs(low+high-10) < 0.2) {
		t.Errorf("3 becomes %g and 8 becomes %g", low, high)
	}
}

func TestApplyMapsMeansAndSpreadsAndLeavesTheRawScoreAlone(t *testing.T) {
	bent := Map{[]point{{0, 0}, {6, 2}, {8, 8}, {10, 10}}}
	set := Set{Overall: bent}
	set.Attributes[library.Clarity] = bent
	raw := scored(7)[0]
	raw.Overall.Distribution = []float64{0, 1}
	raw.Reasons[library.Clarity] = library.Verbatim("sharp")
	raw.Values[library.Exposure] = library.Value{Known: true, Mean: 7, SD: 0.5}
	raw.Values[library.LevelShot] = library.Value{Off: 0.95}
	before := raw
	got := set.Apply(raw)
	if !reflect.DeepEqual(raw, before) {
		t.Error("the raw score was changed")
	}
	// Slope 3 from 6 to 8.
	if v := got.Of(library.Clarity); v.Mean != 5 || v.SD != 1.5 || got.Overall.Mean != 5 {
		t.Errorf("%+v", v)
	}
	if v := got.Of(library.Exposure); v.Mean != 7 || v.SD != 0.5 {
		t.Errorf("an attribute without a map became %+v", v)
	}
	if v := got.Of(library.LevelShot); v.Known || v.Mean != 0 || v.Off != 0.95 {
		t.Errorf("an absent one became %+v", v)
	}
	if got.Reasons[library.Clarity].Text() != "sharp" || len(got.Overall.Distribution) != 2 {
		t.Error("words or distribution were lost")
	}
}

func TestSpreadFollowsTheLocalSlope(t *testing.T) {
	m := Map{[]point{{0, 0}, {6, 2}, {8, 8}, {10, 10}}}
	for _, c := range []struct{ x, sd, want float64 }{
		{3, 0.3, 0.1},       // slope 1/3
		{6, 1, 5.0 / 3},     // a third on one side, three on the other
		{10, 1, 1},          // only one side is there
		{7, 0, 0},           //
		{7, 1e-300, 1e-300}, // lost beside 7
		{11, 1, 1},          // no value
	} {
		if got := m.SpreadAt(c.x, c.sd); math.Abs(got-c.want) > 1e-12 {
			t.Errorf("SpreadAt(%g, %g) = %g, want %g", c.x, c.sd, got, c.want)
		}
	}
	for _, sd := range []float64{math.NaN(), -1} {
		if got := m.SpreadAt(5, sd); got != sd && !math.IsNaN(sd) {
			t.Errorf("SpreadAt(5, %g) = %g", sd, got)
		}
	}
}

func TestWhatIsNoValueComesBackAsItIs(t *testing.T) {
	m := Map{[]point{{0, 0}, {6, 2}, {10, 10}}}
	for _, x := range []float64{-1, 11, math.Inf(1)} {
		if got := m.At(x); got != x {
			t.Errorf("At(%g) = %g", x, got)
		}
	}
	if got := m.At(math.NaN()); !math.IsNaN(got) {
		t.Errorf("At(NaN) = %g", got)
	}
}

func TestASetSurvivesJSON(t *testing.T) {
	for name, set := range map[string]Set{"nothing": {}, "learnt": Learn(scored(piledUp(200)...))} {
		b, err := json.Marshal(set)
		if err != nil {
			t.Fatal(err)
		}
		var back Set
		if err := json.Unmarshal(b, &back); err != nil || !reflect.DeepEqual(set, back) {
			t.Errorf("%s: %s came back as %+v, %v", name, b, back, err)
		}
		if set.IsIdentity() != (name == "nothing") {
			t.Errorf("%s: IsIdentity is %v", name, set.IsIdentity())
		}
	}
}

func TestWhatIsNoSetIsRefused(t *testing.T) {
	for _, text := range []string{
		`{"overall":[[0,0],[5,5]]}`,
		`{"overall":[[1,0],[10,10]]}`,
		`{"overall":[[0,0],[5,6],[5,7],[10,10]]}`,
		`{"overall":[[0,0],[5,6],[6,5],[10,10]]}`,
		`{"overall":[[0,0],[5],[10,10]]}`,
		`{"overall":"steep"}`,
		`{"attributes":{"clarity":[[0,1],[10,10]]}}`,
		`[]`, ``,
	} {
		var s Set
		if err := json.Unmarshal([]byte(text), &s); err == nil {
			t.Errorf("%s was taken as %+v", text, s)
		}
	}
	many := append([]byte(`{"overall":[[0,0]`), slices.Repeat([]byte(`,[1,1]`), maxPoints)...)
	if err := json.Unmarshal(append(many, `,[10,10]]}`...), &Set{}); err == nil {
		t.Error("more points than are read were taken")
	}
	var s Set
	if err := json.Unmarshal([]byte(`{"attributes":{"beauty":[[0,0],[10,10]]}}`), &s); err != nil || !s.IsIdentity() {
		t.Errorf("an attribute of a later version: %v", err)
	}
}

func FuzzSet(f *testing.F) {
	f.Add([]byte(`{"overall":[[0,0],[6,2],[10,10]],"attributes":{"clarity":[[0,0],[10,10]]}}`), 5.0, 1.0)
	f.Add([]byte(`{"overall":[[0,0],[1e-300,9],[10,10]]}`), 1e-301, 3.0)
	f.Fuzz(func(t *testing.T, b []byte, x, sd float64) {
		var s Set
		if json.Unmarshal(b, &s) != nil {
			return
		}
		out, err := json.Marshal(s)
		if err != nil {
			t.Fatal(err)
		}
		var back Set
		if err := json.Unmarshal(out, &back); err != nil || !reflect.DeepEqual(s, back) {
			t.Errorf("%q came back as %q, %v", b, out, err)
		}
		if !(x >= 0 && x <= fullScore && sd >= 0 && sd <= fullScore) {
			return
		}
		y, spread := s.Overall.At(x), s.Overall.SpreadAt(x, sd)
		if !(y >= 0 && y <= fullScore && spread >= 0) || math.IsInf(spread, 0) || y > s.Overall.At(fullScore) {
			t.Errorf("%s maps %g ± %g to %g ± %g", out, x, sd, y, spread)
		}
	})
}

func FuzzLearn(f *testing.F) {
	f.Add(uint64(1), 7.0, 0.5, 0.1)
	f.Fuzz(func(t *testing.T, seed uint64, centre, width, grain float64) {
		random := rand.New(rand.NewPCG(seed, 0))
		values := make([]float64, 200)
		for i := range values {
			values[i] = centre + width*random.NormFloat64()
			if grain > 0 {
				values[i] = grain * math.Round(values[i]/grain)
			}
		}
		set := Learn(scored(values...))
		if !set.Overall.IsIdentity() {
			if err := check(set.Overall.points); err != nil {
				t.Error(err)
			}
			if len(set.Overall.points) > maxPoints {
				t.Errorf("%d points", len(set.Overall.points))
			}
		}
	})
}

package difference

import (
	"math"
	"slices"
	"testing"

	"keeplight.app/keeplight/library"
)

func value(mean, sd float64) library.Value { return library.Value{Known: true, Mean: mean, SD: sd} }

func TestADifferenceIsClearFromOneJointDeviationOn(t *testing.T) {
	for name, c := range map[string]struct {
		first, second library.Value
		want          Of
	}{
		"far above":              {value(5, 0.3), value(7, 0.4), Of{By: 2, SD: 0.5, Clear: true, Known: true}},
		"far below":              {value(7, 0.3), value(5, 0.4), Of{By: -2, SD: 0.5, Clear: true, Known: true}},
		"exactly one deviation":  {value(5, 0.3), value(5.5, 0.4), Of{By: 0.5, SD: 0.5, Clear: true, Known: true}},
		"within":                 {value(5, 0.3), value(5.25, 0.4), Of{By: 0.25, SD: 0.5, Known: true}},
		"equal":                  {value(5, 0.3), value(5, 0.4), Of{SD: 0.5, Known: true}},
		"equal without a spread": {value(5, 0), value(5, 0), Of{Known: true}},
		"no spread":              {value(5, 0), value(5.5, 0), Of{By: 0.5, Clear: true, Known: true}},
		"first unknown":          {library.Value{Mean: 5}, value(7, 0.4), Of{}},
		"second unknown":         {value(5, 0.4), library.Value{}, Of{}},
		"no number":              {value(math.NaN(), 0.4), value(5, 0.4), Of{}},
		"endless":                {value(5, 0.4), value(math.Inf(1), 0.4), Of{}},
		"a spread of no number":  {value(5, math.NaN()), value(7, 0.4), Of{}},
	} {
		got := Between(c.first, c.second)
		if math.Abs(got.By-c.want.By) > 1e-9 || math.Abs(got.SD-c.want.SD) > 1e-9 || got.Clear != c.want.Clear || got.Known != c.want.Known {
			t.Errorf("%s: %+v, want %+v", name, got, c.want)
		}
	}
}

func TestOnlyScoresThatWereMadeAlikeAreCompared(t *testing.T) {
	by := func(p library.Provenance) *library.Score {
		return &library.Score{By: p, Overall: value(5, 0.4)}
	}
	first := library.Provenance{Name: "model", Version: "1", Model: "a", Prompt: "3"}
	changed := func(change func(*library.Provenance)) *library.Score {
		p := first
		change(&p)
		return by(p)
	}
	for name, c := range map[string]struct {
		second *library.Score
		want   Why
	}{
		"the same":         {by(first), Comparable},
		"none":             {nil, NoSecond},
		"another scorer":   {changed(func(p *library.Provenance) { p.Name = "builtin" }), OtherScorers},
		"another model":    {changed(func(p *library.Provenance) { p.Model = "b" }), OtherScorers},
		"another version":  {changed(func(p *library.Provenance) { p.Version = "2" }), OtherVersions},
		"another prompt":   {changed(func(p *library.Provenance) { p.Prompt = "4" }), OtherQuestions},
		"another settings": {changed(func(p *library.Provenance) { p.Settings = map[string]string{"views": "2"} }), OtherQuestions},
	} {
		got := Compare(by(first), c.second)
		if got.Why != c.want || got.Overall.Known != (c.want == Comparable) || c.want != Comparable && got.Absent() != nil {
			t.Errorf("%s: %+v, want %v", name, got, c.want)
		}
	}
	if got := Compare(nil, by(first)); got.Why != NoFirst {
		t.Errorf("without a first score: %+v", got)
	}
}

func TestClearDifferencesStandInOrderOfTheirSize(t *testing.T) {
	first, second := &library.Score{}, &library.Score{}
	put := func(a library.Attribute, one, two library.Value) { first.Values[a], second.Values[a] = one, two }
	put(library.Clarity, value(5, 0.3), value(6.1, 0.3))
	put(library.Exposure, value(8, 0.3), value(6, 0.3))
	put(library.Saturation, value(8, 0.3), value(8.1, 0.3))
	put(library.LevelShot, value(8, 0.3), library.Value{})
	put(library.Composition, library.Value{}, value(8, 0.3))
	s := Compare(first, second)
	if got := s.Clear(); !slices.Equal(got, []library.Attribute{library.Exposure, library.Clarity}) {
		t.Errorf("clear are %v", got)
	}
	absent := s.Absent()
	if len(absent) != library.NumAttributes-3 || !slices.Contains(absent, library.LevelShot) || !slices.Contains(absent, library.Composition) {
		t.Errorf("absent are %v", absent)
	}
}

func TestAMeanTakesInOnlyScoresThatWereMadeAlike(t *testing.T) {
	by := library.Provenance{Name: "builtin", Version: "5"}
	score := func(version string, overall library.Value) *library.Score {
		s := &library.Score{By: library.Provenance{Name: "builtin", Version: version}, Overall: overall}
		s.Values[library.Clarity] = overall
		return s
	}
	like := &library.Score{By: by}
	scores := []*library.Score{score("5", value(4, 0.1)), score("4", value(9, 0.1)), nil, score("5", value(6, 0.1)), score("5", value(8, 0.1))}
	mean, n := Mean(like, scores)
	if n != 3 || math.Abs(mean.Overall.Mean-6) > 1e-9 || math.Abs(mean.Overall.SD-2) > 1e-9 || mean.Values[library.Exposure].Known {
		t.Errorf("the mean of %d is %+v", n, mean)
	}
	if got := Compare(mean, scores[0]); got.Why != Comparable || !got.Attributes[library.Clarity].Known {
		t.Errorf("a photo is compared with the mean: %+v", got)
	}
	if mean, n := Mean(like, scores[:2]); mean != nil || n != 1 {
		t.Errorf("of one score the mean is %v (%d)", mean, n)
	}
	if mean, n := Mean(nil, scores); mean != nil || n != 0 {
		t.Errorf("without a score to be like the mean is %v (%d)", mean, n)
	}
}

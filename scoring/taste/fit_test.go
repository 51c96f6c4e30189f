package taste

import (
	"encoding/json"
	"errors"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"gonum.org/v1/gonum/mat"

	"keeplight.app/keeplight/library"
)

func BenchmarkFitTenThousandPhotos(b *testing.B) {
	s := newStudio(1, 736)
	likes := rule{1, -1, 0.5}
	var all []Sample
	for k := range 10 {
		all = append(all, s.shoot(k, 1000, func(p *Photo) bool { return likes.of(p)+0.2*float64(p.Features[0]) > 0 })...)
	}
	b.ResetTimer()
	for b.Loop() {
		if _, err := Fit(b.Context(), all, Options{Length: 736}); err != nil {
			b.Fatal(err)
		}
	}
}

// someShoots are samples of a person with a firm rule, some without features, and stacks.
func someShoots(length int) []Sample {
	s := newStudio(4, length)
	likes := rule{1, -1, 0, 0, 0, 0.8}
	var all []Sample
	for k := range 3 {
		all = append(all, s.shoot(k, 40, func(p *Photo) bool { return likes.of(p) > 0 })...)
	}
	for i := range all {
		if i%10 == 0 {
			all[i].Features = nil
		}
		if i%8 < 2 {
			all[i].Stack = 1 + i/8
		}
	}
	return all
}

func TestTheSameSamplesGiveTheSameWeights(t *testing.T) {
	samples := someShoots(5)
	one, err := Fit(t.Context(), samples, Options{Length: 5})
	if err != nil {
		t.Fatal(err)
	}
	two, err := Fit(t.Context(), samples, Options{Length: 5})
	if d := cmp.Diff(one.Weights, two.Weights); err != nil || d != "" {
		t.Errorf("%v\n%s", err, d)
	}
	b, err := json.Marshal(&one.Weights)
	if err != nil {
		t.Fatal(err)
	}
	var read Weights
	if err := errors.Join(json.Unmarshal(b, &read), read.Check()); err != nil {
		t.Fatal(err)
	}
	by, err := NewScorer(&read)
	if err != nil {
		t.Fatal(err)
	}
	again, err := NewScorer(&one.Weights)
	if err != nil {
		t.Fatal(err)
	}
	if a, b := by.Raw(&samples[1].Photo), again.Raw(&samples[1].Photo); a != b {
		t.Errorf("as JSON they say %v, not %v", a, b)
	}
}

func TestWhatIsLeftOutIsPredictedAsIfItWereNotThere(t *testing.T) {
	samples := someShoots(3)
	e := &encoder{layout: layout{3}, standard: standardOf(samples, 3), bank: newBank(3)}
	fold := foldsOf(samples)
	q := e.write(samples, rowsOf(samples, gradesOf(samples)), fold)
	m := mix{Features: 1, Waves: 1}
	x := e.weighed(q, m)
	var gram mat.SymDense
	gram.SymOuterK(1, x)
	out, ok := leaveOut(&gram, q, 3)
	if !ok {
		t.Fatal("it cannot be solved")
	}
	for left := range 3 {
		var rows []int
		for k, f := range q.fold {
			if f != left {
				rows = append(rows, k)
			}
		}
		some, y := mat.NewDense(len(rows), e.columns(), nil), make([]float64, len(rows))
		for i, k := range rows {
			some.SetRow(i, x.RawRowView(k))
			y[i] = q.y[k]
		}
		w, err := solve(some, y, 3)
		if err != nil {
			t.Fatal(err)
		}
		for k, f := range q.fold {
			if want := dot(x.RawRowView(k), w); f == left && math.Abs(out[k]-want) > 1e-6 {
				t.Fatalf("equation %d: %v, want %v", k, out[k], want)
			}
		}
	}
}

func TestAPhotoWithoutFeaturesHasAWiderBand(t *testing.T) {
	s := newStudio(6, 4)
	var all []Sample
	for k := range 4 {
		all = append(all, s.shoot(k, 80, func(p *Photo) bool { return p.Features[0] > 0 })...)
	}
	f, err := Fit(t.Context(), all, Options{Length: 4})
	if err != nil {
		t.Fatal(err)
	}
	by, err := NewScorer(&f.Weights)
	if err != nil {
		t.Fatal(err)
	}
	p := all[0].Photo
	with := by.Score(&p)
	p.Features = nil
	without := by.Score(&p)
	if !with.Known || !without.Known || without.SD < 1.2*with.SD {
		t.Errorf("%+v, without features %+v", with, without)
	}
	if v := by.Score(&Photo{}); v.Known {
		t.Errorf("of a photo of which nothing is known it says %+v", v)
	}
	if near := by.Nearest(&all[3].Photo, []Photo{all[1].Photo, all[3].Photo, {}}, 2); len(near) != 2 || near[0].Index != 1 || near[0].Similarity < 0.999 {
		t.Errorf("the nearest of itself: %+v", near)
	}
}

func TestAPickOverItsNeighboursTeachesWithoutARejection(t *testing.T) {
	s := newStudio(8, 0)
	var all []Sample
	for k := range 60 { // of three frames the one with the highest clarity is picked, the others stay undecided
		best := -1
		for i := range 3 {
			all = append(all, Sample{Photo: s.photo(), Shoot: k / 20, Stack: 1 + k})
			if last := len(all) - 1; best < 0 || all[last].Values[library.Clarity].Mean > all[best].Values[library.Clarity].Mean {
				best = last
			}
			_ = i
		}
		all[best].Flag = library.Pick
	}
	f, err := Fit(t.Context(), all, Options{})
	if err != nil {
		t.Fatal(err)
	}
	w := f.Weights.W[2:]
	for a, v := range w {
		if library.Attribute(a) != library.Clarity && math.Abs(v) > w[library.Clarity]/2 {
			t.Errorf("%v weighs %.2f beside clarity's %.2f", library.Attribute(a).Key(), v, w[library.Clarity])
		}
	}
	if pulls, ok := Pulls(all); !ok || pulls[library.Clarity].Low <= 0 {
		t.Errorf("clarity does not pull: %+v", pulls[library.Clarity])
	}
}

func TestTooLittleIsNotLearntFrom(t *testing.T) {
	s := newStudio(2, 0)
	few := s.shoot(0, 5, func(*Photo) bool { return true })
	if _, err := Fit(t.Context(), few, Options{}); !errors.Is(err, ErrTooFew) {
		t.Error(err)
	}
	alike := s.shoot(0, 50, func(*Photo) bool { return true })
	if _, err := Fit(t.Context(), alike, Options{}); !errors.Is(err, ErrAllAlike) {
		t.Error(err)
	}
	if _, ok := Pulls(alike); ok {
		t.Error("pulls of one side alone")
	}
}

func TestDecisionsAreGradedAndSided(t *testing.T) {
	samples := []Sample{
		{Flag: library.Pick, Stack: 1},
		{Stack: 1},
		{Stack: 2},
		{Flag: library.Reject, Rating: 5},
		{Rating: 4},
		{Rating: 3},
		{Rating: 1},
		{Flag: library.Pick, Rating: 5},
	}
	want := []Side{Kept, NotKept, Neither, NotKept, Kept, Neither, NotKept, Kept}
	if d := cmp.Diff(want, Sides(samples)); d != "" {
		t.Error(d)
	}
	if g, _ := samples[7].Grade(); g <= 1 {
		t.Errorf("a pick with five stars is graded %v", g)
	}
}

func FuzzWeights(f *testing.F) {
	f.Add([]byte(`{"features":0,"mean":[0,0,0,0,0,0,0,0,0,0,0],"sd":[1,1,1,1,1,1,1,1,1,1,1],"weights":[0,0,0,0,0,0,0,0,0,0,0,0],"spread":1}`))
	f.Add([]byte(`{"features":1}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		var w Weights
		var g Gate
		_ = json.Unmarshal(b, &g)
		if g.Check() == nil && (g.Needed() < needed || math.IsNaN(g.BuiltIn.Evidence())) {
			t.Error("a state that passes has no evidence")
		}
		if json.Unmarshal(b, &w) != nil || w.Length > 64 {
			return
		}
		by, err := NewScorer(&w)
		if err != nil {
			if !errors.Is(err, ErrWeights) {
				t.Error(err)
			}
			return
		}
		v := by.Score(&Photo{Overall: library.Value{Known: true, Mean: 5}})
		if v.Known && !(v.Mean >= 0 && v.Mean <= 10 && v.SD >= 0 && v.SD <= 5) {
			t.Errorf("%+v", v)
		}
	})
}

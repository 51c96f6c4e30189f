package agreement

import (
	"context"
	"errors"
	"math"
	"math/rand/v2"
	"testing"
)

// noisy gives scores of 0..10 and ratings that follow them, with an error of so
// many standard deviations.
func noisy(n int, seed uint64, far float64) (scores, ratings []float64) {
	r := rand.New(rand.NewPCG(seed, 1))
	for range n {
		s := 10 * r.Float64()
		scores = append(scores, s)
		ratings = append(ratings, 50+5*s+far*14*r.NormFloat64())
	}
	return scores, ratings
}

func TestACurveIsFoundAgain(t *testing.T) {
	for name, want := range map[string]Logistic{
		"rising":         {Low: 20, High: 80, Middle: 5, Width: 1.2},
		"falling":        {Low: 80, High: 20, Middle: 4, Width: 2},
		"nearly a step":  {Low: 1, High: 5, Middle: 6.3, Width: 0.15},
		"scores of 1e-4": {Low: 0, High: 1, Middle: 5e-4, Width: 1e-4},
	} {
		t.Run(name, func(t *testing.T) {
			var x, y []float64
			for i := range 60 {
				at := want.Middle + (float64(i)-30)/6*want.Width
				x, y = append(x, at), append(y, want.At(at))
			}
			got, err := FitLogistic(x, y)
			if err != nil {
				t.Fatal(err)
			}
			for i := range x {
				if off := math.Abs(got.At(x[i]) - y[i]); off > 1e-6*math.Abs(want.High-want.Low) {
					t.Fatalf("at %g: off by %g; fitted %+v", x[i], off, got)
				}
			}
		})
	}
}

func TestACurveIsTheOneThatAnotherLeastSquaresFinds(t *testing.T) {
	// By scipy 1.10, least_squares, from 24 starts.
	x := []float64{2.1, 3.4, 4.0, 4.4, 5.1, 5.3, 6.0, 6.2, 7.1, 7.7, 8.0, 9.3}
	y := []float64{21, 20, 33, 28, 49, 41, 66, 58, 75, 72, 81, 79}
	got, err := FitLogistic(x, y)
	if err != nil {
		t.Fatal(err)
	}
	want := Logistic{Low: 19.11823657, High: 79.69859514, Middle: 5.42577434, Width: 0.78966693}
	for i, off := range []float64{got.Low - want.Low, got.High - want.High, got.Middle - want.Middle, got.Width - want.Width} {
		if math.Abs(off) > 1e-4 {
			t.Errorf("parameter %d is off by %g: %+v", i, off, got)
		}
	}
	s, err := Summarize(t.Context(), x, y, Bootstrap{})
	if err != nil || math.Abs(s.CurvePLCC.Value-0.9802391109) > 1e-8 || math.Abs(s.CurveRMSE.Value-4.3425507322) > 1e-7 {
		t.Errorf("%v, %+v", err, s)
	}
}

func TestACurveIsNeverWorseThanALine(t *testing.T) {
	for seed := range uint64(6) {
		x, y := noisy(80, seed, 1)
		line, _ := PLCC(x, y)
		s, err := Summarize(t.Context(), x, y, Bootstrap{})
		if err != nil || !s.CurvePLCC.Known {
			t.Fatalf("%v, %+v", err, s)
		}
		// A logistic has a line as its limit, which a fit comes close to.
		if s.CurvePLCC.Value < line-0.003 {
			t.Errorf("seed %d: PLCC %.4f after the curve, %.4f before", seed, s.CurvePLCC.Value, line)
		}
		if s.CurveRMSE.Value > s.Spread {
			t.Errorf("seed %d: RMSE %.3f, of the mean %.3f", seed, s.CurveRMSE.Value, s.Spread)
		}
	}
}

func TestIntervalsHoldTheTruthAsOftenAsTheySay(t *testing.T) {
	const trials = 120
	// Of ratings with this error, by a sample of a million.
	x, y := noisy(200000, 99, 1)
	truth, err := SRCC(x, y)
	if err != nil {
		t.Fatal(err)
	}
	held := 0
	for seed := range uint64(trials) {
		x, y := noisy(100, seed, 1)
		r, err := Rank(t.Context(), x, y, Bootstrap{Rounds: 300, Seed: 1})
		if err != nil {
			t.Fatal(err)
		}
		if r.SRCC.Low <= truth && truth <= r.SRCC.High {
			held++
		}
	}
	if share := float64(held) / trials; share < 0.87 {
		t.Errorf("%.2f of the intervals hold the truth, 0.95 are promised", share)
	}
}

func TestTheSameSeedGivesTheSameIntervals(t *testing.T) {
	x, y := noisy(60, 1, 1)
	one, err1 := Summarize(t.Context(), x, y, Bootstrap{Rounds: 50, Seed: 7})
	two, err2 := Summarize(t.Context(), x, y, Bootstrap{Rounds: 50, Seed: 7})
	other, err3 := Summarize(t.Context(), x, y, Bootstrap{Rounds: 50, Seed: 8})
	if err := errors.Join(err1, err2, err3); err != nil {
		t.Fatal(err)
	}
	if one != two {
		t.Errorf("%+v\nthen %+v", one, two)
	}
	if one.SRCC == other.SRCC {
		t.Error("another seed changes nothing")
	}
	if one.SRCC.Rounds != 50 || one.SRCC.Low >= one.SRCC.Value || one.SRCC.High <= one.SRCC.Value {
		t.Errorf("%+v", one.SRCC)
	}
}

func TestWhatIsUndefinedIsNotKnown(t *testing.T) {
	for name, c := range map[string]struct {
		x, y   []float64
		srcc   bool
		curved bool
	}{
		"no photos":        {nil, nil, false, false},
		"one photo":        {[]float64{1}, []float64{2}, false, false},
		"constant scores":  {[]float64{3, 3, 3, 3, 3, 3}, []float64{1, 2, 3, 4, 5, 6}, false, false},
		"too few to curve": {[]float64{1, 2, 3}, []float64{1, 2, 4}, true, false},
		"enough":           {[]float64{1, 2, 3, 4, 5, 6}, []float64{1, 2, 4, 4, 5, 5}, true, true},
	} {
		s, err := Summarize(t.Context(), c.x, c.y, Bootstrap{Rounds: 10})
		if err != nil || s.SRCC.Known != c.srcc || s.CurvePLCC.Known != c.curved || s.N != len(c.x) {
			t.Errorf("%s: %v, %+v", name, err, s)
		}
	}
	for name, c := range map[string][2][]float64{
		"not a number":     {{1, 2, math.NaN()}, {1, 2, 3}},
		"infinite":         {{1, 2, 3}, {1, 2, math.Inf(1)}},
		"different counts": {{1, 2}, {1}},
	} {
		if _, err := Summarize(t.Context(), c[0], c[1], Bootstrap{}); err == nil {
			t.Errorf("%s was accepted", name)
		}
		if _, err := CountPairs(c[0], c[1], 1); err == nil {
			t.Errorf("%s was paired", name)
		}
	}
}

func TestABootstrapStopsWhenAsked(t *testing.T) {
	x, y := noisy(500, 1, 1)
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if _, err := Summarize(ctx, x, y, Bootstrap{Rounds: 100_000}); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
}

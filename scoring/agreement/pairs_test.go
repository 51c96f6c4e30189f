package agreement

import (
	"math"
	"math/rand/v2"
	"testing"
)

func TestPairsAreCountedByHowFarApartTheyAre(t *testing.T) {
	// Ratings 0, 1, 2, 8 (sd 3.594): six pairs. The scores swap the first two, and
	// tie the last two.
	p, err := CountPairs([]float64{2, 1, 5, 5}, []float64{0, 1, 2, 8}, 1)
	if err != nil {
		t.Fatal(err)
	}
	if p.All.Right != 4 || p.All.Wrong != 1 || p.All.Tied != 1 || p.PeopleTied != 0 || p.Photos != 4 {
		t.Errorf("%+v", p)
	}
	if want := 4.5 / 6; math.Abs(p.All.Share.Value-want) > 1e-12 {
		t.Errorf("share %.4f, want %.4f", p.All.Share.Value, want)
	}
	// Gaps of 1, 1, 2, 6, 7, 8 in units of 3.594: 0.28, 0.28, 0.56, 1.67, 1.95, 2.23.
	for i, want := range [][3]int{{0, 0, 0}, {1, 1, 0}, {1, 0, 0}, {1, 0, 1}, {1, 0, 0}} {
		if b := p.ByRating[i]; b.Right != want[0] || b.Wrong != want[1] || b.Tied != want[2] {
			t.Errorf("band %d: %+v, want %v", i, b, want)
		}
	}
}

func TestPairsThatPeopleTieAreLeftOutAndCounted(t *testing.T) {
	p, err := CountPairs([]float64{1, 2, 3}, []float64{5, 5, 6}, 1)
	if err != nil || p.PeopleTied != 1 || p.All.N() != 2 || p.All.Share.Value != 1 {
		t.Errorf("%v %+v", err, p)
	}
	if p, err := CountPairs([]float64{1, 2, 3}, []float64{5, 5, 5}, 1); err != nil || p.All.Share.Known || p.PeopleTied != 3 {
		t.Errorf("%v %+v", err, p)
	}
}

func TestOfManyPhotosAPartIsPaired(t *testing.T) {
	for n, want := range map[int]int{0: 0, 7: 7, mostPaired: mostPaired, mostPaired + 500: mostPaired} {
		chosen := someOf(n, 1)
		seen := map[int]bool{}
		for _, i := range chosen {
			seen[i] = i >= 0 && i < n
		}
		if len(seen) != want || len(chosen) != want {
			t.Errorf("of %d photos %d were chosen, %d of them different; want %d", n, len(chosen), len(seen), want)
		}
	}
}

func TestSharesOfPairsHaveIntervalsThatHoldTheTruth(t *testing.T) {
	x, y := noisy(4000, 77, 1)
	large, err := CountPairs(x, y, 1)
	if err != nil {
		t.Fatal(err)
	}
	held := 0
	const trials = 150
	for seed := range uint64(trials) {
		x, y := noisy(80, seed, 1)
		p, err := CountPairs(x, y, 1)
		if err != nil {
			t.Fatal(err)
		}
		if p.All.Share.Low <= large.All.Share.Value && large.All.Share.Value <= p.All.Share.High {
			held++
		}
	}
	if share := float64(held) / trials; share < 0.88 {
		t.Errorf("%.2f of the intervals hold the truth", share)
	}
}

func TestAnHonestUncertaintyKeepsItsPromise(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	var scores, deviations, boasted, ratings []float64
	for range 600 {
		truth, sd := 5+2*r.NormFloat64(), 0.5+r.Float64()
		ratings = append(ratings, truth)
		scores = append(scores, truth+sd*r.NormFloat64())
		deviations, boasted = append(deviations, sd), append(boasted, sd/4)
	}
	honest, err := KeepPromises(scores, deviations, ratings, 1)
	if err != nil {
		t.Fatal(err)
	}
	// The prior makes a wide gap likelier than an error, so honest is a little better.
	if off := honest.Clear.Share.Value - honest.Clear.Promised; off < -0.02 {
		t.Errorf("honest: %.3f kept, %.3f promised", honest.Clear.Share.Value, honest.Clear.Promised)
	}
	boast, err := KeepPromises(scores, boasted, ratings, 1)
	if err != nil {
		t.Fatal(err)
	}
	if off := boast.Clear.Promised - boast.Clear.Share.Value; off < 0.05 {
		t.Errorf("boasting: %.3f kept, %.3f promised", boast.Clear.Share.Value, boast.Clear.Promised)
	}
	total := 0
	for _, b := range honest.Bands {
		total += b.N()
	}
	if want := 600 * 599 / 2; total != want {
		t.Errorf("%d pairs in the bands, want %d", total, want)
	}
}

func TestPromisesAreCountedByHand(t *testing.T) {
	// Joint deviation of each pair is 1: distances 0.4, 2 and 2.4.
	half := math.Sqrt(0.5)
	p, err := KeepPromises([]float64{5, 5.4, 3}, []float64{half, half, half}, []float64{1, 2, 3}, 1)
	if err != nil || p.Clear.N() != 2 || p.Clear.Wrong != 2 || p.Bands[0].Right != 1 {
		t.Fatalf("%v %+v", err, p)
	}
	if want := (0.977250 + 0.991802) / 2; math.Abs(p.Clear.Promised-want) > 1e-5 {
		t.Errorf("promised %.6f, want %.6f", p.Clear.Promised, want)
	}
	for name, sds := range map[string][]float64{"negative": {1, -1, 1}, "no number": {1, math.NaN(), 1}, "too few": {1}} {
		if _, err := KeepPromises([]float64{1, 2, 3}, sds, []float64{1, 2, 3}, 1); err == nil {
			t.Errorf("%s deviations were accepted", name)
		}
	}
}

func TestTheBetterOfTwoScorersIsFound(t *testing.T) {
	good, ratings := noisy(300, 4, 0.7)
	r := rand.New(rand.NewPCG(8, 8))
	bad := make([]float64, len(good))
	for i, s := range good {
		bad[i] = s + 6*r.NormFloat64()
	}
	d, err := Compare(t.Context(), good, bad, ratings, Bootstrap{Rounds: 400, Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	if d.By.Low <= 0 || d.Above < 0.99 || !d.Tested || d.P > 0.001 || d.N != 300 {
		t.Errorf("%+v", d)
	}
	if math.Abs(d.By.Value-(d.First.Value-d.Second.Value)) > 1e-12 {
		t.Errorf("%+v", d)
	}
	same, err := Compare(t.Context(), good, good, ratings, Bootstrap{Rounds: 100, Seed: 1})
	if err != nil || same.By.Value != 0 || same.By.High != 0 || same.Above != 0.5 || same.Tested {
		t.Errorf("%v %+v", err, same)
	}
}

func TestWilliamsTestGivesSteigersExample(t *testing.T) {
	// Steiger (1980), N = 103: 0.4 and 0.5, correlated 0.1, give t = -0.89.
	p, ok := williams(103, 0.4, 0.5, 0.1)
	if !ok || math.Abs(p-0.374918) > 1e-5 {
		t.Errorf("p = %.4f, %v", p, ok)
	}
}

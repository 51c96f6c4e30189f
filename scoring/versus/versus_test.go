package versus

import (
	"context"
	"math"
	"math/rand/v2"
	"testing"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/scoring/agreement"
)

func score(mean float64) library.Value { return library.Value{Known: true, Mean: mean, SD: 0.5} }

func decided(f library.Flag) library.Decision { return library.Decision{Flag: f} }

func compare(t *testing.T, photos []Photo) *Result {
	t.Helper()
	r, err := Compare(t.Context(), photos, agreement.Bootstrap{Rounds: 500, Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestThePhotosThatMovedMostComeFirst(t *testing.T) {
	r := compare(t, []Photo{
		{ID: 1, Scores: [2]library.Value{score(9), score(60)}},
		{ID: 2, Scores: [2]library.Value{score(8), score(10)}},
		{ID: 3, Scores: [2]library.Value{score(7), score(40)}},
		{ID: 4, Scores: [2]library.Value{score(7), score(70)}},
		{ID: 5, Scores: [2]library.Value{{}, score(70)}},
		{ID: 6, Scores: [2]library.Value{score(7), {}}},
		{ID: 7, Scores: [2]library.Value{score(math.NaN()), score(3)}},
		{ID: 8},
	})
	if r.Photos != 4 || r.Missing != [2]int{2, 1} {
		t.Errorf("%d photos, missing %v", r.Photos, r.Missing)
	}
	want := []Moved{{ID: 4, Places: [2]float64{3.5, 1}}, {ID: 2, Places: [2]float64{2, 4}}, {ID: 1, Places: [2]float64{1, 2}}, {ID: 3, Places: [2]float64{3.5, 3}}}
	for i, m := range r.Moved {
		if m.ID != want[i].ID || m.Places != want[i].Places {
			t.Errorf("place %d: photo %d, %v; want %d, %v", i, m.ID, m.Places, want[i].ID, want[i].Places)
		}
	}
	if up := r.Moved[0].By(); up != 2.5 {
		t.Errorf("photo 4 rose by %v", up)
	}
	if !r.Ordered || r.Verdict() != TooFew {
		t.Errorf("%v, %v", r.Ordered, r.Verdict())
	}
}

// shoot is photos of which a person keeps some by a rule that one scorer knows well and the
// other by chance, or both equally well.
func shoot(n int, noise [2]float64) []Photo {
	r := rand.New(rand.NewPCG(7, 7))
	photos := make([]Photo, n)
	for i := range photos {
		liked := r.NormFloat64()
		photos[i] = Photo{ID: library.ID(i + 1), Decision: decided(library.Reject)}
		if liked > 0 {
			photos[i].Decision = decided(library.Pick)
		}
		for k := range noise {
			photos[i].Scores[k] = score(5 + liked + noise[k]*r.NormFloat64())
		}
	}
	return photos
}

func TestTheOneThatAgreesBetterIsNamedOnlyBeyondChance(t *testing.T) {
	for name, c := range map[string]struct {
		photos []Photo
		want   Verdict
	}{
		"the first knows":   {shoot(120, [2]float64{0.5, 4}), FirstBetter},
		"the second knows":  {shoot(120, [2]float64{4, 0.5}), SecondBetter},
		"both alike":        {shoot(120, [2]float64{1, 1}), NoDifference},
		"few photos":        {shoot(8, [2]float64{0.1, 4}), TooFew},
		"nothing":           {nil, TooFew},
		"nothing is marked": {[]Photo{{ID: 1, Scores: [2]library.Value{score(1), score(2)}}, {ID: 2, Scores: [2]library.Value{score(2), score(1)}}}, TooFew},
	} {
		r := compare(t, c.photos)
		if got := r.Verdict(); got != c.want {
			t.Errorf("%s: %d, want %d (%+v)", name, got, c.want, r.Test.By)
		}
		if c.want == FirstBetter && (r.Right[0].Value <= r.Right[1].Value || !r.Test.Tested || r.Test.P > 0.05) {
			t.Errorf("%s: %+v, p = %v", name, r.Right, r.Test.P)
		}
	}
}

func TestTwoScorersThatAreAlikeAreSeldomToldApart(t *testing.T) {
	if testing.Short() {
		t.Skip()
	}
	r, wrong := rand.New(rand.NewPCG(3, 3)), 0
	const runs = 200
	for run := range runs {
		photos := make([]Photo, 60)
		for i := range photos {
			liked := r.NormFloat64()
			photos[i] = Photo{ID: library.ID(i + 1), Decision: decided(library.Reject)}
			if liked > 0 {
				photos[i].Decision = decided(library.Pick)
			}
			photos[i].Scores = [2]library.Value{score(liked + 2*r.NormFloat64()), score(liked + 2*r.NormFloat64())}
		}
		res, err := Compare(t.Context(), photos, agreement.Bootstrap{Rounds: 300, Seed: uint64(run)})
		if err != nil {
			t.Fatal(err)
		}
		if v := res.Verdict(); v != NoDifference {
			wrong++
		}
	}
	if wrong > runs/10 {
		t.Errorf("%d of %d equal ones were told apart: 5 %% are", wrong, runs)
	}
}

func TestAScorerThatLearntFromThePicksIsHeldAgainstThemByWhatItHadSaidWithoutThem(t *testing.T) {
	photos := shoot(100, [2]float64{0.5, 4})
	for i := range photos { // it has all picks by heart, and guesses without them
		photos[i].Scores[1] = score(float64(photos[i].Decision.Flag))
		guess := float64(i % 7)
		photos[i].Unseen[1] = &guess
	}
	none := math.NaN()
	photos[0].Unseen[1] = &none
	r := compare(t, photos)
	if r.Verdict() != FirstBetter || r.Right[1].Value > 0.7 || r.Kept+r.NotKept != 99 {
		t.Errorf("%d, right in %+v, of %d", r.Verdict(), r.Right[1], r.Kept+r.NotKept)
	}
	if r.Photos != 100 {
		t.Errorf("%d photos moved", r.Photos)
	}
}

func TestComparingEnds(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Compare(ctx, shoot(50, [2]float64{1, 1}), agreement.Bootstrap{Rounds: 10}); err == nil {
		t.Error("it goes on")
	}
}

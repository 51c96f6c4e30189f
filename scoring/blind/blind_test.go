package blind

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"keeplight.app/keeplight/library"
)

func alone(n int) (stacks [][]library.ID) {
	for i := range n {
		stacks = append(stacks, []library.ID{library.ID(i + 1)})
	}
	return stacks
}

func TestATenthComesAgainAtADistance(t *testing.T) {
	for _, n := range []int{1, 9, 10, 25, 60, 400} {
		for seed := range uint64(50) {
			frames := Draw(alone(n), 0, seed)
			again := 0
			at := map[library.ID]int{}
			for i, f := range frames {
				if first, seen := at[f.Photo]; seen {
					again++
					if apart := i - first; apart < min(repeatDistance, n/2) {
						t.Fatalf("%d photos, seed %d: %d comes again after %d", n, seed, f.Photo, apart)
					}
				}
				at[f.Photo] = i
			}
			want := int(math.Round(float64(n) / 10))
			if n < fewestForRepeats {
				want = 0
			}
			if len(at) != n || again != want {
				t.Fatalf("%d photos, seed %d: %d are shown and %d again, want %d", n, seed, len(at), again, want)
			}
		}
	}
}

func TestTheOrderTellsNothingOfTheOrderBefore(t *testing.T) {
	const n, rounds = 40, 2000
	sum := 0.0 // of the places that the first photo gets
	for seed := range uint64(rounds) {
		frames := Draw(alone(n), 0, seed)
		sum += float64(slices.IndexFunc(frames, func(f Frame) bool { return f.Photo == 1 }))
	}
	// Without repeats the mean would be 19.5; they push it back by less than two.
	if mean := sum / rounds; mean < 18.5 || mean > 22.5 {
		t.Errorf("the first photo stands at place %.1f on the average", mean)
	}
	if slices.Equal(Draw(alone(n), 0, 1), Draw(alone(n), 0, 2)) {
		t.Error("two seeds give the same order")
	}
	if !slices.Equal(Draw(alone(n), 0, 1), Draw(alone(n), 0, 1)) {
		t.Error("one seed gives two orders")
	}
}

func TestStacksAreDrawnWhole(t *testing.T) {
	stacks := append(alone(30), []library.ID{101, 102, 103}, []library.ID{201, 202})
	for seed := range uint64(40) {
		frames, inStack := Draw(stacks, 12, seed), map[int]map[library.ID]bool{}
		photos := map[library.ID]bool{}
		for _, f := range frames {
			photos[f.Photo] = true
			if f.Stack != 0 {
				if inStack[f.Stack] == nil {
					inStack[f.Stack] = map[library.ID]bool{}
				}
				inStack[f.Stack][f.Photo] = true
			}
		}
		if len(photos) < 12 || len(photos) > 14 {
			t.Errorf("seed %d: %d photos", seed, len(photos))
		}
		for _, members := range inStack {
			if n := len(members); members[101] && n != 3 || members[201] && n != 2 {
				t.Errorf("seed %d: a stack came with %d photos", seed, n)
			}
		}
	}
}

// said makes verdicts of a text: p, x and u of photos 1, 2, 3 and so on.
func said(text string) (all []Verdict) {
	for i, r := range text {
		flag := map[rune]library.Flag{'p': library.Pick, 'x': library.Reject, 'u': library.Undecided}[r]
		all = append(all, Verdict{Frame{Photo: library.ID(i + 1)}, flag})
	}
	return all
}

func scored(numbers ...float64) Scores {
	s := Scores{}
	for i, n := range numbers {
		s[library.ID(i+1)] = &library.Score{Overall: library.Value{Known: true, Mean: n}}
	}
	return s
}

func TestTheFirstVerdictCountsAndTheSecondShowsThePerson(t *testing.T) {
	all := append(said("pxup"), Verdict{Frame{Photo: 1}, library.Pick}, Verdict{Frame{Photo: 2}, library.Pick}, Verdict{Frame{Photo: 2}, library.Reject})
	v := Gather(all)
	if len(v.First) != 4 || v.Picks != 2 || v.Rejects != 1 || v.Undecided != 1 || v.First[1].Flag != library.Reject {
		t.Errorf("%+v", v)
	}
	if v.Again.Verdicts != (Share{Hits: 1, Of: 2}) {
		t.Errorf("the same again: %v", v.Again.Verdicts)
	}
	// One pair with different first verdicts, which the second verdicts tie.
	if !v.Again.Pairs.Known || v.Again.Pairs.Value != 0.5 {
		t.Errorf("pairs %+v", v.Again.Pairs)
	}
}

func TestAgreementIsThatOfACountByHand(t *testing.T) {
	v := Gather(said("pxup"))
	a := Agree(&v, scored(8, 3, 5, 4))
	// Pairs with different verdicts: 1>2, 1>3, 3>2, 4>2 are right; 4>3 is wrong; 1 and 4 tie.
	if a.Photos != 4 || math.Abs(a.Pairs.Value-0.8) > 1e-12 {
		t.Errorf("%d photos, %+v", a.Photos, a.Pairs)
	}
	for threshold, want := range map[float64]Confusion{
		0:   {0, 2, 0, 2, 0},
		3.5: {3.5, 2, 0, 1, 1},
		5:   {5, 1, 1, 1, 1},
		9:   {9, 0, 2, 0, 2},
	} {
		if got := a.At(threshold); got != want {
			t.Errorf("from %v on: %+v, want %+v", threshold, got, want)
		}
	}
	if lost := a.Lost(9); !slices.Equal(lost, []library.ID{4, 1}) {
		t.Errorf("lost from 9 on: %v", lost)
	}
}

func TestWhatALostKeeperCostsMovesTheBestThreshold(t *testing.T) {
	v := Gather(said("ppxxxxx"))
	a := Agree(&v, scored(9, 3, 8, 5, 4, 2, 1))
	for weight, want := range map[float64]float64{0.5: 8.1, 1: 8.1, 5: 2.1} {
		if got := a.Best(weight); got.Threshold != want {
			t.Errorf("where a lost keeper costs %v looks: %+v, want a threshold of %v", weight, got, want)
		}
	}
}

func TestInStacksTheKeeperIsToHaveTheHighestScore(t *testing.T) {
	all := said("pxxxpxpp")
	for i, stack := range []int{1, 1, 1, 2, 2, 3, 0, 0} {
		all[i].Stack = stack
	}
	v := Gather(all)
	a := Agree(&v, scored(7, 6, 5, 9, 2, 1, 1, 2))
	if a.Stacks != (Share{Hits: 1, Of: 2}) || math.Abs(a.ByChance-(1.0/3+1.0/2)) > 1e-12 {
		t.Errorf("%v, by chance %v", a.Stacks, a.ByChance)
	}
}

func TestPhotosWithoutAScoreAreLeftOut(t *testing.T) {
	v := Gather(said("pxp"))
	s := scored(5, 4, 9)
	s[3] = &library.Score{Overall: library.Value{Mean: 9}}
	s[2].Overall.Mean = math.NaN()
	a := Agree(&v, s)
	if a.Photos != 1 || a.Pairs.Known {
		t.Errorf("%d photos, %+v", a.Photos, a.Pairs)
	}
	none := Agree(&v, nil)
	if got := none.Best(5); none.Photos != 0 || got != (Confusion{}) {
		t.Errorf("without scores: %+v", got)
	}
}

func TestAnAttributeIsHeldAgainstTheVerdictsByItself(t *testing.T) {
	v := Gather(said("pxpx"))
	s := scored(1, 2, 3, 4)
	for id, mean := range map[library.ID]float64{1: 9, 2: 1, 3: 8, 4: 2} {
		s[id].Values[library.Exposure] = library.Value{Known: true, Mean: mean}
	}
	a := Agree(&v, s)
	if got := a.Attributes[library.Exposure]; got.Value != 1 {
		t.Errorf("exposure: %+v", got)
	}
	if a.Attributes[library.Clarity].Known {
		t.Error("clarity is not known of any photo")
	}
}

func ExampleConfusion_Cost() {
	fmt.Println(Confusion{Lost: 2, ExtraLooks: 7}.Cost(5))
	// Output: 17
}

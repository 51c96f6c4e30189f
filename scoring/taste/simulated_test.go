package taste

import (
	"flag"
	"math"
	"testing"

	"keeplight.app/keeplight/library"
)

var long = flag.Bool("long", false, "simulate ten times as many photographers and print the figures")

// length is that of the simulated features: they cost most of the time.
func length() int {
	if *long {
		return 8
	}
	return 0
}

func runs(n int) int {
	if *long {
		return 10 * n
	}
	return n
}

// cull has a photographer decide in small sittings, and looks after each. It gives after
// how many decisions the gate opened, 0 for never.
func cull(t *testing.T, s *studio, shoots, sittings, each int, keep func(*Photo) bool) int {
	t.Helper()
	m := &Material{Length: s.length}
	var used []bool
	var g Gate
	for shoot := range shoots {
		for range sittings {
			m.Samples = append(m.Samples, s.shoot(shoot, each, keep)...)
			used = append(used, make([]bool, each)...)
			if _, err := Advance(t.Context(), m, used, &g); err != nil {
				t.Fatal(err)
			}
			if g.Open {
				return len(m.Samples)
			}
		}
	}
	return 0
}

func TestRandomPicksStaySilentOverTwentyLooks(t *testing.T) {
	opened, n := 0, runs(40)
	for seed := range n {
		s := newStudio(uint64(seed), length())
		if cull(t, s, 5, 4, 15, func(*Photo) bool { return s.r.Float64() < 0.4 }) > 0 {
			opened++
		}
	}
	t.Logf("%d of %d runs of random picks opened the gate", opened, n)
	if float64(opened) > Level*float64(n) {
		t.Errorf("%d of %d", opened, n)
	}
}

func TestAFirmRuleIsProvedWithin150DecisionsOverThreeShoots(t *testing.T) {
	opened, total, n := 0, 0, runs(40)
	for seed := range n {
		s := newStudio(uint64(seed), length())
		likes := rule{1, -1, 0, 0, 0, 0.8, 0, 0, -0.5, 0}
		if at := cull(t, s, 3, 5, 10, func(p *Photo) bool { return likes.of(p) > 0 }); at > 0 {
			opened++
			total += at
		}
	}
	t.Logf("%d of %d firm rules were proved, after %.0f decisions on average", opened, n, float64(total)/float64(max(1, opened)))
	if float64(opened) < 0.95*float64(n) {
		t.Errorf("%d of %d", opened, n)
	}
}

func TestIntervalsOfPullsCoverTheTrueWeights(t *testing.T) {
	covered, all, n := 0, 0, runs(60)
	for seed := range n {
		s := newStudio(uint64(seed), 0)
		likes := rule{0.8, -0.6, 0.4, 0, 0, 0.3, 0, -0.2, 0, 0}
		var samples []Sample
		for k := range 3 {
			samples = append(samples, s.shoot(k, 100, func(p *Photo) bool {
				return s.r.Float64() < 1/(1+math.Exp(-likes.of(p)))
			})...)
		}
		pulls, ok := Pulls(samples)
		if !ok {
			t.Fatal("no pulls")
		}
		standard := standardOf(samples, 0)
		for a, p := range pulls {
			truth := likes[a] * standard.sd[1+a] / 1.5
			all++
			if p.Known && p.Low <= truth && truth <= p.High {
				covered++
			}
		}
	}
	share := float64(covered) / float64(all)
	t.Logf("95 %% intervals of pulls covered %.3f of %d weights", share, all)
	if share < 0.925 || share > 0.985 {
		t.Error(share)
	}
}

func TestAnOpenGateClosesWhereTheTasteNoLongerHolds(t *testing.T) {
	s := newStudio(3, 0)
	m := &Material{}
	var used []bool
	var g Gate
	add := func(shoot, n int, keep func(*Photo) bool) (events []Event) {
		m.Samples = append(m.Samples, s.shoot(shoot, n, keep)...)
		used = append(used, make([]bool, n)...)
		events, err := Advance(t.Context(), m, used, &g)
		if err != nil {
			t.Fatal(err)
		}
		return events
	}
	likes := rule{1, -1, 0, 0, 0, 0.8, 0, 0, -0.5, 0}
	for k := range 4 {
		add(k, 60, func(p *Photo) bool { return likes.of(p) > 0 })
	}
	if !g.Open {
		t.Fatalf("a firm rule did not open it: %+v", g.BuiltIn)
	}
	before := g
	if add(3, 0, nil); g.Pairs != before.Pairs || g.BuiltIn != before.BuiltIn {
		t.Error("a look without new decisions changed the test")
	}
	// A hundred more shoots as before must not close it, and then the taste fails.
	judge := func(fails bool) (fell bool) {
		var block []Judged
		for i := range 20 {
			side, sign := Kept, 1.0
			if i%2 == 1 {
				side, sign = NotKept, -1
			}
			j := Judged{Side: side, Taste: sign + 2*s.r.NormFloat64(), BuiltIn: s.r.NormFloat64()}
			if fails {
				j.Taste, j.BuiltIn = j.BuiltIn, j.Taste
			}
			block = append(block, j)
		}
		_, fell = g.Take(block, uint64(g.Tested))
		return fell
	}
	for range 100 {
		if judge(false) {
			t.Fatal("it closed though the taste held")
		}
	}
	shoots := 0
	for ; shoots < 40 && g.Open; shoots++ {
		judge(true)
	}
	t.Logf("it closed after %d shoots in which the built-in scorer was better", shoots)
	if g.Open || g.Falls != 1 || g.Needed() != 2*needed {
		t.Errorf("it stayed open, or needs %v: %+v", g.Needed(), g.Doubt)
	}
}

func TestAModelThatScoredThePhotosMustBeBeatenToo(t *testing.T) {
	likes := rule{1, -1, 0, 0, 0, 0.8, 0, 0, -0.5, 0}
	s := newStudio(5, 0)
	m := &Material{}
	for k := range 4 {
		m.Samples = append(m.Samples, s.shoot(k, 60, func(p *Photo) bool { return likes.of(p) > 0 })...)
	}
	m.Model = make([]library.Value, len(m.Samples))
	for i := range m.Model { // it knows the person better than any taste can
		m.Model[i] = library.Value{Known: true, Mean: 5 + likes.of(&m.Samples[i].Photo)}
	}
	var g Gate
	if _, err := Advance(t.Context(), m, make([]bool, len(m.Samples)), &g); err != nil || g.Open || g.BuiltIn.Evidence() < needed {
		t.Errorf("open %v though the model is better; evidence against the built-in scorer %.1f, %v", g.Open, g.BuiltIn.Evidence(), err)
	}
}

func TestEvidenceOfAFairCoinRarelyReachesTheLevel(t *testing.T) {
	s := newStudio(9, 0)
	reached := 0
	const n = 2000
	for range n {
		var c Counts
		for range 300 {
			if s.r.IntN(2) == 0 {
				c.Wins++
			} else {
				c.Losses++
			}
			if c.Evidence() >= needed {
				reached++
				break
			}
		}
	}
	if share := float64(reached) / n; share > Level {
		t.Errorf("a fair coin reached the evidence in %.3f of runs", share)
	}
	if e := (Counts{}).Evidence(); math.Abs(e-1) > 1e-9 {
		t.Errorf("evidence of nothing is %v", e)
	}
	if e := (Counts{Wins: 1}).Evidence(); math.Abs(e-1.5) > 1e-9 { // 2 times the mean of p over 1/2..1
		t.Errorf("evidence of one win is %v", e)
	}
}

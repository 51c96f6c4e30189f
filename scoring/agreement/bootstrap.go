package agreement

import (
	"context"
	"math/rand/v2"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
)

// Figure is a statistic with its 95 % interval.
type Figure struct {
	Known bool // false where the statistic does not exist, as of constant scores
	Value float64
	// Low and High bound the interval, which rests on so many Rounds of the
	// bootstrap; 0 rounds stand for no interval.
	Low, High float64
	Rounds    int
}

// Bootstrap says how intervals are made: photos are drawn with replacement so many
// times, and the middle 95 % of what a statistic then is are its interval
// (percentile bootstrap; Efron 1979).
type Bootstrap struct {
	Rounds int    // 0 makes no intervals
	Seed   uint64 // the same seed gives the same intervals on any number of processors
}

// UsualRounds are enough that an interval's ends move by a few hundredths of its
// width from seed to seed.
const UsualRounds = 2000

// statistic computes something of a draw; ok is false where it does not exist.
type statistic func(*draw) (value float64, ok bool)

// drawn is what a statistic was in every round.
type drawn struct {
	values []float64
	known  []bool
}

// figures gives statistics of a sample, all with the same draws. The error is the
// context's.
func (b Bootstrap) figures(ctx context.Context, s *sample, all ...statistic) ([]Figure, error) {
	out, _, err := b.draw(ctx, s, all...)
	return out, err
}

// draw gives what figures does, and each statistic's rounds.
func (b Bootstrap) draw(ctx context.Context, s *sample, all ...statistic) ([]Figure, []drawn, error) {
	if err := ctx.Err(); err != nil {
		return nil, nil, err
	}
	out, rounds := make([]Figure, len(all)), make([]drawn, len(all))
	whole := s.once()
	for i, of := range all {
		out[i].Value, out[i].Known = of(whole)
		rounds[i] = drawn{values: make([]float64, b.Rounds), known: make([]bool, b.Rounds)}
	}
	err := b.each(ctx, s, func(round int, d *draw) {
		for i, of := range all {
			rounds[i].values[round], rounds[i].known[round] = of(d)
		}
	})
	if err != nil {
		return nil, nil, err
	}
	for i := range out {
		if out[i].Known {
			out[i].Low, out[i].High, out[i].Rounds = rounds[i].middle()
		}
	}
	return out, rounds, nil
}

// each draws for every round and hands the draw over, on all processors. Each round
// has random numbers of its own, so that their order does not matter.
func (b Bootstrap) each(ctx context.Context, s *sample, work func(round int, d *draw)) error {
	var next atomic.Int64
	var working sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), b.Rounds) {
		working.Go(func() {
			d := s.newDraw()
			for ctx.Err() == nil {
				round := int(next.Add(1)) - 1
				if round >= b.Rounds {
					return
				}
				d.again(rand.New(rand.NewPCG(b.Seed, uint64(round))))
				work(round, d)
			}
		})
	}
	working.Wait()
	return ctx.Err()
}

// middle gives the ends of the middle 95 % of what is known, by the nearest rank.
func (d drawn) middle() (low, high float64, rounds int) {
	kept := d.kept()
	if len(kept) == 0 {
		return 0, 0, 0
	}
	slices.Sort(kept)
	at := func(share float64) float64 { return kept[int(share*float64(len(kept)-1)+0.5)] }
	return at(0.025), at(0.975), len(kept)
}

func (d drawn) kept() []float64 {
	kept := make([]float64, 0, len(d.values))
	for i, v := range d.values {
		if d.known[i] {
			kept = append(kept, v)
		}
	}
	return kept
}

// above is the share of rounds above 0, those at 0 counting as half.
func (d drawn) above() float64 {
	kept, sum := d.kept(), 0.0
	for _, v := range kept {
		switch {
		case v > 0:
			sum++
		case v == 0:
			sum += 0.5
		}
	}
	return sum / float64(max(1, len(kept)))
}

package burst_test

import (
	"testing"
	"time"

	"keeplight.app/keeplight/library/burst"
	"keeplight.app/keeplight/library/phototest"
)

func TestGroupingGrowsWithTheNumberOfPhotosAndNotItsSquare(t *testing.T) {
	cost := func(n int) time.Duration {
		frames := manyFrames(n)
		var best phototest.Best
		for range 3 {
			best.Here(t, func() error { burst.Of(frames); return nil })
		}
		return best.CPU
	}
	small, large := cost(2_500), cost(50_000)
	t.Logf("%v of processor time for 2,500 photos, %v for 50,000", small, large)
	const growth = 20 * 4 // a logarithm, caches and a busy machine
	if large > growth*max(small, time.Millisecond) {
		t.Errorf("50,000 photos cost %v, 2,500 %v", large, small)
	}
}

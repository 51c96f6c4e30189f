package agreement

import (
	"math"
	"testing"
)

func TestAShareHasWilsonsInterval(t *testing.T) {
	for _, c := range []struct {
		share     Share
		low, high float64
	}{
		{Share{0, 0}, 0, 1},
		{Share{0, 10}, 0, 0.2775},
		{Share{43, 43}, 0.918, 1},
		{Share{12, 40}, 0.1807, 0.4543},
	} {
		low, high := c.share.Interval()
		if math.Abs(low-c.low) > 5e-4 || math.Abs(high-c.high) > 5e-4 {
			t.Errorf("%+v: %.4f to %.4f, not %.4f to %.4f", c.share, low, high, c.low, c.high)
		}
	}
}

func TestTheAreaCountsPairsInOrder(t *testing.T) {
	for _, c := range []struct {
		name         string
		below, above []float64
		area         float64
	}{
		{"all in order", []float64{1, 2}, []float64{3, 4}, 1},
		{"none", []float64{3, 4}, []float64{1, 2}, 0},
		{"ties", []float64{1, 1}, []float64{1, 1}, 0.5},
		{"some", []float64{1, 3}, []float64{2, 4}, 0.75},
	} {
		area, low, high := AUC(c.below, c.above)
		if area != c.area || low > area || high < area {
			t.Errorf("%s: %v (%v to %v), not %v", c.name, area, low, high, c.area)
		}
	}
}

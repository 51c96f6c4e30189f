package features

import "math"

// Limits of what a vector holds, see Vector.
const (
	mostMean  = 1000
	leastVary = 1e-6
	mostVary  = 1e6
)

// pooledChannels gives the channels of the network's outputs.
func pooledChannels() []int {
	all := []int{firstChannels}
	for _, b := range architecture() {
		if b.pooled {
			all = append(all, b.out)
		}
	}
	return all
}

// pool adds the means of a picture's channels to a vector, and behind them the logarithms
// of their variances. Sums are taken in the picture's order, without rounding once what
// is rounded twice elsewhere, so that they are the same everywhere.
func pool(v Vector, values []float32, channels int) Vector {
	sum, squares := make([]float64, channels), make([]float64, channels)
	for row := values; len(row) > 0; row = row[channels:] {
		for j, x := range row[:channels] {
			d := float64(x)
			sum[j] += d
			squares[j] += float64(d * d)
		}
	}
	n := float64(len(values) / channels)
	for _, s := range sum {
		v = append(v, float32(min(max(s/n, -mostMean), mostMean)))
	}
	for j, s := range squares {
		mean := sum[j] / n
		variance := s/n - float64(mean*mean)
		v = append(v, float32(math.Log(min(max(variance, leastVary), mostVary))))
	}
	return v
}

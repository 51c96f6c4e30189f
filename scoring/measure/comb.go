package measure

import "math"

// measureComb gives how far the counts of levels lie off those of their neighbours,
// as a share of all: 0 for a smooth histogram, towards 1 where most levels are
// missing, as banding and stretched tones leave it.
func (l *light) measureComb() float64 {
	var off float64
	for i := 1; i < 255; i++ {
		off += math.Abs(float64(l.luma[i]) - float64(l.luma[i-1]+l.luma[i+1])/2)
	}
	return off / float64(max(1, l.n))
}

package measure

import "math"

// Levels is how the picture's tones are distributed.
type Levels struct {
	Black, White float64 // shares of luma within 3 levels of either end, 0..1
	Full         float64 // share whose brightest channel is within 5 levels of the top
	Mean, SD     float64 // of luma, 0..1
	Comb         float64 // how far levels' counts lie off their neighbours', of all: banding and stretched tones
	Cast         float64 // log10 of how far the mean colour lies from grey, of how far colours spread
}

func (l *light) measureLevels() (v Levels) {
	n := float64(max(1, l.n))
	var sum, squares, off float64
	for i, c := range l.luma {
		level, count := float64(i)/255, float64(c)
		sum += level * count
		squares += level * level * count
		if i > 0 && i < 255 {
			off += math.Abs(count - float64(l.luma[i-1]+l.luma[i+1])/2)
		}
	}
	for i := range 4 {
		v.Black += float64(l.luma[i]) / n
		v.White += float64(l.luma[255-i]) / n
	}
	for i := range 6 {
		v.Full += float64(l.top[255-i]) / n
	}
	v.Mean = sum / n
	v.SD = math.Sqrt(max(0, squares/n-v.Mean*v.Mean))
	v.Comb = off / n
	rg, yb := 0, 0
	for _, c := range l.cells {
		rg += c.red - c.green
		yb += c.red + c.green - 2*c.blue
	}
	x, y := float64(rg)/n, float64(yb)/2/n
	spread := math.Sqrt(max(0, float64(l.rgSquares)/n-x*x) + max(0, float64(l.ybSquares)/4/n-y*y))
	v.Cast = math.Log10((math.Hypot(x, y) + 3) / (spread + 3))
	return v
}

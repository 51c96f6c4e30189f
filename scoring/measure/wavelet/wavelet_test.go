package wavelet

import (
	"math"
	"math/rand/v2"
	"testing"
)

func noise(w, h int) Field {
	r := rand.New(rand.NewPCG(8, 8))
	f := Field{Pix: make([]float32, w*h), Stride: w}
	for i := range f.Pix {
		f.Pix[i] = float32(10 * r.NormFloat64())
	}
	return f
}

func TestForwardKeepsTheEnergyOfNoise(t *testing.T) {
	f := noise(256, 256)
	f.Forward(256, 256, make([]float32, 256*256))
	for name, at := range map[string][2]int{"LH": {128, 0}, "HL": {0, 128}, "HH": {128, 128}} {
		var sum float64
		for y := at[1]; y < at[1]+128; y++ {
			for _, v := range f.Pix[y*256+at[0] : y*256+at[0]+128] {
				sum += float64(v) * float64(v)
			}
		}
		if sd := math.Sqrt(sum / (128 * 128)); sd < 9 || sd > 11 {
			t.Errorf("band %s has sd %.2f of noise of 10", name, sd)
		}
	}
}

func TestInverseGivesTheSamplesBack(t *testing.T) {
	for _, size := range [][2]int{{2, 2}, {64, 32}, {6, 90}} {
		w, h := size[0], size[1]
		f, want, spare := noise(w, h), noise(w, h), make([]float32, w*h)
		f.Forward(w, h, spare)
		f.Inverse(w, h, spare)
		for i, v := range f.Pix {
			if math.Abs(float64(v-want.Pix[i])) > 1e-3 {
				t.Fatalf("%v: sample %d is %g, was %g", size, i, v, want.Pix[i])
			}
		}
	}
}

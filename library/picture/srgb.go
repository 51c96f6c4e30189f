package picture

import (
	"image"
	"math"
)

// xyzToSRGB goes from XYZ under D50 to linear sRGB: the inverse of the matrix
// in sRGB's own ICC profile (IEC 61966-2-1, adapted to D50 after Bradford).
func xyzToSRGB() [3][3]float64 {
	return [3][3]float64{
		{3.1338561, -1.6168667, -0.4906146},
		{-0.9787684, 1.9161415, 0.0334540},
		{0.0719453, -0.2289914, 1.4052427},
	}
}

// encodeSRGB is sRGB's curve from linear light to the stored value, 0..1.
func encodeSRGB(v float64) float64 {
	if v <= 0.0031308 {
		return 12.92 * v
	}
	return 1.055*math.Pow(v, 1/2.4) - 0.055
}

// linear gives the matrix from the profile's linear light to sRGB's.
func (p *profile) linear() (m [3][3]float64) {
	to := xyzToSRGB()
	for i := range 3 {
		for j := range 3 {
			for k := range 3 {
				m[i][j] += to[i][k] * p.matrix[k][j]
			}
		}
	}
	return m
}

// isSRGB is true for profiles that change no colour by more than a rounding.
func (p *profile) isSRGB() bool {
	m := p.linear()
	for i := range 3 {
		for j := range 3 {
			want := 0.0
			if i == j {
				want = 1
			}
			if math.Abs(m[i][j]-want) > 0.01 {
				return false
			}
		}
		for v := 0; v < 256; v += 15 {
			curve := p.curves[i]
			if math.Abs(encodeSRGB(curve[v*(len(curve)-1)/255])*255-float64(v)) > 1.5 {
				return false
			}
		}
	}
	return true
}

// convert changes pixels in place. Colours outside sRGB are clipped.
func (p *profile) convert(img *image.RGBA) { newLightTable(p).convert(img) }

// convert is a profile's for a table made before.
func (t *lightTable) convert(img *image.RGBA) {
	// Copies and arrays spare the loop a third of its time.
	red, green, blue := [256]int64(t.light[0]), [256]int64(t.light[1]), [256]int64(t.light[2])
	m, encoded := t.matrix, &t.encoded
	for i := 0; i+4 <= len(img.Pix); i += 4 {
		px := img.Pix[i : i+3 : i+3]
		r, g, b := red[px[0]], green[px[1]], blue[px[2]]
		for c := range px {
			v := (m[c][0]*r + m[c][1]*g + m[c][2]*b + 1<<(lightShift-1)) >> lightShift
			px[c] = encoded[min(max(v, 0), lightSteps)]
		}
	}
}

// Whole numbers of 16 bits of light and 14 of the matrix: exact to less than a step
// of the table, and two and a half times as fast as floats. The steps are fine
// enough that neighbours differ by one at most.
const (
	lightBits, matrixBits, tableBits = 16, 14, 13
	lightSteps                       = 1 << tableBits
	lightShift                       = lightBits + matrixBits - tableBits
)

// lightTable is a profile made ready to convert many pixels.
type lightTable struct {
	light   [3][]int64 // by stored value
	matrix  [3][3]int64
	encoded [lightSteps + 1]uint8
}

func newLightTable(p *profile) *lightTable {
	t := &lightTable{}
	for i := range t.encoded {
		t.encoded[i] = uint8(math.Round(255 * encodeSRGB(float64(i)/lightSteps)))
	}
	for i, row := range p.linear() {
		t.light[i] = make([]int64, len(p.curves[i]))
		for v, l := range p.curves[i] {
			t.light[i][v] = int64(math.Round(l * (1 << lightBits)))
		}
		for j, v := range row {
			t.matrix[i][j] = int64(math.Round(v * (1 << matrixBits)))
		}
	}
	return t
}

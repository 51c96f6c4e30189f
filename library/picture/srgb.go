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
			if math.Abs(encodeSRGB(p.curves[i][v])*255-float64(v)) > 1.5 {
				return false
			}
		}
	}
	return true
}

// convert changes pixels in place. Colours outside sRGB are clipped.
func (p *profile) convert(img *image.RGBA) {
	t := newLightTable(p)
	for i := 0; i+4 <= len(img.Pix); i += 4 {
		px := img.Pix[i : i+3 : i+3]
		t.put(px, t.light[0][px[0]], t.light[1][px[1]], t.light[2][px[2]])
	}
}

// Whole numbers of 16 bits of light and 14 of the matrix: exact to less than a step
// of the table, and two and a half times as fast as floats. The steps are fine
// enough that neighbours differ by one at most.
const (
	lightBits, matrixBits, tableBits = 16, 14, 13
	lightSteps                       = 1 << tableBits
)

// lightTable is a profile made ready to convert many pixels.
type lightTable struct {
	light   [3][]int32 // by stored value
	matrix  [3][3]int64
	encoded [lightSteps + 1]uint8
}

func newLightTable(p *profile) *lightTable {
	t := &lightTable{}
	for i := range t.encoded {
		t.encoded[i] = uint8(math.Round(255 * encodeSRGB(float64(i)/lightSteps)))
	}
	for i, row := range p.linear() {
		t.light[i] = make([]int32, len(p.curves[i]))
		for v, l := range p.curves[i] {
			t.light[i][v] = int32(math.Round(l * (1 << lightBits)))
		}
		for j, v := range row {
			t.matrix[i][j] = int64(math.Round(v * (1 << matrixBits)))
		}
	}
	return t
}

// put writes the colour of so much light of each channel.
func (t *lightTable) put(px []uint8, r, g, b int32) {
	const shift = lightBits + matrixBits - tableBits
	for c, m := range &t.matrix {
		v := (m[0]*int64(r) + m[1]*int64(g) + m[2]*int64(b) + 1<<(shift-1)) >> shift
		px[c] = t.encoded[min(max(v, 0), lightSteps)]
	}
}

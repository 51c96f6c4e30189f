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
	// Whole numbers of 16 bits of light and 14 of the matrix: exact to less
	// than a step of the table, and two and a half times as fast as floats.
	const lightBits, matrixBits, tableBits = 16, 14, 13
	const steps = 1 << tableBits // fine enough that neighbours differ by one at most
	var encoded [steps + 1]uint8
	for i := range encoded {
		encoded[i] = uint8(math.Round(255 * encodeSRGB(float64(i)/steps)))
	}
	var light [3][256]int64
	var m [3][3]int64
	for i, row := range p.linear() {
		for v, l := range p.curves[i] {
			light[i][v] = int64(math.Round(l * (1 << lightBits)))
		}
		for j, v := range row {
			m[i][j] = int64(math.Round(v * (1 << matrixBits)))
		}
	}
	const shift = lightBits + matrixBits - tableBits
	for i := 0; i+4 <= len(img.Pix); i += 4 {
		px := img.Pix[i : i+3 : i+3]
		r, g, b := light[0][px[0]], light[1][px[1]], light[2][px[2]]
		for c := range px {
			v := (m[c][0]*r + m[c][1]*g + m[c][2]*b + 1<<(shift-1)) >> shift
			px[c] = encoded[min(max(v, 0), steps)]
		}
	}
}

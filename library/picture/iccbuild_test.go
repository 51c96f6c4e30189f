package picture

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"image"
	"math"
	"slices"
)

// space is a colour space of three primaries and one curve for all channels.
type space struct {
	columns [3][3]float64 // XYZ under D50 of red, green and blue
	curve   []float64     // a gamma, or sRGB's five numbers
}

// The primaries as in the profiles that Apple, Adobe and the ICC publish.
func displayP3() space {
	return space{[3][3]float64{{0.51512, 0.24120, -0.00105}, {0.29198, 0.69225, 0.04189}, {0.15710, 0.06657, 0.78407}}, curveOfSRGB()}
}

func adobeRGB() space {
	return space{[3][3]float64{{0.60974, 0.31111, 0.01947}, {0.20528, 0.62567, 0.06087}, {0.14919, 0.06322, 0.74457}}, []float64{2.19921875}}
}

func proPhoto() space {
	return space{[3][3]float64{{0.79767, 0.28804, 0}, {0.13519, 0.71188, 0}, {0.03134, 0.00009, 0.82491}}, []float64{1.8}}
}

func standardRGB() space {
	return space{[3][3]float64{{0.43607, 0.22249, 0.01392}, {0.38515, 0.71687, 0.09708}, {0.14307, 0.06061, 0.71410}}, curveOfSRGB()}
}

func curveOfSRGB() []float64 { return []float64{2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045} }

func spaces() map[string]space {
	return map[string]space{"Adobe RGB": adobeRGB(), "Display P3": displayP3(), "ProPhoto": proPhoto(), "sRGB": standardRGB()}
}

func (s space) linear(v float64) float64 {
	switch {
	case len(s.curve) == 1:
		return math.Pow(v, s.curve[0])
	case v < s.curve[4]:
		return v * s.curve[3]
	}
	return math.Pow(v*s.curve[1]+s.curve[2], s.curve[0])
}

func (s space) encode(v float64) float64 {
	v = min(max(v, 0), 1)
	if len(s.curve) == 1 {
		return math.Pow(v, 1/s.curve[0])
	}
	return encodeSRGB(v)
}

// fromSRGB gives the numbers by which a picture is stored in this space.
func (s space) fromSRGB(img *image.RGBA) *image.RGBA {
	srgb := standardRGB()
	inverse := inverted(s.columns)
	out := clone(img)
	for i := 0; i < len(out.Pix); i += 4 {
		var xyz [3]float64
		for c, column := range srgb.columns {
			light := srgb.linear(float64(img.Pix[i+c]) / 255)
			for k := range xyz {
				xyz[k] += column[k] * light
			}
		}
		for c := range 3 {
			v := 0.0
			for k := range xyz {
				v += inverse[k][c] * xyz[k]
			}
			out.Pix[i+c] = uint8(math.Round(255 * s.encode(v)))
		}
	}
	return out
}

// inverted solves for the columns: inverse[k][c] is what XYZ k adds to primary c.
func inverted(m [3][3]float64) (inverse [3][3]float64) {
	cofactor := func(i, j int) float64 {
		a, b, c, d := m[(i+1)%3][(j+1)%3], m[(i+2)%3][(j+2)%3], m[(i+1)%3][(j+2)%3], m[(i+2)%3][(j+1)%3]
		return a*b - c*d
	}
	determinant := m[0][0]*cofactor(0, 0) + m[0][1]*cofactor(0, 1) + m[0][2]*cofactor(0, 2)
	for i := range 3 {
		for j := range 3 {
			inverse[j][i] = cofactor(i, j) / determinant
		}
	}
	return inverse
}

func clone(img *image.RGBA) *image.RGBA {
	out := *img
	out.Pix = slices.Clone(img.Pix)
	return &out
}

// profile is the space as an ICC matrix profile of version 2 or 4.
func (s space) profile() []byte {
	var tags []tag
	for c, name := range []string{"r", "g", "b"} {
		tags = append(tags, tag{name + "XYZ", xyzTag(s.columns[c])}, tag{name + "TRC", s.curveTag()})
	}
	return iccProfile("mntr", "RGB ", append(tags, tag{"wtpt", xyzTag(d50())}))
}

// tableProfile is the space as a profile of tables: curves to linear light, and
// the eight corners of the cube, between which everything is linear.
func (s space) tableProfile() []byte {
	const entries = 256
	var curve []float64
	for i := range entries {
		curve = append(curve, s.linear(float64(i)/(entries-1)))
	}
	var corners []float64
	for i := range 8 {
		var xyz [3]float64
		for c := range 3 {
			if i>>(2-c)&1 == 1 {
				for k := range xyz {
					xyz[k] += s.columns[c][k]
				}
			}
		}
		corners = append(corners, xyz[:]...)
	}
	return iccProfile("mntr", "RGB ", []tag{{"A2B0", lut16(3, curve, corners)}, {"wtpt", xyzTag(d50())}})
}

// inkProfile is a printer whose cyan is green and whose other inks are black.
func inkProfile() []byte {
	paper, green := d50(), standardRGB().columns[1]
	var corners []float64
	for i := range 16 {
		switch {
		case i == 0:
			corners = append(corners, paper[:]...)
		case i == 8:
			corners = append(corners, green[:]...)
		default:
			corners = append(corners, 0, 0, 0)
		}
	}
	return iccProfile("prtr", "CMYK", []tag{{"A2B0", lut16(4, []float64{0, 1}, corners)}, {"wtpt", xyzTag(paper)}})
}

func greyProfile(gamma float64) []byte {
	return iccProfile("mntr", "GRAY", []tag{{"kTRC", space{curve: []float64{gamma}}.curveTag()}, {"wtpt", xyzTag(d50())}})
}

func d50() [3]float64 { return [3]float64{0.9642, 1, 0.8249} }

type tag struct {
	name string
	data []byte
}

// iccProfile builds a profile of version 4 with the tags (ICC.1:2022, 7).
func iccProfile(class, colours string, tags []tag) []byte {
	be := binary.BigEndian
	head := make([]byte, 128)
	copy(head[8:], []byte{4, 0x30, 0, 0})
	copy(head[12:], class+colours+"XYZ ")
	copy(head[36:], "acsp")
	copy(head[68:], xyzTag(d50())[8:])
	table, body := be.AppendUint32(nil, uint32(len(tags))), []byte(nil)
	start := len(head) + 4 + 12*len(tags)
	for _, t := range tags {
		table = be.AppendUint32(append(table, t.name...), uint32(start+len(body)))
		table = be.AppendUint32(table, uint32(len(t.data)))
		body = append(body, t.data...)
		body = append(body, make([]byte, (4-len(body)%4)%4)...)
	}
	be.PutUint32(head, uint32(start+len(body)))
	return slices.Concat(head, table, body)
}

func fixedNumber(b []byte, v float64) []byte {
	return binary.BigEndian.AppendUint32(b, uint32(int32(math.Round(v*65536))))
}

func xyzTag(xyz [3]float64) []byte {
	out := []byte("XYZ \x00\x00\x00\x00")
	for _, v := range xyz {
		out = fixedNumber(out, v)
	}
	return out
}

func (s space) curveTag() []byte {
	out := []byte("para\x00\x00\x00\x00\x00\x00\x00\x00")
	if len(s.curve) == 5 {
		out[9] = 3
	}
	for _, v := range s.curve {
		out = fixedNumber(out, v)
	}
	return out
}

// lut16 is a table of two points in each of n directions whose values are XYZ.
func lut16(n byte, curve, corners []float64) []byte {
	be := binary.BigEndian
	out := append([]byte("mft2\x00\x00\x00\x00"), n, 3, 2, 0)
	for i := range 9 {
		out = fixedNumber(out, map[bool]float64{true: 1}[i%4 == 0]) // the identity
	}
	out = be.AppendUint16(out, uint16(len(curve)))
	out = be.AppendUint16(out, 2)
	for range n {
		for _, v := range curve {
			out = be.AppendUint16(out, uint16(math.Round(v*65535)))
		}
	}
	for _, v := range corners {
		out = be.AppendUint16(out, uint16(math.Round(max(v, 0)*32768)))
	}
	for range 3 {
		out = be.AppendUint16(be.AppendUint16(out, 0), 65535)
	}
	return out
}

func jpegWithProfile(plain, profile []byte) []byte {
	payload := append([]byte("ICC_PROFILE\x00\x01\x01"), profile...)
	head := binary.BigEndian.AppendUint16([]byte{0xff, 0xe2}, uint16(len(payload)+2))
	return slices.Concat(plain[:2], head, payload, plain[2:])
}

func pngWithProfile(plain, profile []byte) []byte {
	packed := bytes.NewBufferString("name\x00\x00")
	z := zlib.NewWriter(packed)
	if _, err := z.Write(profile); err != nil {
		panic(err)
	}
	if err := z.Close(); err != nil {
		panic(err)
	}
	const afterHeader = 8 + 25
	return slices.Concat(plain[:afterHeader], chunk("iCCP", packed.Bytes()), plain[afterHeader:])
}

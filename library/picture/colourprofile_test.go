package picture

import (
	"encoding/binary"
	"image/color"
	"math"
	"slices"
	"testing"

	"keeplight/library"
	"keeplight/library/phototest"
)

// matrixProfile builds an ICC profile with one parametric curve for all
// channels and the given XYZ columns.
func matrixProfile(columns [3][3]float64, gamma ...float64) []byte {
	be := binary.BigEndian
	number := func(b []byte, v float64) []byte { return be.AppendUint32(b, uint32(int32(math.Round(v*65536)))) }
	head := make([]byte, 128)
	copy(head[16:], "RGB XYZ ")
	curve := []byte{'p', 'a', 'r', 'a', 0, 0, 0, 0, 0, 0, 0, 0}
	if len(gamma) == 5 {
		curve[9] = 3
	}
	for _, g := range gamma {
		curve = number(curve, g)
	}
	table, body := be.AppendUint32(nil, 6), []byte(nil)
	const start = 128 + 4 + 6*12
	add := func(name string, data []byte) {
		table = be.AppendUint32(append(table, name...), uint32(start+len(body)))
		table = be.AppendUint32(table, uint32(len(data)))
		body = append(body, data...)
	}
	for c, name := range []string{"r", "g", "b"} {
		xyz := []byte("XYZ \x00\x00\x00\x00")
		for _, v := range columns[c] {
			xyz = number(xyz, v)
		}
		add(name+"XYZ", xyz)
		add(name+"TRC", curve)
	}
	return slices.Concat(head, table, body)
}

// The primaries under D50 as in the profiles that Apple and Adobe publish, and
// the curve that sRGB and Display P3 share.
func displayP3() []byte {
	return matrixProfile([3][3]float64{{0.51512, 0.24120, -0.00105}, {0.29198, 0.69225, 0.04189}, {0.15710, 0.06657, 0.78407}},
		2.4, 1/1.055, 0.055/1.055, 1/12.92, 0.04045)
}

func adobeRGB() []byte {
	return matrixProfile([3][3]float64{{0.60974, 0.31111, 0.01947}, {0.20528, 0.62567, 0.06087}, {0.14919, 0.06322, 0.74457}}, 2.19921875)
}

func standardRGB() []byte {
	return matrixProfile([3][3]float64{{0.43607, 0.22249, 0.01392}, {0.38515, 0.71687, 0.09708}, {0.14307, 0.06061, 0.71410}},
		2.4, 1/1.055, 0.055/1.055, 1/12.92, 0.04045)
}

func TestColourProfilesAreConvertedToSRGB(t *testing.T) {
	for name, c := range map[string]struct {
		profile  []byte
		in, want color.RGBA
	}{
		"P3 that is sRGB's red":      {displayP3(), color.RGBA{234, 51, 35, 255}, color.RGBA{255, 0, 0, 255}},
		"Adobe RGB's mild green":     {adobeRGB(), color.RGBA{144, 200, 90, 255}, color.RGBA{113, 201, 79, 255}},
		"grey stays grey":            {displayP3(), color.RGBA{128, 128, 128, 255}, color.RGBA{128, 128, 128, 255}},
		"sRGB's own changes nothing": {standardRGB(), color.RGBA{12, 200, 99, 255}, color.RGBA{12, 200, 99, 255}},
		"rubbish changes nothing":    {[]byte("rubbish"), color.RGBA{12, 200, 99, 255}, color.RGBA{12, 200, 99, 255}},
	} {
		t.Run(name, func(t *testing.T) {
			plain := phototest.PlainJPEG(uniform(16, 16, c.in), 100)
			payload := append([]byte("ICC_PROFILE\x00\x01\x01"), c.profile...)
			head := binary.BigEndian.AppendUint16([]byte{0xff, 0xe2}, uint16(len(payload)+2))
			data := slices.Concat(plain[:2], head, payload, plain[2:])
			pic, err := Decode(t.Context(), data, "a.jpg", 0)
			if err != nil {
				t.Fatal(err)
			}
			got := pic.Pixels.RGBAAt(8, 8)
			near := func(a, b uint8) bool { return max(a, b)-min(a, b) <= 4 }
			if !near(got.R, c.want.R) || !near(got.G, c.want.G) || !near(got.B, c.want.B) {
				t.Errorf("got %v, want %v", got, c.want)
			}
		})
	}
}

func FuzzColourProfile(f *testing.F) {
	f.Add(displayP3())
	f.Add(adobeRGB())
	f.Fuzz(func(t *testing.T, data []byte) {
		if p, ok := parseProfile(data); ok {
			img := uniform(2, 2, color.RGBA{200, 100, 50, 255})
			p.convert(img)
			if !img.Opaque() {
				t.Error("a profile made a picture transparent")
			}
		}
		profileOf(data, library.PNG)
		profileOf(data, library.WebP)
	})
}

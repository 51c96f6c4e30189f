//go:build cgo

package main

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/png"
	"math"
	"testing"
)

func TestWideColoursBecomeSRGB(t *testing.T) {
	r, _ := reader(t, nil)
	img := image.NewNRGBA(image.Rect(0, 0, 64, 64))
	for i := 0; i < len(img.Pix); i += 4 {
		copy(img.Pix[i:], []byte{200, 100, 100, 255})
	}
	var plain bytes.Buffer
	if err := png.Encode(&plain, img); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		png  []byte
		want color.RGBA
	}{
		"srgb.heic": {plain.Bytes(), color.RGBA{200, 100, 100, 255}},
		"p3.heic":   {withProfile(plain.Bytes(), displayP3()), color.RGBA{216, 92, 96, 255}},
	} {
		for _, side := range []int{0, 32} {
			pic, err := r.Load(t.Context(), encodedPNG(t, name, c.png, "-q", "95"), side)
			if err != nil {
				t.Fatal(err)
			}
			if got := pic.Pixels.RGBAAt(16, 16); !isWithin(got, c.want, 4) {
				t.Errorf("%s at %d became %v, want %v", name, side, got, c.want)
			}
		}
	}
}

// withProfile puts an iCCP chunk behind a PNG's header.
func withProfile(data, icc []byte) []byte {
	const header = 8 + 4 + 4 + 13 + 4 // signature and IHDR
	var body bytes.Buffer
	body.WriteString("iCCPprofile\x00\x00")
	z := zlib.NewWriter(&body)
	_, _ = z.Write(icc)
	_ = z.Close()
	out := bytes.Clone(data[:header])
	out = binary.BigEndian.AppendUint32(out, uint32(body.Len()-4))
	out = append(out, body.Bytes()...)
	out = binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(body.Bytes()))
	return append(out, data[header:]...)
}

// displayP3 is a matrix profile with Display P3's primaries under D50 and a
// gamma of 2.2, which is near its curve.
func displayP3() []byte {
	fixed := func(b []byte, v float64) []byte {
		return binary.BigEndian.AppendUint32(b, uint32(int32(math.Round(v*65536))))
	}
	var names []string
	var bodies [][]byte
	add := func(name string, body []byte) { names, bodies = append(names, name), append(bodies, body) }
	for name, xyz := range map[string][3]float64{
		"rXYZ": {0.51512, 0.24120, -0.00105}, "gXYZ": {0.29198, 0.69225, 0.04189},
		"bXYZ": {0.15710, 0.06657, 0.78407}, "wtpt": {0.96420, 1, 0.82491},
	} {
		body := []byte("XYZ \x00\x00\x00\x00")
		for _, v := range xyz {
			body = fixed(body, v)
		}
		add(name, body)
	}
	for _, name := range []string{"rTRC", "gTRC", "bTRC"} {
		add(name, []byte("curv\x00\x00\x00\x00\x00\x00\x00\x01\x02\x33\x00\x00"))
	}
	add("desc", append([]byte("desc\x00\x00\x00\x00\x00\x00\x00\x03P3\x00"), make([]byte, 80)...))
	icc := make([]byte, 128, 1024)
	copy(icc[8:], "\x02\x40\x00\x00mntrRGB XYZ ")
	copy(icc[36:], "acsp")
	copy(icc[68:], fixed(fixed(fixed(nil, 0.9642), 1), 0.82491))
	icc = binary.BigEndian.AppendUint32(icc, uint32(len(names)))
	at := 128 + 4 + 12*len(names)
	for i, name := range names {
		icc = append(icc, name...)
		icc = binary.BigEndian.AppendUint32(icc, uint32(at))
		icc = binary.BigEndian.AppendUint32(icc, uint32(len(bodies[i])))
		at += len(bodies[i])
	}
	for _, body := range bodies {
		icc = append(icc, body...)
	}
	binary.BigEndian.PutUint32(icc, uint32(len(icc)))
	return icc
}

package picture

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"image"
	"io"
	"math"

	"keeplight/library"
)

// maxProfile is more than any RGB matrix profile needs; profiles of print
// machines are larger and are not for photographs as cameras save them.
const maxProfile = 1 << 20

// toSRGB converts pixels in place from the colour profile that a file carries,
// such as Adobe RGB or Display P3, to sRGB. Without it wide-gamut photos look
// dull and are judged so. Files without a profile, with sRGB's own, or with one
// that is no RGB matrix profile stay as they are.
func toSRGB(img *image.RGBA, data []byte, format library.Format) {
	p, ok := parseProfile(profileOf(data, format))
	if !ok || p.isSRGB() {
		return
	}
	p.convert(img)
}

// profileOf gives the ICC profile that a file carries, or nil.
func profileOf(data []byte, format library.Format) []byte {
	switch format {
	case library.JPEG:
		return jpegProfile(data)
	case library.PNG:
		return pngProfile(data)
	case library.WebP:
		if at := bytes.Index(data[:min(len(data), 64)], []byte("ICCP")); at >= 0 && at+8 <= len(data) {
			n := int64(binary.LittleEndian.Uint32(data[at+4:]))
			return data[at+8 : at+8+int(min(n, int64(len(data)-at-8)))]
		}
	}
	return nil
}

// jpegProfile joins the APP2 segments of a profile, which come in order.
func jpegProfile(data []byte) (profile []byte) {
	const numbers = 2 // which part it is, and of how many
	segments(data, func(s segment) bool {
		if s.marker == markerAPP2 {
			if part, ok := bytes.CutPrefix(s.payload, []byte("ICC_PROFILE\x00")); ok && len(part) > numbers {
				profile = append(profile, part[numbers:]...)
			}
		}
		return len(profile) < maxProfile
	})
	return profile
}

// pngProfile unpacks the iCCP chunk: a name, NUL, a method byte and zlib data.
func pngProfile(data []byte) []byte {
	const searched = 64 << 10 // it stands before the picture's data
	_, rest, ok := bytes.Cut(data[:min(len(data), searched)], []byte("iCCP"))
	if !ok {
		return nil
	}
	_, rest, ok = bytes.Cut(rest, []byte{0})
	if !ok || len(rest) < 2 {
		return nil
	}
	z, err := zlib.NewReader(bytes.NewReader(rest[1:]))
	if err != nil {
		return nil
	}
	profile, err := io.ReadAll(io.LimitReader(z, maxProfile))
	if err != nil {
		return nil // a broken profile is no reason to hide the picture
	}
	return profile
}

// profile is an ICC matrix profile (ICC.1:2022, 8.4.3): a curve for each
// channel to linear light, and a matrix from there to XYZ under D50.
type profile struct {
	curves [3][256]float64
	matrix [3][3]float64 // rows are X, Y, Z
}

// parseProfile reads a matrix profile. ok is false for any other.
func parseProfile(data []byte) (p profile, ok bool) {
	const header, tagSize = 128, 12
	if len(data) < header+4 || string(data[16:20]) != "RGB " || string(data[20:24]) != "XYZ " {
		return p, false
	}
	parts := map[string][]byte{}
	for i := range int(min(binary.BigEndian.Uint32(data[header:]), 100)) {
		at := header + 4 + i*tagSize
		if at+tagSize > len(data) {
			return p, false
		}
		start, size := int64(binary.BigEndian.Uint32(data[at+4:])), int64(binary.BigEndian.Uint32(data[at+8:]))
		if start+size <= int64(len(data)) {
			parts[string(data[at:at+4])] = data[start : start+size]
		}
	}
	for c, name := range []string{"r", "g", "b"} {
		xyz := parts[name+"XYZ"]
		if len(xyz) < 20 || !readCurve(parts[name+"TRC"], &p.curves[c]) {
			return p, false
		}
		for row := range 3 {
			p.matrix[row][c] = fixed(xyz[8+4*row:])
		}
	}
	return p, true
}

// fixed reads an s15Fixed16Number.
func fixed(b []byte) float64 { return float64(int32(binary.BigEndian.Uint32(b))) / 65536 }

// readCurve tabulates a curv or para element (ICC.1:2022, 10.6 and 10.18).
func readCurve(data []byte, curve *[256]float64) bool {
	if len(data) < 12 {
		return false
	}
	var f func(float64) float64
	switch string(data[:4]) {
	case "curv":
		f = tableCurve(data)
	case "para":
		f = formulaCurve(data)
	}
	if f == nil {
		return false
	}
	for i := range curve {
		v := f(float64(i) / 255)
		if math.IsNaN(v) {
			return false
		}
		curve[i] = min(max(v, 0), 1)
	}
	return true
}

func tableCurve(data []byte) func(float64) float64 {
	n := int(min(binary.BigEndian.Uint32(data[8:]), 1<<16))
	if len(data) < 12+2*n {
		return nil
	}
	at := func(i int) float64 { return float64(binary.BigEndian.Uint16(data[12+2*i:])) }
	switch n {
	case 0:
		return func(x float64) float64 { return x }
	case 1:
		gamma := at(0) / 256
		return func(x float64) float64 { return math.Pow(x, gamma) }
	}
	return func(x float64) float64 {
		place := x * float64(n-1)
		i := min(int(place), n-2)
		return (at(i) + (at(i+1)-at(i))*(place-float64(i))) / 65535
	}
}

func formulaCurve(data []byte) func(float64) float64 {
	kind := int(binary.BigEndian.Uint16(data[8:]))
	counts := []int{1, 3, 4, 5, 7}
	if kind >= len(counts) || len(data) < 12+4*counts[kind] {
		return nil
	}
	var v [7]float64 // g a b c d e f
	for i := range counts[kind] {
		v[i] = fixed(data[12+4*i:])
	}
	g, a, b, c, d, e, f := v[0], v[1], v[2], v[3], v[4], v[5], v[6]
	switch kind {
	case 0:
		return func(x float64) float64 { return math.Pow(x, g) }
	case 1, 2:
		if a == 0 {
			return nil
		}
		// Of these two kinds, below -b/a there is only the constant c.
		d, e, f, c = -b/a, v[3], v[3], 0
	}
	return func(x float64) float64 {
		if x >= d {
			return math.Pow(a*x+b, g) + e
		}
		return c*x + f
	}
}

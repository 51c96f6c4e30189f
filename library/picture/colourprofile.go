package picture

import (
	"encoding/binary"
	"image"
	"math"

	"keeplight.app/keeplight/library"
)

// toSRGB converts pixels in place from the colour profile that a file carries,
// such as Adobe RGB, Display P3 or ProPhoto, to sRGB. Without it wide-gamut
// photos look dull and are judged so. Files without a profile or with sRGB's own
// stay as they are, and so do those whose profile cannot be understood or is for
// another number of channels.
//
// Matrix profiles, which is what cameras and editors put into photographs, are
// converted here: it gives liblcms2's numbers, takes a quarter of its time, and
// spares it most of the hostile bytes. The rest, tables and grey, is liblcms2's.
func toSRGB(img *image.RGBA, data []byte, format library.Format) {
	coloursOf(data, format).toSRGB(img)
}

// profile is an ICC matrix profile (ICC.1:2022, 8.4.3): a curve for each
// channel to linear light, and a matrix from there to XYZ under D50.
type profile struct {
	curves [3][]float64  // at even steps of the stored value
	matrix [3][3]float64 // rows are X, Y, Z
}

// parseProfile reads a matrix profile for stored values of 8 bits. ok is false for
// any other, also for one that has tables besides.
func parseProfile(data []byte) (p profile, ok bool) { return parseProfileIn(data, 1<<8) }

// parseProfileIn is parseProfile for so many different stored values.
func parseProfileIn(data []byte, values int) (p profile, ok bool) {
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
	if _, tables := parts["A2B0"]; tables {
		return p, false // where a profile has both, the tables are what it means
	}
	for c, name := range []string{"r", "g", "b"} {
		xyz := parts[name+"XYZ"]
		p.curves[c] = make([]float64, values)
		if len(xyz) < 20 || !readCurve(parts[name+"TRC"], p.curves[c]) {
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
func readCurve(data []byte, curve []float64) bool {
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
		v := f(float64(i) / float64(len(curve)-1))
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

// plausible is true for bytes that may be the profile of a photograph (ICC.1,
// 7.2): of a camera, a scanner, a display, a printer or a colour space, and
// whole.
func plausible(icc []byte) bool {
	const header, tagSize, maxTags = 128, 12, 100
	if len(icc) < header+4 || len(icc) > maxProfile || string(icc[36:40]) != "acsp" {
		return false
	}
	switch string(icc[12:16]) {
	case "scnr", "mntr", "prtr", "spac":
	default:
		return false // links between machines, named colours and the like
	}
	tags := binary.BigEndian.Uint32(icc[header:])
	return tags > 0 && tags <= maxTags && header+4+int(tags)*tagSize <= len(icc)
}

//go:build cgo && !notiff

package main

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/color"
	"math"
	"slices"
	"strings"
	"testing"

	"keeplight.app/keeplight/library/phototest"
)

// kindOfTIFF is a way to write the scene, and what is to be seen.
type kindOfTIFF struct {
	data []byte
	want *image.RGBA
}

const sceneWidth, sceneHeight = 53, 37

func tiffScene() *image.RGBA { return phototest.Scene(sceneWidth, sceneHeight, 5) }

// plain is a page in one strip.
func plain(img *image.RGBA, photometric, bits, samples int, of func(r, g, b float64) []float64, put func([]byte, float64) []byte) *draft {
	d := newDraft(img.Rect.Dx(), img.Rect.Dy(), photometric, bits, samples)
	d.parts = [][]byte{samplesOf(img, img.Rect, of, put)}
	return d
}

// inPlanes writes each sample by itself, in tiles of so many pixels a side or in
// strips with 0.
func inPlanes(img *image.RGBA, tile, bits int, put func([]byte, float64) []byte) *draft {
	d := newDraft(img.Rect.Dx(), img.Rect.Dy(), photometricRGB, bits, 3).set(tagPlanar, 2)
	for c := range 3 {
		if tile == 0 {
			d.parts = append(d.parts, samplesOf(img, img.Rect, only(c, rgb), put))
		} else {
			d.parts = append(d.parts, tilesOf(img, tile, only(c, rgb), put)...)
		}
	}
	if tile > 0 {
		d.set(tagTileWidth, tile).set(tagTileHeight, tile)
	}
	return d
}

func tilesOf(img *image.RGBA, side int, of func(r, g, b float64) []float64, put func([]byte, float64) []byte) (tiles [][]byte) {
	for y := 0; y < img.Rect.Dy(); y += side {
		for x := 0; x < img.Rect.Dx(); x += side {
			tiles = append(tiles, samplesOf(img, image.Rect(x, y, x+side, y+side), of, put))
		}
	}
	return tiles
}

// subsampled is YCbCr of full range with one colour for four pixels.
func subsampled(img *image.RGBA) *draft {
	d := newDraft(img.Rect.Dx(), img.Rect.Dy(), photometricYCbCr, 8, 3).set(tagSubsampling, 2, 2)
	var out []byte
	for y := 0; y < img.Rect.Dy(); y += 2 {
		for x := 0; x < img.Rect.Dx(); x += 2 {
			var cb, cr int
			for i := range 4 {
				c := img.RGBAAt(min(x+i%2, img.Rect.Dx()-1), min(y+i/2, img.Rect.Dy()-1))
				v, b, r := color.RGBToYCbCr(c.R, c.G, c.B)
				out, cb, cr = append(out, v), cb+int(b), cr+int(r)
			}
			out = append(out, uint8(cb/4), uint8(cr/4))
		}
	}
	d.parts = [][]byte{out}
	return d
}

func kindsInSamples(t testing.TB) map[string]kindOfTIFF {
	scene := tiffScene()
	le, be := binary.LittleEndian, binary.BigEndian
	grey8 := greyed(scene)
	msb := plain(scene, photometricRGB, 16, 3, rgb, put16(be))
	msb.order = be
	big := plain(scene, photometricRGB, 8, 3, rgb, put8)
	big.big = true
	strips := newDraft(sceneWidth, sceneHeight, photometricRGB, 8, 3).set(tagStripRows, 7)
	for y := 0; y < sceneHeight; y += 7 {
		strips.parts = append(strips.parts, samplesOf(scene, image.Rect(0, y, sceneWidth, min(y+7, sceneHeight)), rgb, put8))
	}
	tiled := newDraft(sceneWidth, sceneHeight, photometricRGB, 8, 3).set(tagTileWidth, 16).set(tagTileHeight, 32)
	for y := 0; y < sceneHeight; y += 32 {
		for x := 0; x < sceneWidth; x += 16 {
			tiled.parts = append(tiled.parts, samplesOf(scene, image.Rect(x, y, x+16, y+32), rgb, put8))
		}
	}
	zipped := plain(scene, photometricRGB, 8, 3, rgb, put8).set(tagCompression, 8)
	zipped.parts[0] = deflated(t, zipped.parts[0])
	kinds := map[string]kindOfTIFF{
		"RGB":                        {tiffOf(plain(scene, photometricRGB, 8, 3, rgb, put8)), scene},
		"RGB of 16 bits":             {tiffOf(plain(scene, photometricRGB, 16, 3, rgb, put16(le))), scene},
		"RGB of 16 bits, big-endian": {tiffOf(msb), scene},
		"BigTIFF":                    {tiffOf(big), scene},
		"strips":                     {tiffOf(strips), scene},
		"tiles":                      {tiffOf(tiled), scene},
		"Deflate":                    {tiffOf(zipped), scene},
		"planes":                     {tiffOf(inPlanes(scene, 0, 8, put8)), scene},
		"planes of 16 bits in tiles": {tiffOf(inPlanes(scene, 16, 16, put16(le))), scene},
		"YCbCr of fewer colours":     {tiffOf(subsampled(scene)), scene},
		"grey":                       {tiffOf(plain(scene, photometricBlackIsZero, 8, 1, grey, put8)), grey8},
		"grey of 16 bits":            {tiffOf(plain(scene, photometricBlackIsZero, 16, 1, grey, put16(le))), grey8},
		"grey where white is zero": {tiffOf(plain(scene, photometricWhiteIsZero, 8, 1, func(r, g, b float64) []float64 {
			return []float64{1 - grey(r, g, b)[0]}
		}, put8)), grey8},
		"colour that is called grey": {tiffOf(plain(scene, photometricBlackIsZero, 8, 3, rgb, put8)), scene},
	}
	for _, bits := range []int{1, 2, 4, 12, 24} {
		d := newDraft(sceneWidth, sceneHeight, photometricBlackIsZero, bits, 1)
		d.parts = [][]byte{packed(scene, bits, grey)}
		name := "grey of " + map[int]string{1: "1 bit", 2: "2 bits", 4: "4 bits", 12: "12 bits", 24: "24 bits"}[bits]
		if bits == 24 { // whole bytes follow the file's order
			d.order = be
		}
		kinds[name] = kindOfTIFF{tiffOf(d), levels(scene, min(bits, 8))}
	}
	return kinds
}

func kindsInColours() map[string]kindOfTIFF {
	scene := tiffScene()
	le := binary.LittleEndian
	inks := func(r, g, b float64) []float64 {
		k := 1 - max(r, g, b)
		if k == 1 {
			return []float64{0, 0, 0, 1}
		}
		return []float64{(1 - r - k) / (1 - k), (1 - g - k) / (1 - k), (1 - b - k) / (1 - k), k}
	}
	lab := func(middle, scale float64) func(r, g, b float64) []float64 {
		return func(r, g, b float64) []float64 {
			l, a, bb := labOf(r, g, b)
			wrap := func(v float64) float64 { return math.Mod((v+middle)/scale+1, 1) }
			return []float64{min(l/100, 1), wrap(a), wrap(bb)}
		}
	}
	linear := func(r, g, b float64) []float64 { return []float64{light(r), light(g), light(b)} }
	sunny := func(r, g, b float64) []float64 { // what is brightest is the sun
		v := linear(r, g, b)
		if min(r, g, b) > 0.95 {
			return []float64{100, 90, 80}
		}
		return v
	}
	float := func(white float64, of func(r, g, b float64) []float64) *draft {
		return plain(scene, photometricRGB, 32, 3, of, putFloat(white)).set(tagFormat, 3, 3, 3)
	}
	half := plain(scene, photometricRGB, 16, 3, linear, func(to []byte, v float64) []byte {
		return le.AppendUint16(to, toHalf(v))
	}).set(tagFormat, 3, 3, 3)
	wide := plain(scene, photometricRGB, 16, 3, rgb, put16(le))
	wide.icc = displayP3()
	broken := plain(scene, photometricRGB, 16, 3, rgb, put16(le))
	broken.icc = slices.Concat(displayP3()[:132], bytes.Repeat([]byte{0xff}, 400)) // what it says lies nowhere
	foreign := plain(scene, photometricRGB, 8, 3, rgb, put8)
	foreign.icc = greyICC()
	return map[string]kindOfTIFF{
		"CMYK":                     {tiffOf(plain(scene, photometricInks, 8, 4, inks, put8)), scene},
		"CMYK of 16 bits":          {tiffOf(plain(scene, photometricInks, 16, 4, inks, put16(le))), scene},
		"Lab":                      {tiffOf(plain(scene, photometricLab, 8, 3, lab(0, 255), func(to []byte, v float64) []byte { return append(to, uint8(math.Round(v*255))) })), scene},
		"ICC's Lab":                {tiffOf(plain(scene, photometricICCLab, 8, 3, lab(128, 255), put8)), scene},
		"ICC's Lab of 16 bits":     {tiffOf(plain(scene, photometricICCLab, 16, 3, lab(128, 256), put16(le))), scene},
		"floats, linear":           {tiffOf(float(1, linear)), scene},
		"floats, bright beyond 1":  {tiffOf(float(1, sunny)), withSun(scene)},
		"floats, 0..255":           {tiffOf(float(255, rgb)), scene},
		"floats, 0..65535":         {tiffOf(float(65535, rgb)), scene},
		"floats of 16 bits":        {tiffOf(half), scene},
		"floats, as displayed":     {tiffOf(float(1, rgb).set(tagLow, 0, 0, 0).set(tagHigh, 1, 1, 1)), scene},
		"profile of grey, ignored": {tiffOf(foreign), scene},
		"broken profile, ignored":  {tiffOf(broken), scene},
		"wide colours of 16 bits":  {tiffOf(wide), inSRGB(scene)},
	}
}

// withSun gives a picture in which what is brightest is white.
func withSun(img *image.RGBA) *image.RGBA {
	out := image.NewRGBA(img.Rect)
	copy(out.Pix, img.Pix)
	for i := 0; i < len(out.Pix); i += 4 {
		if p := out.Pix[i : i+3]; float64(slices.Min(p))/255 > 0.95 {
			p[0], p[1], p[2] = 255, 255, 255
		}
	}
	return out
}

// toHalf writes a number of 0..1 as IEEE 754 binary16, cut off.
func toHalf(v float64) uint16 {
	if v < math.Ldexp(1, -14) {
		return uint16(math.Ldexp(v, 24))
	}
	fraction, exponent := math.Frexp(v)
	return uint16(exponent+14)<<10 | uint16((2*fraction-1)*1024)
}

// inSRGB gives a picture whose numbers are Display P3's.
func inSRGB(img *image.RGBA) *image.RGBA {
	out := image.NewRGBA(img.Rect)
	for i := 0; i < len(img.Pix); i += 4 {
		var v [3]float64
		for c := range v {
			v[c] = math.Pow(float64(img.Pix[i+c])/255, 2+0x33/256.0)
		}
		for c, m := range [3][3]float64{{1.2249, -0.2247, 0}, {-0.0420, 1.0419, 0}, {-0.0197, -0.0786, 1.0979}} {
			l := min(max(m[0]*v[0]+m[1]*v[1]+m[2]*v[2], 0), 1)
			if l <= 0.0031308 {
				l *= 12.92
			} else {
				l = 1.055*math.Pow(l, 1/2.4) - 0.055
			}
			out.Pix[i+c] = uint8(l*255 + 0.5)
		}
		out.Pix[i+3] = 255
	}
	return out
}

func kindsInCompressions() map[string]kindOfTIFF {
	scene := tiffScene()
	jpeg := phototest.PlainJPEG(scene, 98)
	modern := newDraft(sceneWidth, sceneHeight, photometricYCbCr, 8, 3).set(tagCompression, compressionJPEG).set(tagSubsampling, 2, 2)
	modern.parts = [][]byte{jpeg}
	old := newDraft(sceneWidth, sceneHeight, photometricYCbCr, 8, 3).set(tagCompression, 6).set(tagSubsampling, 2, 2)
	old.jpeg = jpeg
	palette := newDraft(sceneWidth, sceneHeight, photometricPalette, 8, 1)
	palette.parts = [][]byte{samplesOf(scene, scene.Rect, grey, put8)}
	var table []int
	for range 3 {
		for i := range 256 {
			table = append(table, (255-i)*257)
		}
	}
	palette.set(tagColorMap, table...)
	negative := greyed(scene)
	for i := range negative.Pix {
		if i%4 != 3 {
			negative.Pix[i] = 255 - negative.Pix[i]
		}
	}
	return map[string]kindOfTIFF{
		"JPEG":                    {tiffOf(modern), scene},
		"the old kind of JPEG":    {tiffOf(old), scene},
		"palette":                 {tiffOf(palette), negative},
		"fax, where black is one": {tiffOf(fax(photometricWhiteIsZero)), halves(false)},
		"fax, where black is zero": {
			tiffOf(fax(photometricBlackIsZero)), halves(true),
		},
	}
}

// fax is a picture of 64 x 8 pixels by CCITT's Group 4 (ITU-T T.6), of which the
// left half is black where white is zero.
func fax(photometric int) *draft {
	// The first row is horizontal: no white, 32 black, then to the end; the
	// others are as the one above.
	bits := "001" + "00110101" + "000001101010" + "1" + strings.Repeat("111", 7) + "000000000001000000000001"
	d := newDraft(64, 8, photometric, 1, 1).set(tagCompression, 4)
	var out []byte
	for len(bits)%8 != 0 {
		bits += "0"
	}
	for i := 0; i < len(bits); i += 8 {
		var b byte
		for _, c := range bits[i : i+8] {
			b = b<<1 | byte(c-'0')
		}
		out = append(out, b)
	}
	d.parts = [][]byte{out}
	return d
}

func halves(leftWhite bool) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, 64, 8))
	for i := range 64 * 8 {
		v := uint8(0)
		if (i%64 < 32) == leftWhite {
			v = 255
		}
		copy(img.Pix[4*i:], []byte{v, v, v, 255})
	}
	return img
}

func allKindsOfTIFF(t testing.TB) map[string]kindOfTIFF {
	all := kindsInSamples(t)
	for _, more := range []map[string]kindOfTIFF{kindsInColours(), kindsInCompressions()} {
		for name, k := range more {
			all[name] = k
		}
	}
	return all
}

//go:build cgo && !notiff

package main

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"image"
	"math"
	"slices"
	"testing"

	"keeplight.app/keeplight/library/picture"
)

// The TIFF fields that the drafts write.
const (
	tagSubfile, tagWidth, tagHeight, tagBits, tagCompression, tagPhotometric = 254, 256, 257, 258, 259, 262
	tagFillOrder, tagOffsets, tagOrientation, tagSamples, tagStripRows       = 266, 273, 274, 277, 278
	tagCounts, tagPlanar, tagColorMap, tagTileWidth, tagTileHeight           = 279, 284, 320, 322, 323
	tagTileOffsets, tagTileCounts, tagSubIFDs, tagInkSet, tagExtra           = 324, 325, 330, 332, 338
	tagFormat, tagLow, tagHigh, tagJPEGOffset, tagJPEGLength                 = 339, 340, 341, 513, 514
	tagSubsampling, tagReference, tagProfile                                 = 530, 532, 34675
)

// draft is a page of a TIFF that a test writes.
type draft struct {
	order  binary.AppendByteOrder
	big    bool // BigTIFF
	fields map[int][]int
	icc    []byte
	parts  [][]byte // strips, or tiles where there is a width of these
	jpeg   []byte   // what the old kind of JPEG points at
}

// newDraft is a page without pixels. bits is of each sample.
func newDraft(w, h, photometric, bits, samples int) *draft {
	return &draft{order: binary.LittleEndian, fields: map[int][]int{
		tagWidth: {w}, tagHeight: {h}, tagPhotometric: {photometric}, tagCompression: {1},
		tagBits: slices.Repeat([]int{bits}, samples), tagSamples: {samples}, tagStripRows: {h},
	}}
}

func (d *draft) set(tag int, values ...int) *draft {
	d.fields[tag] = values
	return d
}

// tiffOf writes pages one after the other.
func tiffOf(pages ...*draft) []byte {
	d := pages[0]
	data := append(map[bool][]byte{true: []byte("MM"), false: []byte("II")}[d.order == binary.AppendByteOrder(binary.BigEndian)], make([]byte, 14)...)
	order := d.order.(binary.ByteOrder)
	link := 4
	if d.big {
		order.PutUint16(data[2:], 43)
		order.PutUint16(data[4:], 8)
		link = 8
	} else {
		order.PutUint16(data[2:], 42)
	}
	for _, page := range pages {
		page.order, page.big = d.order, d.big
		var start int
		start, data = page.append(data)
		d.putWord(data[link:], start)
		link = len(data) - d.word()
	}
	return data
}

func (d *draft) word() int {
	if d.big {
		return 8
	}
	return 4
}

func (d *draft) putWord(to []byte, v int) {
	if order := d.order.(binary.ByteOrder); d.big {
		order.PutUint64(to, uint64(v))
	} else {
		order.PutUint32(to, uint32(v))
	}
}

// append adds a page's parts and then its directory, of which it gives the
// place. Where the next one lies is the last word.
func (d *draft) append(data []byte) (int, []byte) {
	places, sizes := []int{}, []int{}
	for _, part := range d.parts {
		data = append(data, make([]byte, len(data)%2)...)
		places, sizes = append(places, len(data)), append(sizes, len(part))
		data = append(data, part...)
	}
	if d.jpeg != nil {
		d.set(tagJPEGOffset, len(data)).set(tagJPEGLength, len(d.jpeg))
		data = append(data, d.jpeg...)
		data = append(data, make([]byte, len(data)%2)...)
	}
	switch {
	case d.parts == nil: // the test says where they lie
	case d.fields[tagTileWidth] != nil:
		d.set(tagTileOffsets, places...).set(tagTileCounts, sizes...)
	default:
		d.set(tagOffsets, places...).set(tagCounts, sizes...)
	}
	if d.icc != nil {
		d.set(tagProfile)
	}
	var tags []int
	for tag := range d.fields {
		tags = append(tags, tag)
	}
	slices.Sort(tags)
	var table []byte
	for _, tag := range tags {
		var value []byte
		kind, count := 7, len(d.icc)
		if tag == tagProfile {
			value = d.icc
		} else {
			kind, count, value = d.value(d.fields[tag], tag == tagSubIFDs)
		}
		table = d.order.AppendUint16(d.order.AppendUint16(table, uint16(tag)), uint16(kind))
		table = d.appendWord(table, count)
		if len(value) > d.word() {
			data = append(data, make([]byte, len(data)%2)...)
			at := len(data)
			data = append(data, value...)
			value = d.appendWord(nil, at)
		}
		table = append(append(table, value...), make([]byte, d.word()-len(value))...)
	}
	data = append(data, make([]byte, len(data)%2)...)
	start := len(data)
	if d.big {
		data = d.order.AppendUint64(data, uint64(len(tags)))
	} else {
		data = d.order.AppendUint16(data, uint16(len(tags)))
	}
	return start, d.appendWord(append(data, table...), 0)
}

func (d *draft) appendWord(to []byte, v int) []byte {
	if d.big {
		return d.order.AppendUint64(to, uint64(v))
	}
	return d.order.AppendUint32(to, uint32(v))
}

// value writes numbers as shorts where they fit.
func (d *draft) value(values []int, isPlace bool) (kind, count int, bytes []byte) {
	const short, long = 3, 4
	kind = short
	if slices.Max(append([]int{0}, values...)) > math.MaxUint16 || isPlace {
		kind = long
	}
	for _, v := range values {
		if kind == short {
			bytes = d.order.AppendUint16(bytes, uint16(v))
		} else {
			bytes = d.order.AppendUint32(bytes, uint32(v))
		}
	}
	return kind, len(values), bytes
}

// samplesOf writes a part of a picture, sample by sample: of gives those of a
// pixel, each 0..1, and put writes one. Beyond the picture's edge there are
// zeros.
func samplesOf(img *image.RGBA, r image.Rectangle, of func(r, g, b float64) []float64, put func(to []byte, v float64) []byte) []byte {
	var out []byte
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			c := img.RGBAAt(x, y)
			for _, v := range of(float64(c.R)/255, float64(c.G)/255, float64(c.B)/255) {
				out = put(out, v)
			}
		}
	}
	return out
}

func rgb(r, g, b float64) []float64 { return []float64{r, g, b} }

func grey(r, g, b float64) []float64 { return []float64{0.299*r + 0.587*g + 0.114*b} }

func only(c int, of func(r, g, b float64) []float64) func(r, g, b float64) []float64 {
	return func(r, g, b float64) []float64 { return of(r, g, b)[c : c+1] }
}

func put8(to []byte, v float64) []byte { return append(to, uint8(v*255+0.5)) }

func put16(order binary.AppendByteOrder) func([]byte, float64) []byte {
	return func(to []byte, v float64) []byte { return order.AppendUint16(to, uint16(v*65535+0.5)) }
}

func putFloat(white float64) func([]byte, float64) []byte {
	return func(to []byte, v float64) []byte {
		return binary.LittleEndian.AppendUint32(to, math.Float32bits(float32(v*white)))
	}
}

// packed writes samples of so many bits, each row from a byte of its own.
func packed(img *image.RGBA, bits int, of func(r, g, b float64) []float64) []byte {
	var out []byte
	for y := range img.Rect.Dy() {
		var row []byte
		held, n := uint64(0), 0
		samplesOf(img, image.Rect(0, y, img.Rect.Dx(), y+1), of, func(to []byte, v float64) []byte {
			held = held<<bits | uint64(v*float64(int(1)<<bits-1)+0.5)
			for n += bits; n >= 8; n -= 8 {
				row = append(row, uint8(held>>(n-8)))
			}
			return to
		})
		if n > 0 {
			row = append(row, uint8(held<<(8-n)))
		}
		out = append(out, row...)
	}
	return out
}

// light is sRGB's curve from a stored value to light (IEC 61966-2-1).
func light(v float64) float64 {
	if v <= 0.04045 {
		return v / 12.92
	}
	return math.Pow((v+0.055)/1.055, 2.4)
}

// labOf gives L* in 0..100, and a* and b*, under D50 (CIE 1976, with sRGB's
// matrix adapted after Bradford).
func labOf(r, g, b float64) (l, a, bb float64) {
	r, g, b = light(r), light(g), light(b)
	f := func(t float64) float64 {
		if t > 216.0/24389 {
			return math.Cbrt(t)
		}
		return (24389.0/27*t + 16) / 116
	}
	x := f((0.4360747*r + 0.3850649*g + 0.1430804*b) / 0.96422)
	y := f(0.2225045*r + 0.7168786*g + 0.0606169*b)
	z := f((0.0139322*r + 0.0971045*g + 0.7141733*b) / 0.82521)
	return 116*y - 16, 500 * (x - y), 200 * (y - z)
}

func deflated(t testing.TB, data []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zlib.NewWriter(&b)
	if _, err := z.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// greyed gives a picture without its colours.
func greyed(img *image.RGBA) *image.RGBA {
	out := image.NewRGBA(img.Rect)
	for i := 0; i < len(img.Pix); i += 4 {
		v := uint8(255*grey(float64(img.Pix[i])/255, float64(img.Pix[i+1])/255, float64(img.Pix[i+2])/255)[0] + 0.5)
		copy(out.Pix[i:], []byte{v, v, v, 255})
	}
	return out
}

// levels gives a grey picture in so many steps.
func levels(img *image.RGBA, bits int) *image.RGBA {
	out := greyed(img)
	most := float64(int(1)<<bits - 1)
	for i := range out.Pix {
		out.Pix[i] = uint8(math.Round(math.Floor(float64(out.Pix[i])/255*most+0.5) / most * 255))
	}
	return out
}

// decodedTIFF gives a TIFF as the program reads it.
func decodedTIFF(t *testing.T, data []byte) (*picture.Picture, error) {
	t.Helper()
	r, _ := reader(t, nil)
	return r.Decode(t.Context(), data, "a.tif", 0)
}

// nativeOrder is that of the machine, in which libtiff gives samples.
func nativeOrder() binary.AppendByteOrder {
	if binary.NativeEndian.Uint16([]byte{1, 0}) == 1 {
		return binary.LittleEndian
	}
	return binary.BigEndian
}

func whole24(v uint32) []byte {
	b := binary.BigEndian.AppendUint32(nil, v)[1:]
	if nativeOrder() == binary.AppendByteOrder(binary.LittleEndian) {
		slices.Reverse(b)
	}
	return b
}

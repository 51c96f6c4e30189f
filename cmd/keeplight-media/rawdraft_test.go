//go:build cgo && !noraw

package main

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"image"
	"math"
	"slices"
	"testing"

	"keeplight.app/keeplight/library/picture"
)

// rawDraft is a DNG that a test writes (DNG 1.4). Its camera sees sRGB's own
// colours, each as much weaker as neutral says, so that developing it well gives
// the picture that it was written from.
type rawDraft struct {
	order       binary.AppendByteOrder
	linear      bool // three samples a pixel in place of one behind a filter
	bits        int
	black       int
	compression int // 1, or 7 for lossless JPEG
	tile        int // side of a tile, 0 for strips of 16 rows
	gap         int // bytes between strips or tiles
	orientation int
	preview     []byte // JPEG in the first directory
	exposure    float64
	make, model string
	plain       bool   // no DNG but TIFF/EP, as makers have it: it does not describe its camera
	stated      int    // a compression that is stated in place of the true one
	claims      [2]int // a size that is stated in place of the true one

	directoriesFirst bool // as cameras write it; else the samples come first
}

// neutral is what the camera sees of white light.
var neutral = [3]float64{0.5, 1, 0.7}

func newRAWDraft() rawDraft {
	return rawDraft{order: binary.LittleEndian, bits: 16, compression: 1, orientation: 1, make: "Keeplight", model: "Pinhole 1"}
}

// rawField is an entry of a directory, its values as they are written.
type rawField struct {
	tag, kind uint16
	count     int
	value     []byte
}

const (
	kindByte, kindASCII, kindShort, kindLong, kindRational, kindSRational = 1, 2, 3, 4, 5, 10

	photometricSensor, photometricLinear = 32803, 34892
	compressionLosslessJPEG              = 7
)

func (d *rawDraft) shorts(tag uint16, values ...int) rawField {
	f := rawField{tag: tag, kind: kindShort, count: len(values)}
	for _, v := range values {
		f.value = d.order.AppendUint16(f.value, uint16(v))
	}
	return f
}

func (d *rawDraft) longs(tag uint16, values ...int) rawField {
	f := rawField{tag: tag, kind: kindLong, count: len(values)}
	for _, v := range values {
		f.value = d.order.AppendUint32(f.value, uint32(v))
	}
	return f
}

func (d *rawDraft) rationals(tag, kind uint16, values ...float64) rawField {
	const unit = 1e6
	f := rawField{tag: tag, kind: kind, count: len(values)}
	for _, v := range values {
		f.value = d.order.AppendUint32(f.value, uint32(int32(math.Round(v*unit))))
		f.value = d.order.AppendUint32(f.value, unit)
	}
	return f
}

func text(tag uint16, s string) rawField {
	return rawField{tag, kindASCII, len(s) + 1, append([]byte(s), 0)}
}

func octets(tag uint16, values ...byte) rawField {
	return rawField{tag, kindByte, len(values), values}
}

// appendDirectory adds a directory and what it points at, and gives its place.
func (d *rawDraft) appendDirectory(data []byte, fields []rawField) (int, []byte) {
	slices.SortFunc(fields, func(a, b rawField) int { return int(a.tag) - int(b.tag) })
	table := d.order.AppendUint16(nil, uint16(len(fields)))
	for _, f := range fields {
		table = d.order.AppendUint16(d.order.AppendUint16(table, f.tag), f.kind)
		table = d.order.AppendUint32(table, uint32(f.count))
		value := f.value
		if len(value) > 4 {
			data = append(data, make([]byte, len(data)%2)...)
			value = d.order.AppendUint32(nil, uint32(len(data)))
			data = append(data, f.value...)
		}
		table = append(append(table, value...), make([]byte, 4-len(value))...)
	}
	data = append(data, make([]byte, len(data)%2)...)
	return len(data), d.order.AppendUint32(append(data, table...), 0)
}

// write gives the file.
func (d rawDraft) write(scene image.Image) []byte {
	data := []byte{'I', 'I', 42, 0, 0, 0, 0, 0}
	if d.order == binary.AppendByteOrder(binary.BigEndian) {
		data = []byte{'M', 'M', 0, 42, 0, 0, 0, 0}
	}
	first := []rawField{text(271, d.make), text(272, d.model), d.shorts(274, d.orientation)}
	if !d.plain {
		first = append(first, octets(50706, 1, 4, 0, 0), text(50708, d.make+" "+d.model),
			d.rationals(50721, kindSRational, d.matrix()...), d.rationals(50728, kindRational, neutral[:]...), d.shorts(50778, 21))
	}
	if d.exposure != 0 {
		first = append(first, d.rationals(50730, kindSRational, d.exposure))
	}
	if d.preview != nil {
		first = append(first, d.longs(254, 1), d.longs(273, len(data)), d.longs(279, len(d.preview)), d.shorts(259, compressionLosslessJPEG))
		data = append(data, d.preview...)
	}
	places, sizes, samples := d.parts(scene)
	if !d.directoriesFirst {
		return d.directories(append(data, samples...), len(data), first, scene, places, sizes)
	}
	length := len(d.directories(slices.Clone(data), 0, slices.Clone(first), scene, places, sizes))
	return append(d.directories(data, length, first, scene, places, sizes), samples...)
}

// directories adds both of them to the data; the samples begin at a place.
func (d *rawDraft) directories(data []byte, at int, first []rawField, scene image.Image, places, sizes []int) []byte {
	moved := make([]int, len(places))
	for i := range places {
		moved[i] = at + places[i]
	}
	sub, data := d.appendDirectory(data, d.rawFields(scene.Bounds(), moved, sizes))
	start, data := d.appendDirectory(data, append(first, d.longs(330, sub)))
	d.order.(binary.ByteOrder).PutUint32(data[4:], uint32(start))
	return data
}

// rawFields describe the sensor's data.
func (d *rawDraft) rawFields(r image.Rectangle, places, sizes []int) []rawField {
	samples, photometric := 1, photometricSensor
	w, h := cmp.Or(d.claims[0], r.Dx()), cmp.Or(d.claims[1], r.Dy())
	if d.linear {
		samples, photometric = 3, photometricLinear
	}
	fields := []rawField{
		d.longs(254, 0), d.longs(256, w), d.longs(257, h), d.shorts(258, slices.Repeat([]int{d.bits}, samples)...),
		d.shorts(259, cmp.Or(d.stated, d.compression)), d.shorts(262, photometric), d.shorts(277, samples), d.shorts(284, 1),
	}
	if !d.linear {
		fields = append(fields, d.shorts(33421, 2, 2), octets(33422, 0, 1, 1, 2))
	}
	if !d.plain {
		fields = append(fields, d.shorts(50714, slices.Repeat([]int{d.black}, samples)...), d.longs(50717, 1<<d.bits-1))
	}
	if d.tile > 0 {
		return append(fields, d.longs(322, d.tile), d.longs(323, d.tile), d.longs(324, places...), d.longs(325, sizes...))
	}
	return append(fields, d.longs(273, places...), d.longs(278, rawStripRows), d.longs(279, sizes...))
}

const rawStripRows = 16

// matrix is DNG's ColorMatrix1: sRGB's matrix from XYZ under D65 (IEC 61966-2-1),
// its rows weakened.
func (d *rawDraft) matrix() (all []float64) {
	for c, row := range [3][3]float64{{3.2404542, -1.5371385, -0.4985314}, {-0.9692660, 1.8760108, 0.0415560}, {0.0556434, -0.2040259, 1.0572252}} {
		for _, v := range row {
			all = append(all, v*neutral[c])
		}
	}
	return all
}

// parts gives the strips or tiles, and where they lie in that.
func (d *rawDraft) parts(scene image.Image) (places, sizes []int, data []byte) {
	b := scene.Bounds()
	w, h := b.Dx(), rawStripRows
	if d.tile > 0 {
		w, h = d.tile, d.tile
	}
	for y := 0; y < b.Dy(); y += h {
		for x := 0; x < b.Dx(); x += w {
			area := image.Rect(x, y, x+w, y+h)
			if d.tile == 0 {
				area = area.Intersect(image.Rect(0, 0, b.Dx(), b.Dy()))
			}
			part := d.part(scene, area)
			places, sizes = append(places, len(data)), append(sizes, len(part))
			data = append(data, part...)
			data = append(data, make([]byte, len(data)%2+d.gap)...)
		}
	}
	return places, sizes, data
}

// part writes the samples of an area in the way of the draft.
func (d *rawDraft) part(scene image.Image, area image.Rectangle) []byte {
	samples := d.samples(scene, area)
	perRow := len(samples) / area.Dy()
	switch {
	case d.compression == compressionLosslessJPEG:
		return losslessJPEG(samples, area.Dx(), area.Dy(), perRow/area.Dx(), d.bits)
	case d.bits == 16:
		var out []byte
		for _, v := range samples {
			out = d.order.AppendUint16(out, v)
		}
		return out
	}
	var out []byte
	for row := range slices.Chunk(samples, perRow) {
		var w bitWriter
		for _, v := range row {
			w.put(uint32(v), d.bits)
		}
		out = append(out, w.end(0)...)
	}
	return out
}

// samples are what the sensor sees of an area; beyond the picture it sees the
// picture's edge.
func (d *rawDraft) samples(scene image.Image, area image.Rectangle) (all []uint16) {
	b := scene.Bounds()
	white := float64(int(1)<<d.bits - 1 - d.black)
	for y := area.Min.Y; y < area.Max.Y; y++ {
		for x := area.Min.X; x < area.Max.X; x++ {
			r, g, bl, _ := scene.At(b.Min.X+min(x, b.Dx()-1), b.Min.Y+min(y, b.Dy()-1)).RGBA()
			for c, v := range []uint32{r, g, bl} {
				if d.linear || c == x%2+y%2 { // red and green, then green and blue
					all = append(all, uint16(float64(d.black)+white*neutral[c]*lightOf(float64(v)/0xffff)+0.5))
				}
			}
		}
	}
	return all
}

// lightOf is sRGB's curve from a stored value to light (IEC 61966-2-1).
func lightOf(v float64) float64 {
	if v <= 0.04045 {
		return v / 12.92
	}
	return math.Pow((v+0.055)/1.055, 2.4)
}

// bitWriter writes numbers from the highest bit on.
type bitWriter struct {
	out  []byte
	held uint64
	n    int
	jpeg bool // a byte of ones is followed by zeros
}

func (w *bitWriter) put(v uint32, bits int) {
	w.held = w.held<<bits | uint64(v)&(1<<bits-1)
	for w.n += bits; w.n >= 8; w.n -= 8 {
		b := byte(w.held >> (w.n - 8))
		w.out = append(w.out, b)
		if w.jpeg && b == 0xff {
			w.out = append(w.out, 0)
		}
	}
}

// end fills the last byte with zeros or ones.
func (w *bitWriter) end(fill uint32) []byte {
	if w.n > 0 {
		w.put(fill, 8-w.n)
	}
	return w.out
}

// losslessJPEG writes samples, interleaved if there are several to a pixel, with
// the first predictor (ITU-T T.81, annex H).
func losslessJPEG(samples []uint16, w, h, components, bits int) []byte {
	const codeBits, classes = 5, 17 // all codes of one length do
	var out bytes.Buffer
	be := binary.BigEndian
	out.Write([]byte{0xff, 0xd8, 0xff, 0xc3})
	frame := be.AppendUint16(be.AppendUint16([]byte{byte(bits)}, uint16(h)), uint16(w))
	frame = append(frame, byte(components))
	scan := []byte{byte(components)}
	for c := range components {
		frame = append(frame, byte(c), 0x11, 0)
		scan = append(scan, byte(c), 0)
	}
	out.Write(append(be.AppendUint16(nil, uint16(len(frame)+2)), frame...))
	table := make([]byte, 1+16)
	table[codeBits] = classes
	for c := range classes {
		table = append(table, byte(c))
	}
	out.Write(append(be.AppendUint16([]byte{0xff, 0xc4}, uint16(len(table)+2)), table...))
	scan = append(scan, 1, 0, 0)
	out.Write(append(be.AppendUint16([]byte{0xff, 0xda}, uint16(len(scan)+2)), scan...))
	bitsOut := bitWriter{jpeg: true}
	for i, v := range samples {
		x, y := i/components%w, i/components/w
		before := 1 << (bits - 1)
		switch {
		case x > 0:
			before = int(samples[i-components])
		case y > 0:
			before = int(samples[i-components*w])
		}
		difference := int(int16(int(v) - before))
		class := 0
		for m := max(difference, -difference); m > 0; m >>= 1 {
			class++
		}
		bitsOut.put(uint32(class), codeBits)
		if class == 16 {
			continue
		}
		if difference < 0 {
			difference--
		}
		bitsOut.put(uint32(difference), class)
	}
	out.Write(bitsOut.end(0xff))
	out.Write([]byte{0xff, 0xd9})
	return out.Bytes()
}

// rawPicture gives a RAW file as the program reads it.
func rawPicture(t *testing.T, data []byte) (*picture.Picture, error) {
	t.Helper()
	r, _ := reader(t, nil)
	return r.Decode(t.Context(), data, "a.dng", 0)
}

//go:build cgo && !noraw

package main

import (
	"encoding/binary"
	"image"
	"image/color"
	"math"
	"slices"
	"testing"
)

// iiq is a Phase One file of compressed rows of zeros, all of them the same ones,
// whose corrections have so many entries. LibRaw's parse_phase_one says how such
// a file is made.
func iiq(w, h int, corrections uint32) []byte {
	const base, entryBytes = 8, 16
	le := binary.LittleEndian
	data := append([]byte("II*\x00\x00\x00\x00\x00IIII\x01waR"), 0, 0, 0, 0)
	add := func(part []byte) (at int) {
		at = len(data) - base
		data = append(data, part...)
		return at
	}
	floats := func(values ...float64) (out []byte) {
		for _, v := range values {
			out = le.AppendUint32(out, math.Float32bits(float32(v)))
		}
		return out
	}
	matrix, balance := add(floats(1, 0, 0, 0, 1, 0, 0, 0, 1)), add(floats(1, 1, 1))
	model := add(append([]byte("P 30, made by a test"), make([]byte, 255)...))
	rows, samples := add(make([]byte, 4*h)), add(make([]byte, 4*w))
	note := append([]byte("II\x00\x00\x00\x00\x00\x00"), le.AppendUint32(nil, 12)...)
	corrected := add(le.AppendUint32(le.AppendUint32(note, corrections), 0))
	entries := [][2]int{
		{0x106, matrix},
		{0x107, balance},
		{0x108, w},
		{0x109, h},
		{0x10a, 0},
		{0x10b, 0},
		{0x10c, w},
		{0x10d, h},
		{0x10e, 3},
		{0x10f, samples},
		{0x110, corrected},
		{0x21c, rows},
		{0x301, model},
	}
	table := le.AppendUint32(le.AppendUint32(nil, uint32(len(entries))), 0)
	for _, e := range entries {
		table = le.AppendUint32(le.AppendUint32(table, uint32(e[0])), 1)
		table = le.AppendUint32(le.AppendUint32(table, entryBytes), uint32(e[1]))
	}
	directory := add(table)
	le.PutUint32(data[16:], uint32(directory))
	return data
}

// mrw is a Minolta file of 12 bits in 16, as LibRaw's parse_minolta reads it.
func mrw(scene image.Image) []byte {
	be := binary.BigEndian
	b := scene.Bounds()
	block := func(name string, body []byte) []byte {
		return append(be.AppendUint32([]byte("\x00"+name), uint32(len(body))), body...)
	}
	size := be.AppendUint16(be.AppendUint16([]byte("27820001"), uint16(b.Dy())), uint16(b.Dx()))
	size = append(append(size, size[8:12]...), 12, 12, 0x52, 0, 0, 0, 0, 1)
	d := newRAWDraft()
	d.order, d.bits = be, 12
	start, facts := d.appendDirectory([]byte("MM\x00*\x00\x00\x00\x00"), []rawField{text(271, "Minolta Co., Ltd."), text(272, "DiMAGE 7")})
	be.PutUint32(facts[4:], uint32(start))
	balance := []byte{2, 2, 2, 2}
	for _, v := range []float64{1 / neutral[0], 1, 1, 1 / neutral[2]} {
		balance = be.AppendUint16(balance, uint16(v*256))
	}
	head := slices.Concat(block("PRD", size), block("TTW", facts), block("WBG", balance))
	data := block("MRM", head)
	for _, v := range d.samples(scene, b) {
		data = be.AppendUint16(data, v)
	}
	return data
}

// nef is a file as Nikon's cameras wrote it before they compressed.
func nef(scene image.Image) []byte {
	d := newRAWDraft()
	d.plain, d.bits, d.make, d.model = true, 12, "NIKON CORPORATION", "NIKON D3"
	return d.write(scene)
}

// kindsOfRAW are sound files of several makers, by names with their extensions.
func kindsOfRAW() map[string][]byte {
	scene := painted(96, 64)
	kinds := map[string][]byte{"a.iiq": iiq(96, 64, 0), "a.mrw": mrw(scene), "a.nef": nef(scene)}
	for name, change := range map[string]func(*rawDraft){
		"16.dng":     func(*rawDraft) {},
		"12.dng":     func(d *rawDraft) { d.bits, d.order = 12, binary.BigEndian },
		"tiles.dng":  func(d *rawDraft) { d.tile = 32 },
		"jpeg.dng":   func(d *rawDraft) { d.compression, d.tile = compressionLosslessJPEG, 32 },
		"linear.dng": func(d *rawDraft) { d.linear, d.compression, d.tile = true, compressionLosslessJPEG, 96 },
	} {
		d := newRAWDraft()
		d.directoriesFirst = true
		change(&d)
		kinds[name] = d.write(scene)
	}
	return kinds
}

func TestEveryDrawnKindOfRAWIsDeveloped(t *testing.T) {
	for name, data := range kindsOfRAW() {
		r, _ := reader(t, nil)
		pic, err := r.Decode(t.Context(), data, name, 0)
		if err != nil || pic.Damaged != "" || max(pic.Width, pic.Height) < 44 {
			t.Errorf("%s: %+v, %v", name, pic, err)
			continue
		}
		if name == "a.iiq" { // all zeros
			continue
		}
		if c := pic.Pixels.RGBAAt(4, 4); c.R < 60 || int(c.R) < 2*int(c.G) || int(c.R) < 2*int(c.B) {
			t.Errorf("%s: a red corner is %v", name, c)
		}
		if c := pic.Pixels.RGBAAt(pic.Width-5, pic.Height-5); !isGrey(c) {
			t.Errorf("%s: a white corner is %v", name, c)
		}
	}
}

func isGrey(c color.RGBA) bool {
	return max(c.R, c.G, c.B)-min(c.R, c.G, c.B) < 24
}

package exif

import (
	"bytes"
	"encoding/binary"
	"strings"
)

// tagMakerNote is where makers put what the standard has no field for.
const tagMakerNote = 0x927c

// maxNoteValue bounds in bytes a value of a maker's note that is looked at.
const maxNoteValue = 16 << 10

// note is a maker's directory of fields.
type note struct {
	data  []byte // what places count from
	order binary.ByteOrder
	at    uint32 // of the directory
}

// value gives the bytes of a field and how many elements they hold, or nil.
func (n note) value(tag uint16) (value []byte, count int) {
	if int64(n.at)+2 > int64(len(n.data)) {
		return nil, 0
	}
	field, ok := findField(n.data, n.order, n.at, tag)
	if !ok {
		return nil, 0
	}
	sizes := [...]int64{1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8}
	kind, elements := n.order.Uint16(field[2:]), int64(n.order.Uint32(field[4:]))
	if int(kind) >= len(sizes) || elements > maxNoteValue {
		return nil, 0
	}
	size := sizes[kind] * elements
	if size <= 4 {
		return field[8 : 8+size], int(elements)
	}
	start := int64(n.order.Uint32(field[8:]))
	if size > maxNoteValue || start+size > int64(len(n.data)) {
		return nil, 0
	}
	return n.data[start : start+size], int(elements)
}

// shorts gives a field's 16 bit numbers; signed ones are two's complements.
func (n note) shorts(tag uint16) []uint16 {
	value, _ := n.value(tag)
	numbers := make([]uint16, len(value)/2)
	for i := range numbers {
		numbers[i] = n.order.Uint16(value[2*i:])
	}
	return numbers
}

func (n note) text(tag uint16) string {
	value, _ := n.value(tag)
	return string(value)
}

// number gives a field's one 16 bit number, or 0.
func (n note) number(tag uint16) float64 {
	if v := n.shorts(tag); len(v) > 0 {
		return float64(v[0])
	}
	return 0
}

// rationals gives a field's fractions; one over zero is 0.
func (n note) rationals(tag uint16) []float64 {
	value, count := n.value(tag)
	if len(value) != 8*count {
		return nil
	}
	numbers := make([]float64, count)
	for i := range numbers {
		if below := n.order.Uint32(value[8*i+4:]); below != 0 {
			numbers[i] = float64(n.order.Uint32(value[8*i:])) / float64(below)
		}
	}
	return numbers
}

// readNote adds what a maker's note says of the shot where the standard's own
// fields say nothing. tiff is the structure that holds the EXIF data. The
// layouts follow ExifTool's tables (Phil Harvey).
func (t tags) readNote(tiff []byte) {
	order, first, ok := tiffHeader(tiff)
	if !ok {
		return
	}
	shot, ok := findField(tiff, order, first, tagExifIFD)
	if !ok {
		return
	}
	field, ok := findField(tiff, order, order.Uint32(shot[8:]), tagMakerNote)
	if !ok {
		return
	}
	at := order.Uint32(field[8:])
	if int64(at)+16 > int64(len(tiff)) {
		return
	}
	head := string(tiff[at : at+16])
	plain := note{tiff, order, at}
	switch maker := strings.ToLower(t.text("Make")); {
	case strings.HasPrefix(head, "QVC\x00"):
		t.readCasio(note{tiff, binary.BigEndian, at + 6})
	case strings.HasPrefix(head, "KDK"):
		t.readKodak(tiff[at:])
	case strings.HasPrefix(head, "SONY DSC \x00\x00\x00"):
		t.readSony(note{tiff, order, at + 12})
	case strings.HasPrefix(head, "Panasonic\x00\x00\x00"):
		t.readPanasonic(note{tiff, order, at + 12})
	case strings.HasPrefix(head, "FUJIFILM"):
		t.readFujifilm(note{tiff[at:], binary.LittleEndian, binary.LittleEndian.Uint32(tiff[at+8:])})
	case strings.HasPrefix(head, "Nikon\x00\x02"):
		if order, first, ok := tiffHeader(tiff[at+10:]); ok {
			t.readNikon(note{tiff[at+10:], order, first})
		}
	case strings.HasPrefix(head, "OLYMPUS\x00II"):
		t.readOlympus(note{tiff[at:], binary.LittleEndian, 12})
	case strings.HasPrefix(head, "OM SYSTEM\x00\x00\x00II"):
		t.readOlympus(note{tiff[at:], binary.LittleEndian, 16})
	case strings.HasPrefix(maker, "canon"):
		t.readCanon(plain)
	case strings.HasPrefix(maker, "casio"):
		t.readCasio(plain)
	}
}

// tiffHeader gives a TIFF structure's byte order and the place of its first
// directory.
func tiffHeader(tiff []byte) (order binary.ByteOrder, first uint32, ok bool) {
	switch {
	case len(tiff) < 8:
		return nil, 0, false
	case bytes.HasPrefix(tiff, []byte("II")):
		order = binary.LittleEndian
	case bytes.HasPrefix(tiff, []byte("MM")):
		order = binary.BigEndian
	default:
		return nil, 0, false
	}
	return order, order.Uint32(tiff[4:]), true
}

package exif

import (
	"encoding/binary"
	"slices"
)

// The TIFF field types that are written.
const (
	typeASCII     = 2
	typeShort     = 3
	typeLong      = 4
	typeRational  = 5
	typeUndefined = 7

	typeSignedRational = 10
)

// entry is one field of a TIFF directory, its value little-endian.
type entry struct {
	tag, kind uint16
	count     uint32
	value     []byte
}

// directory is a TIFF image file directory that is being written.
type directory []entry

func (d *directory) add(tag, kind uint16, count int, value []byte) {
	*d = append(*d, entry{tag, kind, uint32(count), value})
}

// text adds a NUL-terminated text unless it is empty.
func (d *directory) text(tag uint16, s string) {
	if s != "" {
		d.add(tag, typeASCII, len(s)+1, append([]byte(s), 0))
	}
}

func (d *directory) short(tag uint16, v int) {
	d.add(tag, typeShort, 1, binary.LittleEndian.AppendUint16(nil, uint16(v)))
}

func (d *directory) long(tag uint16, v uint32) {
	d.add(tag, typeLong, 1, le32(v))
}

func (d *directory) rational(tag uint16, v [2]uint32) {
	d.add(tag, typeRational, 1, append(le32(v[0]), le32(v[1])...))
}

// set changes the value of a long that was added before its value was known.
func (d directory) set(tag uint16, v uint32) {
	for i := range d {
		if d[i].tag == tag {
			d[i].value = le32(v)
		}
	}
}

// size is how many bytes append adds: the table and the values that do not fit
// into it.
func (d directory) size() int {
	if len(d) == 0 {
		return 0
	}
	n := d.tableSize()
	for _, e := range d {
		n += e.outside()
	}
	return n
}

func (d directory) tableSize() int { return 2 + 12*len(d) + 4 }

// outside is how many bytes the value takes behind the table, padded to a word
// boundary as TIFF demands.
func (e entry) outside() int {
	if len(e.value) <= 4 {
		return 0
	}
	return len(e.value) + len(e.value)%2
}

// append writes the directory at the end of out, whose start is the start of
// the TIFF structure; next is the place of the directory that follows, or 0.
func (d directory) append(out []byte, next int) []byte {
	slices.SortFunc(d, func(a, b entry) int { return int(a.tag) - int(b.tag) })
	at := len(out) + d.tableSize()
	out = binary.LittleEndian.AppendUint16(out, uint16(len(d)))
	var values []byte
	for _, e := range d {
		out = binary.LittleEndian.AppendUint16(out, e.tag)
		out = binary.LittleEndian.AppendUint16(out, e.kind)
		out = binary.LittleEndian.AppendUint32(out, e.count)
		if len(e.value) <= 4 {
			out = append(out, e.value...)
			out = append(out, make([]byte, 4-len(e.value))...)
			continue
		}
		out = binary.LittleEndian.AppendUint32(out, uint32(at+len(values)))
		values = append(values, e.value...)
		values = append(values, make([]byte, len(e.value)%2)...)
	}
	out = append(out, le32(uint32(next))...)
	return append(out, values...)
}

func le32(v uint32) []byte { return binary.LittleEndian.AppendUint32(nil, v) }

package tflite

import (
	"encoding/binary"
	"fmt"
	"math"
)

// reader reads a FlatBuffers file in which no offset is believed. After the first
// fault it gives zeros, and err says what the fault was: its callers look once, after
// a part.
type reader struct {
	data []byte
	err  error
}

func (r *reader) fail(format string, args ...any) {
	if r.err == nil {
		r.err = fmt.Errorf(format, args...)
	}
}

// has is true where n bytes at a position are in the file.
func (r *reader) has(pos, n int) bool {
	if r.err != nil {
		return false
	}
	if pos < 0 || n < 0 || n > len(r.data) || pos > len(r.data)-n {
		r.fail("%d bytes at %d are outside the file", n, pos)
		return false
	}
	return true
}

func (r *reader) u8(pos int) int {
	if !r.has(pos, 1) {
		return 0
	}
	return int(r.data[pos])
}

func (r *reader) u16(pos int) int {
	if !r.has(pos, 2) {
		return 0
	}
	return int(binary.LittleEndian.Uint16(r.data[pos:]))
}

func (r *reader) i32(pos int) int {
	if !r.has(pos, 4) {
		return 0
	}
	return int(int32(binary.LittleEndian.Uint32(r.data[pos:])))
}

// u32 reads an offset or a count. FlatBuffers has none above 2^31.
func (r *reader) u32(pos int) int {
	v := r.i32(pos)
	if v < 0 {
		r.fail("the offset at %d is larger than any file", pos)
		return 0
	}
	return v
}

// follow gives where an offset points to.
func (r *reader) follow(pos int) int { return pos + r.u32(pos) }

// table is one of the file's tables; the zero table has no fields.
type table struct {
	r      *reader
	pos    int
	vtable int
	size   int // of the vtable in bytes
}

func (r *reader) table(pos int) table {
	vtable := pos - r.i32(pos)
	size := r.u16(vtable)
	if !r.has(vtable, size) {
		return table{}
	}
	return table{r, pos, vtable, size}
}

// field gives where a field lies, and false where the table is without it.
func (t table) field(id int) (pos int, ok bool) {
	at := 4 + 2*id
	if at+2 > t.size {
		return 0, false
	}
	off := t.r.u16(t.vtable + at)
	return t.pos + off, off != 0
}

func (t table) int(id, otherwise int) int {
	if pos, ok := t.field(id); ok {
		return t.r.i32(pos)
	}
	return otherwise
}

func (t table) byte(id int) int {
	if pos, ok := t.field(id); ok {
		return t.r.u8(pos)
	}
	return 0
}

func (t table) table(id int) table {
	if pos, ok := t.field(id); ok {
		return t.r.table(t.r.follow(pos))
	}
	return table{}
}

// vector gives the first element's position and the number of elements, which are at
// most so many and lie in the file.
func (t table) vector(id, size, most int) (pos, n int) {
	at, ok := t.field(id)
	if !ok {
		return 0, 0
	}
	at = t.r.follow(at)
	n = t.r.u32(at)
	if n > most {
		t.r.fail("a list has %d elements, and at most %d are read", n, most)
		return 0, 0
	}
	if !t.r.has(at+4, n*size) {
		return 0, 0
	}
	return at + 4, n
}

func (t table) ints(id, most int) []int {
	pos, n := t.vector(id, 4, most)
	all := make([]int, n)
	for i := range all {
		all[i] = t.r.i32(pos + 4*i)
	}
	return all
}

func (t table) tables(id, most int) []table {
	pos, n := t.vector(id, 4, most)
	all := make([]table, n)
	for i := range all {
		all[i] = t.r.table(t.r.follow(pos + 4*i))
	}
	return all
}

func (t table) bytes(id int) []byte {
	pos, n := t.vector(id, 1, math.MaxInt32)
	if n == 0 {
		return nil
	}
	return t.r.data[pos : pos+n]
}

// text is a name in the file, which nobody needs longer than this.
func (t table) text(id int) string {
	const most = 1 << 10
	pos, n := t.vector(id, 1, most)
	if n == 0 {
		return ""
	}
	return string(t.r.data[pos : pos+n])
}

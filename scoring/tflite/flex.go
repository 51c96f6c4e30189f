package tflite

import (
	"encoding/binary"
	"errors"
	"math"
)

// flexMap reads a FlexBuffers map, which is how custom operators write their options:
// numbers and lists of numbers by name. Every offset is checked.
// (google.github.io/flatbuffers/flatbuffers_internals.html, "FlexBuffers")
type flexMap map[string][]float64

// The kinds of a FlexBuffers value that are read, and the widest list.
const (
	flexInt        = 1
	flexUint       = 2
	flexFloat      = 3
	flexMapKind    = 9
	flexList       = 10
	flexIntList    = 11
	flexUintList   = 12
	flexFloatList  = 13
	flexMostValues = 1 << 12
)

var errFlex = errors.New("the options of a custom operator cannot be read")

// readFlexMap reads the map that is the root of a buffer. Values of other kinds are
// left out.
func readFlexMap(b []byte) (flexMap, error) {
	if len(b) < 3 {
		return nil, errFlex
	}
	width, kind := int(b[len(b)-1]), b[len(b)-2]
	f := flex{b: b}
	root := f.behind(len(b)-2-width, width)
	if kind>>2 != flexMapKind {
		return nil, errFlex
	}
	width = 1 << (kind & 3)
	n := f.count(root, width)
	keys := f.behind(root-3*width, width)
	keyWidth := f.uint(root-2*width, width)
	if f.bad || f.count(keys, keyWidth) != n {
		return nil, errFlex
	}
	all := flexMap{}
	for i := range n {
		name := f.name(f.behind(keys+i*keyWidth, keyWidth))
		all[name] = f.value(root+i*width, width, f.uint(root+n*width+i, 1))
	}
	if f.bad {
		return nil, errFlex
	}
	return all, nil
}

// one gives a number of the map.
func (m flexMap) one(name string) (float64, error) {
	if v := m[name]; len(v) == 1 {
		return v[0], nil
	}
	return 0, errFlex
}

// flex reads values of the buffer b; bad after the first that is not in it.
type flex struct {
	b   []byte
	bad bool
}

func (f *flex) has(pos, n int) bool {
	f.bad = f.bad || pos < 0 || n < 0 || pos > len(f.b)-n
	return !f.bad
}

func (f *flex) bits(pos, width int) uint64 {
	if !f.has(pos, width) {
		return 0
	}
	switch width {
	case 1:
		return uint64(f.b[pos])
	case 2:
		return uint64(binary.LittleEndian.Uint16(f.b[pos:]))
	case 4:
		return uint64(binary.LittleEndian.Uint32(f.b[pos:]))
	case 8:
		return binary.LittleEndian.Uint64(f.b[pos:])
	}
	f.bad = true
	return 0
}

// uint reads what is no larger than the buffer: an offset, a count, a width.
func (f *flex) uint(pos, width int) int {
	v := f.bits(pos, width)
	if v > uint64(len(f.b)) {
		f.bad = true
		return 0
	}
	return int(v)
}

// behind follows an offset, which points backwards.
func (f *flex) behind(pos, width int) int { return pos - f.uint(pos, width) }

// count gives the length of a list, which stands before its first element.
func (f *flex) count(list, width int) int {
	n := f.uint(list-width, width)
	if n > flexMostValues {
		f.bad = true
		return 0
	}
	return n
}

func (f *flex) name(pos int) string {
	for end := pos; f.has(end, 1); end++ {
		if f.b[end] == 0 {
			return string(f.b[pos:end])
		}
	}
	return ""
}

func (f *flex) value(pos, width, kind int) []float64 {
	switch kind >> 2 {
	case flexInt, flexUint, flexFloat:
		return []float64{f.number(pos, width, kind>>2)}
	case flexIntList, flexUintList, flexFloatList, flexList:
		list := f.behind(pos, width)
		width = 1 << (kind & 3)
		all := make([]float64, f.count(list, width))
		for i := range all {
			element := kind>>2 - flexIntList + flexInt
			if kind>>2 == flexList {
				element = f.uint(list+len(all)*width+i, 1) >> 2
			}
			all[i] = f.number(list+i*width, width, element)
		}
		return all
	}
	return nil
}

func (f *flex) number(pos, width, kind int) float64 {
	v := f.bits(pos, width)
	switch {
	case kind == flexFloat && width == 4:
		return float64(math.Float32frombits(uint32(v)))
	case kind == flexFloat && width == 8:
		return math.Float64frombits(v)
	case kind == flexInt:
		shift := 64 - 8*width
		return float64(int64(v<<shift) >> shift)
	case kind == flexUint:
		return float64(v)
	}
	f.bad = true
	return 0
}

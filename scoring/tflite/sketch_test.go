package tflite

import (
	"encoding/binary"
	"math"
)

// fields is a FlatBuffers table for the writer: the field of every index, nil where it
// is left out. An int is 32 bits wide, a byte one; everything else is stored behind the
// table.
type fields []any

// flat writes FlatBuffers as simply as can be: what a table refers to comes behind it.
type flat struct{ b []byte }

func (f *flat) u16(v int) { f.b = binary.LittleEndian.AppendUint16(f.b, uint16(v)) }
func (f *flat) u32(v int) { f.b = binary.LittleEndian.AppendUint32(f.b, uint32(v)) }

// refer lets a place in the file point to the file's end, where something follows.
func (f *flat) refer(place int) { binary.LittleEndian.PutUint32(f.b[place:], uint32(len(f.b)-place)) }

// table writes a table and returns where it is.
func (f *flat) table(t fields) int {
	vtable := len(f.b)
	f.u16(4 + 2*len(t))
	f.u16(4 + 4*len(t))
	for i, v := range t {
		if v == nil {
			f.u16(0)
		} else {
			f.u16(4 + 4*i)
		}
	}
	pos := len(f.b)
	f.u32(pos - vtable)
	for _, v := range t {
		switch v := v.(type) {
		case int:
			f.u32(v)
		case byte:
			f.u32(int(v))
		default:
			f.u32(0)
		}
	}
	for i, v := range t {
		f.behind(pos+4+4*i, v)
	}
	return pos
}

func (f *flat) behind(place int, v any) {
	switch v := v.(type) {
	case fields:
		pos := f.table(v)
		binary.LittleEndian.PutUint32(f.b[place:], uint32(pos-place))
	case string:
		f.behind(place, []byte(v))
	case []byte:
		f.refer(place)
		f.u32(len(v))
		f.b = append(f.b, v...)
	case []int:
		f.refer(place)
		f.u32(len(v))
		for _, n := range v {
			f.u32(n)
		}
	case []fields:
		f.refer(place)
		f.u32(len(v))
		first := len(f.b)
		for range v {
			f.u32(0)
		}
		for i, t := range v {
			pos := f.table(t)
			binary.LittleEndian.PutUint32(f.b[first+4*i:], uint32(pos-first-4*i))
		}
	}
}

// sketch is a network for the tests. Its tensors are numbered as they are added.
type sketch struct {
	tensors, buffers, nodes, codes []fields
	in, out                        []int
}

func newSketch(input ...int) *sketch {
	s := &sketch{buffers: []fields{{}}}
	s.in = []int{s.value("input", input...)}
	return s
}

func (s *sketch) add(kind byte, raw []byte, name string, shape []int) int {
	buffer := 0
	if raw != nil {
		buffer = len(s.buffers)
		s.buffers = append(s.buffers, fields{raw})
	}
	s.tensors = append(s.tensors, fields{shape, kind, buffer, name})
	return len(s.tensors) - 1
}

func (s *sketch) value(name string, shape ...int) int { return s.add(typeFloat32, nil, name, shape) }

func (s *sketch) weights(v []float32, shape ...int) int {
	var raw []byte
	for _, n := range v {
		raw = binary.LittleEndian.AppendUint32(raw, math.Float32bits(n))
	}
	return s.add(typeFloat32, raw, "", shape)
}

func (s *sketch) counts(v ...int) int {
	var raw []byte
	for _, n := range v {
		raw = binary.LittleEndian.AppendUint32(raw, uint32(n))
	}
	return s.add(typeInt32, raw, "", []int{len(v)})
}

// node adds an operator and returns its output, a new value.
func (s *sketch) node(code int, options fields, shape []int, in ...int) int {
	return s.nodeOf(fields{byte(min(code, 127)), nil, nil, code}, options, nil, shape, in...)
}

// custom adds an operator by its name.
func (s *sketch) custom(name string, raw []byte, shape []int, in ...int) int {
	return s.nodeOf(fields{byte(opCustom), name, nil, opCustom}, nil, raw, shape, in...)
}

func (s *sketch) nodeOf(code, options fields, raw []byte, shape []int, in ...int) int {
	out := s.value("", shape...)
	n := fields{len(s.codes), in, []int{out}, nil, nil, nil}
	if options != nil {
		n[nodeOptions] = options
	}
	if raw != nil {
		n[nodeCustom] = raw
	}
	s.nodes, s.codes = append(s.nodes, n), append(s.codes, code)
	return out
}

// file writes the network with its last value as the output, where none is named.
func (s *sketch) file() []byte {
	out := s.out
	if out == nil {
		out = []int{len(s.tensors) - 1}
	}
	f := &flat{b: make([]byte, 8)}
	copy(f.b[4:], "TFL3")
	pos := f.table(fields{3, s.codes, []fields{{s.tensors, s.in, out, s.nodes}}, nil, s.buffers})
	binary.LittleEndian.PutUint32(f.b, uint32(pos))
	return f.b
}

// The options of operators, as the file format orders their fields.

func convOptions(padding, stride int, act byte) fields {
	return fields{byte(padding), stride, stride, act}
}

func depthwiseOptions(padding, stride int, act byte) fields {
	return fields{byte(padding), stride, stride, 1, act}
}

func poolOptions(padding, stride, size int) fields {
	return fields{byte(padding), stride, stride, size, size, byte(0)}
}

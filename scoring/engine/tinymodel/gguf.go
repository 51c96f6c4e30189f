package tinymodel

import (
	"encoding/binary"
	"fmt"
)

// The GGUF format, version 3, as github.com/ggml-org/ggml, docs/gguf.md, has
// it: little-endian; a header, keys with values, a list of tensors, and the
// tensors' numbers, each tensor at a multiple of the alignment.
const (
	magic     = "GGUF"
	version   = 3
	alignment = 32

	typeUint32  = 4
	typeInt32   = 5
	typeFloat32 = 6
	typeBool    = 7
	typeString  = 8
	typeArray   = 9

	tensorFloat32 = 0
	tensorFloat16 = 1
	tensorQ8      = 8  // Q8_0
	tensorQ4      = 12 // Q4_K
)

// file is a GGUF file in memory.
type file struct {
	keys    []key
	tensors []*tensor
}

// key has a value of type uint32, float32, bool, string, []string, []int32,
// []float32 or []bool.
type key struct {
	name  string
	value any
}

// tensor has its fastest dimension first, as ggml counts them.
type tensor struct {
	name  string
	shape []int
	data  []float32
}

// set adds a key, or replaces its value.
func (f *file) set(name string, value any) {
	for i := range f.keys {
		if f.keys[i].name == name {
			f.keys[i].value = value
			return
		}
	}
	f.keys = append(f.keys, key{name, value})
}

// entry is what the list of tensors says of one.
type entry struct {
	name  string
	shape []int
	kind  uint32
	bytes int // of its numbers
}

// header gives what a file has before its tensors' numbers.
func header(keys []key, entries []entry) []byte {
	b := []byte(magic)
	b = binary.LittleEndian.AppendUint32(b, version)
	b = binary.LittleEndian.AppendUint64(b, uint64(len(entries)))
	b = binary.LittleEndian.AppendUint64(b, uint64(len(keys)))
	for _, k := range keys {
		b = appendString(b, k.name)
		b = appendValue(b, k.value)
	}
	offset := uint64(0)
	for _, e := range entries {
		b = appendString(b, e.name)
		b = binary.LittleEndian.AppendUint32(b, uint32(len(e.shape)))
		for _, n := range e.shape {
			b = binary.LittleEndian.AppendUint64(b, uint64(n))
		}
		b = binary.LittleEndian.AppendUint32(b, e.kind)
		b = binary.LittleEndian.AppendUint64(b, offset)
		offset += uint64(aligned(e.bytes))
	}
	return pad(b)
}

// encode gives the file's bytes.
func (f *file) encode() []byte {
	b := f.header()
	for _, t := range f.tensors {
		b = pad(appendFloats(b, t.data))
	}
	return b
}

func (f *file) header() []byte {
	entries := make([]entry, len(f.tensors))
	for i, t := range f.tensors {
		entries[i] = entry{t.name, t.shape, tensorFloat32, 4 * len(t.data)}
	}
	return header(f.keys, entries)
}

// weights gives where the tensors' numbers begin in the encoded file.
func (f *file) weights() int { return len(f.header()) }

func aligned(n int) int { return (n + alignment - 1) / alignment * alignment }

func pad(b []byte) []byte { return append(b, make([]byte, aligned(len(b))-len(b))...) }

func appendString(b []byte, s string) []byte {
	b = binary.LittleEndian.AppendUint64(b, uint64(len(s)))
	return append(b, s...)
}

func appendFloats(b []byte, values []float32) []byte {
	b, err := binary.Append(b, binary.LittleEndian, values)
	if err != nil {
		panic(err) // it has no errors for numbers of fixed size
	}
	return b
}

func appendBool(b []byte, yes bool) []byte {
	if yes {
		return append(b, 1)
	}
	return append(b, 0)
}

func appendValue(b []byte, value any) []byte {
	kind := func(n uint32) { b = binary.LittleEndian.AppendUint32(b, n) }
	array := func(element uint32, n int) {
		kind(typeArray)
		kind(element)
		b = binary.LittleEndian.AppendUint64(b, uint64(n))
	}
	switch v := value.(type) {
	case uint32:
		kind(typeUint32)
		return binary.LittleEndian.AppendUint32(b, v)
	case float32:
		kind(typeFloat32)
		return appendFloats(b, []float32{v})
	case bool:
		kind(typeBool)
		return appendBool(b, v)
	case string:
		kind(typeString)
		return appendString(b, v)
	case []string:
		array(typeString, len(v))
		for _, s := range v {
			b = appendString(b, s)
		}
		return b
	case []int32:
		array(typeInt32, len(v))
		for _, n := range v {
			b = binary.LittleEndian.AppendUint32(b, uint32(n))
		}
		return b
	case []float32:
		array(typeFloat32, len(v))
		return appendFloats(b, v)
	case []bool:
		array(typeBool, len(v))
		for _, yes := range v {
			b = appendBool(b, yes)
		}
		return b
	}
	panic(fmt.Sprintf("tinymodel writes no GGUF values of type %T", value))
}

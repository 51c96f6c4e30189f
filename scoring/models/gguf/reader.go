package gguf

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
)

// ErrFormat says that a file is no GGUF file that can be read.
var ErrFormat = errors.New("this is no GGUF file")

// What a header may hold. Vocabularies are the largest part: real ones have some
// hundred thousand words and a few megabytes.
const (
	mostBytes   = 256 << 20 // of the header
	mostKeys    = 1 << 16
	longestKey  = 1 << 16 // bytes
	longestText = 1 << 20 // bytes of a text that is kept
	deepest     = 4       // arrays in arrays
)

// The value types of the format.
const (
	typeUint8 uint32 = iota
	typeInt8
	typeUint16
	typeInt16
	typeUint32
	typeInt32
	typeFloat32
	typeBool
	typeString
	typeArray
	typeUint64
	typeInt64
	typeFloat64
)

// widths are the bytes of the types that always have as many.
var widths = map[uint32]uint64{
	typeUint8: 1, typeInt8: 1, typeUint16: 2, typeInt16: 2, typeUint32: 4, typeInt32: 4,
	typeFloat32: 4, typeBool: 1, typeUint64: 8, typeInt64: 8, typeFloat64: 8,
}

// reader reads a header and never more of it than allowed.
type reader struct {
	in   *bufio.Reader
	left uint64 // bytes that may still be read
}

// values are the keys of a header that hold a text or a whole number, and which
// of them hold a list.
type values map[string]any // string, uint64 or list

// list is what is kept of a list: that there is one.
type list struct{}

// readValues reads a header's keys.
func readValues(in io.Reader) (values, error) {
	r := &reader{in: bufio.NewReaderSize(in, 64<<10), left: mostBytes}
	magic, err := r.bytes(4)
	if err != nil || string(magic) != "GGUF" {
		return nil, fmt.Errorf("%w: it does not begin with GGUF", ErrFormat)
	}
	version, err := r.number(4)
	if err != nil {
		return nil, err
	}
	if version != 2 && version != 3 {
		return nil, fmt.Errorf("%w: it is of version %d, and only 2 and 3 are known", ErrFormat, version)
	}
	if _, err := r.number(8); err != nil { // tensors
		return nil, err
	}
	keys, err := r.number(8)
	if err != nil {
		return nil, err
	}
	if keys > mostKeys {
		return nil, fmt.Errorf("%w: it claims to have %d keys", ErrFormat, keys)
	}
	all := values{}
	for range keys {
		if err := r.key(all); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// key reads one key and keeps its value if it is a text or a whole number.
func (r *reader) key(all values) error {
	name, err := r.text(longestKey)
	if err != nil {
		return err
	}
	kind, err := r.number(4)
	if err != nil {
		return err
	}
	switch k := uint32(kind); k {
	case typeString:
		all[name], err = r.text(longestText)
	case typeUint8, typeUint16, typeUint32, typeUint64, typeBool:
		all[name], err = r.number(widths[k])
	case typeArray:
		all[name], err = list{}, r.skip(k, 0)
	default:
		err = r.skip(k, 0)
	}
	return err
}

// skip passes over a value that is not kept.
func (r *reader) skip(kind uint32, depth int) error {
	if width := widths[kind]; width > 0 {
		return r.pass(width)
	}
	switch {
	case kind == typeString:
		n, err := r.number(8)
		if err != nil {
			return err
		}
		return r.pass(n)
	case kind != typeArray:
		return fmt.Errorf("%w: it has a value of an unknown kind, %d", ErrFormat, kind)
	case depth == deepest:
		return fmt.Errorf("%w: its lists are too deep", ErrFormat)
	}
	of, err := r.number(4)
	if err != nil {
		return err
	}
	n, err := r.number(8)
	if err != nil {
		return err
	}
	if width := widths[uint32(of)]; width > 0 {
		if n > math.MaxUint64/width {
			return fmt.Errorf("%w: a list claims to have %d values", ErrFormat, n)
		}
		return r.pass(n * width)
	}
	// Every value takes at least eight bytes, so that a false n ends at r.left.
	for range n {
		if err := r.skip(uint32(of), depth+1); err != nil {
			return err
		}
	}
	return nil
}

// take counts n bytes.
func (r *reader) take(n uint64) error {
	if n > r.left {
		return fmt.Errorf("%w: its header is too long", ErrFormat)
	}
	r.left -= n
	return nil
}

func (r *reader) bytes(n uint64) ([]byte, error) {
	if err := r.take(n); err != nil {
		return nil, err
	}
	b := make([]byte, n)
	if _, err := io.ReadFull(r.in, b); err != nil {
		return nil, ended(err)
	}
	return b, nil
}

func (r *reader) pass(n uint64) error {
	if err := r.take(n); err != nil {
		return err
	}
	if _, err := io.CopyN(io.Discard, r.in, int64(n)); err != nil {
		return ended(err)
	}
	return nil
}

// number reads a little-endian whole number of 1, 2, 4 or 8 bytes.
func (r *reader) number(width uint64) (uint64, error) {
	b, err := r.bytes(width)
	if err != nil {
		return 0, err
	}
	var whole [8]byte
	copy(whole[:], b)
	return binary.LittleEndian.Uint64(whole[:]), nil
}

func (r *reader) text(longest uint64) (string, error) {
	n, err := r.number(8)
	if err != nil {
		return "", err
	}
	if n > longest {
		return "", fmt.Errorf("%w: a text claims to have %d bytes", ErrFormat, n)
	}
	b, err := r.bytes(n)
	return string(b), err
}

func ended(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return fmt.Errorf("%w: it ends in the middle of its header", ErrFormat)
	}
	return fmt.Errorf("reading its header: %w", err)
}

package tinymodel

import (
	"context"
	"encoding/binary"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
)

// bulkWriter writes gigabytes of random weights at the speed of the disk: for each
// format and deviation a few megabytes of blocks are made, which are written
// again and again. Their number is a prime, so that no two rows of a matrix begin
// at the same block before it has as many rows.
type bulkWriter struct {
	ctx    context.Context
	out    io.Writer
	random *rand.Rand
	blocks map[blockKind][]byte
	row    []byte
}

type blockKind struct {
	format    Format
	deviation float64
}

func newBulkWriter(ctx context.Context, out io.Writer, seed uint64) *bulkWriter {
	return &bulkWriter{ctx: ctx, out: out, random: rand.New(rand.NewPCG(seed, 3)), blocks: map[blockKind][]byte{}}
}

// file writes a whole file.
func (w *bulkWriter) file(keys []key, tensors []planned) error {
	entries := make([]entry, len(tensors))
	for i := range tensors {
		t := &tensors[i]
		l, err := t.format.layout()
		if err != nil {
			return err
		}
		if t.shape[0]%l.numbers != 0 && len(t.shape) == 2 {
			return fmt.Errorf("%s has rows of %d numbers, which are no whole blocks of %d (%s)", t.name, t.shape[0], l.numbers, t.format)
		}
		entries[i] = entry{t.name, t.shape, l.kind, l.size(t.numbers())}
	}
	if _, err := w.out.Write(header(keys, entries)); err != nil {
		return err
	}
	for i := range tensors {
		if err := w.tensor(&tensors[i]); err != nil {
			return fmt.Errorf("%s: %w", tensors[i].name, err)
		}
		if _, err := w.out.Write(make([]byte, aligned(entries[i].bytes)-entries[i].bytes)); err != nil {
			return err
		}
	}
	return nil
}

func (t *planned) numbers() int {
	n := 1
	for _, d := range t.shape {
		n *= d
	}
	return n
}

// rows gives how many rows a tensor has.
func (t *planned) rows() int {
	if len(t.shape) < 2 {
		return 1
	}
	return t.shape[len(t.shape)-1]
}

func (w *bulkWriter) tensor(t *planned) error {
	if len(t.shape) == 1 {
		return w.vector(t)
	}
	l, err := t.format.layout()
	if err != nil {
		return err
	}
	filled := w.filledBlocks(t, l)
	at := l.bytes * w.random.IntN(len(filled)/l.bytes)
	size := l.size(t.numbers())
	if t.first != nil {
		return w.rowByRow(t, l, filled, at)
	}
	empty := size / t.rows() * t.empty
	if _, err := w.out.Write(make([]byte, empty)); err != nil {
		return err
	}
	for left := size - empty; left > 0; at = 0 {
		if err := w.ctx.Err(); err != nil {
			return err
		}
		n, err := w.out.Write(filled[at:min(len(filled), at+left)])
		if err != nil {
			return err
		}
		left -= n
	}
	return nil
}

// vector writes a few numbers of their own.
func (w *bulkWriter) vector(t *planned) error {
	data := make([]float32, t.shape[0])
	for i := range data {
		data[i] = float32(t.mean) + uniform(t.deviation, w.random)
	}
	_, err := w.out.Write(appendFloats(nil, data))
	return err
}

// filledBlocks gives the blocks of a format and deviation.
func (w *bulkWriter) filledBlocks(t *planned, l layout) []byte {
	const blocks, numbers = 16381, 1048573 // primes: of blocks of many numbers, and of single numbers
	v := blockKind{t.format, t.deviation}
	if filled, ok := w.blocks[v]; ok {
		return filled
	}
	n := blocks
	if l.numbers == 1 {
		n = numbers
	}
	filled := make([]byte, n*l.bytes)
	for at := 0; at < len(filled); at += l.bytes {
		l.put(filled[at:at+l.bytes], t.deviation, w.random)
	}
	w.blocks[v] = filled
	return filled
}

// rowByRow writes a matrix row by row, since each begins with a number of its own
// and zeros.
func (w *bulkWriter) rowByRow(t *planned, l layout, filled []byte, at int) error {
	size := l.size(t.shape[0])
	const rows = 256 // written at once
	w.row = make([]byte, 0, rows*size)
	for row := range t.rows() {
		begin := len(w.row)
		for left := size; left > 0; {
			n := min(left, len(filled)-at)
			w.row = append(w.row, filled[at:at+n]...)
			left, at = left-n, (at+n)%len(filled)
		}
		l.begin(w.row[begin:], t.first(row))
		if len(w.row) < rows*size && row < t.rows()-1 {
			continue
		}
		if err := w.ctx.Err(); err != nil {
			return err
		}
		if _, err := w.out.Write(w.row); err != nil {
			return err
		}
		w.row = w.row[:0]
	}
	return nil
}

// begin makes the first number of a row what it is told and those after it up to
// held 0. It knows the formats whose blocks have held numbers or one.
func (l layout) begin(row []byte, first float32) {
	clear(row[:l.size(held)])
	switch l.kind {
	case tensorFloat32:
		binary.LittleEndian.PutUint32(row, math.Float32bits(first))
	case tensorFloat16:
		binary.LittleEndian.PutUint16(row, half(first))
	case tensorQ8:
		const most = 64 // so that the scale is a power of two for carriers that are
		binary.LittleEndian.PutUint16(row, half(first/most))
		row[2] = most
	}
}

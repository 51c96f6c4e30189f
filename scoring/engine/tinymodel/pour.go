package tinymodel

import (
	"context"
	"encoding/binary"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
)

// pour writes gigabytes of random weights at the speed of the disk: for each
// format and deviation a few megabytes of blocks are made, which are poured out
// again and again. Their number is a prime, so that no two rows of a matrix begin
// at the same block before it has as many rows.
type pour struct {
	ctx    context.Context
	out    io.Writer
	random *rand.Rand
	stocks map[vessel][]byte
	row    []byte
}

type vessel struct {
	format    Format
	deviation float64
}

func newPour(ctx context.Context, out io.Writer, seed uint64) *pour {
	return &pour{ctx: ctx, out: out, random: rand.New(rand.NewPCG(seed, 3)), stocks: map[vessel][]byte{}}
}

// file writes a whole file.
func (p *pour) file(keys []key, tensors []planned) error {
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
	if _, err := p.out.Write(header(keys, entries)); err != nil {
		return err
	}
	for i := range tensors {
		if err := p.tensor(&tensors[i]); err != nil {
			return fmt.Errorf("%s: %w", tensors[i].name, err)
		}
		if _, err := p.out.Write(make([]byte, aligned(entries[i].bytes)-entries[i].bytes)); err != nil {
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

func (p *pour) tensor(t *planned) error {
	if len(t.shape) == 1 {
		return p.vector(t)
	}
	l, err := t.format.layout()
	if err != nil {
		return err
	}
	stock := p.stock(t, l)
	at := l.bytes * p.random.IntN(len(stock)/l.bytes)
	size := l.size(t.numbers())
	if t.first != nil {
		return p.voiced(t, l, stock, at)
	}
	empty := size / t.rows() * t.empty
	if _, err := p.out.Write(make([]byte, empty)); err != nil {
		return err
	}
	for left := size - empty; left > 0; at = 0 {
		if err := p.ctx.Err(); err != nil {
			return err
		}
		n, err := p.out.Write(stock[at:min(len(stock), at+left)])
		if err != nil {
			return err
		}
		left -= n
	}
	return nil
}

// vector writes a few numbers of their own.
func (p *pour) vector(t *planned) error {
	data := make([]float32, t.shape[0])
	for i := range data {
		data[i] = float32(t.mean) + uniform(t.deviation, p.random)
	}
	_, err := p.out.Write(appendFloats(nil, data))
	return err
}

// stock gives the blocks of a format and deviation.
func (p *pour) stock(t *planned, l layout) []byte {
	const blocks, numbers = 16381, 1048573 // primes: of blocks of many numbers, and of single numbers
	v := vessel{t.format, t.deviation}
	if stock, ok := p.stocks[v]; ok {
		return stock
	}
	n := blocks
	if l.numbers == 1 {
		n = numbers
	}
	stock := make([]byte, n*l.bytes)
	for at := 0; at < len(stock); at += l.bytes {
		l.put(stock[at:at+l.bytes], t.deviation, p.random)
	}
	p.stocks[v] = stock
	return stock
}

// voiced writes a matrix row by row, since each begins with a number of its own
// and zeros.
func (p *pour) voiced(t *planned, l layout, stock []byte, at int) error {
	size := l.size(t.shape[0])
	const rows = 256 // written at once
	p.row = make([]byte, 0, rows*size)
	for row := range t.rows() {
		begin := len(p.row)
		for left := size; left > 0; {
			n := min(left, len(stock)-at)
			p.row = append(p.row, stock[at:at+n]...)
			left, at = left-n, (at+n)%len(stock)
		}
		l.begin(p.row[begin:], t.first(row))
		if len(p.row) < rows*size && row < t.rows()-1 {
			continue
		}
		if err := p.ctx.Err(); err != nil {
			return err
		}
		if _, err := p.out.Write(p.row); err != nil {
			return err
		}
		p.row = p.row[:0]
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

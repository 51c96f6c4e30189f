package filecache

import (
	"slices"
	"sync"
	"time"
)

const (
	// bufferStep rounds up what is asked for, so that the next file, which is a
	// little larger, fits too. For small files it is less: a file that is kept counts
	// as its own size, and of small ones thousands are.
	bufferStep      = 1 << 20
	leastBufferStep = 4 << 10

	// freeFor is how long a pool keeps memory that nobody asks for.
	freeFor = 5 * time.Second
)

// pool keeps the memory into which files were read for the next ones: making it
// again takes up to half as long as decoding a thumbnail from it. Several goroutines
// may use one.
type pool struct {
	limit int64 // in bytes

	mu    sync.Mutex
	free  [][]byte
	bytes int64
	idle  *time.Timer
}

// sizeFor rounds up what is asked for: by a whole step where it is one or more, else by
// an eighth of it or so.
func sizeFor(n int) int {
	step := bufferStep
	for n < bufferStep && step > leastBufferStep && step > n/8 {
		step /= 2
	}
	return (n + step - 1) / step * step
}

// take gives at least n bytes, which hold anything, and not many times as many.
func (p *pool) take(n int) []byte {
	if p.limit == 0 {
		return make([]byte, n)
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	for i, buf := range p.free {
		if len(buf) >= n && len(buf) <= 2*sizeFor(n) {
			p.remove(i)
			return buf
		}
	}
	// One that is too small now is too small for its likes, which come in rows.
	if len(p.free) > 0 {
		p.remove(0)
	}
	return make([]byte, sizeFor(n))
}

// giveBack takes memory that nobody uses any more, and keeps at most so many bytes.
func (p *pool) giveBack(buf []byte, most int64) {
	if int64(len(buf)) > most {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.shrinkTo(most - int64(len(buf)))
	p.free = append(p.free, buf)
	p.bytes += int64(len(buf))
	if p.idle == nil {
		p.idle = time.AfterFunc(freeFor, func() { p.shrink(0) })
	}
	p.idle.Reset(freeFor)
}

// shrink leaves what is more than so many bytes to the collector.
func (p *pool) shrink(most int64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.shrinkTo(most)
}

func (p *pool) shrinkTo(most int64) {
	for len(p.free) > 0 && p.bytes > most {
		p.remove(0)
	}
}

// remove takes one off the list. mu is held.
func (p *pool) remove(i int) {
	p.bytes -= int64(len(p.free[i]))
	p.free = slices.Delete(p.free, i, i+1)
}

package picture

import (
	"runtime"
	"slices"
	"sync"
	"time"
)

const (
	// pixelStep rounds up what is asked for in bytes, so that the next picture, which
	// is a little larger, fits too.
	pixelStep = 1 << 20
	// pixelsKeptFor is how long memory is kept that nobody asks for.
	pixelsKeptFor = 5 * time.Second
)

// pixelMemory lends memory for pixels to one picture after the other, because new
// memory has to be cleared and mapped. It lies outside the collector's heap: the
// collector would let as much garbage gather beside it. Several goroutines may use it.
type pixelMemory struct {
	mu   sync.Mutex
	free [][]byte
	idle *time.Timer
}

// take gives at least n bytes, which hold anything. They have to be given back.
func (m *pixelMemory) take(n int) []byte {
	m.mu.Lock()
	defer m.mu.Unlock()
	for i, buf := range m.free {
		if len(buf) >= n {
			m.free = slices.Delete(m.free, i, i+1)
			return buf
		}
	}
	// One that is too small now is too small for its likes, which come in rows.
	if last := len(m.free) - 1; last >= 0 {
		unmapPixels(m.free[last])
		m.free = m.free[:last]
	}
	return mapPixels((n + pixelStep - 1) / pixelStep * pixelStep)
}

// giveBack keeps memory for the next picture, but for no more of them than are made at
// a time, and not for long.
func (m *pixelMemory) giveBack(buf []byte) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if len(m.free) >= runtime.NumCPU() || len(buf) > 2*scanBytes {
		unmapPixels(buf)
		return
	}
	m.free = append(m.free, buf)
	if m.idle == nil {
		m.idle = time.AfterFunc(pixelsKeptFor, m.forget)
	}
	m.idle.Reset(pixelsKeptFor)
}

// forget gives what is not lent to the system.
func (m *pixelMemory) forget() {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, buf := range m.free {
		unmapPixels(buf)
	}
	m.free = nil
}

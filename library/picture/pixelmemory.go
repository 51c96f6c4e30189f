package picture

import (
	"runtime"
	"slices"
	"sync"
	"time"
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
	return mapPixels((n + bufferStep - 1) / bufferStep * bufferStep)
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
		m.idle = time.AfterFunc(keptFor, m.forget)
	}
	m.idle.Reset(keptFor)
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

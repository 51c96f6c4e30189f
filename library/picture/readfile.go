package picture

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"sync"
	"time"

	"keeplight.app/keeplight/library/safefile"
)

const (
	// maxKept bounds in bytes what a buffers value keeps.
	maxKept = 64 << 20

	// bufferStep rounds up what is asked for, so that the next file, which is a
	// little larger, fits too.
	bufferStep = 1 << 20

	// keptFor is how long a buffers value keeps memory that nobody asks for.
	keptFor = 5 * time.Second
)

// buffers keeps the memory into which files were read for the next ones: making
// it again takes up to half as long as decoding a thumbnail from it. Several
// goroutines may use one. A nil one keeps nothing.
type buffers struct {
	mu    sync.Mutex
	free  [][]byte
	bytes int64
	idle  *time.Timer
}

// readFile gives the bytes of a file of at most MaxFileBytes. Nothing may keep
// them once done is called. Its errors are safefile's.
//
// Files are not mapped into memory: one that becomes shorter, or lies on a card
// that is pulled out, would end the program.
func (l *buffers) readFile(path string) (data []byte, done func(), err error) {
	f, info, err := safefile.Open(path)
	if err != nil {
		return nil, nil, err
	}
	defer f.Close()
	if info.Size() > MaxFileBytes {
		return nil, nil, fmt.Errorf("%w: %d MB, at most %d MB are read", safefile.ErrTooLarge, info.Size()>>20, MaxFileBytes>>20)
	}
	buf := l.take(int(info.Size()))
	n, err := io.ReadFull(f, buf[:info.Size()])
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) && !errors.Is(err, io.EOF) {
		l.giveBack(buf)
		return nil, nil, fmt.Errorf("reading: %w", err)
	}
	return buf[:n], func() { l.giveBack(buf) }, nil
}

// take gives at least n bytes, which hold anything.
func (l *buffers) take(n int) []byte {
	if l == nil {
		return make([]byte, n)
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	for i, buf := range l.free {
		if len(buf) >= n {
			l.remove(i)
			return buf
		}
	}
	// One that is too small now is too small for its likes, which come in rows.
	if len(l.free) > 0 {
		l.remove(0)
	}
	return make([]byte, (n+bufferStep-1)/bufferStep*bufferStep)
}

func (l *buffers) giveBack(buf []byte) {
	if l == nil || len(buf) > maxKept {
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	for len(l.free) > 0 && l.bytes+int64(len(buf)) > maxKept {
		l.remove(0)
	}
	l.free = append(l.free, buf)
	l.bytes += int64(len(buf))
	if l.idle == nil {
		l.idle = time.AfterFunc(keptFor, l.forget)
	}
	l.idle.Reset(keptFor)
}

// remove takes one off the list. The lock is held.
func (l *buffers) remove(i int) {
	l.bytes -= int64(len(l.free[i]))
	l.free = slices.Delete(l.free, i, i+1)
}

// forget leaves all that is kept to the collector.
func (l *buffers) forget() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.free, l.bytes = nil, 0
}

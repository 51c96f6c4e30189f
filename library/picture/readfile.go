package picture

import (
	"errors"
	"fmt"
	"io"
	"sync"

	"keeplight/library/safefile"
)

const (
	// maxLent is the size in bytes of the largest file whose memory is used again.
	maxLent = 64 << 20

	// lentStep rounds up what is asked for, so that the next file, which is a
	// little larger, fits too. What no file fills costs no memory.
	lentStep = 16 << 20
)

// fileBuffers keeps the memory into which files were read for the next ones.
// A photograph is larger than its thumbnail by far, and making the memory for it
// anew took as long as a third of decoding it. The collector empties the pool.
var fileBuffers sync.Pool // of *[]byte

// readFile gives the bytes of a file of at most MaxFileBytes. Nothing may keep
// them once done is called. Its errors are safefile's.
//
// Files are not mapped into memory: one that becomes shorter, or lies on a card
// that is pulled out, would end the program.
func readFile(path string) (data []byte, done func(), err error) {
	f, info, err := safefile.Open(path)
	if err != nil {
		return nil, nil, err
	}
	defer f.Close()
	if info.Size() > MaxFileBytes {
		return nil, nil, fmt.Errorf("%w: %d MB, at most %d MB are read", safefile.ErrTooLarge, info.Size()>>20, MaxFileBytes>>20)
	}
	buf, _ := fileBuffers.Get().(*[]byte)
	if buf == nil || int64(cap(*buf)) < info.Size() {
		fresh := make([]byte, (info.Size()+lentStep-1)/lentStep*lentStep)
		buf = &fresh
	}
	data = (*buf)[:info.Size()]
	n, err := io.ReadFull(f, data)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) && !errors.Is(err, io.EOF) {
		return nil, nil, fmt.Errorf("reading: %w", err)
	}
	return data[:n], func() {
		if cap(*buf) <= maxLent {
			fileBuffers.Put(buf)
		}
	}, nil
}

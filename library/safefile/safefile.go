// Package safefile opens files that somebody else made. It refuses whatever is
// not a regular file, so that a FIFO or a device cannot make a reader wait for
// ever, and it bounds what is read.
//
// Flows in: a path. Flows out: an open regular file or its bytes.
// Does not belong here: knowing what the bytes mean.
package safefile

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
)

// ErrNotRegular says that a path names a folder, FIFO, socket or device.
var ErrNotRegular = errors.New("not a regular file")

// ErrTooLarge says that a file holds more bytes than the caller allows.
var ErrTooLarge = errors.New("file is too large")

// Open opens a regular file for reading and gives what the file system says of
// it. It never waits for the other end of a FIFO, and where the system allows
// it reading leaves the file's access time alone.
func Open(path string) (*os.File, fs.FileInfo, error) {
	f, err := os.OpenFile(path, os.O_RDONLY|openFlags, 0)
	if err != nil {
		return nil, nil, fmt.Errorf("opening: %w", err)
	}
	info, err := f.Stat()
	if err == nil && !info.Mode().IsRegular() {
		err = fmt.Errorf("%s is %w", describe(info.Mode()), ErrNotRegular)
	}
	if err != nil {
		return nil, nil, errors.Join(err, f.Close())
	}
	keepAccessTime(f)
	return f, info, nil
}

// ReadAll gives all bytes of a regular file of at most limit bytes.
func ReadAll(path string, limit int64) ([]byte, error) {
	f, info, err := Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	if info.Size() > limit {
		return nil, fmt.Errorf("%w: %d MB, at most %d MB are read", ErrTooLarge, info.Size()>>20, limit>>20)
	}
	// One byte more than the file claims shows a file that grows while it is
	// read without a second allocation for one that does not.
	buf := make([]byte, info.Size()+1)
	n, err := io.ReadFull(f, buf)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) && !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("reading: %w", err)
	}
	return buf[:min(int64(n), info.Size())], nil
}

func describe(m fs.FileMode) string {
	switch {
	case m.IsDir():
		return "a folder"
	case m&fs.ModeNamedPipe != 0:
		return "a FIFO"
	case m&fs.ModeSocket != 0:
		return "a socket"
	case m&fs.ModeDevice != 0:
		return "a device"
	}
	return "this"
}

package store

import (
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"time"

	"github.com/zeebo/blake3"

	"keeplight.app/keeplight/library/safefile"
	"keeplight.app/keeplight/library/sidecar"
)

// The errors by which a caller decides what to do. fs.ErrNotExist and
// safefile.ErrNotRegular are others.
var (
	ErrChanged = errors.New("another program changed the sidecar meanwhile")
	ErrLink    = errors.New("the sidecar is a symbolic link, which is read and never written")
)

// Version is a sidecar as it was read.
type Version struct {
	Bytes   []byte // nil where Stat made it
	Size    int64  // bytes
	ModTime time.Time
	Digest  string // of the bytes, "" where Stat made it

	info fs.FileInfo
}

// Stat gives size and time of the file at path, or of where a link leads.
func Stat(path string) (Version, error) {
	info, err := os.Stat(path)
	if err != nil {
		return Version{}, err
	}
	if !info.Mode().IsRegular() {
		return Version{}, safefile.ErrNotRegular
	}
	return Version{Size: info.Size(), ModTime: info.ModTime(), info: info}, nil
}

// Read reads a sidecar, and no more of it than one can be long. Errors: fs.ErrNotExist,
// safefile.ErrNotRegular, sidecar.ErrTooLarge, ErrChanged where it was written to
// meanwhile.
func Read(path string) (Version, error) {
	f, info, err := safefile.Open(path)
	if err != nil {
		return Version{}, err
	}
	defer f.Close()
	return readOpen(f, info)
}

func readOpen(f *os.File, info fs.FileInfo) (Version, error) {
	if info.Size() > sidecar.MaxSize {
		return Version{}, sidecar.ErrTooLarge
	}
	b, err := io.ReadAll(io.LimitReader(f, sidecar.MaxSize+1))
	if err != nil {
		return Version{}, fmt.Errorf("reading: %w", err)
	}
	after, err := f.Stat()
	if err != nil {
		return Version{}, fmt.Errorf("reading: %w", err)
	}
	if after.Size() != info.Size() || !after.ModTime().Equal(info.ModTime()) || int64(len(b)) != info.Size() {
		return Version{}, ErrChanged
	}
	return Version{Bytes: b, Size: info.Size(), ModTime: info.ModTime(), Digest: Digest(b), info: info}, nil
}

// Digest tells bytes apart (BLAKE3; O'Connor, Aumasson, Neves and Wilcox-O'Hearn, 2020).
func Digest(b []byte) string {
	sum := blake3.Sum256(b)
	return "blake3:" + hex.EncodeToString(sum[:])
}

package raw

import (
	"encoding/binary"
	"io"
)

const (
	maxReads = 8192     // short reads for one file
	maxRead  = 64 << 10 // bytes at once
)

// file reads short pieces within bounds: no piece beyond the end, none too
// long, and only so many altogether.
type file struct {
	r     io.ReaderAt
	size  int64
	order binary.ByteOrder // of the numbers in the part that is being read
	reads int
}

func newFile(r io.ReaderAt, size int64) *file {
	return &file{r: r, size: size, order: binary.LittleEndian}
}

// read gives n bytes from a place. ok is false where they are not all there or
// the file has cost enough already.
func (f *file) read(offset int64, n int) (b []byte, ok bool) {
	if offset < 0 || n < 0 || n > maxRead || offset > f.size-int64(n) || f.reads >= maxReads {
		return nil, false
	}
	f.reads++
	b = make([]byte, n)
	if got, err := f.r.ReadAt(b, offset); got < n && err != nil {
		return nil, false
	}
	return b, true
}

// orderOf reads the byte order mark of TIFF and CIFF, nil if there is none.
func orderOf(b []byte) binary.ByteOrder {
	switch {
	case len(b) < 2:
		return nil
	case b[0] == 'I' && b[1] == 'I':
		return binary.LittleEndian
	case b[0] == 'M' && b[1] == 'M':
		return binary.BigEndian
	}
	return nil
}

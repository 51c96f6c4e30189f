package ingest

import (
	"context"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"io"

	"github.com/zeebo/blake3"

	"keeplight.app/keeplight/library/export/verified"
	"keeplight.app/keeplight/library/safefile"
)

// The beginnings of digests, which say how they were made. They are stored.
const (
	wholePrefix  = "blake3:"
	samplePrefix = "blake3-sample:"
)

// A sample is the size and three blocks of a file, or all of a small one. It tells
// quickly which files may have been copied in before; only the digest of all bytes
// proves it.
const (
	sampleBlock = 64 << 10
	sampleWhole = 4 * sampleBlock
)

func wholeDigest(h verified.Hash) string { return wholePrefix + h.String() }

// sampleOf gives the digest of a file's sample.
func sampleOf(r io.ReaderAt, size int64) (string, error) {
	h := blake3.New()
	_ = binary.Write(h, binary.BigEndian, size) // a hash takes everything
	offsets, length := []int64{0, size/2 - sampleBlock/2, size - sampleBlock}, int64(sampleBlock)
	if size <= sampleWhole {
		offsets, length = []int64{0}, size
	}
	for _, at := range offsets {
		if _, err := io.Copy(h, io.NewSectionReader(r, at, length)); err != nil {
			return "", fmt.Errorf("reading a sample: %w", err)
		}
	}
	return samplePrefix + hex.EncodeToString(h.Sum(nil)), nil
}

// sampleFile gives the digest of the sample of a file on the card.
func sampleFile(path string) (string, error) {
	f, info, err := safefile.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	return sampleOf(f, info.Size())
}

// hashFile gives the hash of all bytes of a file on the card. read hears of every n
// bytes.
func hashFile(ctx context.Context, path string, read func(n int64)) (verified.Hash, error) {
	f, _, err := safefile.Open(path)
	if err != nil {
		return verified.Hash{}, err
	}
	defer f.Close()
	return verified.Sum(ctx, counting{f, read})
}

// counting tells of what is read.
type counting struct {
	io.Reader
	read func(n int64)
}

// Read reads and tells.
func (c counting) Read(b []byte) (int, error) {
	n, err := c.Reader.Read(b)
	c.read(int64(n))
	return n, err
}

package verified

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"io"

	"github.com/zeebo/blake3"
)

// Hash is the BLAKE3 digest of a whole file (O'Connor, Aumasson, Neves and
// Wilcox-O'Hearn, 2020).
type Hash [32]byte

// String writes the hash in hexadecimal digits.
func (h Hash) String() string { return hex.EncodeToString(h[:]) }

// chunk is how many bytes are read at once, and so how long a cancelled copy
// goes on.
const chunk = 1 << 20

// Sum gives the hash of all that can be read.
func Sum(ctx context.Context, r io.Reader) (Hash, error) {
	h := blake3.New()
	err := readChunks(ctx, r, func(b []byte) error {
		_, err := h.Write(b)
		return err
	})
	return Hash(h.Sum(nil)), err
}

// readChunks reads to the end and checks the context before each chunk.
func readChunks(ctx context.Context, r io.Reader, use func([]byte) error) error {
	buf := make([]byte, chunk)
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		n, err := r.Read(buf)
		if n > 0 {
			if err := use(buf[:n]); err != nil {
				return err
			}
		}
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return fmt.Errorf("reading: %w", err)
		}
	}
}

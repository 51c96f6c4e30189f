package verified

import (
	"context"
	"errors"
	"fmt"
	"os"

	"github.com/zeebo/blake3"
)

// Write stages a file of these bytes and proves it by reading it back. After an error
// nothing is left.
func (c *Copier) Write(ctx context.Context, data []byte, dir *os.Root) (*File, error) {
	t, err := newTransfer(dir)
	if err != nil {
		return nil, err
	}
	if _, err = t.out.Write(data); err != nil {
		err = fmt.Errorf("writing the file: %w", err)
	}
	if err == nil {
		err = c.prove(ctx, t, Hash(blake3.Sum256(data)))
	}
	var f *File
	if err == nil {
		here, statErr := t.out.Stat()
		f, err = &File{before: here, here: here, dir: dir, hidden: t.hidden}, statErr
	}
	if err != nil {
		return nil, errors.Join(err, t.out.Close(), dir.Remove(t.hidden))
	}
	if f.held, err = keepLock(t.out); err != nil {
		return nil, errors.Join(fmt.Errorf("closing the file: %w", err), dir.Remove(t.hidden))
	}
	return f, nil
}

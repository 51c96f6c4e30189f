package filecache

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"

	"keeplight.app/keeplight/library/safefile"
)

// Head gives the first n bytes of a file, fewer where it has no more, and what the
// file system says of it. Errors are Open's.
func (f *Files) Head(ctx context.Context, path string, n int) (head []byte, info fs.FileInfo, err error) {
	if err := ctx.Err(); err != nil {
		return nil, nil, err
	}
	if f == nil {
		return New(Options{}).For(Background).Head(ctx, path, n)
	}
	defer f.First()()
	if f.purpose != View {
		f.cache.giveWay(&entry{}, patience)
	}
	type result struct {
		head []byte
		info fs.FileInfo
	}
	got, err := Ask(ctx, f, path, func() (r result, err error) {
		r.head, r.info, err = f.cache.readHead(path, n)
		return r, err
	})
	return got.head, got.info, err
}

func (c *Cache) readHead(path string, n int) (head []byte, info fs.FileInfo, err error) {
	file, info, err := safefile.Open(path)
	if err != nil {
		return nil, nil, err
	}
	defer file.Close()
	head = make([]byte, min(info.Size(), int64(n)))
	got, err := io.ReadFull(c.wrap(file), head)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return nil, nil, fmt.Errorf("reading the head: %w", err)
	}
	return head[:got], info, nil
}

package exiftool

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"keeplight.app/keeplight/library/safefile"
)

// maxFile is the size in bytes of the largest file that is asked about.
const maxFile = 1 << 30

// onCopy has ask work on a copy of a file that lies in the temporary folder as long.
// ExifTool opens files so that the system notes when they were read, which no original
// may show; and the copy has a name that ExifTool can take for nothing but a file,
// whatever the original is called. The ending stays, which tells ExifTool the kind of
// some files.
func onCopy(ctx context.Context, path string, ask func(copied string) error) (err error) {
	in, info, err := safefile.Open(path)
	if err != nil {
		return err
	}
	defer in.Close()
	if info.Size() > maxFile {
		return fmt.Errorf("%w: %d MB, at most %d MB are read", safefile.ErrTooLarge, info.Size()>>20, maxFile>>20)
	}
	out, err := os.CreateTemp("", "keeplight-*"+endingOf(path))
	if err != nil {
		return fmt.Errorf("making a copy for ExifTool: %w", err)
	}
	defer func() { err = errors.Join(err, os.Remove(out.Name())) }()
	_, err = io.Copy(out, &cancellable{ctx, in})
	if err := errors.Join(err, out.Close()); err != nil {
		return fmt.Errorf("making a copy for ExifTool: %w", err)
	}
	return ask(out.Name())
}

// endingOf gives a file's ending where it is a plain one, else "".
func endingOf(path string) string {
	const longest = 8
	ext := filepath.Ext(path)
	odd := func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9')
	}
	if ext == "" || len(ext) > longest || strings.ContainsFunc(ext[1:], odd) {
		return ""
	}
	return ext
}

// cancellable reads until its context ends.
type cancellable struct {
	ctx context.Context
	r   io.Reader
}

func (c *cancellable) Read(b []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	return c.r.Read(b)
}

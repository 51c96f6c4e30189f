package fetch

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"keeplight.app/keeplight/library/safefile"
)

// part is a file that has not wholly arrived. A second small file beside it
// holds the validator (ETag) of the version that it belongs to.
type part struct {
	path string // where the whole file will be
}

func (p part) file() string      { return p.path + ".part" }
func (p part) validator() string { return p.path + ".part.etag" }

// Unfinished gives how many bytes of a file have arrived; 0 when none have.
func Unfinished(path string) int64 {
	size, err := part{path}.size()
	if err != nil {
		return 0
	}
	return size
}

// Discard forgets what has arrived of a file. It is no error when nothing has.
func Discard(path string) error { return part{path}.remove() }

func (p part) size() (int64, error) {
	info, err := os.Lstat(p.file())
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return 0, nil
	case err != nil:
		return 0, fmt.Errorf("reading the unfinished download: %w", err)
	case !info.Mode().IsRegular():
		return 0, fmt.Errorf("%s is in the way of a download", p.file())
	}
	return info.Size(), nil
}

func (p part) remove() error {
	for _, path := range []string{p.validator(), p.file()} {
		if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("removing the unfinished download: %w", err)
		}
	}
	return nil
}

// etag gives the validator that was kept, or "".
func (p part) etag() string {
	const longest = 1 << 10
	text, err := safefile.ReadAll(p.validator(), longest)
	if err != nil {
		return ""
	}
	return strongTag(string(text))
}

// keepTag keeps a validator for what will arrive, or forgets the old one.
func (p part) keepTag(tag string) error {
	if tag == "" {
		if err := os.Remove(p.validator()); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("forgetting an old version: %w", err)
		}
		return nil
	}
	if err := os.WriteFile(p.validator(), []byte(tag), 0o600); err != nil {
		return fmt.Errorf("noting the version: %w", err)
	}
	return nil
}

// strongTag gives an ETag with which parts of one version can be told from those
// of another (RFC 9110, 8.8.3), or "" for one that is weak or none.
func strongTag(tag string) string {
	if len(tag) < 2 || len(tag) > 256 || tag[0] != '"' || tag[len(tag)-1] != '"' {
		return ""
	}
	inner := tag[1 : len(tag)-1]
	if strings.ContainsFunc(inner, func(r rune) bool { return r < '!' || r == '"' || r == 0x7f || r > 0xff }) {
		return ""
	}
	return tag
}

// settle gives the part its final name once its digest fits, so that after a
// power cut there is either the whole file or none.
func (p part) settle() error {
	if err := os.Rename(p.file(), p.path); err != nil {
		return fmt.Errorf("naming the finished file: %w", err)
	}
	if err := syncFolder(filepath.Dir(p.path)); err != nil {
		return err
	}
	return p.remove()
}

func syncFolder(dir string) error {
	if runtime.GOOS == "windows" {
		return nil // folders cannot be synced there
	}
	f, err := os.Open(dir)
	if err != nil {
		return fmt.Errorf("opening the folder to sync it: %w", err)
	}
	if err := errors.Join(f.Sync(), f.Close()); err != nil {
		return fmt.Errorf("writing the folder to the disk: %w", err)
	}
	return nil
}

// Digest gives the SHA-256 of a regular file in hex. read, which may be nil, is
// told of every piece.
func Digest(ctx context.Context, path string, read func(n int)) (string, error) {
	f, _, err := safefile.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	h := sha256.New()
	buf := make([]byte, 1<<20)
	for {
		if err := ctx.Err(); err != nil {
			return "", err
		}
		n, err := f.Read(buf)
		h.Write(buf[:n]) // never fails
		if read != nil && n > 0 {
			read(n)
		}
		if err == io.EOF {
			return hex.EncodeToString(h.Sum(nil)), nil
		}
		if err != nil {
			return "", fmt.Errorf("reading %s: %w", filepath.Base(path), err)
		}
	}
}

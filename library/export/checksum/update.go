package checksum

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"keeplight.app/keeplight/library/fault"
)

// Name is what the list of a folder is called. `sha256sum -c` checks it from there.
const Name = "checksums.sha256"

// maxList is the most bytes of a list that is read: some hundred thousand files.
const maxList = 64 << 20

// ErrNoList means that something else than a list of SHA-256 digests is called Name. It
// is left as it is.
var ErrNoList = errors.New("the file is not a list of SHA-256 checksums and was left as it is; rename it and export again")

// Update puts entries into the folder's list, which is made where there is none. The new
// list takes the old one's place at once, or not at all; one that says all of it already
// is not touched. Errors: ErrNoList among others.
func Update(dir *os.Root, entries []Entry) error {
	_, _, err := update(dir, entries)
	return err
}

// update is Update that gives what it wrote, and the file; none where nothing was to be
// written.
func update(dir *os.Root, entries []Entry) (list []byte, written fs.FileInfo, err error) {
	if len(entries) == 0 {
		return nil, nil, nil
	}
	old, err := read(dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, nil, fmt.Errorf("reading %s: %w", Name, err)
	}
	list, ok := merge(old, entries)
	if !ok {
		return nil, nil, fmt.Errorf("%s: %w", Name, ErrNoList)
	}
	if err == nil && bytes.Equal(old, list) {
		return nil, nil, nil
	}
	if written, err = replace(dir, list); err != nil {
		return nil, nil, fmt.Errorf("writing %s: %w", Name, err)
	}
	return list, written, nil
}

// read gives the folder's list. The error is fs.ErrNotExist where it has none.
func read(dir *os.Root) ([]byte, error) {
	info, err := dir.Lstat(Name)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() || info.Size() > maxList {
		return nil, ErrNoList
	}
	f, err := dir.Open(Name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, maxList+1))
	if len(b) > maxList {
		return nil, ErrNoList
	}
	return b, err
}

// replace writes the list under a hidden name, which a later export sweeps where this one
// is killed, and gives it its own.
func replace(dir *os.Root, list []byte) (written fs.FileInfo, err error) {
	hidden := ".keeplight-" + rand.Text() + ".part"
	f, err := dir.OpenFile(hidden, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			_ = dir.Remove(hidden) // the first error says why
		}
	}()
	_, err = f.Write(list)
	if err == nil {
		err = fault.Do("checksum.sync", f.Sync)
	}
	if err == nil {
		written, err = f.Stat()
	}
	if err = errors.Join(err, f.Close()); err != nil {
		return nil, err
	}
	if err := fault.Do("checksum.rename", func() error { return dir.Rename(hidden, Name) }); err != nil {
		return nil, err
	}
	if err := fault.Point("checksum.syncfolder"); err != nil {
		return nil, err
	}
	d, err := dir.Open(".")
	if err != nil {
		return nil, err
	}
	_ = d.Sync() // some file systems cannot sync a folder
	return written, d.Close()
}

// Of gives the digest of a file in a folder.
func Of(ctx context.Context, dir *os.Root, name string) (Digest, error) {
	f, err := dir.Open(name)
	if err != nil {
		return Digest{}, fmt.Errorf("reading a copy for its checksum: %w", err)
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, reader{ctx, f}); err != nil {
		return Digest{}, fmt.Errorf("reading a copy for its checksum: %w", err)
	}
	return Digest(h.Sum(nil)), nil
}

// reader ends with its context.
type reader struct {
	ctx  context.Context
	from io.Reader
}

// Read reads while the context lasts.
func (r reader) Read(b []byte) (int, error) {
	if err := r.ctx.Err(); err != nil {
		return 0, err
	}
	return r.from.Read(b)
}

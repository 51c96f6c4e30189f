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

// errBusy means that others write the list again and again.
var errBusy = errors.New("other programs keep writing it; export again when they are done")

// maxTries is how often a list is merged anew that others wrote meanwhile.
const maxTries = 100

// update puts entries into the folder's list, which is made where there is none. The new
// list takes the old one's place at once, or not at all; one that says all of it already
// is not touched. It gives what it wrote, and the file; none where nothing was to be
// written. Not every folder can be locked, so what was read is looked at once more, and
// what other programs write at the same time stays in it. Errors: ErrNoList among others.
func update(dir *os.Root, entries []Entry) (list []byte, written fs.FileInfo, err error) {
	if len(entries) == 0 {
		return nil, nil, nil
	}
	for range maxTries {
		old, was, err := read(dir)
		if err != nil {
			return nil, nil, fmt.Errorf("reading %s: %w", Name, err)
		}
		list, ok := merge(old, entries)
		if !ok {
			return nil, nil, fmt.Errorf("%s: %w", Name, ErrNoList)
		}
		if was != nil && bytes.Equal(old, list) {
			return nil, nil, nil
		}
		written, err = replace(dir, list, was)
		if errors.Is(err, errMeanwhile) {
			continue
		}
		if err != nil {
			return nil, nil, fmt.Errorf("writing %s: %w", Name, err)
		}
		return list, written, nil
	}
	return nil, nil, fmt.Errorf("writing %s: %w", Name, errBusy)
}

// read gives the folder's list and the file that it was read from; none where there is no
// list.
func read(dir *os.Root) (list []byte, file fs.FileInfo, err error) {
	info, err := dir.Lstat(Name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil, nil
	}
	if err != nil {
		return nil, nil, err
	}
	if !info.Mode().IsRegular() || info.Size() > maxList {
		return nil, nil, ErrNoList
	}
	f, err := dir.Open(Name)
	if err != nil {
		return nil, nil, err
	}
	defer f.Close()
	if file, err = f.Stat(); err != nil {
		return nil, nil, err
	}
	b, err := io.ReadAll(io.LimitReader(f, maxList+1))
	if len(b) > maxList {
		return nil, nil, ErrNoList
	}
	return b, file, err
}

// errMeanwhile means that another program has written the list since it was read.
var errMeanwhile = errors.New("another program has written it")

// isStill is true while the folder's list is the file that was read, or while there is
// none where there was none.
func isStill(dir *os.Root, was fs.FileInfo) bool {
	now, err := dir.Lstat(Name)
	if was == nil {
		return errors.Is(err, fs.ErrNotExist)
	}
	return err == nil && os.SameFile(now, was) && now.Size() == was.Size() && now.ModTime().Equal(was.ModTime())
}

// replace writes the list under a hidden name, which a later export sweeps where this one
// is killed, and gives it its own. The error is errMeanwhile where the list is no longer
// what was read.
func replace(dir *os.Root, list []byte, was fs.FileInfo) (written fs.FileInfo, err error) {
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
	if !isStill(dir, was) {
		return nil, errMeanwhile
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

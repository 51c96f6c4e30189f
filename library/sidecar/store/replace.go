package store

import (
	"bytes"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"keeplight.app/keeplight/library/fault"
	"keeplight.app/keeplight/library/filelock"
)

// Unfinished files have such names, which no scan reads.
const (
	hiddenPrefix = ".keeplight-sidecar-"
	hiddenSuffix = ".part"
)

// staleAfter is how old an unfinished file is that nobody writes any more, where the
// file system cannot say that.
const staleAfter = 10 * time.Minute

// Replace puts bytes in the place of the version that was read, whose permissions and,
// where that is allowed, owner they get. They are written beside it under a hidden
// name, brought to the disk, read back and renamed; just before that the old file must
// still be the one that was read. A crash leaves the old file or the new one.
//
// Errors, after which the old file is as it was: ErrChanged, ErrLink, and those of the
// file system.
func Replace(path string, was *Version, b []byte) (Version, error) {
	return publish(path, b, was.info.Mode().Perm(), func(in folder, hidden string) error {
		keepOwner(in.root, hidden, was.info)
		if err := in.stillIs(was); err != nil {
			return err
		}
		return fault.Do("sidecar.rename", func() error { return in.root.Rename(hidden, in.name) })
	})
}

// Create makes a sidecar where there is none. Errors: ErrChanged where there is one
// now, and those of the file system.
func Create(path string, b []byte) (Version, error) {
	return publish(path, b, 0, func(in folder, hidden string) error {
		err := fault.Do("sidecar.link", func() error { return in.root.Link(hidden, in.name) })
		switch {
		case err == nil:
			return fault.Do("sidecar.unlink", func() error { return in.root.Remove(hidden) })
		case errors.Is(err, fs.ErrExist):
			return ErrChanged
		}
		// A card's or a server's file system may know no second names.
		if _, err := in.root.Lstat(in.name); err == nil {
			return ErrChanged
		}
		return in.root.Rename(hidden, in.name)
	})
}

// Remove removes the version that was read. Errors: those of Replace.
func Remove(path string, was *Version) error {
	in, err := openFolder(path)
	if err != nil {
		return err
	}
	defer in.root.Close()
	if err := in.stillIs(was); err != nil {
		return err
	}
	if err := fault.Do("sidecar.remove", func() error { return in.root.Remove(in.name) }); err != nil {
		return fmt.Errorf("removing the sidecar: %w", err)
	}
	return in.sync()
}

// folder is an open folder with a name in it: nothing outside it can be reached.
type folder struct {
	root *os.Root
	name string
}

func openFolder(path string) (folder, error) {
	root, err := os.OpenRoot(filepath.Dir(path))
	if err != nil {
		return folder{}, fmt.Errorf("opening the folder: %w", err)
	}
	return folder{root, filepath.Base(path)}, nil
}

// stillIs gives ErrChanged unless the file is the one that was read.
func (in folder) stillIs(was *Version) error {
	info, err := in.root.Lstat(in.name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return ErrChanged
	case err != nil:
		return fmt.Errorf("checking the sidecar: %w", err)
	case info.Mode()&fs.ModeSymlink != 0:
		return ErrLink
	case !os.SameFile(info, was.info) || info.Size() != was.Size || !info.ModTime().Equal(was.ModTime):
		return ErrChanged
	}
	f, err := in.root.Open(in.name)
	if err != nil {
		return fmt.Errorf("checking the sidecar: %w", err)
	}
	defer f.Close()
	now, err := readOpen(f, info)
	if err != nil {
		return err
	}
	if now.Digest != was.Digest {
		return ErrChanged
	}
	return nil
}

func (in folder) sync() error {
	d, err := in.root.Open(".")
	if err != nil {
		return fmt.Errorf("opening the folder: %w", err)
	}
	// Some file systems cannot sync a folder, and there is nothing else to try.
	_ = fault.Do("sidecar.syncfolder", d.Sync)
	return d.Close()
}

// publish writes bytes under a hidden name and lets place give them theirs. mode 0 is
// that of a new file. After an error nothing of it is left.
func publish(path string, b []byte, mode fs.FileMode, place func(in folder, hidden string) error) (_ Version, err error) {
	in, err := openFolder(path)
	if err != nil {
		return Version{}, err
	}
	defer in.root.Close()
	hidden := hiddenPrefix + rand.Text() + hiddenSuffix
	defer func() {
		if err == nil {
			return
		}
		if _, e := in.root.Lstat(hidden); e == nil { // else a read-only disk would say twice that it is one
			err = errors.Join(err, in.root.Remove(hidden))
		}
	}()
	if err := in.stage(hidden, b, mode); err != nil {
		return Version{}, err
	}
	if err := place(in, hidden); err != nil {
		return Version{}, err
	}
	if err := in.sync(); err != nil {
		return Version{}, err
	}
	_ = fault.Point("sidecar.done") // what has its name cannot fail any more
	now, err := Read(path)
	if err == nil && !bytes.Equal(now.Bytes, b) {
		err = ErrChanged // right after it was written
	}
	return now, err
}

// stage writes a hidden file, brings it to the disk and reads it back.
func (in folder) stage(hidden string, b []byte, mode fs.FileMode) error {
	if err := fault.Point("sidecar.stage"); err != nil {
		return fmt.Errorf("making a file beside the photo: %w", err)
	}
	f, err := in.root.OpenFile(hidden, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return fmt.Errorf("making a file beside the photo: %w", err)
	}
	_ = filelock.Try(f) // says that somebody writes it, where the file system can
	_, err = f.Write(b)
	if mode != 0 {
		// A file system without permissions refuses, and has none to keep.
		_ = f.Chmod(mode)
	}
	if err := errors.Join(err, fault.Do("sidecar.sync", f.Sync), f.Close()); err != nil {
		return fmt.Errorf("writing the sidecar: %w", err)
	}
	back, err := in.root.ReadFile(hidden)
	if err != nil {
		return fmt.Errorf("reading the sidecar back: %w", err)
	}
	if !bytes.Equal(back, b) {
		return errors.New("the sidecar is not the same when read back: the disk cannot be trusted")
	}
	return nil
}

// Sweep removes what crashes left unfinished in a folder, and nothing that may still
// be being written. It gives how many files it removed.
func Sweep(dir string, now time.Time) (removed int, err error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return 0, err
	}
	defer root.Close()
	d, err := root.Open(".")
	if err != nil {
		return 0, err
	}
	names, err := d.Readdirnames(-1)
	if err := errors.Join(err, d.Close()); err != nil {
		return 0, err
	}
	for _, name := range names {
		if !strings.HasPrefix(name, hiddenPrefix) || !strings.HasSuffix(name, hiddenSuffix) {
			continue
		}
		if isUnfinished(root, name, now) && root.Remove(name) == nil {
			removed++
		}
	}
	return removed, nil
}

// isUnfinished is true for a file that nobody will finish.
func isUnfinished(root *os.Root, name string, now time.Time) bool {
	info, err := root.Lstat(name)
	if err != nil || !info.Mode().IsRegular() {
		return false
	}
	if now.Sub(info.ModTime()) >= staleAfter {
		return true
	}
	f, err := root.Open(name)
	if err != nil {
		return false
	}
	defer f.Close()
	return filelock.Try(f) == nil
}

package verified

import (
	"errors"
	"fmt"
	"os"

	"golang.org/x/sys/unix"
)

// dropCache asks that the next read comes from the disk. It is a hint.
func dropCache(f *os.File) {
	_ = control(f, func(fd uintptr) error {
		return unix.Fadvise(int(fd), 0, 0, unix.FADV_DONTNEED)
	})
}

// cloneFile makes out share all blocks of in.
func cloneFile(in, out *os.File) error {
	return control(in, func(from uintptr) error {
		return control(out, func(to uintptr) error {
			return unix.IoctlFileClone(int(to), int(from))
		})
	})
}

// renameNoReplace is one step that either renames or fails. It is unsupported
// on some network volumes.
func renameNoReplace(dir *os.Root, from, to string) error {
	return inFolder(dir, func(fd int) error {
		err := unix.Renameat2(fd, from, fd, to, unix.RENAME_NOREPLACE)
		if errors.Is(err, unix.EINVAL) || errors.Is(err, unix.ENOSYS) {
			return fmt.Errorf("%w: %w", errors.ErrUnsupported, err)
		}
		return err
	})
}

// linkInto links the file that source names, through links, into dir.
func linkInto(source string, dir *os.Root, name string) error {
	return inFolder(dir, func(fd int) error {
		return unix.Linkat(unix.AT_FDCWD, source, fd, name, unix.AT_SYMLINK_FOLLOW)
	})
}

func inFolder(dir *os.Root, do func(fd int) error) error {
	d, err := dir.Open(".")
	if err != nil {
		return err
	}
	defer d.Close()
	return control(d, func(fd uintptr) error { return do(int(fd)) })
}

// control runs a system call on a file that stays open meanwhile.
func control(f *os.File, do func(fd uintptr) error) error {
	raw, err := f.SyscallConn()
	if err != nil {
		return err
	}
	var failed error
	if err := raw.Control(func(fd uintptr) { failed = do(fd) }); err != nil {
		return err
	}
	return failed
}

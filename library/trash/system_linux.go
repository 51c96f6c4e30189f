package trash

import (
	"errors"
	"io/fs"
	"os"
	"syscall"

	"golang.org/x/sys/unix"
)

// mountID tells apart between what a file can be renamed: one file system may be
// mounted at several places, and one mount may hold several (btrfs).
type mountID struct{ mount, major, minor uint64 }

func mountOf(path string) (mountID, error) {
	var s unix.Statx_t
	err := unix.Statx(unix.AT_FDCWD, path, unix.AT_STATX_SYNC_AS_STAT, unix.STATX_MNT_ID, &s)
	if err != nil {
		return mountID{}, &fs.PathError{Op: "statx", Path: path, Err: err}
	}
	return mountID{s.Mnt_id, uint64(s.Dev_major), uint64(s.Dev_minor)}, nil // a Linux before 5.8 gives 0 for the mount
}

// ownerOf gives whose a file is, or otherwise where the system does not say.
func ownerOf(info fs.FileInfo, otherwise int) int {
	if s, ok := info.Sys().(*syscall.Stat_t); ok {
		return int(s.Uid)
	}
	return otherwise
}

func writable(dir string) error { return unix.Access(dir, unix.W_OK|unix.X_OK) }

// renameNew renames where nothing has the new name; else the error is fs.ErrExist.
func renameNew(from, to string) error {
	err := unix.Renameat2(unix.AT_FDCWD, from, unix.AT_FDCWD, to, unix.RENAME_NOREPLACE)
	if !errors.Is(err, unix.EINVAL) && !errors.Is(err, unix.ENOSYS) {
		return err
	}
	// Some network volumes cannot do it in one step; who takes the name between the
	// two would have to know it.
	if _, err := os.Lstat(to); err == nil {
		return fs.ErrExist
	}
	return os.Rename(from, to)
}

func isOtherVolume(err error) bool { return errors.Is(err, unix.EXDEV) }

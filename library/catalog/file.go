package catalog

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"time"

	"keeplight.app/keeplight/library"
)

// FileIdentity is the file system's own name for a file, which a rename on the
// same volume keeps. The zero value is not known.
type FileIdentity struct {
	Device uint64
	Inode  uint64
}

// File is what reading a folder told about one photo, before anything was
// read from it.
type File struct {
	Path       string // absolute
	Companions []library.Companion
	Format     library.Format
	Size       int64
	ModTime    time.Time
	Identity   FileIdentity
	Problem    library.Message // why there is nothing to read, such as a link that leads nowhere; zero for a file
}

var errBadPath = errors.New("the path is not absolute or holds a NUL byte")

// cleanPath gives the one spelling under which a path is stored.
func cleanPath(path string) (string, error) {
	if !filepath.IsAbs(path) || strings.ContainsRune(path, 0) {
		return "", fmt.Errorf("%w: %s", errBadPath, library.Display(path))
	}
	return filepath.Clean(path), nil
}

// sameContent is true when size and time say that the file did not change.
func sameContent(p *library.Photo, f *File) bool {
	if !f.Problem.IsZero() && !f.Problem.Equal(p.Problem) {
		return false // what can be read no more is as good as changed
	}
	return p.Size == f.Size && p.ModTime.Equal(f.ModTime)
}

// stamp splits a time into the columns that hold it, without a bound on years.
func stamp(t time.Time) (sec, nsec int64) { return t.Unix(), int64(t.Nanosecond()) }

// unstamp is the opposite of stamp, in local time.
func unstamp(sec, nsec int64) time.Time {
	t := time.Unix(sec, nsec)
	if t.IsZero() {
		return time.Time{}
	}
	return t
}

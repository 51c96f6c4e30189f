package verified

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	"keeplight.app/keeplight/library/safefile"
)

// Arrived gives a file that has its name in dir already, because the run that brought it
// there ended before it removed the source: a second name of the source, or a copy that
// Same has just found equal. RemoveSource ends its move; Withdraw and Discard leave the
// file alone, since others that came with it may be nowhere else any more.
func Arrived(source string, dir *os.Root, name string) (*File, error) {
	in, before, err := safefile.Open(source)
	if err != nil {
		return nil, err
	}
	defer in.Close()
	f, err := newFile(source, before, dir, name)
	if err != nil {
		return nil, err
	}
	if !f.here.Mode().IsRegular() {
		return nil, fmt.Errorf("%s: %w", name, safefile.ErrNotRegular)
	}
	f.hidden, f.name, f.earlier = "", name, true
	return f, nil
}

// IsPublished is true once the file has its own name.
func (f *File) IsPublished() bool { return f.name != "" }

// IsEarlier is true for a file that Arrived gave.
func (f *File) IsEarlier() bool { return f.earlier }

// IsSecondName is true where a name in dir is another name of the source's own file.
func IsSecondName(source string, dir *os.Root, name string) (bool, error) {
	there, err := dir.Lstat(name)
	if err != nil {
		return false, fmt.Errorf("checking the existing file: %w", err)
	}
	original, err := os.Lstat(source)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, fmt.Errorf("checking the original: %w", err)
	}
	return os.SameFile(there, original), nil
}

package verified

import (
	"errors"
	"fmt"
	"os"

	"keeplight.app/keeplight/library/fault"
	"keeplight.app/keeplight/library/safefile"
)

// Link stages a second name for the source's own bytes. It fails where source
// and folder are on different volumes or the volume knows no hard links. An
// edit of one name is an edit of the other.
func Link(source string, dir *os.Root) (_ *File, err error) {
	in, before, err := safefile.Open(source)
	if err != nil {
		return nil, err
	}
	lockPart(in) // both names are of the file that is locked
	defer func() {
		if err != nil {
			err = errors.Join(err, in.Close())
		}
	}()
	hidden := newHiddenName()
	if err := fault.Do("export.stage", func() error { return linkInto(source, dir, hidden) }); err != nil {
		return nil, fmt.Errorf("making a hard link: %w", err)
	}
	f, err := newFile(source, before, dir, hidden)
	if err != nil {
		return nil, errors.Join(err, dir.Remove(hidden))
	}
	if !os.SameFile(f.here, before) {
		return nil, errors.Join(ErrChanged, f.Discard())
	}
	f.held, err = keepLock(in)
	return f, err
}

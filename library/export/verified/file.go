package verified

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	"keeplight.app/keeplight/library/fault"
)

// File is a file in its target folder: first under a hidden name, then, once
// published, under its own. One of Publish and Discard ends its hidden life.
type File struct {
	source  string      // "" for bytes that come from no file
	before  fs.FileInfo // of the source, when it was opened
	dir     *os.Root
	hidden  string
	here    fs.FileInfo // of the file in dir
	name    string      // "" until it is published
	earlier bool        // an earlier run gave it its name
	hash    Hash        // of a copy's bytes
	sha256  []byte      // of them as well, nil where nobody asked
	held    *os.File    // open, and with it locked, while the file is hidden; nil for none
}

func newFile(source string, before fs.FileInfo, dir *os.Root, hidden string) (*File, error) {
	here, err := dir.Lstat(hidden)
	if err != nil {
		return nil, fmt.Errorf("checking the copy: %w", err)
	}
	return &File{source: source, before: before, dir: dir, hidden: hidden, here: here}, nil
}

// Size is the file's length in bytes.
func (f *File) Size() int64 { return f.before.Size() }

// Hash is that of a copy's bytes, which were those of the source; zero where they
// were not read.
func (f *File) Hash() Hash { return f.hash }

// SHA256 gives that digest of a copy's bytes, 32 of them; nil where they were not read,
// or the Copier was not asked for it.
func (f *File) SHA256() []byte { return f.sha256 }

// Name is what the file is called in its folder now, hidden or not.
func (f *File) Name() string {
	if f.name != "" {
		return f.name
	}
	return f.hidden
}

// IsSource is true where the file is no copy but a second name of the source.
func (f *File) IsSource() bool { return f.source != "" && os.SameFile(f.before, f.here) }

// Publish gives the file its name. Where that name is taken the error is
// fs.ErrExist, what has the name stays untouched, and Publish may be tried with
// another name.
func (f *File) Publish(name string) error {
	if err := fault.Do("export.publish", func() error { return publish(f.dir, f.hidden, name) }); err != nil {
		return fmt.Errorf("naming the copy: %w", err)
	}
	f.name = name
	return f.release()
}

// release gives the lock of the hidden file back.
func (f *File) release() error {
	held := f.held
	f.held = nil
	if held == nil {
		return nil
	}
	return held.Close()
}

// Withdraw hides a published file again, so that its group can have another
// name. A file that somebody put in its place meanwhile is left alone, and so is one
// that an earlier run brought.
func (f *File) Withdraw() error {
	if f.name == "" || f.earlier {
		return nil
	}
	// What is written to the source is written to its second name, too.
	now, err := f.dir.Lstat(f.name)
	if err != nil || !isStill(now, f.here) && !(f.IsSource() && os.SameFile(now, f.here)) {
		f.name = ""
		return errors.Join(errors.New("the copy was replaced by another program"), err)
	}
	hidden := newHiddenName()
	if err := fault.Do("export.withdraw", func() error { return publish(f.dir, f.name, hidden) }); err != nil {
		return fmt.Errorf("hiding the copy: %w", err)
	}
	f.hidden, f.name = hidden, ""
	return nil
}

// Discard removes a file that was not published. It does nothing to one that
// was.
func (f *File) Discard() error {
	if f.name != "" {
		return nil
	}
	defer func() { _ = f.release() }()
	if err := fault.Do("export.discard", func() error { return f.dir.Remove(f.hidden) }); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("removing the unfinished copy: %w", err)
	}
	return nil
}

// CheckSource gives an error unless the source is still what it was, so that the file is
// one too many and may be taken back. Of a second name the source may have been written
// to: that was written to both. ErrChanged is about a copy whose source is another now.
func (f *File) CheckSource() error {
	now, err := os.Lstat(f.source)
	switch {
	case err != nil:
		return fmt.Errorf("checking the original: %w", err)
	case !isStill(now, f.before) && !(f.IsSource() && os.SameFile(now, f.here)):
		return ErrChanged
	}
	return nil
}

// RemoveSource ends a move. The source is removed only when it is still the
// very file that was staged and has not changed since; a symbolic link is never
// removed in place of what it points to.
func (f *File) RemoveSource() error {
	if f.name == "" {
		return errors.New("its copy has no name yet")
	}
	now, err := os.Lstat(f.source)
	switch {
	case err != nil:
		return fmt.Errorf("checking the original: %w", err)
	case !isStill(now, f.before):
		return ErrChanged
	}
	if err := fault.Do("export.unlink", func() error { return os.Remove(f.source) }); err != nil {
		return fmt.Errorf("removing the original: %w", err)
	}
	_ = fault.Point("export.done") // what is removed cannot fail any more
	return nil
}

// isStill is true when the same file has not been written to. A removed file's
// number is soon given to another, so the number alone proves nothing.
func isStill(now, before fs.FileInfo) bool {
	return os.SameFile(now, before) && now.Size() == before.Size() && now.ModTime().Equal(before.ModTime())
}

// SyncFolder makes the names in a folder last through a power cut, where the
// system can do that.
func SyncFolder(dir *os.Root) error {
	if err := fault.Point("export.syncfolder"); err != nil {
		return fmt.Errorf("writing the destination to disk: %w", err)
	}
	d, err := dir.Open(".")
	if err != nil {
		return fmt.Errorf("opening the destination: %w", err)
	}
	// Some file systems cannot sync a folder, and there is nothing else to try.
	_ = d.Sync()
	return d.Close()
}

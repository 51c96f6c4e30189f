package verified

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"keeplight.app/keeplight/library/fault"
)

// RestoreSource takes RemoveSource back: the source has its old name again, besides the
// one that the file has. A second name becomes the source once more; of a copy, a proven
// copy is made in the source's folder, with its time and permissions. It replaces nothing.
func (f *File) RestoreSource(ctx context.Context) error {
	if f.name == "" || f.source == "" {
		return errors.New("there is nothing that could be put back")
	}
	here := filepath.Join(f.dir.Name(), f.name)
	restore := func() error { return os.Link(here, f.source) }
	if !f.IsSource() {
		restore = func() error { return copyBack(ctx, here, f) }
	}
	if err := fault.Do("export.relink", restore); err != nil {
		return fmt.Errorf("putting the original back: %w", err)
	}
	now, err := os.Lstat(f.source)
	if err != nil {
		return fmt.Errorf("checking the original: %w", err)
	}
	f.before = now // a copy that was put back is another file than the one that was removed
	return nil
}

// copyBack copies a file to where its source was.
func copyBack(ctx context.Context, here string, f *File) (err error) {
	dir, err := os.OpenRoot(filepath.Dir(f.source))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, dir.Close()) }()
	back, err := (&Copier{}).Copy(ctx, here, dir)
	if err != nil {
		return err
	}
	_ = dir.Chmod(back.hidden, f.before.Mode().Perm()) // a volume without permissions has none to set
	if err := back.Publish(filepath.Base(f.source)); err != nil {
		return errors.Join(err, back.Discard())
	}
	return SyncFolder(dir)
}

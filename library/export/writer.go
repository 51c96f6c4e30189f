package export

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/export/checksum"
	"keeplight.app/keeplight/library/export/verified"
	"keeplight.app/keeplight/library/safefile"
)

// Writer brings new files, such as JPEGs of photos, to one or two destinations. It
// replaces nothing and leaves no half of a file. Stage may be called from several
// goroutines, everything else from one.
type Writer struct {
	Extras    Extras
	checksums bool
	to        []*destination
	dirs      map[string]bool // that something was written into, below the destinations
}

// NewWriter makes and opens the destinations of which paths are given, absolute, and
// sweeps from these folders below them what runs that were killed left there.
func NewWriter(o *Options, dirs []string) (*Writer, error) {
	w := &Writer{Extras: Extras{Second: o.Second}, checksums: o.Checksums, dirs: map[string]bool{}}
	for _, path := range o.destinations() {
		d, err := openDestination(path)
		if err != nil {
			return nil, errors.Join(err, w.Close())
		}
		w.to = append(w.to, d)
		w.Extras.sweep(d, dirs)
	}
	return w, nil
}

// NewFile is a file on its way into its destinations.
type NewFile struct {
	data []byte
	path string // planned, below the destinations
	at   []newPlace
}

// newPlace is the file in one destination.
type newPlace struct {
	dir    *os.Root
	staged *verified.File // nil where it is there already, or cannot be written
	err    error          // why the destination does not get it
}

// Stage writes a file under hidden names into the folders of its path. What goes wrong is
// told by Publish. One of Publish and Discard has to follow.
func (w *Writer) Stage(ctx context.Context, path string, data []byte) *NewFile {
	f := &NewFile{data: data, path: path}
	for _, d := range w.to {
		p := newPlace{err: d.root.MkdirAll(filepath.Dir(path), 0o777)}
		if p.err == nil {
			p.dir, p.err = d.root.OpenRoot(filepath.Dir(path))
		}
		if p.err != nil {
			p.err = fmt.Errorf("making the folder: %w", p.err)
		} else if !p.holds(filepath.Base(path), data) {
			p.staged, p.err = (&verified.Copier{}).Write(ctx, data, p.dir)
		}
		f.at = append(f.at, p)
	}
	return f
}

// holds is true where a regular file of that name has exactly these bytes.
func (p *newPlace) holds(name string, data []byte) bool {
	info, err := p.dir.Lstat(name)
	if err != nil || !info.Mode().IsRegular() || info.Size() != int64(len(data)) {
		return false
	}
	was, err := safefile.ReadAll(filepath.Join(p.dir.Name(), name), int64(len(data)))
	return err == nil && bytes.Equal(was, data)
}

// Publish gives a file its name, with a number where a destination has another file of
// that name. wrote is false where all of them have this very file. The error is the first
// destination's; what the second lacks is in Extras, under the path of its photo.
func (w *Writer) Publish(ctx context.Context, f *NewFile, photo string) (wrote bool, err error) {
	defer func() { err = errors.Join(err, f.Discard()) }()
	if f.at[0].err != nil {
		return false, f.at[0].err
	}
	ext := filepath.Ext(f.path)
	for n := 0; n <= MaxNumber; n = NextNumber(n) {
		name := Numbered(strings.TrimSuffix(f.path, ext), n) + ext
		wrote, err := f.publish(ctx, filepath.Base(name))
		if errors.Is(err, fs.ErrExist) {
			continue
		}
		if err == nil {
			w.note(f, name, photo)
		}
		return wrote, err
	}
	return false, fmt.Errorf("%s: %w", library.Display(f.path), ErrNoName)
}

// note takes note of what has arrived where.
func (w *Writer) note(f *NewFile, name, photo string) {
	w.dirs[filepath.Dir(name)] = true
	for i, d := range w.to {
		if err := f.at[i].err; err != nil {
			w.Extras.NotInSecond = append(w.Extras.NotInSecond, Failure{photo, err})
		} else if w.checksums {
			d.listed = append(d.listed, checksum.Entry{Name: filepath.ToSlash(name), Digest: sha256.Sum256(f.data)})
		}
	}
}

// publish gives a file a name in all its folders, or in none: fs.ErrExist where another
// file has it.
func (f *NewFile) publish(ctx context.Context, name string) (wrote bool, err error) {
	for i := range f.at {
		p := &f.at[i]
		if p.err != nil || p.holds(name, f.data) {
			continue
		}
		if p.staged == nil { // it was there under a name that cannot be had in the other destination
			p.staged, err = (&verified.Copier{}).Write(ctx, f.data, p.dir)
		}
		if err == nil {
			err = p.staged.Publish(name)
		}
		if err == nil {
			wrote = true
			continue
		}
		if i == 0 || errors.Is(err, fs.ErrExist) {
			return false, errors.Join(err, f.withdraw())
		}
		p.err, err = err, nil
	}
	return wrote, nil
}

func (f *NewFile) withdraw() error {
	var all error
	for _, p := range f.at {
		if p.staged != nil {
			all = errors.Join(all, p.staged.Withdraw())
		}
	}
	return all
}

// Discard removes what has no name. An error is the first destination's.
func (f *NewFile) Discard() (err error) {
	for i, p := range f.at {
		var gone error
		if p.staged != nil {
			gone = p.staged.Discard()
		}
		if p.dir != nil {
			gone = errors.Join(gone, p.dir.Close())
		}
		if i == 0 {
			err = gone
		}
	}
	return err
}

// Finish makes the names last and then brings the lists of checksums up to date,
// for which other programs are waited for while ctx lasts. An error says why the names may
// not last.
func (w *Writer) Finish(ctx context.Context) (all error) {
	dirs := make([]string, 0, len(w.dirs))
	for dir := range w.dirs {
		dirs = append(dirs, dir)
	}
	slices.Sort(dirs)
	for i, d := range w.to {
		for _, name := range dirs {
			dir, err := d.root.OpenRoot(name)
			if err == nil {
				err = errors.Join(verified.SyncFolder(dir), dir.Close())
			}
			if i == 0 || !errors.Is(err, fs.ErrNotExist) { // the second may lack a folder, which was told
				all = errors.Join(all, err)
			}
		}
		w.Extras.updateList(ctx, d.list, d.path, d.listed)
	}
	return all
}

// Close closes the destinations.
func (w *Writer) Close() (all error) {
	for _, d := range w.to {
		all = errors.Join(all, d.root.Close())
	}
	return all
}

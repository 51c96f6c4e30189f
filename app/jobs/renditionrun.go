package jobs

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/export"
	"keeplight.app/keeplight/library/export/checksum"
	"keeplight.app/keeplight/library/export/verified"
	"keeplight.app/keeplight/library/picture"
	"keeplight.app/keeplight/library/rendition"
)

// Run writes on all processors and counts photos. One that fails is in the report and
// ends nothing; the error is the context's, or says why a destination cannot be used at
// all. What the second destination lacks is in the report.
func (r *Renditions) Run(ctx context.Context, plan RenditionPlan, tell func(Progress)) (RenditionReport, error) {
	w := renderer{job: r, plan: plan, tell: tell}
	w.report.Failed, w.report.Second = slices.Clone(plan.Failed), r.Second
	defer w.close()
	if err := w.open(ctx); err != nil {
		return w.report, err
	}
	photos := make([]*library.Photo, len(plan.To))
	for i, name := range plan.To {
		if name != "" {
			photos[i] = &r.Items[i].Photo
		}
	}
	inOrder(ctx, photos, w.render, func(i int, j rendered) {
		w.use(ctx, i, j)
		w.tell(Progress{Done: int64(i + 1), Total: int64(len(photos)), Item: r.Items[i].Photo.Name()})
	})
	err := w.sync()
	for _, d := range w.to {
		w.report.UpdateList(d.root, d.path, d.written)
	}
	return w.report, errors.Join(ctx.Err(), err)
}

// sync makes the names of all that was written last.
func (w *renderer) sync() (all error) {
	for _, d := range w.to {
		for _, name := range d.dirs {
			dir, err := d.root.OpenRoot(name)
			if err == nil {
				err = errors.Join(verified.SyncFolder(dir), dir.Close())
			}
			all = errors.Join(all, err)
		}
	}
	return all
}

// renderer carries one run.
type renderer struct {
	job    *Renditions
	plan   RenditionPlan
	tell   func(Progress)
	to     []*renditionsTo
	report RenditionReport
}

// renditionsTo is a folder that JPEGs are written to.
type renditionsTo struct {
	path    string
	root    *os.Root // no link below the destination leads a file out of it
	dirs    []string // that something was written into, below the root
	written []checksum.Entry
}

// open makes and opens the destinations, notes those that will hold nothing but copies,
// and sweeps what a run that was killed left.
func (w *renderer) open(ctx context.Context) error {
	dirs := make([]string, 0, len(w.plan.To))
	for _, name := range w.plan.To {
		if name != "" {
			dirs = append(dirs, filepath.Dir(name))
		}
	}
	var apart []string
	for _, path := range []string{w.job.To, w.job.Second} {
		if path == "" {
			continue
		}
		// A folder that has photos of its own goes on being read.
		if entries, err := os.ReadDir(path); errors.Is(err, fs.ErrNotExist) || err == nil && len(entries) == 0 {
			apart = append(apart, path)
		}
		if err := os.MkdirAll(path, 0o777); err != nil {
			return fmt.Errorf("making the destination folder: %w", err)
		}
		root, err := os.OpenRoot(path)
		if err != nil {
			return fmt.Errorf("opening the destination folder: %w", err)
		}
		w.to = append(w.to, &renditionsTo{path: path, root: root})
		swept, left := export.Sweep(root, dirs)
		w.report.Swept += swept
		for _, name := range left {
			w.report.Unfinished = append(w.report.Unfinished, filepath.Join(path, name))
		}
	}
	if len(apart) > 0 {
		w.report.DestinationsErr = w.job.NeverRead(ctx, apart...)
	}
	return nil
}

func (w *renderer) close() {
	for _, d := range w.to {
		d.root.Close()
	}
}

// rendered is what was made of a photo.
type rendered struct {
	data    []byte
	damaged bool // it shows what could be read
	files   []renderedFile
	err     error
}

// renderedFile is a JPEG in its folder in one destination, under a hidden name.
type renderedFile struct {
	dir    *os.Root
	staged *verified.File // nil where it is there already, or cannot be written
	err    error
}

// render makes a photo's JPEG and stages it in the destinations, beside others.
func (w *renderer) render(ctx context.Context, i int) (j rendered) {
	j.data, j.damaged, j.err = w.job.encode(ctx, &w.job.Items[i].Photo)
	if j.err != nil {
		return j
	}
	for _, d := range w.to {
		j.files = append(j.files, stageJPEG(ctx, d.root, w.plan.To[i], j.data))
	}
	return j
}

// encode gives the bytes of a photo's JPEG.
func (r *Renditions) encode(ctx context.Context, p *library.Photo) (data []byte, damaged bool, err error) {
	info, err := os.Stat(p.Path)
	if err != nil {
		return nil, false, err
	}
	if !p.ModTime.IsZero() && (info.Size() != p.Size || !info.ModTime().Equal(p.ModTime)) {
		return nil, false, export.ErrAnotherFile
	}
	pic, err := r.Load(ctx, p, r.Side)
	if err != nil {
		return nil, false, err
	}
	damaged = pic.Damage.Kind != picture.Undamaged
	data, err = rendition.Encode(picture.Turn(pic.Pixels, p.Rotation), p, rendition.Facts(r.Facts), r.Quality)
	return data, damaged, err
}

// stageJPEG writes a JPEG under a hidden name into the folder of its path.
func stageJPEG(ctx context.Context, root *os.Root, path string, data []byte) (f renderedFile) {
	if f.err = root.MkdirAll(filepath.Dir(path), 0o777); f.err != nil {
		f.err = fmt.Errorf("making the folder: %w", f.err)
		return f
	}
	if f.dir, f.err = root.OpenRoot(filepath.Dir(path)); f.err != nil {
		f.err = fmt.Errorf("opening the folder: %w", f.err)
		return f
	}
	if holds(f.dir, filepath.Base(path), data) {
		return f
	}
	f.staged, f.err = (&verified.Copier{}).Write(ctx, data, f.dir)
	return f
}

// use names a photo's JPEG and takes note of what became of it.
func (w *renderer) use(ctx context.Context, i int, j rendered) {
	p, name, wrote, err := &w.job.Items[i].Photo, "", false, j.err
	if err == nil && ctx.Err() == nil {
		name, wrote, err = w.publish(ctx, w.plan.To[i], &j)
	}
	for _, f := range j.files {
		err = errors.Join(err, f.discard())
	}
	switch {
	case ctx.Err() != nil && name == "":
		return
	case err != nil:
		w.report.Failed = append(w.report.Failed, export.Failure{Path: p.Path, Err: err})
		return
	case wrote:
		w.report.Written++
	default:
		w.report.There++
	}
	if j.damaged {
		w.report.Damaged = append(w.report.Damaged, p.Path)
	}
	for k, d := range w.to {
		if err := j.files[k].err; err != nil {
			w.report.NotInSecond = append(w.report.NotInSecond, export.Failure{Path: p.Path, Err: err})
			continue
		}
		if dir := filepath.Dir(name); !slices.Contains(d.dirs, dir) {
			d.dirs = append(d.dirs, dir)
		}
		if w.job.Checksums {
			d.written = append(d.written, checksum.Entry{Name: filepath.ToSlash(name), Digest: sha256.Sum256(j.data)})
		}
	}
}

// publish gives a photo's JPEG the first name under which no destination has another
// file. wrote is false where it is everywhere already. The error is the first
// destination's; that of the second is with its file.
func (w *renderer) publish(ctx context.Context, path string, j *rendered) (name string, wrote bool, err error) {
	if j.files[0].err != nil {
		return "", false, j.files[0].err
	}
	for n := 1; n < 10_000; n++ {
		name = numberedName(path, n)
		wrote, err = j.publish(ctx, filepath.Base(name))
		if !errors.Is(err, fs.ErrExist) {
			return name, wrote, err
		}
	}
	return "", false, fmt.Errorf("%s: too many files have this name", library.Display(path))
}

// publish gives a JPEG a name in all its folders, or in none: fs.ErrExist where another
// file has it.
func (j *rendered) publish(ctx context.Context, name string) (wrote bool, err error) {
	for k := range j.files {
		f := &j.files[k]
		if f.err != nil || holds(f.dir, name, j.data) {
			continue
		}
		err := f.publish(ctx, name, j.data)
		if err == nil {
			wrote = true
			continue
		}
		if k == 0 || errors.Is(err, fs.ErrExist) {
			return false, errors.Join(err, j.withdraw())
		}
		f.err = err
	}
	return wrote, nil
}

func (f *renderedFile) publish(ctx context.Context, name string, data []byte) (err error) {
	if f.staged == nil { // it was there under a name that cannot be had in the other destination
		if f.staged, err = (&verified.Copier{}).Write(ctx, data, f.dir); err != nil {
			return err
		}
	}
	return f.staged.Publish(name)
}

func (j *rendered) withdraw() error {
	var all error
	for _, f := range j.files {
		if f.staged != nil {
			all = errors.Join(all, f.staged.Withdraw())
		}
	}
	return all
}

// discard removes what was not named and closes the folder.
func (f *renderedFile) discard() (err error) {
	if f.staged != nil {
		err = f.staged.Discard()
	}
	if f.dir != nil {
		err = errors.Join(err, f.dir.Close())
	}
	return err
}

// holds is true for a regular file of a folder that has exactly these bytes.
func holds(dir *os.Root, name string, data []byte) bool {
	info, err := dir.Lstat(name)
	if err != nil || !info.Mode().IsRegular() || info.Size() != int64(len(data)) {
		return false
	}
	return rendition.IsIn(filepath.Join(dir.Name(), name), data)
}

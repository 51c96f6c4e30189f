package jobs

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/export"
	"keeplight.app/keeplight/library/picture"
	"keeplight.app/keeplight/library/rendition"
)

// AsJPEG is the way to export by which new JPEGs are written in place of copies.
const AsJPEG export.Mode = "jpeg"

// The usual size and quality of a rendition for the web.
const (
	DefaultSide    = 2048 // pixels of the long side
	DefaultQuality = 85   // 1 to 100
)

// Renditions writes a new JPEG of each photo.
type Renditions struct {
	Items    []export.Item
	To       string // the destination folder, absolute; it is made where it is missing
	Template string // of names
	Side     int    // most pixels of the long side; 0 keeps all
	Quality  int    // 1 to 100
	Facts    string // all, words or nothing, as rendition.Facts says
	Load     func(ctx context.Context, p *library.Photo, side int) (*picture.Picture, error)
	// NeverRead notes, before anything is written, that a folder will hold nothing but
	// copies, so that these are not read as photos.
	NeverRead func(ctx context.Context, folders ...string) error
}

var _ Job[RenditionPlan, RenditionReport] = (*Renditions)(nil)

// RenditionPlan is what will be written.
type RenditionPlan struct {
	To       []string         // the paths below the destination, by place in Items; "" for what fails
	Failed   []export.Failure // photos that cannot be written
	Warnings []string
}

// RenditionReport is what was written.
type RenditionReport struct {
	Written, There  int
	Damaged         []string         // photos that were written as far as they could be read
	Failed          []export.Failure // photos that were not written
	DestinationsErr error            // why the destination could not be noted, so that the copies will be read as photos
}

// Kind gives Exporting.
func (*Renditions) Kind() Kind { return Exporting }

// Plan names the files. Errors are those of the options.
func (r *Renditions) Plan(ctx context.Context) (plan RenditionPlan, err error) {
	template, err := export.ParseTemplate(r.Template)
	if err != nil {
		return plan, err
	}
	if _, err := rendition.ParseFacts(r.Facts); err != nil {
		return plan, err
	}
	switch {
	case r.Quality < 1 || r.Quality > 100:
		return plan, fmt.Errorf("the quality of a JPEG is 1 to 100, not %d", r.Quality)
	case r.Side < 0 || r.Side > 0 && r.Side < 16:
		return plan, fmt.Errorf("a picture of %d pixels is too small", r.Side)
	case !filepath.IsAbs(r.To):
		return plan, errors.New("give the full path of the destination folder")
	}
	taken := map[string]bool{}
	for i := range r.Items {
		if err := ctx.Err(); err != nil {
			return plan, err
		}
		path, err := r.name(template, i, taken)
		if err != nil {
			plan.Failed = append(plan.Failed, export.Failure{Path: r.Items[i].Photo.Path, Err: err})
		}
		plan.To = append(plan.To, path)
	}
	return plan, nil
}

// name gives the path of a photo's JPEG below the destination, with a number where
// another photo of the plan has it.
func (r *Renditions) name(template *export.Template, i int, taken map[string]bool) (string, error) {
	if r.Items[i].Photo.Missing {
		return "", fmt.Errorf("%w in its folder", fs.ErrNotExist)
	}
	path, err := template.Path(&r.Items[i], i+1)
	if err != nil {
		return "", err
	}
	for n := 1; ; n++ {
		// Not every file system tells capitals apart.
		if name := numberedName(path+".jpg", n); !taken[strings.ToLower(name)] {
			taken[strings.ToLower(name)] = true
			return name, nil
		}
	}
}

// numberedName is the n-th name to try: "a.jpg", "a (2).jpg".
func numberedName(path string, n int) string {
	if n == 1 {
		return path
	}
	ext := filepath.Ext(path)
	return fmt.Sprintf("%s (%d)%s", strings.TrimSuffix(path, ext), n, ext)
}

// Run writes and counts photos. One that fails is in the report and ends nothing; the
// error is the context's.
func (r *Renditions) Run(ctx context.Context, plan RenditionPlan, tell func(Progress)) (RenditionReport, error) {
	report := RenditionReport{Failed: plan.Failed}
	// A folder that has photos of its own goes on being read.
	if entries, err := os.ReadDir(r.To); errors.Is(err, fs.ErrNotExist) || err == nil && len(entries) == 0 {
		report.DestinationsErr = r.NeverRead(ctx, r.To)
	}
	// No link below the destination leads a file out of it.
	root, err := openMade(r.To)
	if err != nil {
		return report, err
	}
	defer root.Close()
	for i, name := range plan.To {
		if name == "" {
			continue
		}
		p := &r.Items[i].Photo
		tell(Progress{Done: int64(i), Total: int64(len(plan.To)), Item: p.Name()})
		wrote, damaged, err := r.write(ctx, p, root, name)
		switch {
		case ctx.Err() != nil:
			return report, ctx.Err()
		case err != nil:
			report.Failed = append(report.Failed, export.Failure{Path: p.Path, Err: err})
			continue
		case wrote:
			report.Written++
		default:
			report.There++
		}
		if damaged {
			report.Damaged = append(report.Damaged, p.Path)
		}
	}
	return report, ctx.Err()
}

// openMade opens a folder, which it makes where it is missing.
func openMade(path string) (*os.Root, error) {
	if err := os.MkdirAll(path, 0o777); err != nil {
		return nil, fmt.Errorf("making the destination folder: %w", err)
	}
	root, err := os.OpenRoot(path)
	if err != nil {
		return nil, fmt.Errorf("opening the destination folder: %w", err)
	}
	return root, nil
}

// write gives false where the very same file is there already.
func (r *Renditions) write(ctx context.Context, p *library.Photo, root *os.Root, path string) (wrote, damaged bool, err error) {
	info, err := os.Stat(p.Path)
	if err != nil {
		return false, false, err
	}
	if !p.ModTime.IsZero() && (info.Size() != p.Size || !info.ModTime().Equal(p.ModTime)) {
		return false, false, export.ErrAnotherFile
	}
	pic, err := r.Load(ctx, p, r.Side)
	if err != nil {
		return false, false, err
	}
	damaged = pic.Damage.Kind != picture.Undamaged
	data, err := rendition.Encode(picture.Turn(pic.Pixels, p.Rotation), p, rendition.Facts(r.Facts), r.Quality)
	if err != nil {
		return false, damaged, err
	}
	if err := root.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		return false, damaged, fmt.Errorf("making the folder: %w", err)
	}
	for n := 1; n < 10_000; n++ {
		to := numberedName(path, n)
		if rendition.IsIn(filepath.Join(root.Name(), to), data) {
			return false, damaged, nil
		}
		if err := writeNew(root, to, data); !errors.Is(err, fs.ErrExist) {
			return err == nil, damaged, err
		}
	}
	return false, damaged, fmt.Errorf("%s: too many files have this name", library.Display(path))
}

// writeNew writes a file under a temporary name, and gives it its own where no other
// file has that: else the error is fs.ErrExist.
func writeNew(root *os.Root, path string, data []byte) (err error) {
	hidden := filepath.Join(filepath.Dir(path), ".keeplight-"+rand.Text()+".part")
	f, err := root.OpenFile(hidden, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return fmt.Errorf("making a file in the destination: %w", err)
	}
	defer func() {
		if rerr := root.Remove(hidden); !errors.Is(rerr, fs.ErrNotExist) {
			err = errors.Join(err, rerr)
		}
	}()
	_, err = f.Write(data)
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return fmt.Errorf("writing the file: %w", err)
	}
	return nameNew(root, hidden, path)
}

// nameNew gives a file a name that no other file has: else the error is fs.ErrExist.
func nameNew(root *os.Root, from, to string) error {
	err := root.Link(from, to) // which replaces nothing, whoever else is writing there
	if err == nil || errors.Is(err, fs.ErrExist) {
		return err
	}
	// Not every file system has links.
	if _, there := root.Lstat(to); !errors.Is(there, fs.ErrNotExist) {
		return fs.ErrExist
	}
	return root.Rename(from, to)
}

package jobs

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/export"
	"keeplight.app/keeplight/library/picture"
	"keeplight.app/keeplight/library/rendition"
)

// Run writes on all processors and counts photos. One that fails is in the report and
// ends nothing; the error is the context's, or says why a destination cannot be used at
// all. What the second destination lacks is in the report.
func (r *Renditions) Run(ctx context.Context, plan RenditionPlan, tell func(Progress)) (report RenditionReport, err error) {
	report.Failed = slices.Clone(plan.Failed)
	apart := r.apart()
	photos := make([]*library.Photo, len(plan.To))
	var dirs []string
	for i, name := range plan.To {
		if name != "" {
			photos[i] = &r.Items[i].Photo
			dirs = append(dirs, filepath.Dir(name))
		}
	}
	w, err := export.NewWriter(r.places(), dirs)
	if err != nil {
		return report, err
	}
	defer func() { err = errors.Join(err, w.Close()) }()
	if len(apart) > 0 {
		report.DestinationsErr = r.NeverRead(ctx, apart...)
	}
	inOrder(ctx, photos, func(ctx context.Context, i int) rendered {
		return r.render(ctx, w, photos[i], plan.To[i])
	}, func(i int, made rendered) {
		report.use(ctx, w, photos[i], made)
		tell(Progress{Done: int64(i + 1), Total: int64(len(photos)), Item: photos[i].Name()})
	})
	err = errors.Join(ctx.Err(), w.Finish(ctx))
	report.Extras = w.Extras
	return report, err
}

// places are the destinations as the export knows them.
func (r *Renditions) places() *export.Options {
	return &export.Options{To: r.To, Second: r.Second, Checksums: r.Checksums}
}

// apart gives the destinations that will hold nothing but copies. A folder that has
// photos of its own goes on being read.
func (r *Renditions) apart() (folders []string) {
	for _, path := range []string{r.To, r.Second} {
		if path == "" {
			continue
		}
		if entries, err := os.ReadDir(path); errors.Is(err, fs.ErrNotExist) || err == nil && len(entries) == 0 {
			folders = append(folders, path)
		}
	}
	return folders
}

// rendered is what was made of a photo.
type rendered struct {
	file    *export.NewFile // nil after an error
	damaged bool            // it shows what could be read
	err     error
}

// render makes a photo's JPEG and stages it in the destinations, beside others.
func (r *Renditions) render(ctx context.Context, w *export.Writer, p *library.Photo, path string) (made rendered) {
	data, damaged, err := r.encode(ctx, p)
	if err != nil {
		return rendered{err: err}
	}
	return rendered{file: w.Stage(ctx, path, data), damaged: damaged}
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

// use names a photo's JPEG and takes note of what became of it. Once the person has
// cancelled, nothing more is named.
func (report *RenditionReport) use(ctx context.Context, w *export.Writer, p *library.Photo, made rendered) {
	if ctx.Err() != nil {
		if made.file != nil {
			_ = made.file.Discard() // what stays is swept by the next run
		}
		return
	}
	wrote, err := false, made.err
	if err == nil {
		wrote, err = w.Publish(ctx, made.file, p.Path)
	}
	switch {
	case err != nil:
		report.Failed = append(report.Failed, export.Failure{Path: p.Path, Err: err})
		return
	case wrote:
		report.Written++
	default:
		report.There++
	}
	if made.damaged {
		report.Damaged = append(report.Damaged, p.Path)
	}
}

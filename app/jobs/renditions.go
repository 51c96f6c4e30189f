package jobs

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/export"
	"keeplight.app/keeplight/library/picture"
	"keeplight.app/keeplight/library/rendition"
	"keeplight.app/keeplight/library/scan"
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
	Second   string // gets the same files; "" for none
	Template string // of names
	Side     int    // most pixels of the long side; 0 keeps all
	Quality  int    // 1 to 100
	Facts    string // all, words or nothing, as rendition.Facts says
	// Checksums gives each destination a list of what was written there.
	Checksums bool
	// Load gives a photo's upright picture. It is called from several goroutines.
	Load func(ctx context.Context, p *library.Photo, side int) (*picture.Picture, error)
	// NeverRead notes, before anything is written, that a folder will hold nothing but
	// copies, so that these are not read as photos.
	NeverRead func(ctx context.Context, folders ...string) error
	// Drives, where set, knows which folders owe an answer from plans before.
	Drives *scan.Drives
}

var _ Job[RenditionPlan, RenditionReport] = (*Renditions)(nil)

// RenditionPlan is what will be written.
type RenditionPlan struct {
	To       []string         // the paths below the destination, by place in Items; "" for what fails
	Failed   []export.Failure // photos that cannot be written
	Warnings []library.Message
}

// RenditionReport is what was written.
type RenditionReport struct {
	Written, There  int
	Damaged         []string         // photos that were written as far as they could be read
	Failed          []export.Failure // photos that were not written
	DestinationsErr error            // why the destinations could not be noted, so that the copies will be read as photos
	export.Extras
}

// Kind gives Exporting.
func (*Renditions) Kind() Kind { return Exporting }

// Plan names the files. Errors are those of the options, and that a drive does not answer.
func (r *Renditions) Plan(ctx context.Context) (RenditionPlan, error) {
	return export.Patiently(ctx, r.Drives, export.PlanTime, []string{r.To, r.Second}, r.plan)
}

func (r *Renditions) plan(ctx context.Context) (plan RenditionPlan, err error) {
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
	case !filepath.IsAbs(r.To) || r.Second != "" && !filepath.IsAbs(r.Second):
		return plan, errors.New("give the full path of the destination folder")
	case r.Second != "" && export.Nested(r.To, r.Second):
		return plan, fmt.Errorf("%s: %w", library.Display(r.Second), export.ErrNested)
	}
	var photos []*library.Photo
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
		photos = append(photos, &r.Items[i].Photo)
	}
	plan.Warnings = template.Undated(photos)
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

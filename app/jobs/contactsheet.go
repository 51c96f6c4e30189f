package jobs

import (
	"context"
	"errors"
	"fmt"
	"image"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/contactsheet"
	"keeplight.app/keeplight/library/export"
	"keeplight.app/keeplight/library/picture"
)

// sheetQuality is the JPEG quality of a contact sheet's pictures, 0 to 100.
const sheetQuality = 80

// ContactSheet writes small pictures of photos onto pages.
type ContactSheet struct {
	Items   []export.Item // in the order of the sheet
	To      string        // the file: .pdf, .html or .htm
	Replace bool          // a file of that name; else the sheet gets a number
	Title   string
	PerPage int                   // 12 to 48; 0 is 24
	Paper   string                // A4, which "" is, or Letter
	Scores  bool                  // the overall scores stand below the photos
	Faces   map[library.ID]string // what stands below photos of their faces; nil for nothing
	Thumb   func(ctx context.Context, p *library.Photo) (*image.RGBA, error)
}

// ErrNoSheetName means that a contact sheet's file is not called like one: a slip must
// not replace a photo.
var ErrNoSheetName = errors.New("the name of a contact sheet must end in .pdf or .html")

var _ Job[struct{}, string] = (*ContactSheet)(nil)

// Kind gives Printing.
func (*ContactSheet) Kind() Kind { return Printing }

// Plan checks the file's name. Its error is ErrNoSheetName.
func (c *ContactSheet) Plan(context.Context) (struct{}, error) {
	if !c.isPDF() && !c.isPage() {
		return struct{}{}, fmt.Errorf("%s: %w", library.Display(c.To), ErrNoSheetName)
	}
	return struct{}{}, nil
}

func (c *ContactSheet) isPDF() bool { return strings.EqualFold(filepath.Ext(c.To), ".pdf") }

func (c *ContactSheet) isPage() bool {
	ext := strings.ToLower(filepath.Ext(c.To))
	return ext == ".html" || ext == ".htm"
}

// Run writes the sheet under a temporary name and gives it its own when it is whole,
// and counts photos. It gives the path that it got.
func (c *ContactSheet) Run(ctx context.Context, _ struct{}, tell func(Progress)) (path string, err error) {
	f, err := os.CreateTemp(filepath.Dir(c.To), ".keeplight-*.part")
	if errors.Is(err, fs.ErrNotExist) {
		return "", fmt.Errorf("there is no folder %s: create it first", library.Display(filepath.Dir(c.To)))
	}
	if err != nil {
		return "", fmt.Errorf("making the contact sheet: %w", err)
	}
	defer func() {
		if rerr := os.Remove(f.Name()); !errors.Is(rerr, fs.ErrNotExist) {
			err = errors.Join(err, rerr)
		}
	}()
	err = errors.Join(c.write(ctx, f, tell), f.Chmod(0o644), f.Sync(), f.Close())
	if err != nil {
		return "", err
	}
	if c.Replace {
		return c.To, os.Rename(f.Name(), c.To)
	}
	return nameFree(f.Name(), c.To)
}

func (c *ContactSheet) write(ctx context.Context, w io.Writer, tell func(Progress)) error {
	photos := make([]contactsheet.Photo, len(c.Items))
	for i, it := range c.Items {
		photos[i].Photo, photos[i].Faces = it.Photo, c.Faces[it.Photo.ID]
		if it.Score != nil {
			photos[i].Overall = it.Score.Overall
		}
	}
	done := int64(0)
	thumb := func(p *library.Photo) ([]byte, error) {
		tell(Progress{Done: done, Total: int64(len(photos)), Item: p.Name()})
		done++
		img, err := c.Thumb(ctx, p)
		if err != nil {
			return nil, err
		}
		return picture.EncodeJPEG(picture.Turn(img, p.Rotation), sheetQuality)
	}
	o := contactsheet.Options{Title: c.Title, PerPage: c.PerPage, Paper: contactsheet.Paper(c.Paper), Scores: c.Scores, Faces: c.Faces != nil}
	if c.isPDF() {
		return contactsheet.PDF(ctx, w, o, photos, thumb)
	}
	return contactsheet.HTML(ctx, w, o, photos, thumb)
}

// nameFree gives a file the name to, or the first with a number that no other file has.
func nameFree(from, to string) (path string, err error) {
	root, err := os.OpenRoot(filepath.Dir(to))
	if err != nil {
		return "", fmt.Errorf("naming the contact sheet: %w", err)
	}
	defer root.Close()
	for n := 1; n < 10_000; n++ {
		path = numberedName(to, n)
		if err = nameNew(root, filepath.Base(from), filepath.Base(path)); !errors.Is(err, fs.ErrExist) {
			break
		}
	}
	if err != nil {
		return "", fmt.Errorf("naming the contact sheet: %w", err)
	}
	return path, nil
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

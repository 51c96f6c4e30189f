package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"keeplight.app/keeplight/app/shoot"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/picture"
	"keeplight.app/keeplight/library/plain"
	"keeplight.app/keeplight/library/query"
	"keeplight.app/keeplight/library/report"
)

// reportCmd writes a contact sheet.
type reportCmd struct {
	Folder    string `arg:"" name:"dir" help:"Folder of photos."`
	To        string `required:"" placeholder:"FILE.html" help:"HTML file to write. The pictures are inside it."`
	Title     string `help:"Title of the page."`
	selection `embed:""`
}

// sheetQuality is the JPEG quality of a contact sheet's pictures.
const sheetQuality = 80

// Run writes the page, best photos first, or leaves what was there.
func (c *reportCmd) Run(p *program) (err error) {
	if !slices.Contains([]string{".html", ".htm"}, strings.ToLower(filepath.Ext(c.To))) {
		// A slip on the command line must not overwrite a photo.
		return usage("--to %s: the name of the file must end in .html", library.Display(c.To))
	}
	filter, err := c.filter()
	if err != nil {
		return err
	}
	st, err := shoot.Open(p.ctx, shoot.Options{CatalogDir: p.catalogDir, Mode: shoot.ReadOnly, Scorer: p.scorer, Log: func(text string) { p.note("%s", text) }})
	if errors.Is(err, fs.ErrNotExist) {
		return p.noCatalog(err)
	}
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, st.Close()) }()
	items, err := p.items(st.Catalog(), c.Folder)
	if err != nil {
		return err
	}
	items = filter.Select(items)
	query.Sort(items, query.Order{By: query.ByOverall, Descending: true})
	if err := c.write(p, st, items); err != nil {
		if p.ctx.Err() != nil {
			return quiet(exitInterrupted)
		}
		return fmt.Errorf("writing %s: %w", library.Display(c.To), err)
	}
	fmt.Fprintf(p.stdout, "Wrote %s to %s.\n", plain.Plural(len(items), "photo", "photos"), library.Display(c.To))
	return nil
}

// write writes the page under a temporary name and gives it its own when it is
// whole.
func (c *reportCmd) write(p *program, st *shoot.Shoot, items []query.Item) error {
	f, err := os.CreateTemp(filepath.Dir(c.To), ".keeplight-*.html")
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("there is no folder %s: create it first", library.Display(filepath.Dir(c.To)))
	}
	if err != nil {
		return err
	}
	err = errors.Join(c.fill(p, st, items, f), f.Chmod(0o644), f.Close())
	if err == nil {
		err = os.Rename(f.Name(), c.To)
	}
	if err != nil {
		return errors.Join(err, os.Remove(f.Name()))
	}
	return nil
}

func (c *reportCmd) fill(p *program, st *shoot.Shoot, items []query.Item, w io.Writer) error {
	thumb := func(photo library.Photo) ([]byte, error) {
		img, err := st.Pictures().Thumb(p.ctx, &photo)
		if err != nil {
			return nil, err
		}
		return picture.EncodeJPEG(img, sheetQuality)
	}
	opts := report.Options{Title: c.Title, Intro: c.Folder}
	rows := rowsOf(c.Folder, items)
	for i := range rows {
		if err := addExplanation(p.ctx, st.Catalog(), &rows[i], ""); err != nil {
			return err
		}
	}
	return report.HTML(p.ctx, w, opts, slices.Values(rows), thumb)
}

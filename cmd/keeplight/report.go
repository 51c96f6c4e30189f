package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"

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
	if !isPageName(c.To) {
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
	if err := writeWhole(c.To, func(w io.Writer) error { return c.fill(p, st, items, w) }); err != nil {
		if p.ctx.Err() != nil {
			return quiet(exitInterrupted)
		}
		return fmt.Errorf("writing %s: %w", library.Display(c.To), err)
	}
	fmt.Fprintf(p.stdout, "Wrote %s to %s.\n", plain.Plural(len(items), "photo", "photos"), library.Display(c.To))
	return nil
}

func (c *reportCmd) fill(p *program, st *shoot.Shoot, items []query.Item, w io.Writer) error {
	thumb := func(photo library.Photo) ([]byte, error) {
		img, err := st.Pictures().Thumb(p.ctx, &photo)
		if err != nil {
			return nil, err
		}
		return picture.EncodeJPEG(picture.Turn(img, photo.Rotation), sheetQuality)
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

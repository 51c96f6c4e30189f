package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"slices"

	"keeplight.app/keeplight/app/jobs"
	"keeplight.app/keeplight/app/shoot"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/picture"
	"keeplight.app/keeplight/library/plain"
	"keeplight.app/keeplight/library/query"
	"keeplight.app/keeplight/library/report"
)

// reportCmd writes a contact sheet, or a page with everything that is known of each
// photo.
type reportCmd struct {
	Folder    string `arg:"" name:"dir" help:"Folder of photos."`
	To        string `required:"" placeholder:"FILE" help:"File to write, which ends in .pdf or .html. The pictures are inside it."`
	Title     string `help:"Title of the page."`
	PerPage   int    `default:"24" placeholder:"N" help:"Photos on a page, 12 to 48."`
	Paper     string `default:"A4" enum:"A4,Letter" help:"Paper: A4 or Letter."`
	Details   bool   `help:"One card per photo with radar, values and reasons, as HTML."`
	WithFaces bool   `help:"Say how many faces were found in each photo, and how many look closed; with --details the reasons speak of them too. Nothing is told of faces otherwise."`
	selection `embed:""`
}

// sheetQuality is the JPEG quality of a page's pictures.
const sheetQuality = 80

// Run writes the sheet, best photos first, or leaves what was there.
func (c *reportCmd) Run(p *program) (err error) {
	sheet := c.sheet()
	_, err = sheet.Plan(p.ctx)
	switch {
	case err != nil:
		return usage("--to: %v", err)
	case c.Details && !isPageName(c.To):
		return usage("--to %s: with --details the name of the file must end in .html", library.Display(c.To))
	case c.PerPage < 12 || c.PerPage > 48:
		return usage("--per-page %d: a page holds 12 to 48 photos", c.PerPage)
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
	items, err := p.items(st.Catalog(), c.Folder, filter.UsesFaces() || c.WithFaces)
	if err != nil {
		return err
	}
	items = filter.Select(items)
	query.Sort(items, query.Order{By: query.ByOverall, Descending: true})
	if c.Details {
		err = writeWhole(c.To, func(w io.Writer) error { return c.fill(p, st, items, w) })
	} else {
		sheet.Items, sheet.Thumb, sheet.Faces = exportItems(items), st.Pictures().Thumb, c.facesIn(items)
		_, err = jobs.Do(p.ctx, &p.jobs, sheet, struct{}{}, p.noteProgress("photo", "photos", "put on pages"))
	}
	if err != nil {
		if p.ctx.Err() != nil {
			return quiet(exitInterrupted)
		}
		return fmt.Errorf("writing %s: %w", library.Display(c.To), err)
	}
	fmt.Fprintf(p.stdout, "Wrote %s to %s.\n", plain.Plural(len(items), "photo", "photos"), library.Display(c.To))
	return nil
}

// sheet is what is asked for without --details.
func (c *reportCmd) sheet() *jobs.ContactSheet {
	title := c.Title
	if title == "" {
		title = filepath.Base(c.Folder)
	}
	return &jobs.ContactSheet{To: c.To, Replace: true, Title: title, PerPage: c.PerPage, Paper: c.Paper, Scores: true}
}

// facesIn words the faces of photos, where that is asked for.
func (c *reportCmd) facesIn(items []query.Item) map[library.ID]string {
	if !c.WithFaces {
		return nil
	}
	words := make(map[library.ID]string, len(items))
	for i := range items {
		if f := items[i].Faces; f != nil {
			words[items[i].Photo.ID] = f.Describe()
		}
	}
	return words
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
		if c.WithFaces {
			rows[i].Faces = items[i].Faces
		}
		if err := addExplanation(p.ctx, st.Catalog(), &rows[i], ""); err != nil {
			return err
		}
	}
	return report.HTML(p.ctx, w, opts, slices.Values(rows), thumb)
}

package contactsheet

import (
	"bufio"
	"context"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"io"

	"keeplight.app/keeplight/library"
)

//go:embed page/sheet.html
var pageText string

//go:embed page/sheet.css
var styleText string

// HTML writes a contact sheet that is one file and needs no other. Printed, it has the
// pages of the PDF. A thumbnail that cannot be had is replaced by the reason. Errors are
// those of the options, of the context and of the writer.
func HTML(ctx context.Context, w io.Writer, o Options, photos []Photo, thumb Thumb) error {
	o, err := o.complete()
	if err != nil {
		return err
	}
	page, err := template.New("sheet").Parse(pageText)
	if err != nil {
		return fmt.Errorf("reading the page's template: %w", err)
	}
	g := o.layOut()
	width, height := o.Paper.size()
	style := fmt.Sprintf("@page{size:%gmm %gmm;margin:%gmm}\n:root{--columns:%d;--tall:%.2fmm;--below:%.1fmm}\n%s", width, height, margin, g.columns, g.height, g.below, styleText)
	// Nothing is loaded and nothing runs, whatever a file's name holds; only this very
	// style sheet counts.
	sum := sha256.Sum256([]byte(style))
	out := bufio.NewWriterSize(w, 1<<16)
	err = page.ExecuteTemplate(out, "head", map[string]any{
		"Title": o.Title, "Style": template.CSS(style),
		"Policy": "default-src 'none'; img-src data:; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'; base-uri 'none'; form-action 'none'",
	})
	for i := range photos {
		if err != nil {
			break
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		c := o.cell(&photos[i], thumb)
		c.First, c.Last = i%o.PerPage == 0, i%o.PerPage == o.PerPage-1 || i == len(photos)-1
		c.Page, c.Pages = i/o.PerPage+1, o.pages(len(photos))
		err = page.ExecuteTemplate(out, "photo", c)
	}
	if err == nil {
		err = page.ExecuteTemplate(out, "foot", nil)
	}
	if err == nil {
		err = out.Flush()
	}
	if err != nil {
		return fmt.Errorf("writing the contact sheet: %w", err)
	}
	return nil
}

// cell is what the template shows of a photo.
type cell struct {
	Title             string
	First, Last       bool // of a page
	Page, Pages       int
	Name, Flag, Score string
	Image             template.URL // "" where there is none, for the reason in NoImage
	NoImage           string
	Stars, Label      string
	Faces             string
	Rejected          bool
}

func (o *Options) cell(p *Photo, thumb Thumb) cell {
	c := cell{Title: o.Title, Stars: starText(p.Decision.Rating), Rejected: p.Decision.Flag == library.Reject, Faces: o.facesText(p)}
	c.Name, c.Flag, c.Score = o.words(p)
	if _, ok := rgb(p.Decision.Label); ok {
		c.Label = p.Decision.Label.String()
	}
	data, err := thumb(&p.Photo)
	if err == nil {
		_, _, err = shape(data)
	}
	if err != nil {
		c.NoImage = "No preview: " + library.Display(err.Error())
		return c
	}
	// The template trusts this address: base64 holds nothing that could end the
	// attribute.
	c.Image = template.URL("data:image/jpeg;base64," + base64.StdEncoding.EncodeToString(data))
	return c
}

package report

import (
	"bufio"
	"context"
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"io"
	"iter"

	"keeplight.app/keeplight/library"
)

//go:embed page
var page embed.FS

// Options are what a page says besides its photos.
type Options struct {
	Title string // "" is "Keeplight contact sheet"
	Intro string // a sentence under the title, such as where the photos are from
}

// Thumb gives a photo's thumbnail as a JPEG.
type Thumb func(library.Photo) ([]byte, error)

// HTML writes a contact sheet that is one file and needs no other: a card for
// each photo with its thumbnail, decisions, radar, values, reasons and capture
// facts. It holds one thumbnail at a time. A thumbnail that cannot be had is
// replaced by the reason; the error is the context's or the writer's.
func HTML(ctx context.Context, w io.Writer, opts Options, rows iter.Seq[Row], thumb Thumb) error {
	t, err := template.ParseFS(page, "page/page.html", "page/radar.svg")
	if err != nil {
		return fmt.Errorf("reading the page's template: %w", err)
	}
	style, err := page.ReadFile("page/style.css")
	if err != nil {
		return fmt.Errorf("reading the page's style: %w", err)
	}
	out := bufio.NewWriterSize(w, 1<<16)
	if err := t.ExecuteTemplate(out, "head", newHead(opts, style)); err != nil {
		return fmt.Errorf("writing the page: %w", err)
	}
	photos := 0
	for row := range rows {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := t.ExecuteTemplate(out, "card", newCard(&row, thumb)); err != nil {
			return fmt.Errorf("writing the card of %s: %w", library.Display(row.Path), err)
		}
		photos++
	}
	if err := t.ExecuteTemplate(out, "foot", footText(photos)); err != nil {
		return fmt.Errorf("writing the page: %w", err)
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("writing the page: %w", err)
	}
	return nil
}

type head struct {
	Title, Intro, Policy string
	Style                template.CSS
}

func newHead(opts Options, style []byte) head {
	if opts.Title == "" {
		opts.Title = "Keeplight contact sheet"
	}
	// Nothing is loaded and nothing runs, whatever a file name or a model's
	// answer holds; only this very style sheet counts.
	sum := sha256.Sum256(style)
	return head{
		Title: library.Display(opts.Title), Intro: library.Display(opts.Intro), Style: template.CSS(style),
		Policy: "default-src 'none'; img-src data:; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) +
			"'; base-uri 'none'; form-action 'none'",
	}
}

func footText(photos int) string {
	text := fmt.Sprintf("%d photos.", photos)
	if photos == 1 {
		text = "1 photo."
	}
	return text + " Scores go from 0 to 10 and higher is better; ± is one standard deviation. They are advice: the flags and stars are the photographer's."
}

package contactsheet

import (
	"bytes"
	"context"
	"fmt"
	"image/jpeg"
	"io"
	"math"
	"strconv"
	"strings"

	"codeberg.org/go-pdf/fpdf"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/sfnt"

	"keeplight.app/keeplight/library"
)

// Text sizes in points.
const (
	titlePoints = 11
	namePoints  = 6.5
)

// fontName is the sheet's font, which has Latin, Greek and Cyrillic letters.
const fontName = "go"

// MaxPDF is the most photos of a PDF, which is in memory until it is whole.
const MaxPDF = 5000

// ErrTooMany means that a PDF would hold more than MaxPDF photos.
var ErrTooMany = fmt.Errorf("a contact sheet as PDF holds %d photos at most", MaxPDF)

// PDF writes a contact sheet for printing and sending. A thumbnail that cannot be had
// is replaced by the reason. Errors are ErrTooMany and those of
// the options, of the context and of the writer.
func PDF(ctx context.Context, w io.Writer, o Options, photos []Photo, thumb Thumb) error {
	o, err := o.complete()
	if err != nil {
		return err
	}
	if len(photos) > MaxPDF {
		return fmt.Errorf("%w: choose fewer than these %d, or HTML, which holds any number", ErrTooMany, len(photos))
	}
	font, err := sfnt.Parse(goregular.TTF)
	if err != nil {
		return fmt.Errorf("reading the font: %w", err)
	}
	doc := fpdf.New("P", "mm", string(o.Paper), "")
	doc.SetAutoPageBreak(false, 0)
	doc.SetMargins(margin, margin, margin)
	doc.SetProducer("Keeplight", true)
	doc.SetTitle(o.Title, true)
	doc.AddUTF8FontFromBytes(fontName, "", goregular.TTF)
	p := &printer{Options: o, grid: o.layOut(), doc: doc, font: font}
	for i := range photos {
		if err := ctx.Err(); err != nil {
			return err
		}
		place := i % o.PerPage
		if place == 0 {
			p.begin(i/o.PerPage+1, o.pages(len(photos)))
		}
		p.photo(place, strconv.Itoa(i), &photos[i], thumb)
	}
	if len(photos) == 0 {
		p.begin(1, 1)
	}
	if err := doc.Output(w); err != nil {
		return fmt.Errorf("writing the contact sheet: %w", err)
	}
	return nil
}

// printer draws pages.
type printer struct {
	Options
	grid
	doc    *fpdf.Fpdf
	font   *sfnt.Font
	buffer sfnt.Buffer
}

// begin starts a page with its title and number.
func (p *printer) begin(number, of int) {
	width, _ := p.Paper.size()
	p.doc.AddPage()
	p.doc.SetFont(fontName, "", titlePoints)
	p.doc.SetTextColor(30, 30, 30)
	p.text(margin, margin, width-2*margin-20, p.Title, "L")
	p.doc.SetFont(fontName, "", namePoints)
	p.doc.SetTextColor(110, 110, 110)
	p.text(width-margin-20, margin, 20, fmt.Sprintf("%d / %d", number, of), "R")
}

// photo draws one photo with what is said of it.
func (p *printer) photo(place int, key string, photo *Photo, thumb Thumb) {
	x := margin + float64(place%p.columns)*(p.width+gap)
	y := margin + heading + float64(place/p.columns)*(p.height+p.below+gap)
	rejected := photo.Decision.Flag == library.Reject
	if rejected {
		p.doc.SetAlpha(0.35, "Normal")
	}
	p.picture(x, y, key, photo, thumb)
	p.doc.SetAlpha(1, "Normal")
	if rejected {
		p.doc.SetDrawColor(190, 40, 40)
		p.doc.SetLineWidth(0.4)
		p.doc.Line(x, y+p.height, x+p.width, y)
	}
	name, flag, score := p.words(photo)
	p.doc.SetFont(fontName, "", namePoints)
	p.doc.SetTextColor(30, 30, 30)
	top := y + p.height + 1
	p.text(x, top, p.width, name, "L")
	top += caption/2 - 0.8
	left := x
	if c, ok := rgb(photo.Decision.Label); ok {
		p.doc.SetFillColor(c[0], c[1], c[2])
		p.doc.Rect(left, top+0.4, 2.2, 2.2, "F")
		left += 3.2
	}
	p.doc.SetFillColor(120, 90, 10)
	for range min(photo.Decision.Rating, library.MaxRating) {
		p.star(left+1.2, top+1.5, 1.25)
		left += 2.7
	}
	p.doc.SetTextColor(90, 90, 90)
	right := strings.TrimSpace(flag + "  " + score)
	p.text(left, top, x+p.width-left, right, "R")
	if text := p.facesText(photo); text != "" {
		p.text(x, top+third, p.width, text, "L")
	}
}

// picture draws a thumbnail in the middle of its room, at the bottom, where its words
// are.
func (p *printer) picture(x, y float64, key string, photo *Photo, thumb Thumb) {
	data, err := thumb(&photo.Photo)
	var width, height float64
	if err == nil {
		width, height, err = shape(data)
	}
	if err != nil {
		p.doc.SetFont(fontName, "", namePoints)
		p.doc.SetTextColor(150, 40, 40)
		p.text(x, y+p.height-4, p.width, "No preview: "+library.Display(err.Error()), "L")
		return
	}
	scale := min(p.width/width, p.height/height)
	width, height = width*scale, height*scale
	options := fpdf.ImageOptions{ImageType: "JPG"}
	p.doc.RegisterImageOptionsReader(key, options, bytes.NewReader(data))
	p.doc.ImageOptions(key, x+(p.width-width)/2, y+p.height-height, width, height, false, options, 0, "")
}

// shape is a JPEG's width and height in pixels.
func shape(data []byte) (width, height float64, err error) {
	config, err := jpeg.DecodeConfig(bytes.NewReader(data))
	if err == nil && (config.Width == 0 || config.Height == 0) {
		err = fmt.Errorf("the thumbnail is empty")
	}
	return float64(config.Width), float64(config.Height), err
}

// text writes one line, shortened where it is too long. What the font lacks is "?".
func (p *printer) text(x, y, width float64, text, align string) {
	text = strings.Map(func(r rune) rune {
		if i, err := p.font.GlyphIndex(&p.buffer, r); err != nil || i == 0 || r > math.MaxUint16 {
			return '?'
		}
		return r
	}, text)
	if p.doc.GetStringWidth(text) > width {
		runes := []rune(text)
		for len(runes) > 0 && p.doc.GetStringWidth(string(runes)+"…") > width {
			runes = runes[:len(runes)-1]
		}
		text = string(runes) + "…"
	}
	_, points := p.doc.GetFontSize()
	p.doc.SetXY(x, y)
	p.doc.SetCellMargin(0)
	p.doc.CellFormat(width, points*1.15, text, "", 0, align, false, 0, "")
}

// star draws a filled star around a point.
func (p *printer) star(x, y, radius float64) {
	points := make([]fpdf.PointType, 10)
	for i := range points {
		r := radius
		if i%2 == 1 {
			r *= 0.42
		}
		angle := math.Pi*float64(i)/5 - math.Pi/2
		points[i] = fpdf.PointType{X: x + r*math.Cos(angle), Y: y + r*math.Sin(angle)}
	}
	p.doc.Polygon(points, "F")
}

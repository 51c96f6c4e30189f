package controls

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"keeplight.app/keeplight/ui/style"
)

// Both are shares of the text size.
const (
	lineHeight   float32 = 1.5
	paragraphGap float32 = 0.35 // before a span that starts a new line
)

// Span is a run of words in one colour and weight. A span that starts a new
// line stands below the ones before it.
type Span struct {
	Text    string
	Color   style.Color
	Bold    bool
	NewLine bool
}

// Paragraph is text that wraps at a width which its owner sets, so that its
// height is known before it is laid out.
type Paragraph struct {
	widget.BaseWidget

	size  float32
	width float32
	spans []Span
	runs  []run
	high  float32
}

// run is words of one span on one line.
type run struct {
	text string
	span int
	x, y float32
}

var _ fyne.Widget = (*Paragraph)(nil)

// NewParagraph makes a paragraph of a text size that wraps at width.
func NewParagraph(size, width float32, spans ...Span) *Paragraph {
	p := &Paragraph{size: size, width: width, spans: spans}
	p.ExtendBaseWidget(p)
	p.wrap()
	return p
}

// Set replaces the text.
func (p *Paragraph) Set(spans ...Span) {
	if !slices.Equal(p.spans, spans) {
		p.spans = spans
		p.wrap()
		p.Refresh()
	}
}

// SetWidth changes where the text wraps.
func (p *Paragraph) SetWidth(width float32) {
	if p.width != width {
		p.width = width
		p.wrap()
		p.Refresh()
	}
}

// Text is all of the text on one line.
func (p *Paragraph) Text() string {
	var all []string
	for _, s := range p.spans {
		all = append(all, s.Text)
	}
	return strings.Join(all, " ")
}

// LineWidth is how wide the longest line is.
func (p *Paragraph) LineWidth() (width float32) {
	for _, r := range p.runs {
		width = max(width, r.x+style.TextWidth(r.text, p.size, p.spans[r.span].Bold))
	}
	return width
}

// wrap breaks the spans into runs at spaces. A word wider than the line is cut,
// so that a long file name cannot leave the panel.
func (p *Paragraph) wrap() {
	p.runs, p.high = p.runs[:0], 0
	x, y, pitch := float32(0), float32(0), p.size*lineHeight
	for i, s := range p.spans {
		space := style.TextWidth(" ", p.size, s.Bold)
		if s.NewLine && x > 0 {
			x, y = 0, y+pitch+p.size*paragraphGap
		}
		for _, word := range strings.Fields(s.Text) {
			w := style.TextWidth(word, p.size, s.Bold)
			if w > p.width {
				word = style.Shorten(word, p.size, s.Bold, p.width)
				w = style.TextWidth(word, p.size, s.Bold)
			}
			if x > 0 && x+space+w > p.width {
				x, y = 0, y+pitch
			}
			if x > 0 {
				x += space
			}
			p.add(word, i, x, y)
			x += w
			p.high = y + pitch
		}
	}
}

func (p *Paragraph) add(word string, span int, x, y float32) {
	if n := len(p.runs); n > 0 && p.runs[n-1].span == span && p.runs[n-1].y == y {
		p.runs[n-1].text += " " + word
		return
	}
	p.runs = append(p.runs, run{word, span, x, y})
}

// CreateRenderer is called by Fyne.
func (p *Paragraph) CreateRenderer() fyne.WidgetRenderer {
	r := &paragraphRenderer{paragraph: p}
	r.dress()
	return r
}

type paragraphRenderer struct {
	Parts
	paragraph *Paragraph
	pool      []*canvas.Text // kept between texts, so that an update makes no objects
}

func (r *paragraphRenderer) MinSize() fyne.Size {
	p := r.paragraph
	return fyne.NewSize(p.width, p.high)
}

func (r *paragraphRenderer) Layout(fyne.Size) {
	pitch := r.paragraph.size * lineHeight
	for i, run := range r.paragraph.runs {
		PlaceText(r.pool[i], run.x, run.y, r.pool[i].MinSize().Width, pitch)
	}
}

func (r *paragraphRenderer) Refresh() {
	r.dress()
	r.Layout(r.paragraph.Size())
	canvas.Refresh(r.paragraph)
}

func (r *paragraphRenderer) dress() {
	p := r.paragraph
	for len(r.pool) < len(p.runs) {
		r.pool = append(r.pool, style.Text("", p.size, style.Ink, false))
	}
	r.All = r.All[:0]
	for i, run := range p.runs {
		t, s := r.pool[i], p.spans[run.span]
		t.Text, t.Color, t.TextStyle.Bold = run.text, s.Color, s.Bold
		r.All = append(r.All, t)
	}
}

package sheets

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

const (
	pageLines   = 24 // lines of one label, within which text can be selected
	pageColumns = 84 // characters at which a line is broken
)

// longText shows a text of any length in its own lines. Fyne lays out a label of some
// ten thousand characters in a second, so the text is cut into pages, and a page is
// made when it comes into view.
type longText struct {
	widget.BaseWidget
	scroll *container.Scroll
	body   *fyne.Container
	lines  []string
	made   map[int]bool
	page   fyne.Size // of a whole page
}

var _ fyne.Widget = (*longText)(nil)

func newLongText() *longText {
	l := &longText{made: map[int]bool{}}
	one, two := pageOf(strings.Repeat("\n", pageLines-1)), pageOf(strings.Repeat("\n", 2*pageLines-1))
	l.page = fyne.NewSize(pageOf(strings.Repeat("m", pageColumns)).MinSize().Width, two.MinSize().Height-one.MinSize().Height)
	l.body = container.New(&pages{text: l})
	l.scroll = container.NewScroll(l.body)
	l.scroll.OnScrolled = func(fyne.Position) { l.fill() }
	l.ExtendBaseWidget(l)
	return l
}

// set shows another text, from its first line.
func (l *longText) set(text string) {
	l.lines, l.made, l.body.Objects = brokenLines(text), map[int]bool{}, nil
	l.scroll.ScrollToTop()
	l.fill()
	l.scroll.Refresh()
}

// count is how many pages there are.
func (l *longText) count() int { return (len(l.lines) + pageLines - 1) / pageLines }

// fill makes the pages that are in view.
func (l *longText) fill() {
	top := l.scroll.Offset.Y
	first, last := int(top/l.page.Height), int((top+max(l.scroll.Size().Height, l.page.Height))/l.page.Height)
	for i := max(first, 0); i <= last && i < l.count(); i++ {
		if l.made[i] {
			continue
		}
		l.made[i] = true
		page := pageOf(strings.Join(l.lines[i*pageLines:min((i+1)*pageLines, len(l.lines))], "\n"))
		page.Move(fyne.NewPos(0, float32(i)*l.page.Height))
		page.Resize(page.MinSize())
		l.body.Add(page)
	}
}

// Resize is called by Fyne.
func (l *longText) Resize(size fyne.Size) {
	l.BaseWidget.Resize(size)
	l.fill()
}

// CreateRenderer is called by Fyne.
func (l *longText) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(l.scroll) }

func pageOf(text string) *widget.Label {
	label := widget.NewLabelWithStyle(text, fyne.TextAlignLeading, fyne.TextStyle{Monospace: true})
	label.Selectable, label.SizeName = true, theme.SizeNameCaptionText
	return label
}

// pages keeps room for those that are not made yet.
type pages struct{ text *longText }

var _ fyne.Layout = (*pages)(nil)

// Layout is called by Fyne; fill puts each page into its place.
func (*pages) Layout([]fyne.CanvasObject, fyne.Size) {}

// MinSize is called by Fyne.
func (p *pages) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(p.text.page.Width, float32(p.text.count())*p.text.page.Height)
}

// brokenLines are a text's lines, long ones broken at spaces where there are any.
func brokenLines(text string) []string {
	var lines []string
	for line := range strings.SplitSeq(strings.ReplaceAll(text, "\t", "    "), "\n") {
		runes := []rune(strings.TrimRight(line, " \r\f"))
		for len(runes) > pageColumns {
			at := pageColumns
			for at > pageColumns/2 && runes[at] != ' ' {
				at--
			}
			if runes[at] != ' ' {
				at = pageColumns
			}
			lines = append(lines, string(runes[:at]))
			runes = []rune(strings.TrimLeft(string(runes[at:]), " "))
		}
		lines = append(lines, string(runes))
	}
	return lines
}

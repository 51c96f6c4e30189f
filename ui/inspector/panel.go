package inspector

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"keeplight.app/keeplight/ui/controls"
	"keeplight.app/keeplight/ui/style"
)

const (
	margin = style.GapLarge
	// narrow is the width between the margins below which what stands beside each other
	// in a wide panel stands one below the other.
	narrow float32 = 280
)

// Panel is the right panel. Tapping one of the rows brings out its axis and puts its
// reason first; tapping it again takes that back.
type Panel struct {
	widget.BaseWidget

	view   View
	chosen int  // the row that was tapped, -1 for none
	all    bool // all reasons are read, and why the others are not judged

	// OnTryAgain hears that the person wants the photo decoded again.
	OnTryAgain func()
	// OnAgainst is called with the place in Against.Choices that was chosen.
	OnAgainst func(int)

	header *header
	places *controls.Paragraph
	stack  *inStack
	state  *controls.Paragraph
	again  *fyne.Container // the button for it
	chart  *chart
	table  *table
	why    *whyCard
	more   *link // to all reasons, and back
	words  *explained
	sections
	body   *fyne.Container
	scroll *container.Scroll
}

// sections are the parts that come and go together with what they head.
type sections struct {
	capture, file            *controls.Paragraph
	reasons, captured, filed *fyne.Container
	said                     *saidPart
}

var _ fyne.Widget = (*Panel)(nil)

// New makes the panel without a photo.
func New() *Panel {
	width := style.InspectorWidth - 2*margin
	p := &Panel{
		chosen: -1,
		header: newHeader(),
		places: controls.NewParagraph(style.TextSmall, width),
		stack:  newInStack(width),
		state:  controls.NewParagraph(style.TextBody, width),
		why:    newWhyCard(width),
		words:  newExplained(width),
	}
	p.capture, p.file = controls.NewParagraph(style.TextSmall, width), controls.NewParagraph(style.TextSmall, width)
	p.again = section(style.Gap, container.NewHBox(controls.NewPill(lang.L("Try again"), "", func() {
		if p.OnTryAgain != nil {
			p.OnTryAgain()
		}
	})))
	p.chart = newChart(width, func(i int) {
		if p.OnAgainst != nil {
			p.OnAgainst(i)
		}
	})
	p.table = newTable(width, p.choose)
	p.more = newLink(p.readAll)
	p.reasons = section(style.GapLarge, container.NewHBox(controls.SectionTitle(lang.L("WHY")), layout.NewSpacer(), p.more), controls.Space(6), p.why)
	p.captured = section(style.GapLarge, controls.SectionTitle(lang.L("CAPTURE")), controls.Space(6), p.capture)
	p.filed = section(style.GapLarge, controls.SectionTitle(lang.L("FILE")), controls.Space(6), p.file)
	p.said = newSaidPart(width)
	p.body = container.New(&controls.Column{Margin: margin},
		p.header, p.places, p.state, p.again, p.said.asked, p.stack.root, controls.Space(style.Gap), p.chart.root,
		p.table.root, p.words.root, p.reasons, p.said.root, p.captured, p.filed)
	p.scroll = container.NewVScroll(p.body)
	p.ExtendBaseWidget(p)
	p.show()
	return p
}

// section stacks parts below a gap.
func section(gap float32, parts ...fyne.CanvasObject) *fyne.Container {
	return container.New(&controls.Column{}, append([]fyne.CanvasObject{controls.Space(gap)}, parts...)...)
}

// Set shows v. The chosen row stays chosen from photo to photo, so that one
// attribute can be followed through a burst.
func (p *Panel) Set(v View) {
	p.view = v
	p.show()
	p.relayout()
}

func (p *Panel) choose(i int) {
	if p.chosen == i {
		i = -1
	}
	p.chosen = i
	p.show()
	p.relayout()
}

// readAll switches between the reasons that matter and all of them.
func (p *Panel) readAll() {
	p.all = !p.all
	p.show()
	p.relayout()
}

// moreText is what readAll would do now; "" where there is no more to read.
func (p *Panel) moreText() string {
	switch {
	case !hasMore(&p.view, p.chosen):
		return ""
	case p.all:
		return lang.L("fewer reasons")
	}
	return lang.L("all reasons")
}

func (p *Panel) show() {
	v := &p.view
	p.header.set(v)
	places := placeSpans(v)
	p.places.Set(places...)
	p.places.Hidden = v.Problem != "" || len(places) == 0
	p.stack.set(v)
	p.state.Set(stateSpans(v)...)
	p.state.Hidden = v.Name != "" && v.Problem == "" && v.Damage == ""
	p.again.Hidden = !v.CanTryAgain

	p.chart.set(v, p.chosen)
	p.table.set(v, p.chosen)
	why := whySpans(v, p.chosen, p.all)
	p.why.set(why)
	p.reasons.Hidden = len(why) == 0
	p.more.set(p.moreText())
	p.words.set(v.Words)

	p.capture.Set(lineSpans(v.CaptureLines)...)
	p.captured.Hidden = len(v.CaptureLines) == 0
	p.file.Set(lineSpans(v.FileLines)...)
	p.filed.Hidden = len(v.FileLines) == 0
}

// Resize wraps the text before the scroll container asks how high it is.
func (p *Panel) Resize(size fyne.Size) {
	width := size.Width - 2*margin - style.Hairline
	for _, text := range []*controls.Paragraph{p.places, p.stack.words, p.state, p.capture, p.file} {
		text.SetWidth(width)
	}
	p.chart.setWidth(width)
	p.header.setNarrow(width < narrow)
	p.table.setWidth(width)
	p.why.setWidth(width)
	p.words.card.setWidth(width)
	p.said.setWidth(width)
	p.BaseWidget.Resize(size)
}

// relayout is for a change that makes a part higher, lower, seen or unseen.
func (p *Panel) relayout() {
	p.body.Refresh()
	p.scroll.Refresh()
}

// MinSize is the panel's width and a height at which it still says something.
func (p *Panel) MinSize() fyne.Size { return fyne.NewSize(style.InspectorWidth, 200) }

// CreateRenderer is called by Fyne.
func (p *Panel) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewStack(
		canvas.NewRectangle(style.Panel),
		controls.NewFrame(nil, nil, controls.Rule(), nil, p.scroll),
	))
}

package inspector

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/controls"
	"keeplight.app/keeplight/ui/radar"
	"keeplight.app/keeplight/ui/style"
)

const margin = style.GapLarge

// Panel is the right panel. Tapping one of the ten rows brings out its axis and
// puts its reason first; tapping it again takes that back.
type Panel struct {
	widget.BaseWidget

	view   View
	chosen int // the row that was tapped, -1 for none

	// OnTryAgain hears that the person wants the photo decoded again.
	OnTryAgain func()

	header  *header
	places  *controls.Paragraph
	state   *controls.Paragraph
	again   *fyne.Container // the button for it
	radar   *radar.Radar
	legend  *legend
	rows    [library.NumAttributes]*row
	why     *whyCard
	words   *explained
	capture *controls.Paragraph
	file    *controls.Paragraph
	sections
	body   *fyne.Container
	scroll *container.Scroll
}

// sections are the parts that come and go together with what they head.
type sections struct{ values, reasons, captured, filed *fyne.Container }

var _ fyne.Widget = (*Panel)(nil)

// New makes the panel without a photo.
func New() *Panel {
	width := style.InspectorWidth - 2*margin
	p := &Panel{
		chosen:  -1,
		header:  newHeader(),
		places:  controls.NewParagraph(style.TextSmall, width),
		state:   controls.NewParagraph(style.TextBody, width),
		radar:   radar.New(),
		legend:  newLegend(),
		why:     newWhyCard(width),
		words:   newExplained(width),
		capture: controls.NewParagraph(style.TextSmall, width),
		file:    controls.NewParagraph(style.TextSmall, width),
	}
	p.again = section(style.Gap, container.NewHBox(controls.NewPill(lang.L("Try again"), "", func() {
		if p.OnTryAgain != nil {
			p.OnTryAgain()
		}
	})))
	list := container.New(&controls.Column{})
	for i, a := range library.Attributes() {
		p.rows[i] = newRow(a, func() { p.choose(i) })
		list.Add(p.rows[i])
	}
	p.values = section(style.Gap, p.legend, controls.Space(style.Gap), list)
	p.reasons = section(style.GapLarge, newTitleLine(lang.L("WHY"), lang.L("click a value for its reason")), controls.Space(6), p.why)
	p.captured = section(style.GapLarge, controls.SectionTitle(lang.L("CAPTURE")), controls.Space(6), p.capture)
	p.filed = section(style.GapLarge, controls.SectionTitle(lang.L("FILE")), controls.Space(6), p.file)
	p.body = container.New(&controls.Column{Margin: margin},
		p.header, p.places, p.state, p.again, controls.Space(style.Gap), controls.Sized(p.radar, 0, style.RadarWantedSide),
		p.values, p.words.root, p.reasons, p.captured, p.filed)
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

func (p *Panel) show() {
	v := &p.view
	p.header.set(v)
	p.places.Set(placeSpans(v)...)
	p.places.Hidden = v.Problem != "" || len(v.Places) == 0
	p.state.Set(stateSpans(v)...)
	p.state.Hidden = v.Name != "" && v.Problem == "" && v.Damage == ""
	p.again.Hidden = !v.CanTryAgain

	p.radar.Set(radar.Data{Values: v.Values, Second: v.Checks, SecondAs: radar.Dots, Measured: v.Measured})
	p.radar.Highlight(library.Attribute(max(p.chosen, 0)), p.chosen >= 0)
	p.radar.Hidden = v.Name == "" || v.Problem != ""

	p.values.Hidden = !v.judged()
	p.legend.set(v.Measured, v.Checks != nil)
	for i, r := range p.rows {
		r.set(v.Values[i], v.Reasons[i], v.tint(), p.chosen == i)
	}
	why := whySpans(v, p.chosen)
	p.why.set(why)
	p.reasons.Hidden = len(why) == 0
	p.words.set(v.Words)

	p.capture.Set(lineSpans(v.CaptureLines)...)
	p.captured.Hidden = len(v.CaptureLines) == 0
	p.file.Set(lineSpans(v.FileLines)...)
	p.filed.Hidden = len(v.FileLines) == 0
}

// Resize wraps the text before the scroll container asks how high it is.
func (p *Panel) Resize(size fyne.Size) {
	width := size.Width - 2*margin - style.Hairline
	for _, text := range []*controls.Paragraph{p.places, p.state, p.capture, p.file} {
		text.SetWidth(width)
	}
	p.why.setWidth(width)
	p.words.card.setWidth(width)
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

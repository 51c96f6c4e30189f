package sheets

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"keeplight.app/keeplight/ui/controls"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/style"
)

// Offer is one thing that can be installed.
type Offer struct {
	ID, Title string
	About     string // size, memory, licence and whether it fits
	Action    string // what the button does; "" is no button
	Other     string // what a second one does; "" is none
	Share     float64
	Moving    bool // it is on its way: Share, 0..1, is shown
	Asked     bool // its button agrees to what About says: the one thing to do
}

// offerPadding is between an offer's ground, seen where the keyboard is, and what
// it says.
const offerPadding float32 = 8

// offers is a list of offers, whose rows stay while what they say changes.
type offers struct {
	root            *fyne.Container
	rows            map[string]*offerRow
	order           []string
	onFirst, onNext func(id string)
}

func newOffers(first, next func(id string)) *offers {
	return &offers{root: container.New(&controls.Column{}), rows: map[string]*offerRow{}, onFirst: first, onNext: next}
}

func (o *offers) set(all []Offer) {
	for _, v := range all {
		row := o.rows[v.ID]
		if row == nil {
			row = newOfferRow(func() { o.onFirst(v.ID) }, func() { o.onNext(v.ID) })
			o.rows[v.ID] = row
			o.order = append(o.order, v.ID)
			o.root.Add(row.root)
		}
		row.set(v)
	}
}

// all gives the rows from top to bottom.
func (o *offers) all() []*offerRow {
	rows := make([]*offerRow, 0, len(o.order))
	for _, id := range o.order {
		rows = append(rows, o.rows[id])
	}
	return rows
}

// offerRow is one offer with its buttons.
type offerRow struct {
	root        fyne.CanvasObject
	ground      *canvas.Rectangle
	text        *controls.Paragraph
	meter       *controls.Meter
	first, next *controls.Pill
}

func newOfferRow(first, next func()) *offerRow {
	r := &offerRow{
		ground: canvas.NewRectangle(style.Alpha(style.Raised, 0)),
		text:   controls.NewParagraph(style.TextSmall, offerWidth),
		meter:  controls.NewMeter(),
		first:  controls.NewPill("", "", first), next: controls.NewPill("", "", next),
	}
	r.ground.CornerRadius = style.Radius
	r.next.SetQuiet(true)
	buttons := container.NewCenter(container.NewHBox(layout.NewSpacer(), r.next, r.first))
	inside := controls.NewFrame(nil, nil, nil, buttons, container.New(&controls.Column{}, r.text, r.meter))
	r.root = container.NewStack(r.ground, container.New(
		layout.NewCustomPaddedLayout(offerPadding, offerPadding, offerPadding, offerPadding), inside))
	return r
}

func (r *offerRow) set(v Offer) {
	r.text.Set(controls.Span{Text: v.Title, Color: style.Ink, Bold: true}, controls.Span{Text: v.About, Color: style.Muted, NewLine: true})
	r.meter.Hidden = !v.Moving
	r.meter.Set(v.Share, 0, style.Accent)
	r.first.SetPrimary(v.Asked)
	for button, title := range map[*controls.Pill]string{r.first: v.Action, r.next: v.Other} {
		button.Hidden = title == ""
		button.SetTitle(title)
	}
	r.root.Refresh()
}

// choose shows that the keyboard is at this offer, and which keys press its
// buttons.
func (r *offerRow) choose(on bool) {
	first, next := "", ""
	r.ground.FillColor = style.Alpha(style.Raised, 0)
	if on {
		first, next = language.Keys("Enter"), language.Keys("Del")
		r.ground.FillColor = style.Raised
	}
	r.first.SetKey(first)
	r.next.SetKey(next)
	r.root.Refresh()
}

// Step moves the keyboard up or down over all offers.
func (s *Settings) Step(by int) {
	rows := s.rows()
	if len(rows) == 0 {
		return
	}
	s.at = max(0, min(len(rows)-1, s.at+by))
	s.showChosen()
	s.reveal(rows[s.at].root)
}

// Press presses the first button of the offer at which the keyboard is, or with
// other the second one. One that is not shown is not pressed.
func (s *Settings) Press(other bool) {
	rows := s.rows()
	if s.at >= len(rows) {
		return
	}
	button := rows[s.at].first
	if other {
		button = rows[s.at].next
	}
	if button.Visible() {
		button.Tapped(nil)
	}
}

func (s *Settings) rows() []*offerRow { return slices.Concat(s.engines.all(), s.models.all()) }

func (s *Settings) showChosen() {
	for i, r := range s.rows() {
		r.choose(i == s.at)
	}
}

// reveal scrolls so far that o is in view.
func (c *card) reveal(o fyne.CanvasObject) {
	place := fyne.CurrentApp().Driver().AbsolutePositionForObject
	top := place(o).Y - place(c.content).Y - cardPadding
	bottom := top + o.Size().Height + 2*cardPadding
	switch shown := c.scroll.Offset.Y; {
	case top < shown:
		c.scroll.ScrollToOffset(fyne.NewPos(0, max(0, top)))
	case bottom > shown+c.scroll.Size().Height:
		c.scroll.ScrollToOffset(fyne.NewPos(0, bottom-c.scroll.Size().Height))
	}
}

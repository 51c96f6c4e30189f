package versus

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"keeplight.app/keeplight/ui/blind"
	"keeplight.app/keeplight/ui/controls"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/style"
)

// View is what the sheet offers.
type View struct {
	OnFirst, OnSecond func(place int) // another scorer was chosen
	OnClose           func()
}

// Card is a photo that moved.
type Card struct {
	Thumb         *blind.Thumb
	Place, Scores string // in both orders, and by both scorers
	Up            bool   // the second scorer puts it higher
}

// Words are all that the sheet says.
type Words struct {
	Scorers       []string // that can be chosen
	First, Second int      // places among them
	Title, Text   string   // which one agrees better, and the figures
	Shares        []blind.Row
	Counts, Order string
	Moved         string // above the photos
	Cards         []Card
}

const (
	padding     float32 = 24
	columnWidth float32 = 470
	proseWidth  float32 = 430
	lineHeight  float32 = 18
)

// Sheet is the comparison. It belongs to fyne's goroutine.
type Sheet struct {
	widget.BaseWidget
	first, second               *controls.Choice
	title, text, counts, orders *controls.Paragraph
	shares, cards               *fyne.Container
	moved                       *canvas.Text
	root                        fyne.CanvasObject
}

var _ fyne.Widget = (*Sheet)(nil)

// New makes the sheet; Say fills it.
func New(v View) *Sheet {
	prose := func(size float32) *controls.Paragraph { return controls.NewParagraph(size, proseWidth) }
	card := blind.ThumbSize().AddWidthHeight(0, 2*lineHeight+style.Gap)
	s := &Sheet{
		first: controls.NewChoice(nil, v.OnFirst), second: controls.NewChoice(nil, v.OnSecond),
		title: prose(style.TextHeading), text: prose(style.TextSmall), counts: prose(style.TextSmall), orders: prose(style.TextSmall),
		shares: container.New(&controls.Column{}), cards: container.NewGridWrap(card),
		moved: style.Text("", style.TextHeading, style.Ink, true),
	}
	gap := func() fyne.CanvasObject { return controls.Space(style.GapLarge) }
	left := container.New(&controls.Column{},
		s.title, controls.Space(style.GapSmall), s.text, gap(),
		controls.SectionTitle(lang.L("TWO PHOTOS IN YOUR ORDER")), controls.Space(style.Gap), s.shares, controls.Space(style.GapSmall), s.counts, gap(),
		controls.SectionTitle(lang.L("THEIR ORDERS")), controls.Space(style.GapSmall), s.orders,
	)
	head := container.NewHBox(
		style.Text(lang.L("Compare scorers"), style.TextTitle, style.Ink, true), layout.NewSpacer(),
		container.NewCenter(s.first), container.NewCenter(style.Text(lang.L("against"), style.TextSmall, style.Muted, false)), container.NewCenter(s.second),
		container.NewCenter(controls.NewPill(lang.L("Close"), language.Keys("Esc"), v.OnClose)))
	right := controls.NewFrame(container.New(&controls.Column{}, s.moved, controls.Space(style.Gap)), nil, nil, nil, container.NewVScroll(s.cards))
	side := controls.Sized(container.NewVScroll(container.New(layout.NewCustomPaddedLayout(0, 0, 0, padding), left)), columnWidth+padding, 0)
	body := controls.NewFrame(container.New(&controls.Column{}, head, gap()), nil, side, nil, right)
	s.root = container.NewStack(canvas.NewRectangle(style.Panel), container.New(layout.NewCustomPaddedLayout(padding, padding, padding, padding), body))
	s.ExtendBaseWidget(s)
	return s
}

// Say writes everything.
func (s *Sheet) Say(w *Words) {
	s.first.SetOptions(w.Scorers)
	s.second.SetOptions(w.Scorers)
	s.first.Select(w.First)
	s.second.Select(w.Second)
	s.title.Set(controls.Span{Text: w.Title, Color: style.Ink, Bold: true})
	s.text.Set(controls.Span{Text: w.Text, Color: style.Soft})
	s.counts.Set(controls.Span{Text: w.Counts, Color: style.Muted})
	s.orders.Set(controls.Span{Text: w.Order, Color: style.Soft})
	s.moved.Text = w.Moved
	s.shares.Objects = nil
	for _, r := range w.Shares {
		s.shares.Objects = append(s.shares.Objects, blind.NewBar(r))
	}
	s.shares.Refresh()
	s.cards.Objects = nil
	for _, c := range w.Cards {
		s.cards.Objects = append(s.cards.Objects, card(&c))
	}
	s.cards.Refresh()
	s.root.Refresh()
}

// card puts the words below the photo: an arrow says where the second scorer puts it.
func card(c *Card) fyne.CanvasObject {
	arrow, tint := "▼ ", style.Measured
	if c.Up {
		arrow, tint = "▲ ", style.Accent
	}
	line := func(text string, tint style.Color) fyne.CanvasObject {
		return controls.Sized(style.Text(text, style.TextSmall, tint, false), 0, lineHeight)
	}
	return container.New(&controls.Column{}, c.Thumb, line(arrow+c.Place, tint), line(c.Scores, style.Muted))
}

// CreateRenderer is called by Fyne.
func (s *Sheet) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(s.root) }

// Tapped takes a tap beside everything.
func (*Sheet) Tapped(*fyne.PointEvent) {}

package history

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"keeplight.app/keeplight/ui/controls"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/style"
)

// How large the sheet is where the window has room.
const (
	wantedWidth  float32 = 860
	wantedHeight float32 = 640
	padding      float32 = 24
)

// View is what the sheet asks for.
type View struct {
	Count    func() int      // rows, the newest step first
	At       func(i int) Row // what stands in one, now
	OnChosen func(i int)     // the person looks at it
	OnJump   func(i int)     // undo down to it, or redo up to it
	OnShow   func()          // show the photos of the chosen one
	OnClose  func()
}

// Words are what stands around the list.
type Words struct {
	State  string // how many steps there are, and what the next mark drops
	Detail string // about the chosen row
	Jump   string // what its button does; "" where there is nothing to do
	Show   bool   // its photos can be shown
}

// Sheet is the history. It belongs to fyne's goroutine.
type Sheet struct {
	widget.BaseWidget
	list          *list
	state, detail *canvas.Text
	jump, photos  *controls.Pill
	foot          *fyne.Container // of detail and buttons, which come and go
	root          fyne.CanvasObject
}

var _ fyne.Widget = (*Sheet)(nil)

// New makes the sheet; Refresh and Say fill it.
func New(v View) *Sheet {
	s := &Sheet{
		list:  newList(v.Count, v.At, v.OnChosen),
		state: style.Text("", style.TextSmall, style.Muted, false), detail: style.Text("", style.TextSmall, style.Soft, false),
	}
	s.jump = controls.NewPill("", language.Keys("Enter"), func() { v.OnJump(s.list.chosen) })
	s.jump.SetPrimary(true)
	s.photos = controls.NewPill(lang.L("Show its photos"), language.Keys("Space"), v.OnShow)
	title := container.NewHBox(style.Text(lang.L("History"), style.TextTitle, style.Ink, true), layout.NewSpacer(),
		container.NewCenter(controls.NewPill(lang.L("Close"), language.Keys("Esc"), v.OnClose)))
	head := container.New(&controls.Column{}, title, controls.Space(style.GapSmall), s.state, controls.Space(style.Gap), controls.Rule(), controls.Space(style.GapSmall))
	s.foot = container.NewHBox(container.NewCenter(s.detail), layout.NewSpacer(), s.photos, s.jump)
	foot := container.New(layout.NewCustomPaddedLayout(style.Gap, 0, 0, 0), controls.Sized(s.foot, 0, style.ControlHeight))
	edge, ground := canvas.NewRectangle(style.Ring), canvas.NewRectangle(style.Panel)
	edge.CornerRadius, ground.CornerRadius = style.RadiusBig, style.RadiusBig-style.Hairline
	s.root = controls.Sized(container.NewStack(edge,
		container.New(layout.NewCustomPaddedLayout(style.Hairline, style.Hairline, style.Hairline, style.Hairline), ground),
		container.New(layout.NewCustomPaddedLayout(padding, padding, padding, padding), controls.NewFrame(head, foot, nil, nil, s.list))), wantedWidth, wantedHeight)
	s.ExtendBaseWidget(s)
	return s
}

// Renew writes the rows in view anew.
func (s *Sheet) Renew() { s.list.show() }

// Chosen is the row that the person looks at.
func (s *Sheet) Chosen() int { return s.list.chosen }

// Start puts the list at a row that nobody has chosen yet.
func (s *Sheet) Start(i int) {
	s.list.chosen = i
	s.list.top = i - len(s.list.lines)/2
	s.list.show()
}

// Choose moves to a row.
func (s *Sheet) Choose(i int) { s.list.choose(i) }

// Step moves by so many rows.
func (s *Sheet) Step(by int) { s.list.choose(s.list.chosen + by) }

// Page moves by as many rows as are seen, less one.
func (s *Sheet) Page(by int) { s.Step(by * max(len(s.list.lines)-1, 1)) }

// Say puts words around the list.
func (s *Sheet) Say(w Words) {
	s.state.Text, s.detail.Text = w.State, w.Detail
	s.jump.Hidden = w.Jump == ""
	s.photos.Hidden = !w.Show
	s.jump.SetTitle(w.Jump)
	s.state.Refresh()
	s.foot.Refresh()
}

// Words are those that stand around the list now.
func (s *Sheet) Words() Words {
	w := Words{State: s.state.Text, Detail: s.detail.Text, Show: !s.photos.Hidden}
	if !s.jump.Hidden {
		w.Jump = s.jump.Title()
	}
	return w
}

// CreateRenderer is called by Fyne.
func (s *Sheet) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(s.root) }

// Tapped takes a tap between the rows, which would close the sheet.
func (*Sheet) Tapped(*fyne.PointEvent) {}

package sheets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"

	"keeplight.app/keeplight/ui/controls"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/style"
)

// AboutPart is a part of the program with its licence.
type AboutPart struct {
	Group string // the heading that it stands under; parts of a group follow each other
	Title string
	Use   string // what it is there for, "" for nothing to say
	Text  string // of its licence
}

// AboutView is what the sheet shows.
type AboutView struct {
	Version string
	Parts   []AboutPart
	OnCopy  func(text string) // puts it on the clipboard
	OnClose func()
}

const (
	aboutWidth     float32 = 1040
	aboutHeight    float32 = 660
	aboutListWidth float32 = 300
)

// About says which version of the program this is, and under which licences it and
// all its parts are.
type About struct {
	card
	view   AboutView
	rows   []*controls.Row
	list   *container.Scroll
	title  *fyne.Container
	text   *longText
	chosen int
}

var _ fyne.Widget = (*About)(nil)

// NewAbout makes the sheet; the first part's licence is shown.
func NewAbout(v AboutView) *About {
	a := &About{view: v, text: newLongText(), title: container.NewStack(), chosen: -1}
	version := style.Text(lang.L("Version {{.Version}}, under the Apache License 2.0. No photo leaves this computer unless you name a server.",
		language.Args{"Version": v.Version}), style.TextBody, style.Soft, false)
	a.head = container.New(layout.NewCustomPaddedLayout(cardPadding, style.GapLarge, cardPadding, cardPadding),
		container.New(&controls.Column{},
			titleLine(lang.L("About Keeplight"), controls.NewPill(lang.L("Close"), language.Keys("Esc"), v.OnClose)),
			controls.Space(style.GapSmall), version))
	column := container.New(&controls.Column{})
	for i, p := range v.Parts {
		if i == 0 || p.Group != v.Parts[i-1].Group {
			if i > 0 {
				column.Add(controls.Space(style.Gap))
			}
			column.Add(controls.SectionTitle(p.Group))
			column.Add(controls.Space(style.GapSmall))
		}
		row := controls.NewRow(func() { a.Choose(i) })
		a.rows = append(a.rows, row)
		column.Add(row)
	}
	a.list = container.NewVScroll(column)
	left := controls.Sized(a.list, aboutListWidth, 0)
	right := container.New(layout.NewCustomPaddedLayout(0, 0, style.GapLarge, 0), controls.NewFrame(a.title, nil, nil, nil, a.text))
	a.fill(a, controls.NewFrame(nil, nil, left, nil, right))
	a.Choose(0)
	return a
}

// Choose shows the licence of the part at i, where there is one.
func (a *About) Choose(i int) {
	if i < 0 || i >= len(a.rows) || i == a.chosen {
		return
	}
	a.chosen = i
	for k, row := range a.rows {
		row.Set(controls.RowView{Title: a.view.Parts[k].Title, Chosen: k == i})
	}
	p := a.view.Parts[i]
	use := style.Text(p.Use, style.TextSmall, style.Muted, false)
	copyText := controls.NewPill(lang.L("Copy the text"), "", func() {
		if a.view.OnCopy != nil {
			a.view.OnCopy(p.Text)
		}
	})
	name := style.Text(p.Title, style.TextHeading, style.Ink, true)
	a.title.Objects = []fyne.CanvasObject{container.NewHBox(
		container.NewCenter(name), container.NewCenter(use), layout.NewSpacer(), container.NewCenter(copyText))}
	a.title.Refresh()
	a.text.set(p.Text)
}

// Step shows the next licence, or with -1 the one before, and brings its row into
// view.
func (a *About) Step(by int) {
	a.Choose(a.chosen + by)
	row := a.rows[a.chosen]
	top, bottom := row.Position().Y, row.Position().Y+row.Size().Height
	switch seen := a.list.Offset.Y; {
	case top < seen:
		a.list.ScrollToOffset(fyne.NewPos(0, top))
	case bottom > seen+a.list.Size().Height:
		a.list.ScrollToOffset(fyne.NewPos(0, bottom-a.list.Size().Height))
	}
}

// Page scrolls the text by most of what is in view, back with -1.
func (a *About) Page(by float32) {
	scroll := a.text.scroll
	scroll.ScrollToOffset(fyne.NewPos(0, scroll.Offset.Y+by*scroll.Size().Height*0.9))
	a.text.fill()
}

// wantedIn is the size for a list and a licence side by side.
func (a *About) wantedIn(room fyne.Size) fyne.Size {
	return fyne.NewSize(aboutWidth, aboutHeight).Min(room)
}

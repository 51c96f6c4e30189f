package sheets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/controls"
	"keeplight.app/keeplight/ui/style"
)

// WelcomeView is what the first screen offers.
type WelcomeView struct {
	Hints    Hints
	Recent   []string // folders, most recent first; the first few are shown
	OnOpen   func()
	OnDemo   func()
	OnRecent func(path string)
}

const (
	welcomeWidth float32 = 560
	tileHeight   float32 = 96
	recentAtMost         = 5
)

func whatItDoes() string {
	return lang.L("Keeplight scores every photo on ten attributes, says why in words, and lets you sort and cull a shoot from the keyboard.")
}

func whatItPromises() string {
	return lang.L("Nothing leaves this machine. Originals are never changed. It advises; you decide.")
}

// Welcome is the first screen.
func Welcome(v WelcomeView) fyne.CanvasObject {
	column := container.New(&controls.Column{},
		style.Text("Keeplight", style.TextHero, style.Ink, true),
		controls.Space(style.Gap),
		controls.NewParagraph(style.TextHeading-1, welcomeWidth, controls.Span{Text: whatItDoes(), Color: style.Soft}),
		controls.Space(style.Gap),
		controls.NewParagraph(style.TextBody, welcomeWidth, controls.Span{Text: whatItPromises(), Color: style.Muted}),
		controls.Space(2*style.GapLarge),
		container.New(&pair{style.GapLarge},
			newTile(lang.L("Open a folder"), v.Hints.Open, lang.L("Or drop one on this window. Its subfolders are included."), true, v.OnOpen),
			newTile(lang.L("Try the demo shoot"), "D", lang.L("A small invented shoot, drawn on this machine, to try things out."), false, v.OnDemo)),
	)
	if len(v.Recent) > 0 {
		column.Add(controls.Space(2 * style.GapLarge))
		column.Add(controls.SectionTitle(lang.L("RECENT")))
		column.Add(controls.Space(style.GapSmall))
	}
	for _, path := range v.Recent[:min(len(v.Recent), recentAtMost)] {
		row := controls.NewRow(func() {
			if v.OnRecent != nil {
				v.OnRecent(path)
			}
		})
		row.Set(controls.RowView{Title: library.Display(path)})
		column.Add(row)
	}
	return container.NewStack(canvas.NewRectangle(style.Panel),
		container.NewCenter(controls.Sized(column, welcomeWidth, 0)))
}

// pair stands two objects beside each other at equal widths.
type pair struct{ gap float32 }

var _ fyne.Layout = (*pair)(nil)

func (p *pair) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	width := (size.Width - p.gap) / 2
	for i, o := range objects {
		o.Move(fyne.NewPos(float32(i)*(width+p.gap), 0))
		o.Resize(fyne.NewSize(width, size.Height))
	}
}

func (p *pair) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var least fyne.Size
	for _, o := range objects {
		least = least.Max(o.MinSize())
	}
	return fyne.NewSize(2*least.Width+p.gap, least.Height)
}

// tile is a large choice: a title, its key, and what it is.
type tile struct {
	widget.BaseWidget
	onTapped func()
	ground   *canvas.Rectangle
	root     *fyne.Container
}

var (
	_ fyne.Widget       = (*tile)(nil)
	_ fyne.Tappable     = (*tile)(nil)
	_ desktop.Hoverable = (*tile)(nil)
)

func newTile(title, key, text string, first bool, onTapped func()) *tile {
	t := &tile{onTapped: onTapped, ground: canvas.NewRectangle(style.Raised)}
	t.ground.CornerRadius = style.RadiusBig
	t.ground.StrokeWidth, t.ground.StrokeColor = style.Hairline, style.Line
	colour := style.Ink
	if first {
		t.ground.StrokeColor, colour = style.Accent, style.Accent
	}
	head := container.NewHBox(style.Text(title, style.TextHeading, colour, true), layout.NewSpacer())
	if key != "" {
		head.Add(container.NewCenter(style.Text(key, style.TextSmall, style.Muted, false)))
	}
	width := (welcomeWidth-style.GapLarge)/2 - 2*style.GapLarge
	t.root = container.NewStack(t.ground, container.New(&controls.Column{Margin: style.GapLarge},
		head, controls.Space(style.GapSmall),
		controls.NewParagraph(style.TextSmall, width, controls.Span{Text: text, Color: style.Muted})))
	t.ExtendBaseWidget(t)
	return t
}

// MinSize is called by Fyne.
func (t *tile) MinSize() fyne.Size {
	return fyne.NewSize(200, max(tileHeight, t.root.MinSize().Height))
}

// Tapped is called by Fyne.
func (t *tile) Tapped(*fyne.PointEvent) {
	if t.onTapped != nil {
		t.onTapped()
	}
}

// MouseIn is called by Fyne.
func (t *tile) MouseIn(*desktop.MouseEvent) { t.fill(true) }

// MouseMoved is called by Fyne.
func (t *tile) MouseMoved(*desktop.MouseEvent) {}

// MouseOut is called by Fyne.
func (t *tile) MouseOut() { t.fill(false) }

func (t *tile) fill(hovered bool) {
	t.ground.FillColor = style.Raised
	if hovered {
		t.ground.FillColor = style.Chosen
	}
	t.ground.Refresh()
}

// CreateRenderer is called by Fyne.
func (t *tile) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(t.root) }

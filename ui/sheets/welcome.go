package sheets

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

// RecentFolder is one that was opened before.
type RecentFolder struct {
	Path        string
	Name, Where string // its own name, and the folder that it is in
	Photos      string // "3,012 photos · 20 Nov 2026", "" while nobody has counted
	State       string // what is left to do
	Offline     bool   // it cannot be reached; State says so
}

// Card is a card or drive with photos.
type Card struct {
	Name, Path string // Path is the folder of its photos
	Volume     string // where it is mounted
	Fresh      string // "412 new photos", "" for none
	All        string // "of 1,096", or all there are
}

// WelcomeView is what the first screen knows.
type WelcomeView struct {
	Recent []RecentFolder // the most recent first
	Cards  []Card
}

// WelcomeCallbacks are what the first screen asks for.
type WelcomeCallbacks struct {
	OnTyped  func(text string) // asks for what completes a path
	OnPath   func(text string) // opens what is typed
	OnBrowse func()
	OnDemo   func()
	OnFolder func(path string)
	OnImport func(volume string) // asks where the photos of a card go; nil where nothing can be imported
}

const (
	welcomeWidth  float32 = 860
	welcomeSide   float32 = 300 // of the column at the right
	welcomeNarrow float32 = 700 // below it the columns stand one above the other
	welcomeMargin float32 = 32
	fieldHeight   float32 = 40
)

// Welcome is the first screen: a line for a path, and what may be opened with a click.
type Welcome struct {
	widget.BaseWidget
	calls   WelcomeCallbacks
	hints   Hints
	field   *controls.PathField
	problem *canvas.Text
	recent  *fyne.Container
	cards   *fyne.Container
	root    fyne.CanvasObject
}

var _ fyne.Widget = (*Welcome)(nil)

func whatItPromises() string {
	return lang.L("Your photos are never changed, and nothing leaves this computer.")
}

// NewWelcome makes the first screen with nothing to offer but to open a folder, whose
// key h names.
func NewWelcome(c WelcomeCallbacks, h Hints) *Welcome {
	w := &Welcome{
		calls: c, hints: h, field: controls.NewPathField(lang.L("a folder; Tab completes")),
		problem: style.Text("", style.TextSmall, style.Problem, false),
		recent:  container.New(&controls.Column{}), cards: container.New(&controls.Column{}),
	}
	w.field.OnTyped, w.field.OnSubmitted = c.OnTyped, c.OnPath
	open := controls.NewPill(lang.L("Open"), "", func() { c.OnPath(w.field.Text()) })
	open.SetPrimary(true)
	line := controls.NewFrame(nil, nil, nil, container.NewHBox(
		gapOf(style.GapSmall), open, controls.NewPill(lang.L("Browse…"), h.Open, c.OnBrowse)), w.field)
	demo := newBox(
		row(style.Text(lang.L("Demo shoot"), style.TextBody, style.Ink, true), controls.NewPill(lang.L("Open"), language.Keys("D"), c.OnDemo)),
		style.Text(lang.L("drawn photos, to try things out"), style.TextSmall, style.Muted, false))
	side := container.New(&controls.Column{}, w.cards, controls.SectionTitle(lang.L("JUST LOOKING?")), controls.Space(style.GapSmall), demo)
	promise := controls.NewParagraph(style.TextBody, welcomeWidth, controls.Span{Text: whatItPromises(), Color: style.Muted})
	drop := controls.NewParagraph(style.TextSmall, welcomeWidth, controls.Span{Text: lang.L("Or drop a folder anywhere in this window."), Color: style.Muted})
	column := container.New(&controls.Column{},
		style.Text(lang.L("Open your photos"), style.TextTitle+6, style.Ink, true), controls.Space(style.GapSmall),
		promise, controls.Space(style.GapLarge),
		controls.Sized(line, 0, fieldHeight), w.problem, controls.Space(style.Gap),
		drop,
		controls.Space(2*style.GapLarge), container.New(&beside{gap: 3 * style.GapLarge}, w.recent, side))
	w.problem.Hide()
	w.root = container.NewStack(canvas.NewRectangle(style.Background),
		container.NewVScroll(container.New(&welcomeLayout{wraps: []*controls.Paragraph{promise, drop}}, column)))
	w.ExtendBaseWidget(w)
	w.Set(WelcomeView{})
	return w
}

// Set shows what is known by now.
func (w *Welcome) Set(v WelcomeView) {
	w.recent.Objects, w.cards.Objects = nil, nil
	if len(v.Recent) > 0 {
		w.recent.Add(controls.SectionTitle(lang.L("RECENT")))
		w.recent.Add(controls.Space(style.GapSmall))
	}
	for _, f := range v.Recent {
		w.recent.Add(newRecentRow(f, func() { w.calls.OnFolder(f.Path) }))
	}
	if len(v.Cards) > 0 {
		w.cards.Add(controls.SectionTitle(lang.L("CARD")))
		w.cards.Add(controls.Space(style.GapSmall))
	}
	for i, c := range v.Cards {
		w.cards.Add(w.newCardBox(c, i == 0))
		w.cards.Add(controls.Space(style.GapLarge))
	}
	w.root.Refresh()
}

// newCardBox offers to import the photos of a card, and to look at them where they are.
// The key of the import means the first card.
func (w *Welcome) newCardBox(c Card, first bool) fyne.CanvasObject {
	count := container.NewHBox(style.Text(c.All, style.TextBody, style.Muted, false))
	if c.Fresh != "" {
		count.Objects = append([]fyne.CanvasObject{style.Text(c.Fresh, style.TextBody, style.Accent, true)}, count.Objects...)
	}
	lines := []fyne.CanvasObject{
		style.Text(c.Name, style.TextHeading-1, style.Ink, true), count, controls.Space(style.GapSmall),
	}
	if w.calls.OnImport != nil {
		key := ""
		if first {
			key = w.hints.Import
		}
		pill := controls.NewPill(lang.L("Import…"), key, func() { w.calls.OnImport(c.Volume) })
		pill.SetPrimary(c.Fresh != "")
		pill.SetStretched(true)
		lines = append(lines, pill, controls.Space(style.GapSmall))
	}
	look := controls.NewPill(lang.L("Open without importing"), "", func() { w.calls.OnFolder(c.Path) })
	look.SetStretched(true)
	return newBox(append(lines, look)...)
}

// Complete says what completes a text in the line.
func (w *Welcome) Complete(text, rest string) { w.field.Complete(text, rest) }

// SetProblem says why what is typed cannot be opened, "" takes it away.
func (w *Welcome) SetProblem(why string) {
	w.problem.Text = why
	w.problem.Hidden = why == ""
	w.root.Refresh()
}

// CreateRenderer is called by Fyne.
func (w *Welcome) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(w.root) }

// row stands two objects at the ends of a line.
func row(left, right fyne.CanvasObject) fyne.CanvasObject {
	return container.NewHBox(container.NewCenter(left), layout.NewSpacer(), right)
}

// newBox is a few lines on a raised ground.
func newBox(lines ...fyne.CanvasObject) fyne.CanvasObject {
	ground := canvas.NewRectangle(style.Raised)
	ground.CornerRadius = style.RadiusBig
	return container.NewStack(ground, container.New(&controls.Column{Margin: style.GapLarge - 4}, lines...))
}

func gapOf(width float32) fyne.CanvasObject {
	return controls.Sized(layout.NewSpacer(), width, 0)
}

// welcomeLayout puts the column in the middle of the screen, a little above it, and no
// wider than it reads well.
type welcomeLayout struct{ wraps []*controls.Paragraph }

func (l *welcomeLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	width := min(welcomeWidth, size.Width-2*welcomeMargin)
	for _, p := range l.wraps {
		p.SetWidth(width)
	}
	for _, o := range objects {
		o.Resize(fyne.NewSize(width, o.MinSize().Height)) // what it needs may depend on its width
		high := o.MinSize().Height
		o.Resize(fyne.NewSize(width, high))
		o.Move(fyne.NewPos((size.Width-width)/2, max(welcomeMargin, (size.Height-high)*0.35)))
	}
}

func (*welcomeLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(300, objects[0].MinSize().Height+2*welcomeMargin)
}

// beside stands two columns beside each other, or one above the other where there is
// little room.
type beside struct {
	gap   float32
	width float32 // at the last layout
}

func (b *beside) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	b.width = size.Width
	left, right := objects[0], objects[1]
	if left.MinSize().Height == 0 { // nothing was opened before: it is not left alone at the far end
		left.Resize(fyne.Size{})
		right.Resize(fyne.NewSize(min(welcomeSide, size.Width), size.Height))
		right.Move(fyne.NewPos(0, 0))
		return
	}
	if size.Width < welcomeNarrow {
		high := left.MinSize().Height
		left.Resize(fyne.NewSize(size.Width, high))
		left.Move(fyne.NewPos(0, 0))
		right.Resize(fyne.NewSize(size.Width, right.MinSize().Height))
		right.Move(fyne.NewPos(0, high+b.gap/2))
		return
	}
	left.Resize(fyne.NewSize(size.Width-welcomeSide-b.gap, size.Height))
	left.Move(fyne.NewPos(0, 0))
	right.Resize(fyne.NewSize(welcomeSide, size.Height))
	right.Move(fyne.NewPos(size.Width-welcomeSide, 0))
}

func (b *beside) MinSize(objects []fyne.CanvasObject) fyne.Size {
	left, right := objects[0].MinSize().Height, objects[1].MinSize().Height
	if b.width > 0 && b.width < welcomeNarrow {
		return fyne.NewSize(200, left+right+b.gap/2)
	}
	return fyne.NewSize(200, max(left, right))
}

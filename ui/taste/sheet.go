package taste

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
	OnTaste                               func(place int)
	OnAdd                                 func(name string)
	OnSwitch, OnSort, OnCompare, OnBlind  func()
	OnExport, OnImport, OnForget, OnClose func()
	OnShoot                               func(place int)
	BlindKey                              string
}

// Shoot is a folder that the taste learns from, or not.
type Shoot struct {
	Name, Detail string
	Learns       bool
}

// Check is something that has to be so before the taste may speak.
type Check struct {
	Text, Detail string
	Done         bool
}

// Words are all that the sheet says.
type Words struct {
	Tastes             []string
	Used               int
	On                 bool
	Title, Text, Trial string
	Curve              []Point
	Expected           int         // after about how many decisions it will speak; 0 where that cannot be said
	Again              float64     // share that the person guesses of themselves; 0 where it is not known
	Checks             []Check     // nil once it has proved itself
	Shares             []blind.Row // of the taste and others, once it has
	Pulls              []blind.Row
	PullWords          []controls.Span
	Shoots             []Shoot
	Proved             bool
	Photo, Score       string // of the photo that is shown
	NoLike             string // why nothing is likened to it; "" where something is
}

const (
	padding     float32 = 24
	columnWidth float32 = 470
	proseWidth  float32 = 430
	wordsWidth  float32 = 250 // of what the chart says, beside it
)

// Sheet is My taste. It belongs to fyne's goroutine.
type Sheet struct {
	widget.BaseWidget
	tastes                        *controls.Choice
	learning                      *controls.Pill
	speaks                        []*controls.Pill // that can be pressed once it has proved itself
	title, trial, photo, score    *canvas.Text
	text, pullWords, noLike       *controls.Paragraph
	curve                         *Curve
	pulls                         *Pulls
	checks, shares, shoots, likes *fyne.Container
	root                          fyne.CanvasObject
	flow                          *flow // of chart and words
	onShoot                       func(int)
}

var _ fyne.Widget = (*Sheet)(nil)

// New makes the sheet; Say fills it.
func New(v View) *Sheet {
	column := func() *fyne.Container { return container.New(&controls.Column{}) }
	s := &Sheet{
		title: style.Text("", style.TextTitle, style.Ink, true), trial: style.Text("", style.TextSmall, style.Muted, false),
		photo: style.Text("", style.TextSmall, style.Ink, true), score: style.Text("", style.TextSmall, style.Accent, true),
		text: controls.NewParagraph(style.TextBody, proseWidth), pullWords: controls.NewParagraph(style.TextSmall, wordsWidth), noLike: controls.NewParagraph(style.TextSmall, proseWidth),
		flow: &flow{}, curve: NewCurve(), checks: column(), shares: column(), pulls: NewPulls(), shoots: column(),
		likes: container.NewGridWrap(blind.ThumbSize()), onShoot: v.OnShoot,
	}
	s.tastes = controls.NewChoice(nil, v.OnTaste)
	s.learning = controls.NewPill("", "", v.OnSwitch)
	s.speaks = []*controls.Pill{controls.NewPill(lang.L("Sort by My taste"), "", v.OnSort), controls.NewPill(lang.L("Compare with built-in…"), "", v.OnCompare)}
	s.speaks[0].SetPrimary(true)
	s.speak(false)
	s.build(&v)
	s.ExtendBaseWidget(s)
	return s
}

func (s *Sheet) build(v *View) {
	gap := func() fyne.CanvasObject { return controls.Space(style.GapLarge) }
	name := controls.NewField(lang.L("name of another taste"), nil)
	name.OnSubmitted = func(text string) {
		name.SetText("")
		name.Leave()
		v.OnAdd(text)
	}
	left := container.New(&controls.Column{},
		s.title, controls.Space(style.GapSmall), s.text, s.trial, gap(), s.shares, gap(),
		controls.SectionTitle(lang.L("YOUR CHOICES GUESSED RIGHT, IN A SHOOT IT DID NOT LEARN FROM")), controls.Space(style.Gap), s.curve, gap(),
		s.checks, gap(), container.NewHBox(controls.NewPill(lang.L("Blind session…"), v.BlindKey, v.OnBlind)), gap(),
		controls.SectionTitle(lang.L("LEARNS FROM")), controls.Space(style.GapSmall), s.shoots, gap(), name,
	)
	right := container.New(&controls.Column{},
		controls.SectionTitle(lang.L("WHAT PULLS YOU")), controls.Space(style.Gap),
		container.New(s.flow, s.pulls, container.New(&controls.Column{}, s.pullWords, gap(), container.NewHBox(s.speaks[0]), controls.Space(style.GapSmall), container.NewHBox(s.speaks[1]))), gap(), controls.Rule(), gap(),
		controls.SectionTitle(lang.L("LIKE THESE THAT YOU KEPT")), controls.Space(style.Gap), container.NewHBox(s.photo, s.score), controls.Space(style.GapSmall), s.noLike, s.likes,
	)
	head := container.NewHBox(
		style.Text(lang.L("My taste"), style.TextTitle, style.Ink, true), layout.NewSpacer(), container.NewCenter(s.tastes), container.NewCenter(s.learning),
		container.NewCenter(controls.NewPill(lang.L("Close"), language.Keys("Esc"), v.OnClose)))
	foot := container.NewHBox(
		container.NewCenter(style.Text(lang.L("Learnt here, kept here. It never decides, hides or marks."), style.TextSmall, style.Muted, false)), layout.NewSpacer(),
		controls.NewPill(lang.L("Add from a file…"), "", v.OnImport), controls.NewPill(lang.L("Take along as a file…"), "", v.OnExport), controls.NewPill(lang.L("Forget this taste…"), "", v.OnForget))
	scrolled := func(o fyne.CanvasObject) fyne.CanvasObject {
		return container.NewVScroll(container.New(layout.NewCustomPaddedLayout(0, 0, 0, padding), o))
	}
	body := controls.NewFrame(container.New(&controls.Column{}, head, gap()), container.New(layout.NewCustomPaddedLayout(style.GapLarge, 0, 0, 0), foot),
		controls.Sized(scrolled(left), columnWidth+padding, 0), nil, scrolled(right))
	s.root = container.NewStack(canvas.NewRectangle(style.Panel), container.New(layout.NewCustomPaddedLayout(padding, padding, padding, padding), body))
}

// Resize is called by Fyne.
func (s *Sheet) Resize(size fyne.Size) {
	s.flow.beside = size.Width-columnWidth-4*padding >= pullsWidth+style.GapLarge+wordsWidth
	s.BaseWidget.Resize(size)
}

// flow puts the words beside the chart where the window is wide enough, else below it.
type flow struct{ beside bool }

// MinSize is called by Fyne.
func (f *flow) MinSize(o []fyne.CanvasObject) fyne.Size {
	chart, words := f.chart(o), o[1].MinSize()
	if f.beside {
		return fyne.NewSize(chart.Width+style.GapLarge+words.Width, max(chart.Height, words.Height))
	}
	return fyne.NewSize(max(chart.Width, words.Width), chart.Height+words.Height)
}

// Layout is called by Fyne.
func (f *flow) Layout(o []fyne.CanvasObject, size fyne.Size) {
	chart, words := f.chart(o), o[1].MinSize()
	at := fyne.NewPos(0, chart.Height)
	if f.beside && chart.Width > 0 {
		at = fyne.NewPos(chart.Width+style.GapLarge, max(0, (size.Height-words.Height)/2))
	}
	o[0].Move(fyne.NewPos(0, 0))
	o[0].Resize(chart)
	o[1].Move(at)
	o[1].Resize(words)
}

// chart is the chart's size, none while there is nothing to draw.
func (*flow) chart(o []fyne.CanvasObject) fyne.Size {
	if !o[0].Visible() {
		return fyne.Size{}
	}
	return o[0].MinSize()
}

// Say writes everything but the pictures.
func (s *Sheet) Say(w *Words) {
	s.tastes.SetOptions(w.Tastes)
	s.tastes.Select(w.Used)
	s.learning.SetTitle(lang.L("Learning: off"))
	if w.On {
		s.learning.SetTitle(lang.L("Learning: on"))
	}
	s.title.Text, s.trial.Text, s.photo.Text, s.score.Text = w.Title, w.Trial, w.Photo, w.Score
	s.text.Set(controls.Span{Text: w.Text, Color: style.Soft})
	s.pullWords.Set(w.PullWords...)
	s.noLike.Set(controls.Span{Text: w.NoLike, Color: style.Muted})
	s.curve.Set(w.Curve, w.Expected, w.Again)
	s.speak(w.Proved)
	s.shares.Objects = nil
	for _, r := range w.Shares {
		s.shares.Objects = append(s.shares.Objects, blind.NewBar(r))
	}
	s.shares.Refresh()
	s.pulls.Set(w.Pulls)
	s.checks.Objects = nil
	for _, c := range w.Checks {
		row := controls.NewRow(nil)
		row.Set(controls.RowView{Title: mark(c.Done) + c.Text, Detail: c.Detail, Dim: !c.Done})
		s.checks.Objects = append(s.checks.Objects, row)
	}
	s.shoots.Objects = nil
	for i, shoot := range w.Shoots {
		row := controls.NewRow(func() { s.onShoot(i) })
		row.Set(controls.RowView{Title: mark(shoot.Learns) + shoot.Name, Detail: shoot.Detail, Dim: !shoot.Learns})
		s.shoots.Objects = append(s.shoots.Objects, row)
	}
	s.root.Refresh()
}

func (s *Sheet) speak(yes bool) {
	for _, p := range s.speaks {
		p.SetEnabled(yes)
	}
}

func mark(done bool) string {
	if done {
		return "✓  "
	}
	return "–  "
}

// Like shows the photo and what is like it.
func (s *Sheet) Like(thumbs []*blind.Thumb) {
	s.likes.Objects = nil
	for _, t := range thumbs {
		s.likes.Objects = append(s.likes.Objects, t)
	}
	s.likes.Refresh()
	s.root.Refresh()
}

// CreateRenderer is called by Fyne.
func (s *Sheet) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(s.root) }

// Tapped takes a tap beside everything.
func (*Sheet) Tapped(*fyne.PointEvent) {}

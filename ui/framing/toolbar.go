package framing

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"

	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/command"
	"keeplight.app/keeplight/ui/controls"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/session"
	"keeplight.app/keeplight/ui/style"
)

// How wide a path and a scorer's name are at most, in device-independent pixels.
const (
	pathWidth   = 300
	pathLeast   = 60 // with less room the path is left out
	scorerWidth = 160
)

// View is a way to look at photos: its title as an English text, and the command that
// brings it to the front.
type View struct {
	Title string
	ID    command.ID
}

// Sorting is the orders that can be chosen, by their places.
type Sorting interface {
	Titles() []string
	Chosen() int
	By(place int) change.Set
	Direction() string // which end comes first
	Reverse() change.Set
}

// Scorers are those whose scores can be shown, by their places.
type Scorers interface {
	Titles() (titles []string, chosen int)
	ChooseAt(place int) change.Set
	OpenForm() // adds another one
}

// Needs is what the bar asks of others.
type Needs struct {
	Session *session.Session
	Table   *command.Table
	Views   []View
	Current func() command.ID // the view in front
	Sorting Sorting
	Scorers Scorers
	Models  bool          // a model can be added
	Where   func() string // names what is open
	Export  command.ID
	Do      func(command.ID)
	Apply   func(change.Set)
	Menu    func(below fyne.CanvasObject) // opens the menu of all commands
}

// Toolbar is the line at the top: where we are, which view, in which order, and
// the way out.
type Toolbar struct {
	Needs
	object fyne.CanvasObject

	path      *canvas.Text
	line      *lineLayout
	row       *fyne.Container
	segments  *controls.SegmentedBar
	sort      *controls.Choice
	direction *controls.Pill
	scorer    *controls.Choice
	export    *controls.Pill
	more      *controls.Pill // to the parts that have no room
	menu      *controls.Pill
}

// NewToolbar makes the bar. Show fills it.
func NewToolbar(n Needs) *Toolbar {
	t := &Toolbar{Needs: n, path: style.Text("", style.TextSmall, style.Muted, false)}
	var segments []controls.Segment
	for _, v := range n.Views {
		segments = append(segments, controls.Segment{Title: language.Marked(v.Title), Key: language.Keys(n.Table.Hint(v.ID))})
	}
	t.segments = controls.NewSegmentedBar(segments, func(i int) { n.Do(n.Views[i].ID) })
	t.sort = controls.NewChoice(n.Sorting.Titles(), func(i int) { n.Apply(n.Sorting.By(i)) })
	t.direction = controls.NewPill("", "", func() { n.Apply(n.Sorting.Reverse()) })
	t.scorer = controls.NewChoice(nil, t.scorerChosen)
	t.export = controls.NewPill(lang.L("Export keepers…"), language.Keys(n.Table.Hint(n.Export)), func() { n.Do(n.Export) })
	t.more = controls.NewPill("»", "", func() { showBelow(t.more, t.folded()) })
	t.menu = controls.NewPill(lang.L("Menu"), "", nil)
	t.menu.OnTapped = func() { n.Menu(t.menu) }
	t.fillRow()
	line := canvas.NewRectangle(style.Line)
	line.SetMinSize(fyne.NewSize(0, style.Hairline))
	ground := canvas.NewRectangle(style.Panel)
	ground.SetMinSize(fyne.NewSize(0, style.BarHeight))
	t.object = controls.NewFrame(nil, line, nil, nil, container.NewStack(ground, t.row))
	return t
}

// fillRow puts the parts into the row, and says which of them go first where there is
// no room for all.
func (t *Toolbar) fillRow() {
	name := middle(style.Text("Keeplight", style.TextBody, style.Ink, true))
	sortWord := middle(style.Text(lang.L("Sort"), style.TextSmall, style.Muted, false))
	scorerWord := middle(style.Text(lang.L("Scorer"), style.TextSmall, style.Muted, false))
	sort, direction, scorer, export, more := middle(t.sort), middle(t.direction), middle(t.scorer), middle(t.export), middle(t.more)
	nameGap, scorerGap, exportGap := gap(4), gap(6), gap(6)
	t.line = &lineLayout{parts: layout.NewHBoxLayout(), path: t.path, views: t.segments, more: more, words: 2, folds: [][]fyne.CanvasObject{
		{sortWord, scorerWord}, {name, nameGap}, {direction}, {scorer, scorerGap}, {sort}, {export, exportGap},
	}}
	t.row = container.New(t.line,
		gap(8), name, nameGap, middle(t.path), gap(4), middle(t.segments), layout.NewSpacer(),
		sortWord, sort, direction, scorerGap, scorerWord, scorer, exportGap, export, more, gap(2), middle(t.menu), gap(8),
	)
}

// Show brings the line up to date.
func (t *Toolbar) Show() {
	t.sort.Select(t.Sorting.Chosen())
	t.direction.SetTitle(t.Sorting.Direction())
	t.showScorer()
	t.ChooseView()
	if where := t.Where(); t.line.where != where {
		t.line.where = where
		t.row.Refresh()
	}
	picks, _, _ := t.Session.Decisions()
	t.export.SetPrimary(picks > 0)
}

// showScorer names the scorers that can be chosen, the model's form last.
func (t *Toolbar) showScorer() {
	titles, chosen := t.Scorers.Titles()
	for i := range titles {
		titles[i] = style.Shorten(titles[i], style.TextSmall, false, scorerWidth)
	}
	switch {
	case !t.Models:
	case len(titles) == 1:
		titles = append(titles, lang.L("Add a model…"))
	default:
		titles = append(titles, lang.L("Model…"))
	}
	t.scorer.SetOptions(titles)
	t.scorer.Select(chosen)
}

func (t *Toolbar) scorerChosen(i int) {
	if titles, _ := t.Scorers.Titles(); i < len(titles) {
		t.Apply(t.Scorers.ChooseAt(i))
	} else {
		t.Scorers.OpenForm()
	}
	t.showScorer()
}

// ChooseView lights the segment of the view that is shown.
func (t *Toolbar) ChooseView() {
	t.segments.Select(slices.IndexFunc(t.Views, func(v View) bool { return v.ID == t.Current() }))
}

func gap(width float32) fyne.CanvasObject {
	r := canvas.NewRectangle(style.Alpha(style.Panel, 0))
	r.SetMinSize(fyne.NewSize(width, 1))
	return r
}

// middle centres an object from top to bottom without stretching it.
func middle(o fyne.CanvasObject) fyne.CanvasObject {
	return container.NewVBox(layout.NewSpacer(), o, layout.NewSpacer())
}

package window

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"

	"keeplight.app/keeplight/ui/controls"
	"keeplight.app/keeplight/ui/desk/exporting"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/style"
	"keeplight.app/keeplight/ui/window/models"
)

// How wide a path and a scorer's name are at most, in device-independent pixels.
const (
	pathWidth   = 300
	pathLeast   = 60 // with less room the path is left out
	scorerWidth = 160
)

// toolbar is the line at the top: where we are, which view, in which order, and
// the way out.
type toolbar struct {
	w      *Window
	object fyne.CanvasObject

	path      *canvas.Text
	line      *lineLayout
	row       *fyne.Container
	segments  *controls.SegmentedBar
	sort      *controls.Choice
	direction *controls.Pill
	scorer    *controls.Choice
	export    *controls.Pill
}

func newToolbar(w *Window) *toolbar {
	t := &toolbar{w: w, path: style.Text("", style.TextSmall, style.Muted, false)}
	table := w.rooms.keyboard.Table()
	var segments []controls.Segment
	all := w.rooms.switcher.Views()
	for _, v := range all {
		segments = append(segments, controls.Segment{Title: language.Marked(v.Title()), Key: language.Keys(table.Hint(v.ID()))})
	}
	t.segments = controls.NewSegmentedBar(segments, func(i int) { w.do(all[i].ID()) })
	t.sort = controls.NewChoice(w.rooms.sorting.Titles(), func(i int) { w.apply(w.rooms.sorting.By(i)) })
	t.direction = controls.NewPill("", "", func() { w.apply(w.rooms.sorting.Reverse()) })
	t.scorer = controls.NewChoice(nil, t.scorerChosen)
	t.export = controls.NewPill(lang.L("Export keepers…"), language.Keys(table.Hint(exporting.Export)), func() { w.do(exporting.Export) })
	t.line = &lineLayout{parts: layout.NewHBoxLayout(), path: t.path, views: t.segments}
	t.row = container.New(t.line,
		gap(8), middle(style.Text("Keeplight", style.TextBody, style.Ink, true)), gap(4), middle(t.path), gap(4),
		middle(t.segments), layout.NewSpacer(),
		middle(style.Text(lang.L("Sort"), style.TextSmall, style.Muted, false)), middle(t.sort), middle(t.direction), gap(6),
		middle(style.Text(lang.L("Scorer"), style.TextSmall, style.Muted, false)),
		middle(t.scorer), gap(6),
		middle(t.export), gap(8),
	)
	line := canvas.NewRectangle(style.Line)
	line.SetMinSize(fyne.NewSize(0, style.Hairline))
	ground := canvas.NewRectangle(style.Panel)
	ground.SetMinSize(fyne.NewSize(0, style.BarHeight))
	t.object = controls.NewFrame(nil, line, nil, nil, container.NewStack(ground, t.row))
	return t
}

// show brings the line up to date.
func (t *toolbar) show() {
	w := t.w
	t.sort.Select(w.rooms.sorting.Chosen())
	t.direction.SetTitle(w.rooms.sorting.Direction())
	t.showScorer()
	t.chooseView()
	if where := w.rooms.folders.Where(); t.line.where != where {
		t.line.where = where
		t.row.Refresh()
	}
	picks, _, _ := w.session.Decisions()
	t.export.SetPrimary(picks > 0)
}

// showScorer names the scorers that can be chosen, the model's form last.
func (t *toolbar) showScorer() {
	w := t.w
	options := w.rooms.scorers.Options()
	titles := make([]string, len(options))
	for i, s := range options {
		titles[i] = style.Shorten(s.Title, style.TextSmall, false, scorerWidth)
	}
	switch {
	case w.opts.StartModel == nil:
	case len(options) == 1:
		titles = append(titles, lang.L("Add a model…"))
	default:
		titles = append(titles, lang.L("Model…"))
	}
	t.scorer.SetOptions(titles)
	chosen := func(o models.Option) bool { return o.ID == w.session.Chosen() }
	t.scorer.Select(max(0, slices.IndexFunc(options, chosen)))
}

func (t *toolbar) scorerChosen(i int) {
	r := &t.w.rooms
	if options := r.scorers.Options(); i < len(options) {
		t.w.apply(r.scorers.Choose(options[i].ID))
	} else {
		r.scorers.OpenForm()
	}
	t.showScorer()
}

// chooseView lights the segment of the view that is shown.
func (t *toolbar) chooseView() {
	switcher := t.w.rooms.switcher
	t.segments.Select(slices.Index(switcher.Views(), switcher.Current()))
}

// lineLayout puts the parts of the line beside each other. The path gives way where
// there is no room for all of it, and then the keys of the views.
type lineLayout struct {
	parts fyne.Layout // an HBox's
	path  *canvas.Text
	where string // the whole path
	views *controls.SegmentedBar
}

// Layout is called by Fyne.
func (l *lineLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.views.SetCompact(false)
	l.views.SetCompact(l.MinSize(objects).Width+l.views.Saved() > size.Width)
	room := min(pathWidth, size.Width-l.MinSize(objects).Width-l.views.Saved())
	text := ""
	if room >= pathLeast {
		text = style.Shorten(l.where, style.TextSmall, false, room)
	}
	if l.path.Text != text {
		l.path.Text = text
		l.path.Refresh()
	}
	l.parts.Layout(objects, size)
}

// MinSize is that of the line without the path and the keys of the views.
func (l *lineLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	shown := l.path.Text
	l.path.Text = ""
	least := l.parts.MinSize(objects)
	l.path.Text = shown
	least.Width -= l.views.Saved()
	return least
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

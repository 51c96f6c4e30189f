package window

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/plain"
	"keeplight.app/keeplight/library/query"
	"keeplight.app/keeplight/ui/controls"
	"keeplight.app/keeplight/ui/session"
	"keeplight.app/keeplight/ui/style"
)

// toolbar is the line at the top: where we are, which view, in which order, and
// the way out.
type toolbar struct {
	w      *Window
	object fyne.CanvasObject

	path      *canvas.Text
	segments  *controls.SegmentedBar
	sort      *controls.Choice
	direction *controls.Pill
	scorer    *controls.Choice
	export    *controls.Pill
	keys      []query.SortBy
}

func newToolbar(w *Window) *toolbar {
	t := &toolbar{w: w, path: style.Text("", style.TextSmall, style.Muted, false)}
	t.segments = controls.NewSegmentedBar(
		[]controls.Segment{{Title: "Grid", Key: "G"}, {Title: "Loupe", Key: "E"}},
		func(i int) { w.do([]session.Command{session.ShowGrid, session.ShowLoupe}[i]) },
	)
	t.keys = sortKeys()
	titles := make([]string, len(t.keys))
	for i, k := range t.keys {
		titles[i] = k.Title()
	}
	t.sort = controls.NewChoice(titles, func(i int) {
		w.setOrder(query.Order{By: t.keys[i], Descending: startsHigh(t.keys[i])})
	})
	t.direction = controls.NewPill("", "", func() {
		o := w.session.Order()
		o.Descending = !o.Descending
		w.setOrder(o)
	})
	t.scorer = controls.NewChoice(nil, t.scorerChosen)
	t.export = controls.NewPill("Export keepers…", "Ctrl+E", func() { w.do(session.ExportKeepers) })
	row := container.NewHBox(
		gap(8), middle(style.Text("Keeplight", style.TextBody, style.Ink, true)), gap(4), middle(t.path), gap(4),
		middle(t.segments), layout.NewSpacer(),
		middle(style.Text("Sort", style.TextSmall, style.Muted, false)), middle(t.sort), middle(t.direction), gap(6),
		middle(style.Text("Scorer", style.TextSmall, style.Muted, false)),
		middle(t.scorer), gap(6),
		middle(t.export), gap(8),
	)
	line := canvas.NewRectangle(style.Line)
	line.SetMinSize(fyne.NewSize(0, style.Hairline))
	ground := canvas.NewRectangle(style.Panel)
	ground.SetMinSize(fyne.NewSize(0, style.BarHeight))
	t.object = controls.NewFrame(nil, line, nil, nil, container.NewStack(ground, row))
	return t
}

// show brings the line up to date.
func (t *toolbar) show() {
	o := t.w.session.Order()
	for i, k := range t.keys {
		if k == o.By {
			t.sort.Select(i)
		}
	}
	t.direction.SetTitle(directionWord(o))
	t.showScorer()
	t.chooseView(t.w.inLoupe)
	text := style.Shorten(t.w.whereText(), style.TextSmall, false, 300)
	if t.path.Text != text {
		t.path.Text = text
		t.path.Refresh()
	}
	picks, _, _ := t.w.session.Decisions()
	t.export.SetPrimary(picks > 0)
}

// showScorer names the scorers that can be chosen, the model's form last.
func (t *toolbar) showScorer() {
	w := t.w
	name := library.Display(w.state.Model.Name())
	options := []string{"Built-in"}
	switch {
	case w.opts.StartModel == nil:
	case name == "":
		options = append(options, "Add a model…")
	default:
		options = append(options, style.Shorten(name, style.TextSmall, false, 160), "Model…")
	}
	t.scorer.SetOptions(options)
	t.scorer.Select(int(w.session.Chosen()))
}

func (t *toolbar) scorerChosen(i int) {
	w := t.w
	hasModel := w.state.Model.Name() != ""
	switch {
	case i == 0:
		w.chooseScorer(session.BuiltIn)
	case i == 1 && hasModel:
		w.chooseScorer(session.Opinion)
	default:
		w.openModelForm()
	}
	t.showScorer()
	w.settle()
}

// chooseView lights the segment of the view that is shown.
func (t *toolbar) chooseView(loupe bool) {
	i := 0
	if loupe {
		i = 1
	}
	t.segments.Select(i)
}

// sortKeys are what the grid can be sorted by, the most used first.
func sortKeys() []query.SortBy {
	keys := []query.SortBy{query.ByOverall}
	for _, a := range library.Attributes() {
		keys = append(keys, query.SortBy(a.Key()))
	}
	return append(keys, query.ByTime, query.ByName, query.ByRating)
}

// startsHigh is true for what people want to see from the top down.
func startsHigh(k query.SortBy) bool { return k != query.ByTime && k != query.ByName }

// directionWord says which end comes first.
func directionWord(o query.Order) string {
	words := [2]string{"lowest first", "highest first"}
	switch o.By {
	case query.ByTime:
		words = [2]string{"oldest first", "newest first"}
	case query.ByName:
		words = [2]string{"A to Z", "Z to A"}
	case query.ByOverall:
		words = [2]string{"worst first", "best first"}
	}
	if o.Descending {
		return words[1]
	}
	return words[0]
}

func (w *Window) setOrder(o query.Order) {
	w.session.SetOrder(o)
	w.dirty.order, w.dirty.cursor, w.dirty.status = true, true, true
	w.settle()
}

// whereText names what is open: the folder, or how many.
func (w *Window) whereText() string {
	chosen, open := w.session.Filter().Folders, w.shoot.Folders()
	switch {
	case len(chosen) == 1:
		return shortPath(chosen[0])
	case len(open) == 1:
		return shortPath(open[0])
	case len(open) > 1:
		return plain.Plural(len(open), "folder", "folders")
	}
	return ""
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

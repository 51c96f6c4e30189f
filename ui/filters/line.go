package filters

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"keeplight.app/keeplight/library/query"
	"keeplight.app/keeplight/ui/controls"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/style"
)

// LineView is what the line above the photos says of the filter.
type LineView struct {
	Filter    query.Filter
	Suspended bool   // it is set aside
	Shown     int    // photos that are shown
	Total     int    // photos of the open folders
	Key       string // of setting it aside and bringing it back
}

// Line stands above the photos while a filter hides any, so that nobody looks for
// photos in vain, whatever panels are shown: what it asks for, how many photos it
// shows, and the way out of it.
type Line struct {
	widget.BaseWidget

	words        string // all of them
	text, counts *canvas.Text
	suspend      *controls.Pill
	root         *fyne.Container
}

var _ fyne.Widget = (*Line)(nil)

// NewLine makes a hidden line. onSuspend sets the filter aside or brings it back,
// onClear takes it away.
func NewLine(onSuspend, onClear func()) *Line {
	l := &Line{
		text:    style.Text("", style.TextSmall, style.Ink, false),
		counts:  style.Text("", style.TextSmall, style.Soft, false),
		suspend: controls.NewPill("", "", onSuspend),
	}
	l.suspend.SetQuiet(true)
	mark := canvas.NewRectangle(style.Accent)
	mark.SetMinSize(fyne.NewSize(style.MeterThickness, 0))
	row := container.New(&lineRow{l}, l.text, l.counts, l.suspend, controls.NewPill(lang.L("Clear filters"), "", onClear))
	l.root = container.NewStack(canvas.NewRectangle(style.Panel),
		container.NewBorder(nil, controls.Rule(), mark, nil, container.New(layout.NewCustomPaddedLayout(4, 4, style.Gap, style.Gap), row)))
	l.ExtendBaseWidget(l)
	l.Hide()
	return l
}

// Set shows v, or hides the line where nothing is hidden by a filter.
func (l *Line) Set(v LineView) {
	if !restricts(v.Filter) {
		l.Hide()
		return
	}
	f := v.Filter
	f.Folders = nil // the panel and the toolbar name it
	args := language.Args{"Filter": language.Filter(&f)}
	l.words = lang.L("Only {{.Filter}}", args)
	title := lang.L("Turn off")
	if v.Suspended {
		l.words = lang.L("Filter is off: {{.Filter}}", args)
		title = lang.L("Turn on")
	}
	l.counts.Text = lang.L("{{.Shown}} of {{.Total}}", language.Args{"Shown": language.Count(v.Shown), "Total": language.Count(v.Total)})
	l.text.Color = style.Ink
	if v.Suspended {
		l.text.Color = style.Muted
	}
	l.suspend.SetTitle(title)
	l.suspend.SetKey(v.Key)
	l.Show()
	l.root.Refresh()
}

// Words is all that the line says, "" while it is hidden.
func (l *Line) Words() string {
	if !l.Visible() {
		return ""
	}
	return l.words + " · " + l.counts.Text
}

// CreateRenderer is called by Fyne.
func (l *Line) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(l.root) }

// lineRow puts the words at the left, cut where there is no room for all of them, and
// the buttons at the right.
type lineRow struct{ line *Line }

// Layout is called by Fyne.
func (r *lineRow) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	right := size.Width
	for i := len(objects) - 1; i > 1; i-- {
		w := objects[i].MinSize().Width
		right -= w
		objects[i].Resize(fyne.NewSize(w, size.Height))
		objects[i].Move(fyne.NewPos(right, 0))
		right -= style.GapSmall
	}
	counts := r.line.counts.MinSize().Width
	r.line.text.Text = style.Shorten(r.line.words, style.TextSmall, false, max(right-counts-2*style.GapLarge, 0))
	w := r.line.text.MinSize().Width
	controls.PlaceText(r.line.text, 0, 0, w, size.Height)
	controls.PlaceText(r.line.counts, w+style.GapLarge, 0, counts, size.Height)
}

// MinSize is called by Fyne.
func (r *lineRow) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := fyne.NewSize(0, style.ControlHeight)
	for _, o := range objects[1:] {
		size.Width += o.MinSize().Width + style.GapSmall
	}
	return size
}

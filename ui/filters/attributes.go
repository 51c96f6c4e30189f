package filters

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/query"
	"keeplight.app/keeplight/ui/controls"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/style"
)

const sliderStep = 0.1

// countWidth is what is kept beside a slider for a number of photos, so that the slider
// does not move under the pointer.
const countWidth float32 = 44

// attributes is a slider for the overall score and one for each attribute.
type attributes struct {
	overall *rangeRow
	each    [library.NumAttributes]*rangeRow
	root    *fyne.Container
}

var _ part = (*attributes)(nil)

func newAttributes(change changer) *attributes {
	s := &attributes{}
	s.overall = newRangeRow(lang.L("Overall"), func(r query.Range) {
		change(func(f *query.Filter) { f.Overall = r })
	})
	objects := []fyne.CanvasObject{controls.Space(style.GapSmall), s.overall.root}
	for i, a := range library.Attributes() {
		s.each[i] = newRangeRow(language.Attribute(a), func(r query.Range) {
			change(func(f *query.Filter) { setRange(f, a, r) })
		})
		objects = append(objects, s.each[i].root)
	}
	s.root = section(controls.SectionTitle(lang.L("ATTRIBUTES")), objects...)
	return s
}

// setRange leaves out what restricts nothing, so that equal filters look equal
// when they are saved.
func setRange(f *query.Filter, a library.Attribute, r query.Range) {
	if r.IsAny() {
		delete(f.Attributes, a)
		return
	}
	if f.Attributes == nil {
		f.Attributes = map[library.Attribute]query.Range{}
	}
	f.Attributes[a] = r
}

func (s *attributes) object() *fyne.Container { return s.root }

func (s *attributes) set(v *View) {
	s.overall.set(whole(v.Filter.Overall), v.Counts.Overall)
	for i, a := range library.Attributes() {
		s.each[i].set(whole(v.Filter.Attributes[a]), v.Counts.Attributes[a])
	}
}

// rangeRow is a title, what the slider says in words, the slider, and how many photos
// there are in its range.
type rangeRow struct {
	shown  query.Range
	title  *canvas.Text
	words  *canvas.Text
	count  *canvas.Text
	slider *controls.RangeSlider
	root   *fyne.Container
}

func newRangeRow(title string, changed func(query.Range)) *rangeRow {
	r := &rangeRow{
		shown:  query.Any(),
		title:  style.Text(title, style.TextSmall, style.Soft, false),
		words:  style.Text(rangeText(query.Any()), style.TextTiny, style.Muted, false),
		count:  style.Text("", style.TextTiny, style.Muted, false),
		slider: controls.NewRangeSlider(0, query.MaxScore, sliderStep),
	}
	tell := func(low, high float64) {
		if now := (query.Range{Min: low, Max: high}); now != r.shown {
			changed(now)
		}
	}
	r.slider.OnChanged, r.slider.OnSettled = tell, tell
	line := container.NewHBox(r.title, layout.NewSpacer(), r.words)
	r.count.Alignment = fyne.TextAlignTrailing
	track := container.NewBorder(nil, nil, nil, controls.Sized(r.count, countWidth, 0), r.slider)
	r.root = container.New(&controls.Column{}, line, track, controls.Space(2))
	return r
}

// set shows a range and how many photos lie in it.
func (r *rangeRow) set(v query.Range, count int) {
	text := language.Count(count)
	if r.shown == v && r.count.Text == text {
		return
	}
	r.shown, r.count.Text = v, text
	r.slider.Set(v.Min, v.Max)
	r.words.Text, r.words.Color, r.title.Color = rangeText(v), style.Muted, style.Soft
	r.count.Color = style.Muted
	if !v.IsAny() {
		r.words.Color, r.title.Color, r.count.Color = style.Accent, style.Ink, style.Ink
	}
	r.title.Refresh()
	r.root.Refresh() // the words changed their width
}

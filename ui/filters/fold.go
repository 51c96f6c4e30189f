package filters

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/query"
	"keeplight.app/keeplight/ui/controls"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/style"
)

// fold is a section behind one line, which says what is set in it. A tap on the line
// shows the section and hides it again.
type fold struct {
	inner   part
	title   string
	summary func(*View) (text string, set bool)
	row     *controls.Row
	open    bool
	changed func() // the section came or went
	last    *View
	root    *fyne.Container
}

var _ part = (*fold)(nil)

// newFold hides a section behind its title. summary says in a few words what is set,
// and whether anything is.
func newFold(title string, inner part, summary func(*View) (string, bool), changed func()) *fold {
	f := &fold{inner: inner, title: title, summary: summary, changed: changed}
	f.row = controls.NewRow(f.toggle)
	// The line stands for the section's own title and the gap below it.
	for _, o := range inner.object().Objects[:min(2, len(inner.object().Objects))] {
		o.Hide()
	}
	f.root = container.New(&controls.Column{}, f.row, inner.object())
	return f
}

func (f *fold) object() *fyne.Container { return f.root }

func (f *fold) toggle() {
	f.open = !f.open
	if f.last != nil {
		f.set(f.last)
	}
	f.changed()
}

func (f *fold) set(v *View) {
	f.last = v
	f.inner.object().Hidden = false
	f.inner.set(v)
	// A section that has nothing to offer hides itself.
	f.root.Hidden = f.inner.object().Hidden
	f.inner.object().Hidden = !f.open || f.root.Hidden
	text, on := f.summary(v)
	row := controls.RowView{Title: f.title, Detail: text, Fold: controls.Folded, Yields: !on}
	if f.open {
		row.Fold = controls.Unfolded
	}
	if on {
		row.Tint = style.Accent
	}
	f.row.Set(row)
}

// attributesSet is such as "clarity ≥ 5.0", or how many are set.
func attributesSet(v *View) (text string, set bool) {
	var all []string
	if r := whole(v.Filter.Overall); !r.IsAny() {
		all = append(all, lang.L("overall")+" "+rangeText(r))
	}
	for _, a := range library.Attributes() {
		if r := whole(v.Filter.Attributes[a]); !r.IsAny() {
			all = append(all, language.AttributeWithin(a)+" "+rangeText(r))
		}
	}
	return setText(all)
}

// captureSet is the camera, lens or day that is chosen.
func captureSet(v *View) (text string, set bool) {
	var all []string
	for _, value := range []string{v.Filter.Camera, v.Filter.Lens} {
		if value != "" {
			all = append(all, library.Display(value))
		}
	}
	if !v.Filter.From.IsZero() {
		all = append(all, language.Day(v.Filter.From))
	}
	return setText(all)
}

func setText(all []string) (text string, set bool) {
	switch len(all) {
	case 0:
		return rangeText(query.Any()), false
	case 1:
		return style.Cut(all[0], style.TextSmall, false, foldDetail), true
	}
	return lang.L("{{.N}} set", language.Args{"N": language.Count(len(all))}), true
}

// foldDetail is how wide what is set may be: the title has to stand beside it.
const foldDetail float32 = 92

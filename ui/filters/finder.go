package filters

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/library/query"
	"keeplight.app/keeplight/ui/controls"
)

// finder looks for words in paths, cameras, lenses, titles, captions and keywords.
type finder struct {
	field *controls.Field
	shown string
	root  *fyne.Container
}

var _ part = (*finder)(nil)

func newFinder(change changer) *finder {
	s := &finder{}
	s.field = controls.NewField(lang.L("name, lens, keyword"), func(text string) {
		if text != s.shown {
			change(func(f *query.Filter) { f.Text = text })
		}
	})
	s.field.OnEscape = func() { s.field.SetText("") }
	s.root = section(controls.SectionTitle(lang.L("FIND")), s.field)
	return s
}

func (s *finder) object() *fyne.Container { return s.root }

func (s *finder) set(v *View) {
	s.shown = v.Filter.Text
	if s.field.Text != s.shown {
		s.field.SetText(s.shown)
	}
}

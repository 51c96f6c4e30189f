package filters

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"keeplight/library/query"
	"keeplight/ui/controls"
)

// finder looks for words in paths, cameras and lenses.
type finder struct {
	field *findField
	shown string
	root  *fyne.Container
}

var _ part = (*finder)(nil)

func newFinder(change changer) *finder {
	s := &finder{field: newFindField()}
	s.field.OnChanged = func(text string) {
		if text != s.shown {
			change(func(f *query.Filter) { f.Text = text })
		}
	}
	s.root = section(controls.SectionTitle("FIND"), s.field)
	return s
}

func (s *finder) object() *fyne.Container { return s.root }

func (s *finder) set(v *View) {
	s.shown = v.Filter.Text
	if s.field.Text != s.shown {
		s.field.SetText(s.shown)
	}
}

// findField is the one part of the panel that takes the keyboard's focus,
// because it is typed into. Enter and Escape give the focus back to the photos.
type findField struct{ widget.Entry }

func newFindField() *findField {
	e := &findField{}
	e.PlaceHolder = "name, folder, lens"
	e.Wrapping = fyne.TextWrapOff
	e.ExtendBaseWidget(e)
	e.OnSubmitted = func(string) { e.leave() }
	return e
}

// TypedKey is called by Fyne.
func (e *findField) TypedKey(key *fyne.KeyEvent) {
	if key.Name == fyne.KeyEscape {
		e.SetText("")
		e.leave()
		return
	}
	e.Entry.TypedKey(key)
}

func (e *findField) leave() {
	if c := fyne.CurrentApp().Driver().CanvasForObject(e); c != nil {
		c.Unfocus()
	}
}

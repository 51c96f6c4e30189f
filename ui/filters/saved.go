package filters

import (
	"cmp"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/controls"
	"keeplight.app/keeplight/ui/style"
)

// saved is the list of filters that the person gave names.
type saved struct {
	callbacks Callbacks
	names     []string
	rows      []*controls.Row
	list      *fyne.Container
	keep      *controls.Row
	root      *fyne.Container
}

var _ part = (*saved)(nil)

func newSaved(c Callbacks) *saved {
	s := &saved{callbacks: c, list: container.New(&controls.Column{})}
	s.keep = controls.NewRow(c.OnSaveFilter)
	s.keep.Set(controls.RowView{Title: lang.L("Save this filter…"), Dim: true})
	s.root = container.New(&controls.Column{}, controls.Space(style.GapLarge-2), section(controls.SectionTitle(lang.L("SAVED FILTERS")), s.list, s.keep))
	return s
}

func (s *saved) object() *fyne.Container { return s.root }

func (s *saved) set(v *View) {
	s.names = s.names[:0]
	for i, f := range v.Saved {
		s.names = append(s.names, f.Name)
		if i == len(s.rows) {
			s.addRow(i)
		}
		s.rows[i].Set(controls.RowView{Title: library.Display(cmp.Or(f.Title, f.Name))})
	}
	for i, row := range s.rows {
		row.Hidden = i >= len(s.names)
	}
	s.keep.Hidden = s.callbacks.OnSaveFilter == nil || !restricts(v.Filter)
	s.root.Hidden = len(s.names) == 0 && s.keep.Hidden
	s.root.Refresh()
}

func (s *saved) addRow(i int) {
	row := controls.NewRow(func() {
		if s.callbacks.OnSavedFilter != nil {
			s.callbacks.OnSavedFilter(s.names[i])
		}
	})
	row.OnSecondary = func(at fyne.Position) { s.offerForget(row, s.names[i], at) }
	s.rows = append(s.rows, row)
	s.list.Add(row)
}

func (s *saved) offerForget(over fyne.CanvasObject, name string, at fyne.Position) {
	canvas := fyne.CurrentApp().Driver().CanvasForObject(over)
	if canvas == nil || s.callbacks.OnForgetFilter == nil {
		return
	}
	forget := fyne.NewMenuItem(lang.L("Delete this filter"), func() { s.callbacks.OnForgetFilter(name) })
	widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", forget), canvas, at)
}

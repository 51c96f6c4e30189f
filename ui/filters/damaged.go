package filters

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/library/query"
	"keeplight.app/keeplight/ui/controls"
	"keeplight.app/keeplight/ui/language"
)

// damaged chooses the photos whose file is damaged. It is hidden where there are
// none.
type damaged struct {
	row  *controls.Row
	root *fyne.Container
}

var _ part = (*damaged)(nil)

func newDamaged(change changer) *damaged {
	s := &damaged{row: controls.NewRow(func() { change(func(f *query.Filter) { f.Damaged = !f.Damaged }) })}
	s.root = section(controls.SectionTitle(lang.L("FILE")), s.row)
	return s
}

func (s *damaged) object() *fyne.Container { return s.root }

func (s *damaged) set(v *View) {
	n := v.Counts.Damaged
	s.root.Hidden = n == 0 && !v.Filter.Damaged
	s.row.Set(controls.RowView{Title: lang.L("Damaged"), Detail: language.Count(n), Chosen: v.Filter.Damaged, Dim: n == 0})
}

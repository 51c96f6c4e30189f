package filters

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/library/query"
	"keeplight.app/keeplight/ui/controls"
	"keeplight.app/keeplight/ui/language"
)

// misfires shows frames that hold no picture alone, or leaves them out. A shoot
// without any has no use for it.
type misfires struct {
	only, without *controls.Row
	root          *fyne.Container
}

var _ part = (*misfires)(nil)

func newMisfires(change changer) *misfires {
	row := func(choice query.Misfires) *controls.Row {
		return controls.NewRow(func() {
			change(func(f *query.Filter) {
				if f.Misfires == choice {
					f.Misfires = query.WithMisfires
				} else {
					f.Misfires = choice
				}
			})
		})
	}
	s := &misfires{only: row(query.OnlyMisfires), without: row(query.WithoutMisfires)}
	s.root = section(controls.SectionTitle(lang.L("MISFIRES")), s.only, s.without)
	s.root.Hide()
	return s
}

func (s *misfires) object() *fyne.Container { return s.root }

func (s *misfires) set(v *View) {
	n, chosen := v.Counts.Misfires, v.Filter.Misfires
	s.only.Set(controls.RowView{
		Title: lang.L("Only misfires"), Detail: language.Count(n), Chosen: chosen == query.OnlyMisfires, Dim: n == 0,
	})
	s.without.Set(controls.RowView{Title: lang.L("Without misfires"), Chosen: chosen == query.WithoutMisfires})
	s.root.Hidden = n == 0 && chosen == query.WithMisfires
}

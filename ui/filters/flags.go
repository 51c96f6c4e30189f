package filters

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/query"
	"keeplight.app/keeplight/ui/controls"
	"keeplight.app/keeplight/ui/language"
)

// flags chooses one flag, or all.
type flags struct {
	rows []*controls.Row
	root *fyne.Container
}

var _ part = (*flags)(nil)

// flagChoice is one row; flags nil means all.
type flagChoice struct {
	title string
	flags []library.Flag
}

func flagChoices() []flagChoice {
	return []flagChoice{
		{lang.L("All"), nil},
		{lang.L("Picks"), []library.Flag{library.Pick}},
		{lang.L("Rejects"), []library.Flag{library.Reject}},
		{lang.L("Undecided"), []library.Flag{library.Undecided}},
	}
}

func newFlags(change changer) *flags {
	s := &flags{}
	var objects []fyne.CanvasObject
	for _, c := range flagChoices() {
		row := controls.NewRow(func() { change(func(f *query.Filter) { f.Flags = c.flags }) })
		s.rows = append(s.rows, row)
		objects = append(objects, row)
	}
	s.root = section(controls.SectionTitle(lang.L("FLAG")), objects...)
	return s
}

func (s *flags) object() *fyne.Container { return s.root }

func (s *flags) set(v *View) {
	all := 0
	for _, n := range v.Counts.Flags {
		all += n
	}
	for i, c := range flagChoices() {
		n, chosen := all, len(v.Filter.Flags) == 0
		if c.flags != nil {
			n = v.Counts.Flags[c.flags[0]]
			chosen = len(v.Filter.Flags) == 1 && v.Filter.Flags[0] == c.flags[0]
		}
		s.rows[i].Set(controls.RowView{Title: c.title, Detail: language.Count(n), Chosen: chosen, Dim: n == 0})
	}
}

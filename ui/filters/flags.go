package filters

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/query"
	"keeplight.app/keeplight/ui/controls"
	"keeplight.app/keeplight/ui/language"
)

// flags chooses one flag, several, or all.
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
		row := controls.NewRow(func() { change(func(f *query.Filter) { tapFlags(f, c.flags, isAdding()) }) })
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
			chosen = slices.Contains(v.Filter.Flags, c.flags[0])
		}
		s.rows[i].Set(controls.RowView{Title: c.title, Detail: language.Count(n), Chosen: chosen, Dim: n == 0})
	}
}

// tapFlags is a tap on a row: photos with that flag, or all again where that was chosen.
// Adding keeps the other flags that were.
func tapFlags(f *query.Filter, flags []library.Flag, adding bool) {
	if len(flags) == 0 {
		f.Flags = nil
		return
	}
	at := slices.Index(f.Flags, flags[0])
	switch {
	case adding && at >= 0:
		f.Flags = slices.Delete(f.Flags, at, at+1)
	case adding:
		f.Flags = append(f.Flags, flags[0])
	case at >= 0 && len(f.Flags) == 1:
		f.Flags = nil
	default:
		f.Flags = flags
	}
	if len(f.Flags) == len(flagChoices())-1 {
		f.Flags = nil // all of them
	}
}

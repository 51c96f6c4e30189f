package filters

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/library/query"
	"keeplight.app/keeplight/ui/controls"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/style"
)

// faces chooses photos by what was found of the faces in them. Where nobody has looked
// at any photo there is nothing to choose.
type faces struct {
	rows    map[query.FacesWanted]*controls.Row
	pending *controls.Paragraph
	root    *fyne.Container
}

var _ part = (*faces)(nil)

func newFaces(change changer) *faces {
	s := &faces{rows: map[query.FacesWanted]*controls.Row{}, pending: controls.NewParagraph(style.TextTiny, style.FiltersNarrow-2*marginNarrow)}
	parts := make([]fyne.CanvasObject, 0, len(query.FaceChoices())+1)
	for _, choice := range query.FaceChoices() {
		row := controls.NewRow(func() {
			change(func(f *query.Filter) {
				if f.Faces == choice {
					f.Faces = query.AnyFaces
				} else {
					f.Faces = choice
				}
			})
		})
		s.rows[choice] = row
		parts = append(parts, row)
	}
	s.root = section(controls.SectionTitle(lang.L("FACES")), append(parts, s.pending)...)
	s.root.Hide()
	return s
}

func (s *faces) object() *fyne.Container { return s.root }

func (s *faces) set(v *View) {
	looked := 0
	for choice, row := range s.rows {
		n := v.Counts.Faces[choice]
		looked += n
		row.Set(controls.RowView{Title: facesTitle(choice), Detail: language.Count(n), Chosen: v.Filter.Faces == choice, Dim: n == 0})
	}
	s.pending.Hidden = v.Counts.FacesPending == 0
	s.pending.Set(controls.Span{Text: language.Plural("{{.N}} photos not yet searched for faces", v.Counts.FacesPending), Color: style.Muted})
	s.root.Hidden = looked == 0 && v.Filter.Faces == query.AnyFaces
}

// facesTitle names a choice in its row.
func facesTitle(w query.FacesWanted) string {
	switch w {
	case query.SomeoneBlinks:
		return lang.L("Someone blinks")
	case query.AllEyesOpen:
		return lang.L("All eyes open")
	case query.NoFaces:
		return lang.L("No faces")
	case query.SoftAtEye:
		return lang.L("Soft at the eye")
	}
	return ""
}

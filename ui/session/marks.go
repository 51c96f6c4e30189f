package session

import (
	"fmt"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/library/plain"
)

// MarkFor gives what a command decides of the targets, as one step. ok is false
// for a command that decides nothing. A label that all targets already have is
// taken off.
func (s *Session) MarkFor(c Command, targets []library.ID) (marks []catalog.Mark, ok bool) {
	var m catalog.Mark
	switch c {
	case PickPhoto:
		m.Flag = new(library.Pick)
	case RejectPhoto:
		m.Flag = new(library.Reject)
	case ClearFlag:
		m.Flag = new(library.Undecided)
	case Rate0, Rate1, Rate2, Rate3, Rate4, Rate5:
		m.Rating = new(library.Rating(c[len(c)-1] - '0'))
	case LabelRed, LabelYellow, LabelGreen, LabelBlue, LabelPurple:
		l, err := library.ParseLabel(string(c[len("label "):]))
		if err != nil {
			return nil, false
		}
		if s.allHave(targets, l) {
			l = library.NoLabel
		}
		m.Label = &l
	default:
		return nil, false
	}
	for _, id := range targets {
		m.ID = id
		marks = append(marks, m)
	}
	return marks, true
}

func (s *Session) allHave(targets []library.ID, l library.Label) bool {
	for _, id := range targets {
		if s.photos[id].Decision.Label != l {
			return false
		}
	}
	return true
}

// groupNote says what a mark did to a group, of which no more than a few can be
// seen at once.
func groupNote(m catalog.Mark, changed int) string {
	photos := plain.Plural(changed, "photo", "photos")
	did := ""
	switch {
	case m.Flag != nil:
		did = map[library.Flag]string{
			library.Pick: "Picked ", library.Reject: "Rejected ", library.Undecided: "Cleared the flag of ",
		}[*m.Flag] + photos
	case m.Rating != nil && *m.Rating == 0:
		did = "Took the stars off " + photos
	case m.Rating != nil:
		did = fmt.Sprintf("Gave %s to %s", plain.Plural(int(*m.Rating), "star", "stars"), photos)
	case m.Label != nil && *m.Label == library.NoLabel:
		did = "Took the label off " + photos
	case m.Label != nil:
		did = fmt.Sprintf("Labelled %s %s", photos, m.Label)
	}
	return did + " · Ctrl+Z takes it back"
}

package model

import (
	"keeplight/library"
	"keeplight/library/catalog"
)

// MarkFor gives what a command decides, as one step for all targets. ok is
// false for a command that decides nothing. A label that all targets already
// have is taken off.
func (s *Session) MarkFor(c Command) (marks []catalog.Mark, ok bool) {
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
		if s.allHave(l) {
			l = library.NoLabel
		}
		m.Label = &l
	default:
		return nil, false
	}
	for _, id := range s.Targets() {
		m.ID = id
		marks = append(marks, m)
	}
	return marks, true
}

func (s *Session) allHave(l library.Label) bool {
	for _, id := range s.Targets() {
		if s.photos[id].Decision.Label != l {
			return false
		}
	}
	return true
}

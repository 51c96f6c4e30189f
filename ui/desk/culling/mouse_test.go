package culling

import (
	"testing"

	"keeplight.app/keeplight/library"
)

func TestTheMouseMarksThePhotoItPointsAt(t *testing.T) {
	r := newRoom(t, 4, nil)
	*r.advance = true
	s := r.d.Session
	s.MoveTo(0)
	at := func(i int) *library.Photo { return s.Photo(s.At(i)) }
	hear := func() {
		r.Flush()
		r.d.Apply(r.d.Desk.Drain())
	}
	r.FlagAt(s.At(2), library.Pick)
	r.RateAt(s.At(2), 3)
	r.LabelAt(s.At(2), library.Green)
	hear()
	if got := at(2).Decision; got != (library.Decision{Flag: library.Pick, Rating: 3, Label: library.Green}) {
		t.Errorf("it is marked %+v", got)
	}
	if s.Cursor() != s.At(0) || at(0).Decision != (library.Decision{}) {
		t.Errorf("the cursor is on %d, its photo is marked %+v", s.Cursor(), at(0).Decision)
	}

	// One of several that are selected stands for all of them, another for itself.
	s.Toggle(1)
	s.Toggle(3)
	selected := s.Selection.Count()
	r.FlagAt(s.At(2), library.Undecided)
	hear()
	if s.Selection.Has(s.At(2)) || at(1).Decision.Flag != library.Undecided {
		t.Fatal("the photo in question is selected")
	}
	r.FlagAt(s.At(3), library.Reject)
	hear()
	rejected := 0
	for i := range 4 {
		if at(i).Decision.Flag == library.Reject {
			rejected++
		}
	}
	if rejected != selected || selected < 2 || at(2).Decision.Flag != library.Undecided {
		t.Errorf("%d are rejected of %d that are selected", rejected, selected)
	}
}

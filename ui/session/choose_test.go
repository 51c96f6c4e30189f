package session

import (
	"slices"
	"testing"

	"keeplight.app/keeplight/library"
)

func TestChosenPhotosAreSelectedAsFarAsTheyAreShown(t *testing.T) {
	s := NewSession()
	s.Put([]library.Photo{{ID: 1, Path: "/a/1.jpg"}, {ID: 2, Path: "/a/2.jpg"}, {ID: 3, Path: "/a/3.jpg"}})
	s.Resort()
	second, third := s.At(1), s.At(2)
	for _, c := range []struct {
		ids    []library.ID
		found  int
		cursor library.ID
		want   []library.ID
	}{
		{[]library.ID{third, second, 99}, 2, second, []library.ID{second, third}},
		{[]library.ID{99}, 0, second, []library.ID{second, third}},
		{[]library.ID{third}, 1, third, []library.ID{third}},
		{nil, 0, third, []library.ID{third}},
	} {
		if got := s.Selection.Choose(c.ids, &s.Sequence); got != c.found || s.Cursor() != c.cursor || !slices.Equal(s.Targets(), c.want) {
			t.Errorf("of %v it finds %d, the cursor is on %d, selected are %v", c.ids, got, s.Cursor(), s.Targets())
		}
	}
}

package sorting

import (
	"slices"
	"strings"
	"testing"

	"keeplight.app/keeplight/app/scorers"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/query"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/desk/desktest"
)

// room is a controller on a desk with the photos 1 (a.jpg, 5 points) and 2 (b.jpg, 7).
type room struct {
	*Sorting
	d     *desktest.Desk
	grown int
}

func newRoom(t *testing.T) *room {
	t.Helper()
	r := &room{d: desktest.Open(t)}
	s := r.d.Session
	s.Put([]library.Photo{{ID: 1, Path: "/a.jpg", Hash: "1"}, {ID: 2, Path: "/b.jpg", Hash: "2"}})
	for id, mean := range map[library.ID]float64{1: 5, 2: 7} {
		score := library.Score{Overall: library.Value{Known: true, Mean: mean}}
		score.Values[library.Clarity] = library.Value{Known: true, Mean: 10 - mean}
		if id == 2 {
			score.Values[library.Exposure] = library.Value{Known: true, Mean: 9}
		}
		s.SetScore(scorers.BuiltIn, id, score)
	}
	s.Resort()
	r.Sorting = New(Needs{
		Session: s, Desk: r.d.Desk, Notices: r.d.Notices, Overlay: r.d.Overlay, Saved: &r.d.Settings.Shoot.Weights, Open: &r.d.Settings.Window.Weights,
		Apply: func(changed change.Set) { r.d.Apply(changed); r.Show(changed) }, Grown: func() { r.grown++ },
	})
	return r
}

func TestEveryOrderStartsAtTheEndThatPeopleWantFirst(t *testing.T) {
	for by, c := range map[query.SortBy]struct {
		direction, reversed string
		first               library.ID
	}{
		query.ByOverall:                     {"best first", "worst first", 2},
		query.SortBy(library.Clarity.Key()): {"highest first", "lowest first", 1},
		query.ByWeights:                     {"best first", "worst first", 2},
		query.ByTime:                        {"oldest first", "newest first", 1},
		query.ByName:                        {"A to Z", "Z to A", 1},
		query.ByRating:                      {"highest first", "lowest first", 1},
	} {
		t.Run(string(by), func(t *testing.T) {
			s := newRoom(t)
			session := s.Session
			at := slices.Index(s.keys, by)
			changed := s.By(at)
			if s.Chosen() != at || s.Direction() != c.direction || session.At(0) != c.first {
				t.Errorf("place %d is chosen, %q, photo %d is first", s.Chosen(), s.Direction(), session.At(0))
			}
			if !changed.Has(change.Order) || !changed.Has(change.Toolbar) {
				t.Errorf("%v changed", changed)
			}
			s.Reverse()
			if s.Direction() != c.reversed || s.Chosen() != at {
				t.Errorf("the other way round it says %q", s.Direction())
			}
		})
	}
}

func TestEachTitleHasACommandThatSortsByIt(t *testing.T) {
	s := newRoom(t)
	session := s.Session
	titles, commands := s.Titles(), s.Commands()
	if len(commands) != len(titles)+2 {
		t.Fatalf("%d commands for %d titles", len(commands), len(titles))
	}
	for i, title := range titles {
		if commands[i].Title != "Sort by: "+title {
			t.Errorf("command %d is %q, want it to sort by %q", i, commands[i].Title, title)
		}
		commands[i].Run()
		if s.Chosen() != i {
			t.Errorf("%q chose %q", commands[i].Title, titles[s.Chosen()])
		}
	}
	for _, b := range commands {
		if strings.ContainsFunc(string(b.ID), func(r rune) bool { return r != '-' && (r < 'a' || r > 'z') }) {
			t.Errorf("%q is not lower-case English with dashes", b.ID)
		}
	}
	before := session.Order()
	commands[len(titles)].Run()
	if after := session.Order(); after.By != before.By || after.Descending == before.Descending {
		t.Errorf("the other way round %+v became %+v", before, after)
	}
}

func TestAnOrderThatIsNotOfferedIsShownAsTheFirst(t *testing.T) {
	s := newRoom(t)
	s.Session.SetOrder(query.Order{By: "something else"})
	if got := s.Chosen(); got != 0 {
		t.Errorf("place %d is chosen", got)
	}
}

package views

import (
	"slices"
	"testing"

	"keeplight.app/keeplight/library"
)

func TestTheWinnerStaysAndTheNextComes(t *testing.T) {
	all := func(library.ID) bool { return true }
	order := []library.ID{1, 2, 3, 4, 5}
	for name, c := range map[string]struct {
		first library.ID
		keys  string // d and u bring the next and the previous challenger, y crowns
		want  []library.ID
		more  bool // of the last key
	}{
		"begin":                          {1, "", []library.ID{1, 2}, false},
		"begin in the middle":            {3, "", []library.ID{3, 4}, false},
		"begin at the end":               {5, "", []library.ID{5, 4}, false},
		"next":                           {1, "d", []library.ID{1, 3}, true},
		"the last one stays":             {1, "dddd", []library.ID{1, 5}, false},
		"back":                           {1, "ddu", []library.ID{1, 3}, true},
		"before the champion":            {3, "uu", []library.ID{3, 1}, true},
		"none before":                    {1, "u", []library.ID{1, 2}, false},
		"over the champion":              {3, "ud", []library.ID{3, 4}, true},
		"crown":                          {1, "y", []library.ID{2, 3}, true},
		"crown a later one":              {1, "ddy", []library.ID{4, 5}, true},
		"crown one before":               {3, "uy", []library.ID{2, 4}, true},
		"crown the last":                 {1, "dddy", []library.ID{5, 1}, false},
		"crown the last, and once more":  {1, "dddyy", []library.ID{1, 5}, false},
		"back to one that has lost":      {1, "yu", []library.ID{2, 1}, true},
		"crown all the way to the end":   {1, "yyyy", []library.ID{5, 4}, false},
		"back and forth after the crown": {1, "yudd", []library.ID{2, 4}, true},
	} {
		contest, more := newContest(order, c.first, all), false
		for _, key := range c.keys {
			switch key {
			case 'd':
				more = contest.bring(1, all)
			case 'u':
				more = contest.bring(-1, all)
			case 'y':
				more = contest.crown(all)
			}
		}
		if got := contest.ids(); !slices.Equal(got, c.want) || more != c.more {
			t.Errorf("%s: %v (%v), want %v", name, got, more, c.want)
		}
	}
}

func TestPhotosThatAreGoneAreNoChallengers(t *testing.T) {
	known := func(id library.ID) bool { return id != 2 && id != 4 }
	c := newContest([]library.ID{1, 2, 3, 4}, 1, known)
	if got := c.ids(); !slices.Equal(got, []library.ID{1, 3}) {
		t.Errorf("it begins with %v", got)
	}
	if c.bring(1, known) || c.coming(3, known) != nil {
		t.Error("a photo that is gone comes")
	}
	for _, order := range [][]library.ID{nil, {7}, {7, 2}} {
		c := newContest(order, 7, known)
		if len(c.ids()) > 1 || c.bring(1, known) || c.crown(known) || c.bring(-1, known) {
			t.Errorf("of %v there is a challenger: %v", order, c.ids())
		}
	}
}

func TestTheNextChallengersAreKnownBeforeTheyCome(t *testing.T) {
	all := func(library.ID) bool { return true }
	c := newContest([]library.ID{1, 2, 3, 4, 5}, 2, all)
	if got := c.coming(2, all); !slices.Equal(got, []library.ID{4, 5}) {
		t.Errorf("next come %v", got)
	}
	if n, of := c.place(); n != 2 || of != 4 {
		t.Errorf("the challenger is %d of %d", n, of)
	}
}

func TestAtMostNineAroundTheCursorAreShown(t *testing.T) {
	ids := make([]library.ID, 30)
	for i := range ids {
		ids[i] = library.ID(i)
	}
	for _, c := range []struct{ all, at, from, n int }{
		{30, 15, 11, 9},
		{30, 0, 0, 9},
		{30, 2, 0, 9},
		{30, 29, 21, 9},
		{5, 3, 0, 5},
		{1, 0, 0, 1},
		{0, -1, 0, 0},
	} {
		got := around(ids[:c.all], c.at, mostBeside)
		if len(got) != c.n || c.n > 0 && got[0] != library.ID(c.from) {
			t.Errorf("around %d of %d: %v", c.at, c.all, got)
		}
	}
}

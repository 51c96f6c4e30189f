package session

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"keeplight.app/keeplight/app/scorers"
	"keeplight.app/keeplight/app/stacks"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/query"
)

// stacked is a session of ten photos in the order of their times: two alone (1 and 2),
// a burst of four (3 to 6), one alone (7), a burst of three (8 to 10). Their overall
// scores are 10 times smaller than given here.
func stacked(t *testing.T, overall ...float64) *Session {
	t.Helper()
	s := NewSession()
	noon := time.Date(2026, time.May, 1, 12, 0, 0, 5e6, time.UTC)
	var photos []library.Photo
	for i, minute := range []int{0, 1, 2, 2, 2, 2, 3, 4, 4, 4} {
		at := noon.Add(time.Duration(minute)*time.Minute + time.Duration(i)*100*time.Millisecond)
		photos = append(photos, library.Photo{
			ID: library.ID(i + 1), Path: fmt.Sprintf("/s/%02d.jpg", i+1), Hash: library.Hash(fmt.Sprint(i)), Capture: library.Capture{Time: at, Camera: "A"},
		})
	}
	s.Put(photos)
	for i, mean := range overall {
		s.SetScore(scorers.BuiltIn, library.ID(i+1), library.Score{Overall: library.Value{Known: true, Mean: mean / 10}})
	}
	groups := stacks.New(nil)
	t.Cleanup(groups.Close)
	groups.Put(photos, nil)
	s.Stacks.SetGrouping(groups.Renew())
	s.SetOrder(query.Order{By: query.ByTime})
	return s
}

// grid writes the cells down: "1 2 [3 of 4] 7 {8 9 10}" for a closed stack that shows
// photo 3 of four frames, and an open one.
func grid(s *Session) string {
	var words []string
	for i := 0; i < s.Stacks.Len(); i++ {
		c := s.Stacks.At(i)
		word := fmt.Sprint(c.ID)
		switch {
		case c.Closed():
			word = fmt.Sprintf("[%d of %d]", c.ID, len(c.Stack.Frames))
		case c.Stack != nil && len(c.Stack.Frames) == 1:
			word = fmt.Sprintf("(%d)", c.ID)
		case c.Stack != nil && i == c.Stack.At:
			word = "{" + word
		}
		if c.Stack != nil && c.Stack.Open && i == c.Stack.At+len(c.Stack.Frames)-1 {
			word += "}"
		}
		words = append(words, word)
	}
	return strings.Join(words, " ")
}

func wantGrid(t *testing.T, s *Session, when, want string) {
	t.Helper()
	if got := grid(s); got != want {
		t.Errorf("%s: %s, want %s", when, got, want)
	}
	for i, id := range s.Shown() {
		if at := s.Place(id); at != i {
			t.Errorf("%s: photo %d stands at %d, and says %d", when, id, i, at)
		}
		c := s.Stacks.At(s.Stacks.Place(id))
		if c.ID != id && (!c.Closed() || !slices.Contains(c.Stack.Frames, id)) {
			t.Errorf("%s: photo %d is said to be in the cell of %d", when, id, c.ID)
		}
	}
}

// byScore has burst 3 to 6 with the best at 5, and burst 8 to 10 with the best at 8.
var byScore = []float64{60, 90, 50, 61, 80, 30, 70, 75, 20, 40}

func flag(s *Session, f library.Flag, ids ...library.ID) {
	var photos []library.Photo
	for _, id := range ids {
		p := *s.Photo(id)
		p.Decision.Flag = f
		photos = append(photos, p)
	}
	s.Decided(photos)
}

func TestAStackIsOneCellWithItsSuggestedFrameOnTop(t *testing.T) {
	s := stacked(t, byScore...)
	wantGrid(t, s, "by time", "1 2 [5 of 4] 7 [8 of 3]")
	if s.Len() != 10 {
		t.Errorf("%d photos are shown", s.Len())
	}
	s.SetOrder(query.Order{By: query.ByOverall, Descending: true})
	wantGrid(t, s, "best first", "2 [5 of 4] [8 of 3] 7 1")
	s.SetOrder(query.Order{By: query.ByOverall})
	wantGrid(t, s, "worst first", "1 7 [8 of 3] [5 of 4] 2")
	s.Stacks.SetOn(false)
	wantGrid(t, s, "not stacked", "9 6 10 3 1 4 7 8 5 2")
	s.Stacks.SetOn(true)
	wantGrid(t, s, "stacked again", "1 7 [8 of 3] [5 of 4] 2")
}

func TestAStackOpensInPlaceAndClosesAgain(t *testing.T) {
	s := stacked(t, byScore...)
	s.Stacks.MoveTo(2)
	if !s.Stacks.Switch(s.Cursor()) {
		t.Fatal("it does not open")
	}
	wantGrid(t, s, "open", "1 2 {3 4 5 6} 7 [8 of 3]")
	if s.Cursor() != 5 {
		t.Errorf("the cursor went to %d", s.Cursor())
	}
	s.Stacks.ExtendTo(5)
	s.Stacks.Switch(6)
	wantGrid(t, s, "closed", "1 2 [5 of 4] 7 [8 of 3]")
	if got := s.Targets(); !slices.Equal(got, []library.ID{5}) || s.Cursor() != 5 {
		t.Errorf("the cursor is on %d, a mark acts on %v", s.Cursor(), got)
	}
	if s.Stacks.Switch(1) {
		t.Error("a photo alone opens")
	}
}

func TestWhatThePersonChoseStandsOnTop(t *testing.T) {
	for name, c := range map[string]struct {
		mark func(*Session)
		want string
	}{
		"picked":        {func(s *Session) { flag(s, library.Pick, 3) }, "1 2 [3 of 4] 7 [8 of 3]"},
		"two picked":    {func(s *Session) { flag(s, library.Pick, 3, 4) }, "1 2 [4 of 4] 7 [8 of 3]"},
		"best rejected": {func(s *Session) { flag(s, library.Reject, 5) }, "1 2 [4 of 4] 7 [8 of 3]"},
		"all rejected":  {func(s *Session) { flag(s, library.Reject, 8, 9, 10) }, "1 2 [5 of 4] 7 [8 of 3]"},
		"pick undone":   {func(s *Session) { flag(s, library.Pick, 3); flag(s, library.Undecided, 3) }, "1 2 [5 of 4] 7 [8 of 3]"},
		"rated": {func(s *Session) {
			p := *s.Photo(6)
			p.Decision.Rating = 4
			s.Decided([]library.Photo{p})
		}, "1 2 [6 of 4] 7 [8 of 3]"},
	} {
		t.Run(name, func(t *testing.T) {
			s := stacked(t, byScore...)
			c.mark(s)
			wantGrid(t, s, name, c.want)
		})
	}
}

func TestARejectedTopStaysUnderTheCursorUntilItLeaves(t *testing.T) {
	s := stacked(t, byScore...)
	s.Stacks.MoveTo(2)
	flag(s, library.Reject, 5)
	wantGrid(t, s, "rejected under the cursor", "1 2 [5 of 4] 7 [8 of 3]")
	if got := s.Targets(); !slices.Equal(got, []library.ID{5}) {
		t.Errorf("the same key would mark %v", got)
	}
	s.Stacks.MoveTo(3)
	wantGrid(t, s, "after the cursor left", "1 2 [4 of 4] 7 [8 of 3]")
}

func TestNewScoresLeaveTheTopsUntilTheGridIsSorted(t *testing.T) {
	s := stacked(t, byScore...)
	wantGrid(t, s, "before", "1 2 [5 of 4] 7 [8 of 3]")
	s.SetScore(scorers.BuiltIn, 6, library.Score{Overall: library.Value{Known: true, Mean: 10}})
	wantGrid(t, s, "after a new score", "1 2 [5 of 4] 7 [8 of 3]")
	s.Resort()
	wantGrid(t, s, "sorted again", "1 2 [6 of 4] 7 [8 of 3]")
}

func TestAFilterLeavesAStackWithTheFramesItShows(t *testing.T) {
	s := stacked(t, byScore...)
	f := query.NewFilter()
	f.Flags = []library.Flag{library.Undecided}
	flag(s, library.Pick, 5)
	s.SetFilter(f)
	wantGrid(t, s, "undecided", "1 2 [4 of 3] 7 [8 of 3]")
	if st := s.Stacks.Of(4); len(st.Group.Members) != 4 {
		t.Errorf("of %d frames in all", len(st.Group.Members))
	}
	s.Stacks.MoveTo(2)
	flag(s, library.Reject, 4) // hides the photo that was marked: the stack stays, and the cursor with it
	s.Stacks.ToTop()
	wantGrid(t, s, "one rejected", "1 2 [3 of 2] 7 [8 of 3]")
	if s.Cursor() != 3 {
		t.Errorf("the cursor is on %d", s.Cursor())
	}
	flag(s, library.Reject, 3)
	s.Stacks.ToTop()
	wantGrid(t, s, "one is left", "1 2 (6) 7 [8 of 3]")
	flag(s, library.Undecided, 3, 4) // the undo
	wantGrid(t, s, "undone under the cursor", "1 2 [6 of 3] 7 [8 of 3]")
	s.Stacks.MoveTo(0)
	s.Resort()
	wantGrid(t, s, "undone", "1 2 [4 of 3] 7 [8 of 3]")
}

func TestSelectionGoesByWhatIsSeenAndSelectAllByPhotos(t *testing.T) {
	s := stacked(t, byScore...)
	s.Stacks.MoveTo(1)
	s.Stacks.ExtendTo(3)
	if got := s.Targets(); !slices.Equal(got, []library.ID{2, 5, 7}) {
		t.Errorf("a range selects %v", got)
	}
	s.SelectAll()
	if s.Selection.Count() != 10 {
		t.Errorf("select all selects %d photos", s.Selection.Count())
	}
	s.Stacks.Toggle(2) // the stack goes with what it hides
	if s.Selection.Count() != 6 || s.Selection.Has(3) {
		t.Errorf("%d photos are left selected", s.Selection.Count())
	}
	s.Stacks.Toggle(2)
	if s.Selection.Count() != 7 || !s.Selection.Has(5) || s.Selection.Has(3) {
		t.Errorf("of a closed stack more than the frame on top is selected")
	}
}

func TestTheCursorGoesByStack(t *testing.T) {
	for _, open := range []bool{false, true} {
		s := stacked(t, byScore...)
		s.Stacks.SetOpen(3, open)
		walk := func(id library.ID, by int, several bool) (all []library.ID) {
			for id = s.Stacks.Next(id, by, several); id != 0; id = s.Stacks.Next(id, by, several) {
				all = append(all, id)
			}
			return all
		}
		if got := walk(1, 1, false); !slices.Equal(got, []library.ID{2, 5, 7, 8}) {
			t.Errorf("open is %v: forward %v", open, got)
		}
		if got := walk(10, -1, false); !slices.Equal(got, []library.ID{7, 5, 2, 1}) {
			t.Errorf("open is %v: back %v", open, got)
		}
		if got := walk(1, 1, true); !slices.Equal(got, []library.ID{5, 8}) {
			t.Errorf("open is %v: by stacks of several %v", open, got)
		}
		if got := walk(6, 1, false); !slices.Equal(got, []library.ID{7, 8}) {
			t.Errorf("open is %v: from inside %v", open, got)
		}
	}
}

func TestNewGroupsKeepTheOrderAndWhatIsOpen(t *testing.T) {
	s := stacked(t, byScore...)
	s.SetOrder(query.Order{By: query.ByOverall, Descending: true})
	s.Stacks.SetOpen(3, true)
	wantGrid(t, s, "before", "2 {3 4 5 6} [8 of 3] 7 1")
	photos := s.Photos(func(*library.Photo) bool { return true })
	for i := range photos {
		if photos[i].ID > 4 { // the burst ends after its second frame
			photos[i].Capture.Time = photos[i].Capture.Time.Add(time.Hour)
		}
	}
	groups := stacks.New(nil)
	defer groups.Close()
	groups.Put(photos, nil)
	s.Stacks.SetGrouping(groups.Renew())
	wantGrid(t, s, "split", "2 {3 4} {5 6} [8 of 3] 7 1")
	s.Resort()
	wantGrid(t, s, "sorted", "2 {5 6} [8 of 3] 7 {3 4} 1")
	s.Stacks.CloseAll()
	wantGrid(t, s, "closed", "2 [5 of 2] [8 of 3] 7 [4 of 2] 1")
}

func TestPhotosThatComeLaterStandAloneAtTheEnd(t *testing.T) {
	s := stacked(t, byScore...)
	s.Put([]library.Photo{{ID: 11, Path: "/s/11.jpg"}})
	wantGrid(t, s, "a new one", "1 2 [5 of 4] 7 [8 of 3] 11")
	s.SetMissing([]library.ID{5, 8, 9})
	wantGrid(t, s, "three are gone", "1 2 [4 of 3] 7 (10) 11")
	s.Forget(func(*library.Photo) bool { return true })
	wantGrid(t, s, "all are gone", "")
	if s.Stacks.Next(1, 1, false) != 0 || s.Stacks.At(0) != (Cell{}) {
		t.Error("there is something in an empty grid")
	}
	s.Stacks.ToTop()
	s.Stacks.MoveTo(0)
	s.Stacks.ExtendTo(3)
	s.Stacks.Toggle(0)
}

package session

import (
	"fmt"
	"slices"
	"testing"

	"keeplight.app/keeplight/app/scorers"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/query"
)

// shoot gives photos 1..n named IMG_0001.jpg and so on.
func shoot(n int) []library.Photo {
	photos := make([]library.Photo, n)
	for i := range photos {
		photos[i] = library.Photo{
			ID: library.ID(i + 1), Path: fmt.Sprintf("/shoot/IMG_%04d.jpg", i+1),
			Hash: library.Hash(fmt.Sprintf("h%d", i+1)),
		}
	}
	return photos
}

func scored(overall float64, hash string) library.Score {
	return library.Score{Overall: library.Value{Known: true, Mean: overall}, Hash: library.Hash(hash)}
}

// sessionOf gives a session of n photos whose scores rise with their ID, in
// order: the last one first.
func sessionOf(n int) *Session {
	s := NewSession()
	s.Put(shoot(n))
	for i := 1; i <= n; i++ {
		s.SetScore(scorers.BuiltIn, library.ID(i), scored(float64(i)/10, fmt.Sprintf("h%d", i)))
	}
	s.Resort()
	s.MoveTo(0)
	return s
}

func ids(of ...int) []library.ID {
	out := make([]library.ID, len(of))
	for i, v := range of {
		out[i] = library.ID(v)
	}
	return out
}

func wantShown(t *testing.T, s *Session, want ...int) {
	t.Helper()
	if !slices.Equal(s.Shown(), ids(want...)) {
		t.Fatalf("shown %v, want %v", s.Shown(), want)
	}
	for i, id := range s.Shown() {
		if s.Place(id) != i {
			t.Fatalf("photo %d stands at %d but Place says %d", id, i, s.Place(id))
		}
	}
}

func TestNewScoresWaitUntilAskedFor(t *testing.T) {
	s := sessionOf(3)
	wantShown(t, s, 3, 2, 1)
	s.SetScore(scorers.BuiltIn, 1, scored(9, "h1"))
	wantShown(t, s, 3, 2, 1)
	if got := s.Waiting(); got != (Waiting{Scores: 1}) {
		t.Fatalf("waiting %+v", got)
	}
	s.Resort()
	wantShown(t, s, 1, 3, 2)
	if s.Waiting().Any() {
		t.Fatal("something still waits after sorting")
	}
	s.SetOrder(query.Order{By: query.ByName})
	s.SetScore(scorers.BuiltIn, 2, scored(1, "h2"))
	if s.Waiting().Any() {
		t.Fatal("a score waits though the grid is sorted by name")
	}
}

func TestNewPhotosAreAppendedAndMissingOnesTakenOut(t *testing.T) {
	s := sessionOf(3)
	extra := shoot(4)[3:]
	s.Put(extra)
	wantShown(t, s, 3, 2, 1, 4)
	s.SetMissing(ids(2))
	wantShown(t, s, 3, 1, 4)
	if s.Photo(2) == nil || s.Total() != 3 {
		t.Fatal("a missing photo is forgotten or still counted")
	}
	back := shoot(2)[1:]
	s.Put(back)
	wantShown(t, s, 3, 2, 1, 4)
}

func TestAMarkThatHidesAPhotoMovesToTheNextOne(t *testing.T) {
	s := sessionOf(4)
	f := query.NewFilter()
	f.Flags = []library.Flag{library.Undecided}
	s.SetFilter(f)
	s.MoveTo(1) // photo 3
	p := *s.Photo(3)
	p.Decision.Flag = library.Reject
	s.Decided([]library.Photo{p})
	wantShown(t, s, 4, 2, 1)
	if s.Cursor() != 2 {
		t.Fatalf("the cursor is on photo %d, not on the next one", s.Cursor())
	}
	p.Decision.Flag = library.Undecided // undo
	s.Decided([]library.Photo{p})
	wantShown(t, s, 4, 3, 2, 1)
	if s.Waiting().Any() {
		t.Fatal("a photo that came back to its place waits to be sorted in")
	}

	s.MoveTo(3)
	p.Decision.Flag = library.Pick
	s.Decided([]library.Photo{p})
	if s.Cursor() != 1 {
		t.Fatalf("after the last photo was hidden the cursor is on %d", s.Cursor())
	}
}

func TestSortingKeepsTheCursorOnItsPhoto(t *testing.T) {
	s := sessionOf(5)
	s.MoveTo(4) // photo 1
	s.SetOrder(query.Order{By: query.ByName})
	if s.Cursor() != 1 || s.Place(1) != 0 {
		t.Fatalf("cursor on %d at %d", s.Cursor(), s.Place(1))
	}
	f := query.NewFilter()
	f.Overall = query.Range{Min: 0.25, Max: 10}
	s.SetFilter(f)
	wantShown(t, s, 3, 4, 5)
	if s.Cursor() != 3 {
		t.Fatalf("the cursor went to %d, not to the nearest photo shown", s.Cursor())
	}
	if !s.SuspendFilter() || s.Len() != 5 || s.Cursor() != 3 {
		t.Fatal("suspending the filter does not show everything")
	}
	if s.SuspendFilter() || s.Len() != 3 {
		t.Fatal("the filter does not come back")
	}
}

func TestOtherPixelsLoseTheOldScore(t *testing.T) {
	s := sessionOf(2)
	p := *s.Photo(1)
	p.Hash = ""
	s.Put([]library.Photo{p})
	if s.Score(1) == nil {
		t.Fatal("the score went before the new pixels were read")
	}
	p.Hash = "h1"
	s.Put([]library.Photo{p})
	if s.Score(1) == nil {
		t.Fatal("an edited tag costs the score")
	}
	p.Hash = "other"
	s.Put([]library.Photo{p})
	if s.Score(1) != nil {
		t.Fatal("the old pixels' score stays on the new ones")
	}
}

func TestAFolderThatIsClosedTakesItsPhotosAlong(t *testing.T) {
	s := sessionOf(3)
	s.Forget(func(p *library.Photo) bool { return p.ID == 3 })
	wantShown(t, s, 2, 1)
	if s.Cursor() != 2 || s.Photo(3) != nil {
		t.Fatalf("cursor on %d", s.Cursor())
	}
}

func TestRangesAndSingleClicksSelect(t *testing.T) {
	s := sessionOf(5) // shown 5 4 3 2 1
	s.MoveTo(1)
	s.ExtendTo(3)
	if got := s.Targets(); !slices.Equal(got, ids(4, 3, 2)) {
		t.Fatalf("a range of three selects %v", got)
	}
	s.ExtendTo(0)
	if got := s.Targets(); !slices.Equal(got, ids(5, 4)) {
		t.Fatalf("the range does not turn around its beginning: %v", got)
	}
	s.Toggle(4)
	if got := s.Targets(); !slices.Equal(got, ids(5, 4, 1)) {
		t.Fatalf("one more gives %v", got)
	}
	s.Toggle(0)
	s.MoveTo(2)
	if got := s.Targets(); !slices.Equal(got, ids(3)) {
		t.Fatalf("moving keeps the selection: %v", got)
	}
	s.SelectAll()
	if s.Selection.Count() != 5 {
		t.Fatalf("select all selects %d", s.Selection.Count())
	}
}

func TestTheFirstToggleKeepsTheCursorsPhoto(t *testing.T) {
	s := sessionOf(3)
	s.MoveTo(0)
	s.Toggle(2)
	if got := s.Targets(); !slices.Equal(got, ids(3, 1)) {
		t.Fatalf("targets %v", got)
	}
}

func TestMovingStopsAtTheEnds(t *testing.T) {
	s := sessionOf(3)
	if s.Move(-1) || s.Cursor() != 3 {
		t.Fatal("moved before the first photo")
	}
	if !s.Move(10) || s.Cursor() != 1 {
		t.Fatal("a long step does not reach the last photo")
	}
	empty := NewSession()
	if empty.Move(1) || empty.Cursor() != 0 || empty.Targets() != nil {
		t.Fatal("an empty session has a cursor")
	}
	empty.ExtendTo(3)
	empty.Toggle(0)
}

func TestDecisionsAndCountsLeaveMissingPhotosOut(t *testing.T) {
	s := sessionOf(4)
	for id, f := range map[int]library.Flag{1: library.Pick, 2: library.Reject, 3: library.Pick} {
		p := *s.Photo(library.ID(id))
		p.Decision.Flag = f
		s.Decided([]library.Photo{p})
	}
	s.SetMissing(ids(3))
	picks, rejects, open := s.Decisions()
	if picks != 1 || rejects != 1 || open != 1 {
		t.Fatalf("%d picks, %d rejects, %d open", picks, rejects, open)
	}
	if c := NewCounting(s, s.Filter()).All(); c.Total != 3 || c.Flags[library.Pick] != 1 {
		t.Fatalf("counts %+v", c)
	}
	s.SetProblem(scorers.BuiltIn, 4, library.Verbatim("damaged"))
	if done, failed, total := s.Scored(); done != 3 || failed != 1 || total != 3 {
		t.Fatalf("%d of %d are done, %d failed", done, total, failed)
	}
	got := s.Photos(func(p *library.Photo) bool { return p.Decision.Flag == library.Pick })
	if len(got) != 1 || got[0].ID != 1 {
		t.Fatalf("the picks are %v", got)
	}
}

func BenchmarkResortTenThousand(b *testing.B) {
	s := sessionOf(10_000)
	for b.Loop() {
		s.Resort()
	}
}

func TestTheFirstPhotoShownHasTheCursor(t *testing.T) {
	s := NewSession()
	s.Put(shoot(2))
	if s.Cursor() != 1 {
		t.Fatalf("the cursor is on %d", s.Cursor())
	}
	f := query.NewFilter()
	f.Flags = []library.Flag{library.Pick}
	s.SetFilter(f)
	if s.Cursor() != 0 {
		t.Fatalf("nothing is shown and the cursor is on %d", s.Cursor())
	}
	p := *s.Photo(2)
	p.Decision.Flag = library.Pick
	s.Decided([]library.Photo{p})
	if s.Cursor() != 2 {
		t.Fatalf("one photo is shown and the cursor is on %d", s.Cursor())
	}
}

func TestManyPhotosGoAndComeInOnePass(t *testing.T) {
	const n = 100_000
	s := sessionOf(n)
	s.MoveTo(n / 2)
	cursor := s.Cursor()
	var gone []library.ID
	for i := range n {
		if id := s.At(i); i%2 == 0 && id != cursor {
			gone = append(gone, id)
		}
	}
	s.SetMissing(gone)
	if s.Len() != n-len(gone) || s.Cursor() != cursor || s.At(s.Place(cursor)) != cursor {
		t.Fatalf("%d are shown, cursor on %d at %d", s.Len(), s.Cursor(), s.Place(s.Cursor()))
	}
	s.Put(shoot(n))
	if s.Len() != n {
		t.Fatalf("%d came back", s.Len())
	}
	all := map[library.ID]bool{}
	for i, id := range s.Shown() {
		if all[id] || s.Place(id) != i {
			t.Fatalf("photo %d is shown twice or its place is wrong", id)
		}
		all[id] = true
	}
	s.SetMissing(s.Shown())
	if s.Len() != 0 || s.Cursor() != 0 {
		t.Fatal("something is shown though all are gone")
	}
}

func TestTheCursorGoesToTheNextPhotoWhenSeveralGo(t *testing.T) {
	s := sessionOf(6) // shown 6 5 4 3 2 1
	s.MoveTo(3)
	s.SetMissing(ids(6, 5, 3))
	wantShown(t, s, 4, 2, 1)
	if s.Cursor() != 2 {
		t.Fatalf("the cursor is on %d", s.Cursor())
	}
}

func TestSortingGoesToTheFirstPhotoUntilThePersonPutsTheCursorSomewhere(t *testing.T) {
	for name, c := range map[string]struct {
		act  func(*Session)
		want int
	}{
		"nothing was done":     {func(*Session) {}, 5},
		"all were selected":    {(*Session).SelectAll, 5},
		"the cursor was moved": {func(s *Session) { s.Move(1) }, 2},
		"a range was selected": {func(s *Session) { s.ExtendTo(2) }, 3},
		"a photo was added":    {func(s *Session) { s.Toggle(1) }, 2},
		"a mark was made":      {func(s *Session) { s.Selection.Hold() }, 1},
		"all photos went": {func(s *Session) {
			s.Move(1)
			s.Forget(func(*library.Photo) bool { return true })
			s.Put(shoot(5))
		}, 5},
	} {
		t.Run(name, func(t *testing.T) {
			s := NewSession()
			s.Put(shoot(5))
			c.act(s)
			for i := 1; i <= 5; i++ {
				s.SetScore(scorers.BuiltIn, library.ID(i), scored(float64(i), fmt.Sprintf("h%d", i)))
			}
			s.Resort()
			if s.Cursor() != library.ID(c.want) {
				t.Errorf("the cursor is on %d, want %d", s.Cursor(), c.want)
			}
		})
	}
}

func TestAStepBringsItsRotationWordsAndWhetherTheFileIsThere(t *testing.T) {
	s := sessionOf(3)
	p := *s.Photo(2)
	p.Rotation, p.Metadata, p.Missing = 1, library.Metadata{Title: "Gull"}, true
	p.Hash = "older" // than what was read since
	s.Decided([]library.Photo{p})
	wantShown(t, s, 3, 1)
	if got := s.Photo(2); got.Rotation != 1 || got.Metadata.Title != "Gull" || !got.Missing || got.Hash != "h2" {
		t.Errorf("is now %+v", got)
	}
	p.Rotation, p.Missing = 0, false
	s.Decided([]library.Photo{p})
	wantShown(t, s, 3, 2, 1)
	if got := s.Photo(2); got.Rotation != 0 || got.Missing {
		t.Errorf("is now %+v", got)
	}
}

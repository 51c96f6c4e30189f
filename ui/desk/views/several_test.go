package views

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	mouse "fyne.io/fyne/v2/driver/desktop"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/command"
	"keeplight.app/keeplight/ui/controls"
	"keeplight.app/keeplight/ui/desk/desktest"
	"keeplight.app/keeplight/ui/grid"
	"keeplight.app/keeplight/ui/loupe"
	"keeplight.app/keeplight/ui/style/styletest"
)

// severalRoom is a switcher with the program's four views.
type severalRoom struct {
	*Switcher
	d       *desktest.Desk
	compare *Compare
	survey  *Survey
	seen    []library.ID
	stacks  fakeStacks
}

// fakeStacks knows one stack.
type fakeStacks struct{ ids []library.ID }

func (s *fakeStacks) Of(id library.ID) []library.ID {
	if slices.Contains(s.ids, id) {
		return s.ids
	}
	return nil
}

func newSeveralRoom(t *testing.T, photos int) *severalRoom {
	t.Helper()
	r := &severalRoom{d: desktest.Open(t)}
	r.d.AddPhotos(t, photos)
	seen := func(ids []library.ID) { r.seen = ids }
	wall := NewGrid(GridNeeds{
		Session: r.d.Session, Desk: r.d.Desk, Draw: func(func()) {}, Thumbs: r.d.Shoot.Pictures(), Source: grid.Source(cells{r.d.Session}),
		Side: &r.d.Settings.Window.TileSide, Clicked: func(int, fyne.KeyModifier) {}, Opened: func(int) {}, Seen: seen,
	})
	one := NewLoupe(LoupeNeeds{
		Session: r.d.Session, Desk: r.d.Desk, Draw: func(func()) {},
		Pictures: r.d.Shoot.Pictures(), Read: r.d.Shoot.Pictures().Beside(),
		Filmstrip: &r.d.Settings.Window.Filmstrip, Opened: func(int) {},
		Chips: func(*library.Photo) loupe.Words { return loupe.Words{} }, Seen: seen,
	})
	r.compare, r.survey = NewBeside(SeveralNeeds{
		Session: r.d.Session, Desk: r.d.Desk, Notices: r.d.Notices, Draw: func(func()) {}, Pictures: r.d.Shoot.Pictures(), Seen: seen,
		Stacks: &r.stacks, Do: func(id command.ID) { r.do(t, id) },
		Unflag: "unflag",
	}, r.d.Shoot.Pictures().Beside())
	r.Switcher = NewSwitcher(r.d.Session, wall, one, r.compare, r.survey)
	t.Cleanup(r.Close)
	r.d.UseCommands(t, r.Commands())
	r.d.Session.MoveTo(0)
	r.d.Window.SetContent(r.survey.Object())
	return r
}

func (r *severalRoom) do(t *testing.T, ids ...command.ID) {
	t.Helper()
	for _, id := range ids {
		r.d.Applied = change.None
		r.d.Do(t, r.Commands(), id)
		r.Current().Show(r.d.Applied)
	}
}

// selects selects the photos at these places, the cursor on the last.
func (r *severalRoom) selects(places ...int) {
	r.d.Session.MoveTo(places[0])
	for _, i := range places[1:] {
		r.d.Session.Toggle(i)
	}
}

// places gives where photos stand in the order.
func (r *severalRoom) places(ids []library.ID) (places []int) {
	for _, id := range ids {
		places = append(places, r.d.Session.Place(id))
	}
	return places
}

func (r *severalRoom) wantShown(t *testing.T, s *several, focus int, places ...int) {
	t.Helper()
	if got := r.places(s.ids); !slices.Equal(got, places) || s.focus != focus {
		t.Errorf("it shows %v and the keys are with %d, want %v and %d", got, s.focus, places, focus)
	}
	if got := r.places(r.Targets()); len(places) > 0 && !slices.Equal(got, []int{places[focus]}) {
		t.Errorf("a mark acts on %v, want %d", got, places[focus])
	}
}

func TestCompareAndSurveyShowWhatIsMeant(t *testing.T) {
	for name, c := range map[string]struct {
		photos          int
		selected        []int // none puts the cursor on the place in at
		at              int
		stack           []int
		compare, survey []int
	}{
		"nothing selected":         {20, nil, 10, nil, []int{10, 11}, []int{6, 7, 8, 9, 10, 11, 12, 13, 14}},
		"one selected":             {20, []int{3}, 0, nil, []int{3, 4}, []int{0, 1, 2, 3, 4, 5, 6, 7, 8}},
		"at the end":               {20, nil, 19, nil, []int{19, 18}, []int{11, 12, 13, 14, 15, 16, 17, 18, 19}},
		"few photos":               {3, nil, 1, nil, []int{1, 2}, []int{0, 1, 2}},
		"one photo":                {1, nil, 0, nil, []int{0}, []int{0}},
		"two selected":             {20, []int{2, 7}, 0, nil, []int{2, 7}, []int{2, 7}},
		"in the order of the grid": {20, []int{7, 2, 5}, 0, nil, []int{2, 5}, []int{2, 5, 7}},
		"nine selected":            {20, []int{1, 2, 3, 4, 5, 6, 7, 8, 9}, 0, nil, []int{1, 2}, []int{1, 2, 3, 4, 5, 6, 7, 8, 9}},
		"more than nine selected":  {20, []int{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}, 0, nil, []int{1, 2}, []int{1, 2, 3, 4, 5, 6, 7, 8, 9}},
		"a stack":                  {20, nil, 5, []int{4, 5, 6}, []int{5, 6}, []int{4, 5, 6}},
		"beside a stack":           {20, nil, 8, []int{4, 5, 6}, []int{8, 9}, []int{4, 5, 6, 7, 8, 9, 10, 11, 12}},
	} {
		t.Run(name, func(t *testing.T) {
			for view, want := range map[command.ID][]int{CompareID: c.compare, SurveyID: c.survey} {
				r := newSeveralRoom(t, c.photos)
				for _, i := range c.stack {
					r.stacks.ids = append(r.stacks.ids, r.d.Session.At(i))
				}
				r.d.Session.MoveTo(c.at)
				if c.selected != nil {
					r.selects(c.selected...)
				}
				r.do(t, view)
				if got := r.places(r.Current().(beside).core().ids); !slices.Equal(got, want) {
					t.Errorf("%s shows %v, want %v", view, got, want)
				}
				if said := r.d.Notices.Notice(); (said != "") != (len(c.selected) > mostBeside) {
					t.Errorf("%s says %q", view, said)
				}
			}
		})
	}
}

func TestASurveyHandsItsTwoBestToCompare(t *testing.T) {
	r := newSeveralRoom(t, 12)
	second := *r.d.Session.Photo(r.d.Session.At(4))
	second.Decision.Flag = library.Reject
	r.d.Session.Decided([]library.Photo{second})
	r.selects(2, 4, 6, 8)
	r.do(t, SurveyID, CompareID)
	if got := r.places(r.Current().(beside).core().ids); !slices.Equal(got, []int{2, 6}) {
		t.Errorf("compare shows %v", got)
	}
}

func TestEscGoesBackWithCursorAndSelectionAsTheyWere(t *testing.T) {
	r := newSeveralRoom(t, 12)
	r.selects(2, 4, 6, 8)
	cursor := r.d.Session.Cursor()
	for _, path := range [][]command.ID{
		{SurveyID, "next", "next"},
		{CompareID, "row-down", "next", crownID},
		{SurveyID, "previous", takeOutID},
		{SurveyID, aloneID, "next"},
	} {
		r.do(t, path...)
		r.Back()
		if !r.Home() || r.d.Session.Cursor() != cursor || r.d.Session.Selection.Count() != 4 || !slices.Equal(r.places(r.Targets()), []int{2, 4, 6, 8}) {
			t.Errorf("after %v Esc leads to %q, the cursor is at %d, a mark acts on %v", path, r.Current().ID(), r.d.Session.Place(r.d.Session.Cursor()), r.places(r.Targets()))
		}
	}
	r.do(t, SurveyID, "first", "next", GridID)
	if got := r.places([]library.ID{r.d.Session.Cursor()}); got[0] != 4 || r.d.Session.Selection.Count() != 4 {
		t.Errorf("by G the cursor is at %v with %d selected", got, r.d.Session.Selection.Count())
	}
}

func TestEscLeadsBackThroughTheViewsThatOneCameBy(t *testing.T) {
	r := newSeveralRoom(t, 12)
	r.selects(2, 4, 6, 8)
	r.do(t, SurveyID, "first", "next", CompareID, "next", LoupeID)
	for _, want := range []command.ID{CompareID, SurveyID, GridID} {
		if _, ok := r.Back(); !ok || !r.IsCurrent(want) {
			t.Fatalf("Esc leads to %q, want %q", r.Current().ID(), want)
		}
		if want == SurveyID {
			r.wantShown(t, r.survey.several, 1, 2, 4, 6, 8)
		}
	}
	r.do(t, LoupeID, CompareID)
	r.Back()
	if !r.IsCurrent(LoupeID) {
		t.Errorf("from the loupe Esc leads to %q", r.Current().ID())
	}
}

func TestAMarkActsOnThePhotoWithTheFrameAlone(t *testing.T) {
	r := newSeveralRoom(t, 12)
	r.selects(2, 4, 6, 8)
	r.do(t, SurveyID, "first")
	r.wantShown(t, r.survey.several, 0, 2, 4, 6, 8)
	r.do(t, "next")
	r.wantShown(t, r.survey.several, 1, 2, 4, 6, 8)
	if changed, ok := r.NextPane(); !ok || !changed.Has(change.Cursor) {
		t.Error("Tab does not lead on")
	}
	r.wantShown(t, r.survey.several, 2, 2, 4, 6, 8)
	r.do(t, "last", "next")
	r.wantShown(t, r.survey.several, 3, 2, 4, 6, 8)
	r.NextPane()
	r.wantShown(t, r.survey.several, 0, 2, 4, 6, 8)
	r.survey.seats[2].cell.OnFocus()
	r.wantShown(t, r.survey.several, 2, 2, 4, 6, 8)
	if r.seen[0] != r.d.Session.At(6) || len(r.seen) != 4 {
		t.Errorf("in view are %v", r.places(r.seen))
	}
}

func TestARejectedPhotoStaysAndSaysHowItComesBack(t *testing.T) {
	r := newSeveralRoom(t, 6)
	r.d.UseCommands(t, append(r.Commands(), command.Binding{ID: "unflag", Section: command.Decide, Title: "Remove flag", Keys: []command.Key{{Name: "u"}}}))
	r.selects(0, 1, 2)
	r.do(t, SurveyID, "first")
	r.d.Decide(t, catalog.Mark{ID: r.d.Session.At(0), Flag: new(library.Reject)})
	r.Current().Show(change.Marked)
	styletest.Sees(t, r.survey.Object(), "Reject", "U brings it back", "A", "B", "C")
	r.wantShown(t, r.survey.several, 0, 0, 1, 2)
	if got := r.survey.order; !slices.Equal(got, []int{1, 2, 0}) {
		t.Errorf("the best are %v, though the first is rejected", got)
	}
	r.d.Decide(t, catalog.Mark{ID: r.d.Session.At(0), Flag: new(library.Undecided)})
	r.Current().Show(change.Marked)
	styletest.SeesNot(t, r.survey.Object(), "U brings it back")
}

func TestAPhotoThatTheFilterHidesKeepsItsPaneAndTheKeys(t *testing.T) {
	r := newSeveralRoom(t, 6)
	f := r.d.Session.Filter()
	f.Flags = []library.Flag{library.Undecided}
	r.d.Session.SetFilter(f)
	r.d.Session.MoveTo(0)
	r.do(t, CompareID)
	first := r.compare.ids[0]
	r.d.Decide(t, catalog.Mark{ID: first, Flag: new(library.Pick)})
	r.Current().Show(change.Marked | change.Order)
	if r.d.Session.Place(first) >= 0 {
		t.Fatal("the filter does not hide it")
	}
	if r.Targets()[0] != first || r.compare.ids[0] != first {
		t.Errorf("a mark acts on %v, the champion is %v", r.Targets(), r.compare.ids[0])
	}
}

func TestUndoGivesTheKeysToThePhotoThatItChanged(t *testing.T) {
	r := newSeveralRoom(t, 6)
	r.selects(0, 1, 2)
	r.do(t, SurveyID, "first", "next", "next")
	r.d.Session.MoveTo(0) // as undo shows what it changed
	r.Current().Show(change.Marked | change.Order)
	r.wantShown(t, r.survey.several, 0, 0, 1, 2)
	r.Back()
	if r.d.Session.Selection.Count() != 3 {
		t.Errorf("%d are selected after it", r.d.Session.Selection.Count())
	}
}

func TestAutoAdvanceGoesToTheNextPaneOrChallenger(t *testing.T) {
	r := newSeveralRoom(t, 6)
	r.selects(0, 1, 2)
	r.do(t, SurveyID, "first")
	r.Advance()
	r.wantShown(t, r.survey.several, 1, 0, 1, 2)
	r.Back()
	r.do(t, CompareID)
	r.Advance() // the champion stays
	r.wantShown(t, r.compare.several, 0, 0, 1)
	r.do(t, "next")
	r.Advance()
	r.wantShown(t, r.compare.several, 1, 0, 2)
	r.Back()
	r.Advance()
	if got := r.places([]library.ID{r.d.Session.Cursor()}); got[0] != 3 {
		t.Errorf("in the grid it goes to %v", got)
	}
}

func TestOneTakenOutOfTheSurveyComesBackByItsKey(t *testing.T) {
	r := newSeveralRoom(t, 6)
	r.selects(0, 1, 2)
	r.do(t, SurveyID, "first", "next", takeOutID)
	r.wantShown(t, r.survey.several, 1, 0, 2)
	styletest.Sees(t, r.survey.Object(), "A", "C")
	styletest.SeesNot(t, r.survey.Object(), "B")
	r.do(t, takeOutID, takeOutID)
	r.wantShown(t, r.survey.several, 0, 0)
	if r.d.Notices.Notice() != "This is the last photo here" {
		t.Errorf("it says %q", r.d.Notices.Notice())
	}
	r.do(t, SurveyID)
	if got := r.places(r.survey.ids); !slices.Equal(got, []int{0, 1, 2}) {
		t.Errorf("N shows %v", got)
	}
	for _, id := range r.survey.ids {
		if d := r.d.Session.Photo(id).Decision; d != (library.Decision{}) {
			t.Errorf("taking out marked a photo: %+v", d)
		}
	}
}

func TestTheEndOfTheChallengersIsSaid(t *testing.T) {
	r := newSeveralRoom(t, 3)
	r.do(t, CompareID, "row-down")
	r.wantShown(t, r.compare.several, 1, 0, 2)
	r.do(t, "row-down")
	r.wantShown(t, r.compare.several, 1, 0, 2)
	if got := r.d.Notices.Notice(); got != "That was the last challenger" {
		t.Errorf("it says %q", got)
	}
	r.do(t, crownID)
	r.wantShown(t, r.compare.several, 0, 2, 0)
	if got := r.d.Notices.Notice(); !strings.Contains(got, "the champion has won") {
		t.Errorf("it says %q", got)
	}
}

func TestCommandsOfSeveralPhotosSayWhereTheyWork(t *testing.T) {
	r := newSeveralRoom(t, 3)
	for id, want := range map[command.ID]string{
		crownID: "Only while photos are compared", takeOutID: "Only in the survey",
		aloneID: "Only in compare and survey", againstID: "Only in compare and survey",
	} {
		r.do(t, id)
		if got := r.d.Notices.Notice(); got != want || !r.Home() {
			t.Errorf("%s says %q", id, got)
		}
	}
}

// noted notes what the mouse marks.
type noted struct{ marks []string }

func (n *noted) FlagAt(id library.ID, f library.Flag) change.Set {
	n.marks = append(n.marks, fmt.Sprintf("%d %v", id, f))
	return change.None
}

func (n *noted) RateAt(id library.ID, stars library.Rating) change.Set {
	n.marks = append(n.marks, fmt.Sprintf("%d %d stars", id, stars))
	return change.None
}

func (n *noted) LabelAt(id library.ID, l library.Label) change.Set {
	n.marks = append(n.marks, fmt.Sprintf("%d %v", id, l))
	return change.None
}

func TestTheMousesButtonsMarkThePhotoOfTheirPane(t *testing.T) {
	r, by := newSeveralRoom(t, 4), &noted{}
	r.survey.Mouse = Mouse{Marking: func() Marking { return by }, Touch: func() {}, Apply: func(change.Set) {}}
	r.selects(0, 1, 2)
	r.do(t, SurveyID, "first")
	r.d.Window.Resize(fyne.NewSize(1600, 1000))
	tap := func(pane int, x float32) {
		t.Helper()
		cell := r.survey.seats[pane].cell
		cell.Pane().MouseMoved(&mouse.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(9, 9)}})
		for _, o := range styletest.Visible(cell) {
			if bar, ok := o.(*controls.MarkBar); ok {
				bar.Tapped(&fyne.PointEvent{Position: fyne.NewPos(x, 9)})
				return
			}
		}
		t.Fatalf("pane %d has no buttons though the pointer is there", pane)
	}
	tap(1, 9)
	id := func(pane int) library.ID { return r.survey.ids[pane] }
	if want := []string{fmt.Sprintf("%d %v", id(1), library.Pick)}; !slices.Equal(by.marks, want) {
		t.Errorf("it marks %v, want %v", by.marks, want)
	}
	r.wantShown(t, r.survey.several, 1, 0, 1, 2)
	tap(2, 50)
	if want := fmt.Sprintf("%d 1 stars", id(2)); by.marks[len(by.marks)-1] != want {
		t.Errorf("it marks %v, want %v", by.marks, want)
	}
	r.wantShown(t, r.survey.several, 2, 0, 1, 2)
	r.Switcher.KeyPressed()
	for _, seat := range r.survey.seats {
		for _, o := range styletest.Visible(seat.cell) {
			if _, ok := o.(*controls.MarkBar); ok {
				t.Error("there are buttons though keys are used")
			}
		}
	}
}

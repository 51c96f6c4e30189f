package views

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/command"
	"keeplight.app/keeplight/ui/desk/desktest"
	"keeplight.app/keeplight/ui/grid"
	"keeplight.app/keeplight/ui/loupe"
	"keeplight.app/keeplight/ui/session"
)

// fakeView shows the photos of the cursor and of the next place, two beside each
// other.
type fakeView struct {
	d      *desktest.Desk
	object fyne.CanvasObject
	shown  change.Set
	zoomed float32
	deep   bool // Back has something to leave
}

var _ View = (*fakeView)(nil)

func (v *fakeView) ID() command.ID                 { return "compare" }
func (v *fakeView) Title() string                  { return "Compare" }
func (v *fakeView) Keys() []command.Key            { return []command.Key{{Name: "c"}} }
func (v *fakeView) Object() fyne.CanvasObject      { return v.object }
func (v *fakeView) Show(changed change.Set)        { v.shown |= changed }
func (v *fakeView) Selects() bool                  { return false }
func (v *fakeView) Step() (row, screen int)        { return 2, 4 }
func (v *fakeView) Zoom(factor float32) change.Set { v.zoomed = factor; return change.Toolbar }
func (v *fakeView) Back() (changed change.Set, ok bool) {
	ok = v.deep
	v.deep = false
	return change.Cursor, ok
}

func (v *fakeView) Targets() []library.ID {
	at := v.d.Session.Place(v.d.Session.Cursor())
	return []library.ID{v.d.Session.At(at), v.d.Session.At(at + 1)}
}

// room is a switcher with the program's views and one that it does not know.
type room struct {
	*Switcher
	d     *desktest.Desk
	grid  *Grid
	loupe *Loupe
	third *fakeView
	seen  []library.ID
}

// cells say nothing but which photo they show.
type cells struct{ *session.Session }

func (c cells) Sections() []grid.Section { return nil }

func (c cells) Tile(i int) grid.Tile {
	id := c.At(i)
	if c.Photo(id) == nil {
		return grid.Tile{}
	}
	return grid.Tile{ID: id, Name: c.Photo(id).Name()}
}

func newRoom(t *testing.T, photos int) *room {
	t.Helper()
	r := &room{d: desktest.Open(t)}
	r.d.AddPhotos(t, photos)
	seen := func(ids []library.ID) { r.seen = ids }
	source := cells{r.d.Session}
	r.grid = NewGrid(GridNeeds{
		Session: r.d.Session, Desk: r.d.Desk, Draw: func(func()) {}, Thumbs: r.d.Shoot.Pictures(), Source: source,
		Side: &r.d.Settings.Window.TileSide, Clicked: func(int, fyne.KeyModifier) {}, Opened: func(int) {}, Seen: seen,
	})
	r.loupe = NewLoupe(LoupeNeeds{
		Session: r.d.Session, Desk: r.d.Desk, Draw: func(func()) {},
		Pictures: r.d.Shoot.Pictures(), Read: r.d.Shoot.Pictures().Beside(),
		Filmstrip: &r.d.Settings.Window.Filmstrip, Opened: func(int) {},
		Chips: func(*library.Photo) loupe.Words { return loupe.Words{} }, Seen: seen,
	})
	r.third = &fakeView{d: r.d, object: canvas.NewRectangle(nil)}
	r.Switcher = NewSwitcher(r.d.Session, r.grid, r.loupe, r.third)
	t.Cleanup(r.Close)
	r.d.Session.MoveTo(0)
	r.grid.Object().Resize(fyne.NewSize(1000, 700))
	return r
}

// do runs commands and shows what they changed.
func (r *room) do(t *testing.T, ids ...command.ID) {
	t.Helper()
	for _, id := range ids {
		r.d.Applied = change.None
		r.d.Do(t, r.Commands(), id)
		r.Current().Show(r.d.Applied)
	}
}

func (r *room) place() int { return r.d.Session.Place(r.d.Session.Cursor()) }

func TestAThirdViewIsReachedByItsOwnKey(t *testing.T) {
	r := newRoom(t, 6)
	table, err := command.NewTable(r.Commands()...)
	if err != nil {
		t.Fatal(err)
	}
	if b := table.Of(command.Key{Name: "c"}); b == nil || b.ID != "compare" || b.Title != "Compare" {
		t.Fatalf("C gives %+v", b)
	}
	r.do(t, "compare")
	if !r.IsCurrent("compare") || r.Current().Object() != r.third.object || !r.third.shown.Has(change.View) {
		t.Errorf("in front is %q, it was shown %v", r.Current().ID(), r.third.shown)
	}
}

func TestAThirdViewSaysWhatAMarkActsOn(t *testing.T) {
	r := newRoom(t, 6)
	r.d.Session.SelectAll()
	if got := r.Targets(); len(got) != 6 {
		t.Errorf("in the grid a mark acts on %v", got)
	}
	r.do(t, "compare")
	if got := r.Targets(); !slices.Equal(got, []library.ID{r.d.Session.At(0), r.d.Session.At(1)}) {
		t.Errorf("in the third view a mark acts on %v", got)
	}
	r.do(t, "loupe")
	if got := r.Targets(); !slices.Equal(got, []library.ID{r.d.Session.Cursor()}) {
		t.Errorf("in the loupe a mark acts on %v", got)
	}
}

func TestAThirdViewSaysHowFarTheCursorGoes(t *testing.T) {
	r := newRoom(t, 12)
	r.do(t, "compare")
	for _, step := range []struct {
		id   command.ID
		want int
	}{
		{"row-down", 2},
		{"page-down", 6},
		{"row-up", 4},
		{"page-up", 0},
		{"next", 1},
		{"last", 11},
		{"first", 0},
		{"select-down", 2}, // nothing is selected where nobody sees it
	} {
		r.do(t, step.id)
		if r.place() != step.want || r.d.Session.Selection.Count() != 0 {
			t.Errorf("%s goes to %d with %d selected, want %d", step.id, r.place(), r.d.Session.Selection.Count(), step.want)
		}
	}
	r.do(t, "larger")
	if r.third.zoomed != zoomStep || !r.d.Applied.Has(change.Toolbar) {
		t.Errorf("it was enlarged by %v", r.third.zoomed)
	}
}

func TestBackLeavesTheViewsOwnThenTheViewThenTheSelectionThatIsSeenAgain(t *testing.T) {
	r := newRoom(t, 6)
	r.do(t, "compare", "select-all")
	r.third.deep = true
	for i, want := range []struct {
		changed change.Set
		ok      bool
		in      command.ID
	}{
		{change.Cursor, true, "compare"}, {change.All, true, GridID}, {change.Tiles, true, GridID}, {change.None, false, GridID},
	} {
		if changed, ok := r.Back(); changed != want.changed || ok != want.ok || !r.IsCurrent(want.in) {
			t.Errorf("%d: Esc gives %v, %v and leads to %q", i, changed, ok, r.Current().ID())
		}
	}
	if r.d.Session.Selection.Count() != 0 {
		t.Error("the selection is left")
	}
}

func TestWithoutAPhotoOnlyTheFirstViewIsReached(t *testing.T) {
	r := newRoom(t, 0)
	for _, id := range []command.ID{"loupe", "compare", "open", "zoom", "evidence"} {
		r.do(t, id)
		if !r.Home() || r.d.Notices.Notice() != "No photo is shown" {
			t.Errorf("%s leads to %q and says %q", id, r.Current().ID(), r.d.Notices.Notice())
		}
		r.d.Notices.Say("-")
	}
	r.do(t, "grid", "next", "row-down", "select-next", "first", "last", "select-all", "larger")
	if r.Go("nowhere") != change.None || r.Targets() != nil {
		t.Errorf("a mark acts on %v", r.Targets())
	}
}

func TestTheLoupeIsRestoredAndLeftWhereNoPhotoIs(t *testing.T) {
	r := newRoom(t, 1)
	r.Restore(true)
	if !r.IsCurrent(LoupeID) {
		t.Error("the loupe was not restored")
	}
	r.Restore(false)
	if !r.Home() {
		t.Error("the first view is not in front")
	}
}

func TestTheGridStepsByRowsAndRemembersItsTiles(t *testing.T) {
	r := newRoom(t, 60)
	r.grid.Show(change.All)
	row, screen := r.grid.Step()
	if row < 2 || screen%row != 0 {
		t.Fatalf("a row is %d, a screen %d", row, screen)
	}
	r.do(t, "row-down")
	if r.place() != row {
		t.Errorf("a row down is at %d, want %d", r.place(), row)
	}
	r.do(t, "select-down")
	if r.d.Session.Selection.Count() != row+1 {
		t.Errorf("%d are selected, want %d", r.d.Session.Selection.Count(), row+1)
	}
	before := r.d.Settings.Window.TileSide
	r.do(t, "larger")
	if got := r.d.Settings.Window.TileSide; got <= before {
		t.Errorf("tiles of %v became %v", before, got)
	}
	for range 40 {
		r.do(t, "smaller")
	}
	if got := r.d.Settings.Window.TileSide; got <= 0 {
		t.Errorf("tiles became %v", got)
	}
}

func TestTheLoupeTellsWhichPhotoIsInView(t *testing.T) {
	r := newRoom(t, 3)
	r.do(t, "loupe", "next")
	if want := []library.ID{r.d.Session.At(1)}; !slices.Equal(r.seen, want) {
		t.Errorf("in view are %v, want %v", r.seen, want)
	}
	r.do(t, "evidence")
	if !r.loupe.showsEvidence() {
		t.Error("what was measured is not drawn")
	}
	r.do(t, "evidence")
	if r.loupe.showsEvidence() || !r.IsCurrent(LoupeID) {
		t.Error("what was measured is still drawn")
	}
}

func TestAClickSelectsAsFileManagersDo(t *testing.T) {
	r := newRoom(t, 5)
	r.Click(1, 0)
	r.Click(3, fyne.KeyModifierShift)
	if n := r.d.Session.Selection.Count(); n != 3 {
		t.Errorf("Shift selects %d", n)
	}
	r.Click(0, fyne.KeyModifierControl)
	r.Click(2, fyne.KeyModifierSuper)
	if n := r.d.Session.Selection.Count(); n != 3 || r.d.Session.Selection.Has(r.d.Session.At(2)) {
		t.Errorf("Ctrl adds and takes out: %d are selected", n)
	}
	r.Click(4, 0)
	if r.place() != 4 || r.d.Session.Selection.Count() != 0 {
		t.Errorf("a click leads to %d with %d selected", r.place(), r.d.Session.Selection.Count())
	}
}

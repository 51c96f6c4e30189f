package culling

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"keeplight.app/keeplight/app/decide"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/command"
	"keeplight.app/keeplight/ui/desk/desktest"
)

// fakeStore keeps no decision, but what was asked for.
type fakeStore struct {
	marked [][]catalog.Mark
	err    error
}

func (s *fakeStore) Decide(_ context.Context, marks []catalog.Mark) ([]library.Photo, error) {
	s.marked = append(s.marked, marks)
	return nil, s.err
}

func (s *fakeStore) Undo(context.Context) ([]library.Photo, library.Step, error) {
	return nil, library.Step{}, s.err
}

func (*fakeStore) Turn(context.Context, []library.ID, int) ([]library.Photo, error) { return nil, nil }

func (*fakeStore) NextUndo(context.Context) (library.Step, error) { return library.Step{}, nil }

func (*fakeStore) NextRedo(context.Context) (library.Step, error) { return library.Step{}, nil }

func (*fakeStore) StepsTo(context.Context, int64) (undo, redo int, err error) { return 0, 0, nil }

func (*fakeStore) Undone(context.Context) (int, error) { return 0, nil }

func (s *fakeStore) Redo(context.Context) ([]library.Photo, library.Step, error) {
	return nil, library.Step{}, s.err
}

// room is a controller on a desk with photos, whose marks act on what is selected.
type room struct {
	*Culling
	d     *desktest.Desk
	store *fakeStore // nil where the catalogue keeps the decisions
}

func newRoom(t *testing.T, photos int, store *fakeStore) *room {
	t.Helper()
	d := desktest.Open(t)
	d.AddPhotos(t, photos)
	d.Session.MoveTo(0)
	needs := Needs{
		Store: d.Shoot.Catalog(), Session: d.Session, Desk: d.Desk, Notices: d.Notices,
		Targets: d.Session.Targets, Advance: &d.Settings.Shoot.AutoAdvance,
	}
	if store != nil {
		needs.Store = store
	}
	r := &room{New(needs), d, store}
	d.UseCommands(t, r.Commands())
	t.Cleanup(r.Close)
	return r
}

// do runs commands and waits until what they decide is stored.
func (r *room) do(t *testing.T, ids ...command.ID) {
	t.Helper()
	for _, id := range ids {
		r.d.Do(t, r.Commands(), id)
		r.Flush()
		r.d.Finish()
	}
}

func TestMarksActOnTheSelectionInOneStep(t *testing.T) {
	for id, want := range map[command.ID]catalog.Mark{
		Pick: {Flag: new(library.Pick)}, Reject: {Flag: new(library.Reject)}, "unflag": {Flag: new(library.Undecided)},
		"rate-0": {Rating: new(library.Rating(0))}, "rate-4": {Rating: new(library.Rating(4))},
		"rate-5": {Rating: new(library.Rating(5))}, "label-red": {Label: new(library.Red)},
		"label-green": {Label: new(library.Green)}, "label-purple": {Label: new(library.Purple)},
	} {
		t.Run(string(id), func(t *testing.T) {
			r := newRoom(t, 3, &fakeStore{})
			r.d.Session.SelectAll()
			r.do(t, id)
			if len(r.store.marked) != 1 || len(r.store.marked[0]) != 3 {
				t.Fatalf("it gives %v", r.store.marked)
			}
			for i, m := range r.store.marked[0] {
				want.ID = r.d.Session.At(i)
				if !sameMark(m, want) {
					t.Errorf("for photo %d: %+v", want.ID, m)
				}
			}
		})
	}
}

func TestWhichMarkEachKeyGives(t *testing.T) {
	r := newRoom(t, 1, &fakeStore{})
	table, err := command.NewTable(r.Commands()...)
	if err != nil {
		t.Fatal(err)
	}
	for key, want := range map[command.Key]command.ID{
		{Name: "p"}: Pick, {Name: "x"}: Reject, {Name: "u"}: "unflag", {Name: "0"}: "rate-0", {Name: "5"}: "rate-5",
		{Name: "6"}: "label-red", {Name: "7"}: "label-yellow", {Name: "8"}: "label-green", {Name: "9"}: "label-blue",
		{Name: "b", Mod: command.Shift}: "label-purple", {Name: "a"}: AutoAdvance, {Name: "z", Mod: command.Ctrl}: "undo",
		{Name: "y", Mod: command.Ctrl}: "redo", {Name: "z", Mod: command.Ctrl | command.Shift}: "redo",
	} {
		if b := table.Of(key); b == nil || b.ID != want {
			t.Errorf("%s gives %+v, want %q", key, b, want)
		}
	}
}

func TestALabelGivenTwiceIsTakenOff(t *testing.T) {
	r := newRoom(t, 1, nil)
	label := func() library.Label { return r.d.Session.Current().Decision.Label }
	r.do(t, "label-red")
	if label() != library.Red {
		t.Fatalf("the label is %v", label())
	}
	r.do(t, "label-red")
	if label() != library.NoLabel {
		t.Fatalf("red on red gives %v", label())
	}
	r.do(t, "label-red", "label-blue")
	if label() != library.Blue {
		t.Fatalf("blue on red gives %v", label())
	}
}

func TestALabelThatOnlySomeHaveIsGivenToAll(t *testing.T) {
	r := newRoom(t, 2, nil)
	r.do(t, "label-red")
	r.d.Session.SelectAll()
	r.do(t, "label-red")
	for _, id := range r.d.Session.Shown() {
		if got := r.d.Session.Photo(id).Decision.Label; got != library.Red {
			t.Errorf("photo %d has %v", id, got)
		}
	}
}

func TestAMarkOfSeveralPhotosIsSaidWithTheWayBack(t *testing.T) {
	for id, want := range map[command.ID]string{
		Pick: "Picked 3 photos", Reject: "Rejected 3 photos",
		"rate-2": "Gave 2 stars to 3 photos", "rate-1": "Gave 1 star to 3 photos", "label-red": "Labelled 3 photos red",
	} {
		t.Run(string(id), func(t *testing.T) {
			r := newRoom(t, 3, nil)
			r.d.Session.SelectAll()
			r.do(t, id)
			if got := r.d.Notices.Notice(); got != want+" · Ctrl+Z to undo" {
				t.Errorf("it says %q", got)
			}
		})
	}
	for name, c := range map[string]struct {
		before, id command.ID
		want       string
	}{
		"flag":  {Pick, "unflag", "Removed the flag from 3 photos"},
		"stars": {"rate-5", "rate-0", "Removed the stars from 3 photos"},
		"label": {"label-blue", "label-blue", "Removed the label from 3 photos"},
	} {
		t.Run(name, func(t *testing.T) {
			r := newRoom(t, 3, nil)
			r.d.Session.SelectAll()
			r.do(t, c.before, c.id)
			if got := r.d.Notices.Notice(); got != c.want+" · Ctrl+Z to undo" {
				t.Errorf("it says %q", got)
			}
		})
	}
}

func TestAMarkOfOnePhotoNeedsNoWords(t *testing.T) {
	r := newRoom(t, 3, nil)
	r.do(t, Pick)
	if got := r.d.Notices.Notice(); got != "" || r.d.Session.Current().Decision.Flag != library.Pick {
		t.Errorf("it says %q; the photo has %v", got, r.d.Session.Current().Decision.Flag)
	}
}

func TestUndoAndRedoSayWhatTheyDidAndGoThere(t *testing.T) {
	r := newRoom(t, 3, nil)
	first := r.d.Session.Cursor()
	r.do(t, "undo")
	if got := r.d.Notices.Notice(); got != "Nothing to undo" {
		t.Errorf("with nothing done it says %q", got)
	}
	r.do(t, Pick)
	r.d.Session.MoveTo(2)
	r.do(t, "undo")
	if got := r.d.Notices.Notice(); !strings.HasPrefix(got, "Undid: ") || r.d.Session.Cursor() != first {
		t.Errorf("it says %q, the cursor is on %d", got, r.d.Session.Cursor())
	}
	r.do(t, "redo")
	if got := r.d.Notices.Notice(); !strings.HasPrefix(got, "Redid: ") {
		t.Errorf("it says %q", got)
	}
	r.do(t, "redo")
	if got := r.d.Notices.Notice(); got != "Nothing to redo" {
		t.Errorf("with nothing left it says %q", got)
	}
}

func TestAutoAdvanceMovesOnAfterAMarkOfOnePhotoAlone(t *testing.T) {
	r := newRoom(t, 4, nil)
	s := r.d.Session
	r.do(t, Pick)
	if s.Place(s.Cursor()) != 0 {
		t.Fatal("it moves on though auto-advance is off")
	}
	r.do(t, AutoAdvance, Pick)
	if s.Place(s.Cursor()) != 1 {
		t.Errorf("after a mark the cursor is at %d", s.Place(s.Cursor()))
	}
	s.ExtendTo(2)
	r.do(t, Reject)
	if s.Place(s.Cursor()) != 2 || s.Selection.Count() != 2 {
		t.Errorf("after a mark of two the cursor is at %d and %d are selected", s.Place(s.Cursor()), s.Selection.Count())
	}
}

func TestWithoutAPhotoAMarkSaysWhyAndAsksForNothing(t *testing.T) {
	r := newRoom(t, 1, &fakeStore{})
	r.d.Session.Forget(func(*library.Photo) bool { return true })
	r.do(t, Pick)
	if got := r.d.Notices.Notice(); got != "No photo is shown" || len(r.store.marked) != 0 {
		t.Errorf("it says %q, %d steps were asked for", got, len(r.store.marked))
	}
}

func TestADecisionThatIsNotStoredIsNotShown(t *testing.T) {
	for want, err := range map[string]error{
		"The decision was not saved: disk full":                 errors.New("disk full"),
		"This catalogue is open in another window, so nothing ": catalog.ErrReadOnly,
	} {
		r := newRoom(t, 1, &fakeStore{err: err})
		r.do(t, Pick)
		if got := r.d.Notices.Problem(); !strings.HasPrefix(got, want) || r.d.Session.Current().Decision.Flag != library.Undecided {
			t.Errorf("%v: it says %q, the photo has %v", err, got, r.d.Session.Current().Decision.Flag)
		}
		r.d.Apply(r.Stored(decide.Result{})) // the next one is
		if got := r.d.Notices.Problem(); got != "" {
			t.Errorf("after a decision that was stored it still says %q", got)
		}
	}
}

func TestAMarkThatHidesItsPhotoPutsTheGridInOrder(t *testing.T) {
	r := newRoom(t, 3, nil)
	s := r.d.Session
	f := s.Filter()
	f.Flags = []library.Flag{library.Undecided}
	s.SetFilter(f)
	gone := s.Cursor()
	r.d.Applied = change.None
	r.do(t, Reject)
	if !r.d.Applied.Has(change.Order) || slices.Contains(s.Shown(), gone) || s.Cursor() == gone {
		t.Errorf("%v changed, shown are %v, the cursor is on %d", r.d.Applied, s.Shown(), s.Cursor())
	}
}

func sameMark(a, b catalog.Mark) bool {
	return a.ID == b.ID && same(a.Flag, b.Flag) && same(a.Rating, b.Rating) && same(a.Label, b.Label)
}

func same[T comparable](a, b *T) bool {
	return (a == nil) == (b == nil) && (a == nil || *a == *b)
}

func TestDifferentMarksAreOneStepThatIsCounted(t *testing.T) {
	r := newRoom(t, 4, nil)
	ids := slices.Clone(r.d.Session.Shown())
	pick, reject := library.Pick, library.Reject
	r.MarkEach([]catalog.Mark{{ID: ids[1], Flag: &pick}, {ID: ids[0], Flag: &reject}, {ID: ids[2], Flag: &reject}})
	r.Flush()
	r.d.Finish()
	if got, want := r.d.Notices.Notice(), "1 photo picked and 2 photos rejected · Ctrl+Z to undo"; got != want {
		t.Errorf("it says %q, want %q", got, want)
	}
	r.door.Undo()
	r.Flush()
	r.d.Finish()
	if picks, rejects, open := r.d.Session.Decisions(); picks+rejects != 0 || open != 4 {
		t.Errorf("after one undo %d are picked, %d rejected", picks, rejects)
	}
}

func TestMovedBordersAreHeardOfAlsoWhenTheyAreUndone(t *testing.T) {
	r := newRoom(t, 4, nil)
	moved := 0
	r.moved = func() change.Set { moved++; return change.None }
	id := r.d.Session.Cursor()
	step := func(want int, what string, do func()) {
		t.Helper()
		do()
		r.Flush()
		r.d.Finish()
		if moved != want || r.d.Session.Cursor() != id {
			t.Errorf("%s: heard of %d times, the cursor is on %d", what, moved, r.d.Session.Cursor())
		}
	}
	step(1, "split", func() {
		r.Correct(func(ctx context.Context) ([]library.Photo, error) {
			return r.d.Shoot.Catalog().Correct(ctx, map[library.ID]catalog.Correction{id: {Kind: catalog.Split}})
		})
	})
	if !strings.HasPrefix(r.d.Notices.Notice(), "Photos grouped otherwise") {
		t.Errorf("it says %q", r.d.Notices.Notice())
	}
	r.d.Session.MoveTo(2)
	step(2, "undone", r.door.Undo) // which goes back to where the border was moved
	step(3, "redone", r.door.Redo)
	step(3, "refused", func() {
		r.Correct(func(context.Context) ([]library.Photo, error) { return nil, errors.New("disk full") })
	})
	if !strings.Contains(r.d.Notices.Problem(), "disk full") {
		t.Errorf("the problem is %q", r.d.Notices.Problem())
	}
}

func TestAMarkSaysWhatCanNoLongerBeRedone(t *testing.T) {
	r := newRoom(t, 3, nil)
	said := func(c change.Set) string {
		t.Helper()
		r.Flush()
		r.d.Finish()
		r.d.Apply(c)
		return r.d.Notices.Notice()
	}
	for n := library.Rating(1); n <= 3; n++ {
		said(r.rate(n))
	}
	r.GoTo(1)
	if got := said(change.None); got != "Undid 2 steps" {
		t.Errorf("a jump says %q", got)
	}
	if got := said(r.flag(library.Pick)); got != "2 undone steps can no longer be redone" {
		t.Errorf("a mark of one photo says %q", got)
	}
	r.GoTo(0)
	said(change.None)
	r.d.Session.SelectAll()
	if got := said(r.rate(5)); !strings.HasPrefix(got, "Gave 5 stars to 3 photos") || !strings.HasSuffix(got, "2 undone steps can no longer be redone") {
		t.Errorf("a mark of several says %q", got)
	}
}

// fakeSidecars passes on what it is asked.
type fakeSidecars struct {
	asks  func(library.Step)
	hears func(*decide.Result)
}

func (f *fakeSidecars) AskUndo(s library.Step) change.Set { f.asks(s); return change.None }
func (f *fakeSidecars) Decided(r *decide.Result)          { f.hears(r) }

// importedStore has one step to undo, which a sidecar gave.
type importedStore struct{ fakeStore }

func (*importedStore) NextUndo(context.Context) (library.Step, error) {
	return library.Step{Kind: library.MarksStep, Origin: library.SidecarOf("darktable")}, nil
}

func TestAnUndoOfWhatASidecarSaidAsksFirst(t *testing.T) {
	d := desktest.Open(t)
	d.AddPhotos(t, 1)
	var asked []library.Step
	var decided []decide.Kind
	c := New(Needs{
		Store: &importedStore{}, Session: d.Session, Desk: d.Desk, Notices: d.Notices, Targets: d.Session.Targets,
		Advance: &d.Settings.Shoot.AutoAdvance,
	})
	c.UseSidecars(&fakeSidecars{
		asks:  func(s library.Step) { asked = append(asked, s) },
		hears: func(r *decide.Result) { decided = append(decided, r.Kind) },
	})
	t.Cleanup(c.Close)
	d.UseCommands(t, c.Commands())
	for _, id := range []command.ID{Undo, Pick} {
		d.Do(t, c.Commands(), id)
		c.Flush()
		d.Finish()
	}
	if len(asked) != 1 || d.Notices.Problem() != "" {
		t.Fatalf("asked %v; it says %q", asked, d.Notices.Problem())
	}
	c.UndoImport(asked[0])
	c.Flush()
	d.Finish()
	if len(asked) != 1 || !slices.Equal(decided, []decide.Kind{decide.Mark, decide.Undo}) {
		t.Errorf("asked %d times; stored %v", len(asked), decided)
	}
}

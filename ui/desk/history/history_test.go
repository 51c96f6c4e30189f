package history

import (
	"slices"
	"strings"
	"testing"

	"keeplight.app/keeplight/app/decide"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/ui/command"
	"keeplight.app/keeplight/ui/desk/desktest"
)

// room is a history on a desk with photos and a journal.
type room struct {
	*History
	d      *desktest.Desk
	photos []library.Photo
	did    []command.ID
}

func newRoom(t *testing.T, photos int) *room {
	t.Helper()
	r := &room{d: desktest.Open(t)}
	r.photos = r.d.AddPhotos(t, photos)
	r.History = New(Needs{
		Journal: r.d.Shoot.Catalog(), Session: r.d.Session, Desk: r.d.Desk, Notices: r.d.Notices, Overlay: r.d.Overlay,
		Apply: r.d.Apply, Do: func(id command.ID) { r.did = append(r.did, id) }, Grid: "grid",
		GoTo: func(number int64) {
			decide.Once(r.d.Shoot.Catalog(), func(w *decide.Writer) { w.GoTo(number) })
			r.Renew()
		},
	})
	return r
}

// rate gives stars to photos, as one step.
func (r *room) rate(t *testing.T, stars library.Rating, photos ...library.Photo) {
	t.Helper()
	marks := make([]catalog.Mark, len(photos))
	for i := range photos {
		marks[i] = catalog.Mark{ID: photos[i].ID, Rating: &stars}
	}
	if _, err := r.d.Shoot.Catalog().Decide(t.Context(), marks); err != nil {
		t.Fatal(err)
	}
}

// settle waits until nothing more is read.
func (r *room) settle() {
	for range 4 {
		r.d.Finish()
	}
}

func (r *room) show(t *testing.T) {
	t.Helper()
	r.d.Do(t, r.Commands(), Show)
	r.settle()
}

func (r *room) stars(t *testing.T, i int) library.Rating {
	t.Helper()
	p, err := r.d.Shoot.Catalog().Photo(t.Context(), r.photos[i].ID)
	if err != nil {
		t.Fatal(err)
	}
	return p.Decision.Rating
}

func TestTheListBeginsWhereThingsStandAndJumpsBackAndForth(t *testing.T) {
	r := newRoom(t, 3)
	for n := range library.Rating(5) {
		r.rate(t, n+1, r.photos...)
	}
	r.show(t)
	if got := r.count(); got != 6 {
		t.Fatalf("%d rows", got)
	}
	row := r.row(0)
	if !row.Now || row.Undone || !strings.Contains(row.What, "3 photos") || row.Who != "you" || row.Photos != "3 photos" {
		t.Errorf("the first row is %+v", row)
	}
	if w := r.sheet.Words(); w.State != "5 steps" || w.Jump != "" || w.Detail != "This is how things stand" || !w.Show {
		t.Errorf("it says %+v", w)
	}
	r.d.Press("Down", "Down")
	r.settle()
	if w := r.sheet.Words(); w.Jump != "Undo down to here" {
		t.Errorf("two steps back it says %+v", w)
	}
	r.d.Press("Return")
	r.settle()
	if got := r.stars(t, 0); got != 3 || !r.row(0).Undone || r.row(2).Undone || !r.row(2).Now {
		t.Errorf("%d stars, rows %+v, %+v", got, r.row(0), r.row(2))
	}
	if w := r.sheet.Words(); !strings.Contains(w.State, "the next mark drops 2 undone steps") {
		t.Errorf("then it says %+v", w)
	}
	r.d.Press("Home", "Return")
	r.settle()
	if got := r.stars(t, 0); got != 5 {
		t.Errorf("forth again: %d stars", got)
	}
	r.d.Press("End")
	r.settle()
	if row := r.row(5); row.What != "Before these steps" {
		t.Errorf("the last row is %+v", row)
	}
	r.d.Press("Return")
	r.settle()
	if got := r.stars(t, 0); got != 0 || !r.row(5).Now {
		t.Errorf("at the beginning: %d stars", got)
	}
	r.d.Press("Escape")
	if r.d.Overlay.IsOpen() || r.sheet != nil {
		t.Error("the list is still there")
	}
}

func TestPhotosOfAStepAreShownOnlyWhenAskedFor(t *testing.T) {
	r := newRoom(t, 4)
	r.rate(t, 1, r.photos[1], r.photos[3])
	r.d.Session.MoveTo(0)
	before := r.d.Session.Cursor()
	r.show(t)
	if r.d.Session.Cursor() != before || r.d.Session.Selection.Count() != 0 {
		t.Error("to open the list selects photos")
	}
	r.d.Press("Space")
	targets := r.d.Session.Targets()
	if len(targets) != 2 || !slices.Contains(targets, r.photos[1].ID) || !slices.Contains(targets, r.photos[3].ID) {
		t.Errorf("selected are %v", targets)
	}
	if r.d.Overlay.IsOpen() || !slices.Equal(r.did, []command.ID{"grid"}) {
		t.Errorf("the list is open: %v, run were %v", r.d.Overlay.IsOpen(), r.did)
	}
}

func TestALongHistoryIsReadInPages(t *testing.T) {
	r := newRoom(t, 1)
	const steps = 3*pageSteps + 7
	for n := range steps {
		r.rate(t, library.Rating(n%2+1), r.photos[0])
	}
	r.show(t)
	if r.count() != steps+1 || len(r.steps) != pageSteps {
		t.Fatalf("%d rows, %d steps are read", r.count(), len(r.steps))
	}
	r.d.Press("End")
	r.settle()
	if len(r.steps) >= steps || r.row(steps-1).What == "" {
		t.Errorf("at the end %d steps are read, the oldest row is %+v", len(r.steps), r.row(steps-1))
	}
	r.d.Press("Prior")
	r.settle()
	if got := r.sheet.Chosen(); got >= steps {
		t.Errorf("a page up leads to row %d", got)
	}
}

func TestAnEmptyHistorySaysSo(t *testing.T) {
	r := newRoom(t, 1)
	r.show(t)
	r.d.Press("Down", "Return", "Space", "End")
	if w := r.sheet.Words(); w.State != "Nothing was done yet" || w.Jump != "" || w.Show {
		t.Errorf("it says %+v", w)
	}
}

package filtering

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"keeplight.app/keeplight/app/settings"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/query"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/command"
	"keeplight.app/keeplight/ui/desk/desktest"
	"keeplight.app/keeplight/ui/filters"
	"keeplight.app/keeplight/ui/sheets"
	"keeplight.app/keeplight/ui/style/styletest"
)

// room is a filter panel on a desk with four photos; the first one is a pick.
type room struct {
	*Filtering
	d       *desktest.Desk
	touched int
	counted int // how often the folders' rows were asked for, which each count does once
	focused int
}

func newRoom(t *testing.T) *room {
	t.Helper()
	r := &room{d: desktest.Open(t)}
	photos := r.d.AddPhotos(t, 4)
	photos[0].Decision.Flag = library.Pick
	r.d.Session.Decided(photos)
	r.Filtering = New(Needs{
		Session: r.d.Session, Desk: r.d.Desk, Notices: r.d.Notices, Overlay: r.d.Overlay, Saved: &r.d.Settings.Filters,
		Touch: func() { r.touched++ }, Rows: func(query.Counts) []filters.FolderRow { r.counted++; return nil },
		Close: func(string) change.Set { return change.None }, Apply: r.d.Apply,
		Focus: func(func(fyne.Canvas)) { r.focused++ }, Do: func(command.ID) {},
	}, "open-folder")
	return r
}

func (r *room) do(t *testing.T, id command.ID) {
	t.Helper()
	r.d.Do(t, r.Commands(), id)
}

func picks() query.Filter {
	q := query.NewFilter()
	q.Flags = []library.Flag{library.Pick}
	return q
}

// named gives the sheet that asks for a name one; "" takes what it offers.
func (r *room) named(t *testing.T, name string) {
	t.Helper()
	r.askName()
	var ask *sheets.Naming
	for _, o := range styletest.Visible(r.d.Overlay.Object()) {
		if n, ok := o.(*sheets.Naming); ok {
			ask = n
		}
	}
	if ask == nil {
		t.Fatal("nothing asks for a name")
	}
	ask.Submit(name)
}

func TestASavedFilterIsUsedAndForgotten(t *testing.T) {
	for name, c := range map[string]struct{ typed, kept, shown string }{
		"as it describes itself": {"", "picks", "picks"},
		"by a name":              {" Best of day 1 ", "Best of day 1", "Best of day 1"},
	} {
		t.Run(name, func(t *testing.T) {
			r := newRoom(t)
			r.Set(picks())
			r.named(t, c.typed)
			if r.d.Notices.Notice() != "Filter saved: "+c.shown || !r.d.Applied.Has(change.Counts) || r.d.Overlay.IsOpen() {
				t.Errorf("it says %q, %v changed", r.d.Notices.Notice(), r.d.Applied)
			}
			r.named(t, c.typed)
			if n := len(r.d.Settings.Filters.Saved); n != 1 {
				t.Errorf("saved twice it stands there %d times", n)
			}
			r.Set(query.NewFilter())
			if v := r.view(); len(v.Saved) != 1 || v.Saved[0].Name != c.kept || v.Shown != 4 {
				t.Errorf("the panel shows %+v, %d photos", v.Saved, v.Shown)
			}
			if changed := r.use(c.kept); r.d.Session.Len() != 1 || !changed.Has(change.Order) {
				t.Errorf("it shows %d photos, %v changed", r.d.Session.Len(), changed)
			}
			r.forget(c.kept)
			if len(r.d.Settings.Filters.Saved) != 0 || r.use(c.kept) != change.None {
				t.Error("it was not forgotten")
			}
		})
	}
}

func TestAFilterThatLetsEverythingThroughIsNotSaved(t *testing.T) {
	r := newRoom(t)
	if r.askName(); r.d.Overlay.IsOpen() {
		t.Error("a name is asked for")
	}
}

func TestTheLineAboveThePhotosNamesTheFilterAndHowManyItShows(t *testing.T) {
	r := newRoom(t)
	say := func(changed change.Set) string {
		r.Show(changed)
		return r.line.Words()
	}
	if words := say(change.All); words != "" {
		t.Errorf("without a filter it says %q", words)
	}
	if words := say(r.Set(picks())); words != "Only picks · 1 of 4" {
		t.Errorf("it says %q", words)
	}
	if words := say(r.suspend()); words != "Filter is off: picks · 4 of 4" {
		t.Errorf("while it is off it says %q", words)
	}
	r.suspend()
	q := r.d.Session.Filter()
	q.Folders = []string{desktest.Folder}
	if words := say(r.Set(q)); words != "Only picks · 1 of 4" {
		t.Errorf("in a folder it says %q", words)
	}
	if words := say(r.Clear()); words != "" {
		t.Errorf("cleared it says %q", words)
	}
}

func TestForgettingOneFilterKeepsTheOthers(t *testing.T) {
	r := newRoom(t)
	r.d.Settings.Filters.Saved = []settings.SavedFilter{{Name: "a"}, {Name: "b"}, {Name: "c"}}
	r.forget("b")
	if s := r.d.Settings.Filters.Saved; len(s) != 2 || s[0].Name != "a" || s[1].Name != "c" {
		t.Errorf("left are %+v", s)
	}
}

func TestPhotosAreCountedAtMostOnceInAWhile(t *testing.T) {
	r := newRoom(t)
	for i, step := range []struct {
		changed change.Set
		since   time.Duration // the last count
		took    time.Duration // that count
		counts  bool
	}{
		{change.Status, time.Hour, 0, false}, // nothing is out of date
		{change.Counts, time.Hour, 0, true},
		{change.Counts, 0, 0, false},
		{change.Status, countEvery, 0, true}, // still out of date
		{change.Filter, 0, 0, true},          // its own change does not wait
		{change.Counts, countEvery, time.Second, false},
		{change.Counts, countShare * time.Second, time.Second, true}, // a slow count waits longer
	} {
		r.countedAt, r.took = time.Now().Add(-step.since), step.took
		before := r.counted
		r.Show(step.changed)
		if got := r.counted > before; got != step.counts {
			t.Errorf("step %d: %v, %v after a count of %v, counts: %v", i, step.changed, step.since, step.took, got)
		}
	}
}

func TestACountThatWaitsComesByItselfOnce(t *testing.T) {
	r := newRoom(t)
	r.Show(change.Counts)
	r.Show(change.Counts)
	r.Show(change.Counts)
	deadline := time.Now().Add(10 * time.Second)
	var changed change.Set
	for changed == change.None && time.Now().Before(deadline) {
		time.Sleep(10 * time.Millisecond)
		changed = r.d.Desk.Drain() &^ change.Frame
	}
	if changed != change.Counts || r.planned {
		t.Fatalf("%v came, planned %v", changed, r.planned)
	}
	r.Show(changed)
	if r.counted != 2 {
		t.Errorf("counted %d times", r.counted)
	}
}

func TestFiltersAreTurnedOffAndOnAgain(t *testing.T) {
	r := newRoom(t)
	r.do(t, "filters")
	if got := r.d.Notices.Notice(); got != "No filter is on" || r.d.Session.Suspended() {
		t.Errorf("it says %q", got)
	}
	r.Set(picks())
	r.do(t, "filters")
	if got := r.d.Notices.Notice(); got != "Filters are off; the same key turns them on again" || r.d.Session.Len() != 4 {
		t.Errorf("it says %q and shows %d photos", got, r.d.Session.Len())
	}
	r.do(t, "filters")
	if r.d.Session.Len() != 1 || r.d.Session.Suspended() {
		t.Errorf("it shows %d photos", r.d.Session.Len())
	}
}

func TestClearingKeepsTheFolderUnlessThatShowsNothing(t *testing.T) {
	for name, c := range map[string]struct {
		folder string
		want   int // folders that stay chosen
	}{
		"a folder with photos": {desktest.Folder, 1},
		"a folder without":     {"/elsewhere", 0},
		"no folder is chosen":  {"", 0},
	} {
		t.Run(name, func(t *testing.T) {
			r := newRoom(t)
			q := picks()
			if c.folder != "" {
				q.Folders = []string{c.folder}
			}
			r.Set(q)
			r.do(t, "clear-filters")
			if f := r.d.Session.Filter(); len(f.Folders) != c.want || len(f.Flags) != 0 || r.d.Session.Len() != 4 {
				t.Errorf("the filter is %+v, %d photos are shown", f, r.d.Session.Len())
			}
		})
	}
}

func TestOneFolderIsShownAloneAndAllAgain(t *testing.T) {
	r := newRoom(t)
	r.Set(picks())
	r.only(desktest.Folder)
	r.only("/elsewhere")
	if f := r.d.Session.Filter(); len(f.Folders) != 1 || f.Folders[0] != "/elsewhere" || len(f.Flags) != 1 {
		t.Errorf("the filter is %+v", f)
	}
	r.only("")
	if f := r.d.Session.Filter(); len(f.Folders) != 0 || r.d.Session.Len() != 1 {
		t.Errorf("the filter is %+v, %d photos are shown", f, r.d.Session.Len())
	}
	if r.touched != 4 {
		t.Errorf("heard of %d choices of 4", r.touched)
	}
}

func TestTheSearchIsGivenTheKeyboard(t *testing.T) {
	r := newRoom(t)
	r.do(t, "find")
	if r.focused != 1 {
		t.Errorf("it was given %d times", r.focused)
	}
}

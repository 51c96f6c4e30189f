package folders

import (
	"path/filepath"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"

	"keeplight.app/keeplight/app/scorers"
	"keeplight.app/keeplight/app/shoot"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/query"
	"keeplight.app/keeplight/scoring/queue"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/desk/desktest"
	"keeplight.app/keeplight/ui/session"
)

// fakeResults gives what was scored to the built-in scorer.
type fakeResults struct{ d *desktest.Desk }

func (f fakeResults) Scored(results []queue.Result) change.Set {
	for _, r := range results {
		f.d.Session.SetScore(scorers.BuiltIn, r.ID, *r.Score)
	}
	return change.Tiles
}

func (f fakeResults) Earlier(scores []scorers.Earlier) change.Set {
	for _, e := range scores {
		f.d.Session.SetEarlier(e.Of, e.Photo, *e.Score)
	}
	return change.Tiles
}

// room is a controller on a desk.
type room struct {
	*Folders
	d       *desktest.Desk
	touches int
	painted []func() // waits for a frame
}

func newRoom(t *testing.T) *room {
	t.Helper()
	r := &room{d: desktest.Open(t)}
	r.Folders = New(Needs{
		Shoot: r.d.Shoot, Session: r.d.Session, Notices: r.d.Notices, Results: fakeResults{r.d}, Chosen: &r.d.Settings.Shoot,
		Touches: func() int { return r.touches },
		Choose:  r.d.Chooser.Folder, Desk: r.d.Desk, Watching: true,
		AfterPaint: func(f func()) { r.painted = append(r.painted, f) },
	})
	return r
}

func scored(id library.ID, mean float64) queue.Result {
	return queue.Result{ID: id, Score: &library.Score{Overall: library.Value{Known: true, Mean: mean}}}
}

func TestTheFoldersOfLastTimeAreOpenedUnlessOthersAreNamed(t *testing.T) {
	for name, c := range map[string]struct{ named, want []string }{
		"none named": {nil, []string{"/last"}}, "one named": {[]string{"/named"}, []string{"/named"}},
	} {
		t.Run(name, func(t *testing.T) {
			r := newRoom(t)
			r.Chosen.Folders = library.Paths{"/last"}
			if r.AnyOpen() {
				t.Fatal("a folder is open")
			}
			r.OpenFirst(c.named, false)
			if got := r.Shoot.Folders(); !slices.Equal(got, c.want) || !r.AnyOpen() {
				t.Errorf("open are %v", got)
			}
		})
	}
}

func TestWhatIsDroppedIsOpenedAndRemembered(t *testing.T) {
	r := newRoom(t)
	r.OpenFirst(nil, false)
	web, err := storage.ParseURI("https://example.org/a")
	if err != nil {
		t.Fatal(err)
	}
	r.Dropped([]fyne.URI{storage.NewFileURI("/card"), web})
	if got := r.Shoot.Folders(); !slices.Equal(got, []string{"/card"}) || r.Chosen.Recent[0] != "/card" {
		t.Errorf("open are %v, remembered %v", got, r.Chosen.Recent)
	}
}

func TestTheDialogBeginsBesideTheFolderThatWasOpenedLast(t *testing.T) {
	r := newRoom(t)
	shoots := t.TempDir()
	r.Chosen.Recent = library.Paths{filepath.Join(shoots, "wedding")}
	r.d.Do(t, r.Commands(), OpenFolder)
	r.d.WantChooser(t)
	r.d.Chooser.Press("Return")
	if got := r.Shoot.Folders(); !slices.Equal(got, []string{shoots}) {
		t.Errorf("open are %v", got)
	}
}

func TestAClosedFolderTakesItsPhotosAndItsFilterAlong(t *testing.T) {
	r := newRoom(t)
	r.Open(desktest.Folder)
	r.Open("/other")
	r.d.AddPhotos(t, 3)
	r.Heard(shoot.Event{Scan: &shoot.Scan{Folder: desktest.Folder}})
	q := r.d.Session.Filter()
	q.Folders = []string{desktest.Folder, "/other"}
	r.d.Session.SetFilter(q)
	r.Close(desktest.Folder)
	if r.d.Session.Total() != 0 || !slices.Equal(r.d.Session.Filter().Folders, []string{"/other"}) || !slices.Equal(r.Shoot.Folders(), []string{"/other"}) {
		t.Errorf("%d photos are left, the filter has %v", r.d.Session.Total(), r.d.Session.Filter().Folders)
	}
}

func TestTheGridKeepsInOrderUntilThePersonTouchesIt(t *testing.T) {
	r := newRoom(t)
	r.Open(desktest.Folder)
	photos := r.d.AddPhotos(t, 3)
	r.Chosen.Cursor = photos[1].ID // of last time
	r.Heard(shoot.Event{Scored: []queue.Result{scored(photos[2].ID, 9.9)}})
	if s := r.d.Session; s.At(0) != photos[2].ID || s.Cursor() != photos[1].ID {
		t.Errorf("photo %d is first, the cursor is on %d", s.At(0), s.Cursor())
	}
	r.touches++
	r.Heard(shoot.Event{Scored: []queue.Result{scored(photos[0].ID, 9.95)}})
	if s := r.d.Session; s.At(0) != photos[2].ID || s.Waiting().Scores != 1 {
		t.Errorf("photo %d is first, %+v wait", s.At(0), s.Waiting())
	}
}

func TestPhotosThatGoAndTroublesAreTakenIn(t *testing.T) {
	r := newRoom(t)
	r.Open(desktest.Folder)
	photos := r.d.AddPhotos(t, 2)
	changed := r.Heard(shoot.Event{Missing: []library.ID{photos[0].ID}, Problem: "The card is gone"})
	if r.d.Session.Len() != 1 || r.d.Notices.Problem() != "The card is gone" || !changed.Has(change.Order) || !changed.Has(change.Status) {
		t.Errorf("%d photos are shown, it says %q, %v changed", r.d.Session.Len(), r.d.Notices.Problem(), changed)
	}
}

func TestPhotosAreCountedByFolder(t *testing.T) {
	r := newRoom(t)
	r.Open("/a")
	r.d.Session.Put([]library.Photo{{ID: 1, Path: "/a/1.jpg"}, {ID: 2, Path: "/a/day 2/2.jpg"}, {ID: 3, Path: "/a/day 2/3.jpg"}})
	q := r.d.Session.Filter()
	q.Folders = []string{"/a/day 2"}
	r.d.Session.SetFilter(q)
	rows := r.Rows(r.counts())
	if len(rows) != 2 || rows[0].Count != 3 || rows[0].Depth != 0 || rows[0].Selected || !rows[0].Watching {
		t.Fatalf("rows %+v", rows)
	}
	if below := rows[1]; below.Name != "day 2" || below.Count != 2 || below.Depth != 1 || !below.Selected {
		t.Errorf("below stands %+v", below)
	}
}

func TestWhereNamesTheFolderOrHowMany(t *testing.T) {
	r := newRoom(t)
	if got := r.Where(); got != "" {
		t.Errorf("with nothing open it says %q", got)
	}
	r.Open("/a")
	if got := r.Where(); got != "/a" {
		t.Errorf("with one open it says %q", got)
	}
	r.Open("/b")
	if got := r.Where(); got != "2 folders" {
		t.Errorf("with two open it says %q", got)
	}
	q := r.d.Session.Filter()
	q.Folders = []string{"/a/day 2"}
	r.d.Session.SetFilter(q)
	if got := r.Where(); got != "/a/day 2" {
		t.Errorf("with one chosen it says %q", got)
	}
}

func (r *room) counts() query.Counts {
	return session.NewCounting(r.d.Session, r.d.Session.Filter()).All()
}

package folders

import (
	"slices"
	"testing"
	"time"

	"keeplight.app/keeplight/app/shoot"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/query"
	"keeplight.app/keeplight/scoring/queue"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/desk/desktest"
)

// facts gives photos whose names are in one order and whose capture times are in the
// other, as they are before their files were read or after.
func facts(read bool) []library.Photo {
	photos := []library.Photo{{ID: 1, Path: "/shoot/a.jpg"}, {ID: 2, Path: "/shoot/b.jpg"}, {ID: 3, Path: "/shoot/c.jpg"}}
	for i := range photos {
		photos[i].ModTime = time.Date(2026, 6, 1, 0, 0, i, 0, time.UTC)
		if read {
			photos[i].Capture.Time = time.Date(2026, 5, 1, 12, 0, 10-i, 0, time.UTC)
		}
	}
	return photos
}

func TestTheOrderIsByCaptureTimeOnceThatIsRead(t *testing.T) {
	for name, touch := range map[string]bool{"untouched it settles": false, "touched it waits": true} {
		t.Run(name, func(t *testing.T) {
			r := newRoom(t)
			r.Open(desktest.Folder)
			r.Session.SetOrder(query.Order{By: query.ByTime})
			r.Heard(shoot.Event{Photos: facts(false), Scan: &shoot.Scan{Folder: desktest.Folder, Done: true}})
			if touch {
				r.touches++
			}
			r.settling.at = time.Time{} // long ago
			changed := r.Heard(shoot.Event{Photos: facts(true)})
			want, moved := []library.ID{3, 2, 1}, 0
			if touch {
				want, moved = []library.ID{1, 2, 3}, 3
			}
			if got := r.Session.Shown(); !slices.Equal(got, want) || r.Session.Waiting().Moved != moved {
				t.Errorf("shown are %v, %+v wait", got, r.Session.Waiting())
			}
			if !changed.Has(change.Order) {
				t.Errorf("%v changed", changed)
			}
		})
	}
}

func TestTheOrderSettlesAlsoAfterTheFoldersWereRead(t *testing.T) {
	r := newRoom(t)
	r.Open(desktest.Folder)
	photos := r.d.AddPhotos(t, 3)
	r.Heard(shoot.Event{Scan: &shoot.Scan{Folder: desktest.Folder, Done: true}, Scored: []queue.Result{scored(photos[2].ID, 9.9)}})
	r.Heard(shoot.Event{Scored: []queue.Result{scored(photos[1].ID, 9.95)}})
	if got := r.Session.At(0); got != photos[2].ID {
		t.Errorf("photo %d is first a moment later", got)
	}
	r.settling.at = time.Now().Add(-settleScores)
	r.Heard(shoot.Event{Scored: []queue.Result{scored(photos[0].ID, 1)}})
	if got := r.Session.At(0); got != photos[1].ID {
		t.Errorf("photo %d is first", got)
	}
}

func TestALargeShootIsNotSortedForEveryEvent(t *testing.T) {
	r := newRoom(t)
	r.Open(desktest.Folder)
	r.Heard(shoot.Event{Photos: facts(false)[:2]})
	r.settling.at, r.settling.took = time.Now(), time.Hour
	r.Heard(shoot.Event{Photos: facts(false)[2:]})
	if w := r.Session.Waiting(); w.Photos != 1 || !r.settling.planned {
		t.Errorf("%+v wait, planned is an order: %v", w, r.settling.planned)
	}
}

func TestAFolderThatThePersonOpensSettlesUntilTheyDoSomethingElse(t *testing.T) {
	r := newRoom(t)
	r.touches = 7 // to open it
	r.Open(desktest.Folder)
	r.Heard(shoot.Event{Photos: facts(true)})
	if w := r.Session.Waiting(); w.Any() {
		t.Errorf("%+v wait", w)
	}
	r.running = true
	r.touches++
	r.Open("/second")
	r.settling.at = time.Time{}
	r.Heard(shoot.Event{Photos: []library.Photo{{ID: 9, Path: "/second/z.jpg"}}})
	if w := r.Session.Waiting(); w.Any() {
		t.Errorf("of a second folder %+v wait", w)
	}
	r.touches++
	r.Heard(shoot.Event{Photos: []library.Photo{{ID: 10, Path: "/second/y.jpg"}}})
	if w := r.Session.Waiting(); w.Photos != 1 {
		t.Errorf("once the window is touched %+v wait", w)
	}
}

func TestKnownPhotosAreShownInOrderOnceAllAreThere(t *testing.T) {
	r := newRoom(t)
	r.Open(desktest.Folder)
	r.Session.SetOrder(query.Order{By: query.ByTime})
	all := facts(true)
	if changed := r.Heard(shoot.Event{Photos: all[:2], More: true}); changed != change.Unseen {
		t.Errorf("the first of them change %v", changed)
	}
	shown := false
	changed := r.Heard(shoot.Event{Photos: all[2:], Shown: func() { shown = true }})
	if !changed.Has(change.Order) || !slices.Equal(r.Session.Shown(), []library.ID{3, 2, 1}) {
		t.Errorf("the last change %v, shown are %v", changed, r.Session.Shown())
	}
	if shown || len(r.painted) != 1 {
		t.Fatalf("nothing was painted: shown %v, waiting %d", shown, len(r.painted))
	}
	r.painted[0]()
	for end := time.Now().Add(10 * time.Second); !shown && time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
		r.d.Desk.Drain()
	}
	if !shown {
		t.Error("after a frame nobody is told")
	}
}

func TestKnownPhotosOfWhichTheLastNeverComeAreShownAllTheSame(t *testing.T) {
	r := newRoom(t)
	r.Open(desktest.Folder)
	r.Heard(shoot.Event{Photos: facts(true), More: true})
	if changed := r.Heard(shoot.Event{Problem: "the catalogue is damaged"}); !changed.Has(change.Order) {
		t.Errorf("a problem changes %v", changed)
	}
}

func TestWhatIsKnownOfFacesMeanwhileShowsNothingTooEarly(t *testing.T) {
	r := newRoom(t)
	r.Open(desktest.Folder)
	all := facts(true)
	r.Heard(shoot.Event{Photos: all[:2], More: true})
	if changed := r.Heard(shoot.Event{Faces: []library.ID{1}}); changed != change.Unseen || !r.Listing() {
		t.Errorf("it changes %v, and more is awaited: %v", changed, r.Listing())
	}
	if counted := r.Counted(change.Status); counted != change.Unseen {
		t.Errorf("photos are counted for %v while more of them are told of", counted)
	}
	if changed := r.Heard(shoot.Event{Photos: all[2:], Shown: func() {}}); !changed.Has(change.Order) || !r.Listing() {
		t.Errorf("the last change %v, and the walk is awaited: %v", changed, r.Listing())
	}
	if counted := r.Counted(change.Status); counted != change.Status {
		t.Errorf("once all are told of, they are counted for %v", counted)
	}
	r.Heard(shoot.Event{Scan: &shoot.Scan{Folder: desktest.Folder}})
	if !r.Listing() {
		t.Error("a walk that goes on is none")
	}
	r.Heard(shoot.Event{Scan: &shoot.Scan{Folder: desktest.Folder, Done: true}})
	if r.Listing() {
		t.Error("the walk has ended")
	}
}

func TestAFolderThatIsClosedWhileItIsWalkedIsWalkedNoMore(t *testing.T) {
	r := newRoom(t)
	r.Open(desktest.Folder)
	r.Heard(shoot.Event{Scan: &shoot.Scan{Folder: desktest.Folder}})
	r.Close(desktest.Folder)
	r.Heard(shoot.Event{Scan: &shoot.Scan{Folder: desktest.Folder, Files: 3}}) // was under way
	if r.Listing() {
		t.Error("it is still being walked")
	}
}

func TestAPhotoThatGoesIsGoneFromTheScreenAtOnce(t *testing.T) {
	r := newRoom(t)
	r.Open(desktest.Folder)
	r.Heard(shoot.Event{Photos: facts(true)})
	r.Heard(shoot.Event{Scan: &shoot.Scan{Folder: desktest.Folder}})
	if changed := r.Heard(shoot.Event{Missing: []library.ID{r.Session.Cursor()}}); !changed.Has(change.Cursor) {
		t.Errorf("while a folder is walked a photo that went changes %v", changed)
	}
}

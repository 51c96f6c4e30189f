package discarding

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/adrg/xdg"

	"keeplight.app/keeplight/app/decide"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/library/phototest"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/desk/desktest"
	"keeplight.app/keeplight/ui/sheets"
)

// room is a desk with three photos in a folder, the first two rejected.
type room struct {
	*Discarding
	d      *desktest.Desk
	door   *door
	dir    string
	photos []library.Photo
}

func newRoom(t *testing.T) *room {
	t.Helper()
	r := &room{d: desktest.Open(t), dir: t.TempDir()}
	t.Setenv("XDG_DATA_HOME", t.TempDir())
	xdg.Reload()
	t.Cleanup(xdg.Reload)
	if err := r.d.Shoot.AddFolder(r.dir); err != nil {
		t.Fatal(err)
	}
	for i, name := range []string{"1.jpg", "2.jpg", "3.jpg"} {
		data := phototest.JPEG(phototest.Scene(80, 60+i, uint64(i)), phototest.Exif{})
		if err := os.WriteFile(filepath.Join(r.dir, name), data, 0o600); err != nil {
			t.Fatal(err)
		}
		r.photos = append(r.photos, r.d.ReadFile(t, filepath.Join(r.dir, name)))
	}
	if err := os.WriteFile(filepath.Join(r.dir, "1.xmp"), []byte("<x/>"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, p := range r.photos[:2] {
		r.d.Decide(t, catalog.Mark{ID: p.ID, Flag: new(library.Reject)})
	}
	r.door = newDoor(t, r.d)
	r.Discarding = New(Needs{
		Session: r.d.Session, Desk: r.d.Desk, Notices: r.d.Notices, Overlay: r.d.Overlay,
		Store: r.d.Shoot.Catalog(), Culling: r.door, Targets: r.d.Session.Targets, Folders: r.d.Shoot.Folders,
	})
	return r
}

// door is what steps go through, as in the window.
type door struct {
	*decide.Writer
	d *desktest.Desk
}

func newDoor(t *testing.T, d *desktest.Desk) *door {
	t.Helper()
	w := decide.NewWriter(d.Shoot.Catalog(), func(r decide.Result) {
		d.Desk.Post(func() change.Set {
			if r.Err != nil {
				return d.Notices.Fail(r.Err)
			}
			d.Session.Decided(r.Photos)
			return change.All
		})
	})
	t.Cleanup(w.Close)
	return &door{w, d}
}

func (o *door) Discard(do func(context.Context) ([]library.Photo, error)) change.Set {
	o.Writer.Discard(do, o.d.Session.Cursor())
	return change.None
}

func (r *room) names(t *testing.T) string {
	t.Helper()
	entries, err := os.ReadDir(r.dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return strings.Join(names, " ")
}

func TestRejectsAreListedBeforeTheyGoAndUndoBringsThemBack(t *testing.T) {
	r := newRoom(t)
	r.d.Do(t, r.Commands(), TrashRejects)
	r.d.Finish()
	v := r.view
	if v.State != sheets.DiscardAsking || v.Photos != 2 || len(v.Files) != 3 || !strings.Contains(v.Summary, "3 files") || r.names(t) != "1.jpg 1.xmp 2.jpg 3.jpg" {
		t.Fatalf("%+v; there is %s", v, r.names(t))
	}
	agree(t, r)
	if r.names(t) != "3.jpg" || r.d.Session.Len() != 1 || r.d.Overlay.IsOpen() {
		t.Fatalf("there is %s, shown are %d", r.names(t), r.d.Session.Len())
	}
	if notice := r.d.Notices.Notice(); !strings.HasPrefix(notice, "2 photos moved to the trash") {
		t.Errorf("it says %q", notice)
	}
	r.door.Undo()
	r.door.Flush()
	r.d.Finish()
	if r.names(t) != "1.jpg 1.xmp 2.jpg 3.jpg" || r.d.Session.Len() != 3 || r.d.Session.Photo(r.photos[0].ID).Decision.Flag != library.Reject {
		t.Errorf("there is %s, shown are %d; it says %q", r.names(t), r.d.Session.Len(), r.d.Notices.Problem())
	}
}

// agree presses Enter and waits for the job, which hands its step to fyne's goroutine.
func agree(t *testing.T, r *room) {
	t.Helper()
	r.start()
	done := make(chan struct{})
	go func() { r.d.Desk.Wait(); close(done) }()
	for {
		r.d.Apply(r.d.Desk.Drain())
		select {
		case <-done:
			r.d.Apply(r.d.Desk.Drain())
			return
		default:
		}
	}
}

func TestTheSelectionGoesAndCancellingMovesNothing(t *testing.T) {
	r := newRoom(t)
	r.d.Session.MoveTo(2)
	r.d.Do(t, r.Commands(), Trash)
	r.d.Finish()
	if r.view.Photos != 1 || len(r.view.Files) != 1 || !strings.HasSuffix(r.view.Files[0], "3.jpg") {
		t.Fatalf("%+v", r.view)
	}
	r.d.Press("Escape")
	if r.d.Overlay.IsOpen() || r.names(t) != "1.jpg 1.xmp 2.jpg 3.jpg" {
		t.Errorf("there is %s", r.names(t))
	}
}

func TestAPhotoThatChangedSinceItWasSeenStays(t *testing.T) {
	r := newRoom(t)
	if err := os.WriteFile(filepath.Join(r.dir, "2.jpg"), []byte("another picture"), 0o600); err != nil {
		t.Fatal(err)
	}
	r.d.Do(t, r.Commands(), TrashRejects)
	r.d.Finish()
	if r.view.Photos != 1 || len(r.view.Staying) != 1 || !strings.Contains(r.view.Staying[0], "2.jpg") {
		t.Fatalf("%+v", r.view)
	}
	agree(t, r)
	if r.names(t) != "2.jpg 3.jpg" || r.view.State != sheets.DiscardDone || !r.d.Overlay.IsOpen() {
		t.Errorf("there is %s, state %d", r.names(t), r.view.State)
	}
}

func TestWithoutRejectsItSaysSo(t *testing.T) {
	r := newRoom(t)
	for _, p := range r.photos {
		r.d.Decide(t, catalog.Mark{ID: p.ID, Flag: new(library.Undecided)})
	}
	r.d.Do(t, r.Commands(), TrashRejects)
	if r.d.Overlay.IsOpen() || r.d.Notices.Notice() != "No photo is rejected" || r.d.Applied == change.None {
		t.Errorf("it says %q", r.d.Notices.Notice())
	}
}

package sidecars

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"keeplight.app/keeplight/app/decide"
	"keeplight.app/keeplight/app/sidecars"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/library/phototest"
	"keeplight.app/keeplight/library/sidecar"
	"keeplight.app/keeplight/library/volumes"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/command"
	"keeplight.app/keeplight/ui/desk/desktest"
	"keeplight.app/keeplight/ui/sheets"
)

// room is the controller on a desk with the photos of a folder on the disk.
type room struct {
	*Sidecars
	d        *desktest.Desk
	dir      string
	undone   []library.Step
	revealed library.ID
}

// xmp is a sidecar that Lightroom wrote, with these attributes.
func xmp(attributes string) string {
	return `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">` +
		`<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:CreatorTool="Adobe Photoshop Lightroom Classic 14.0" ` +
		attributes + `/></rdf:RDF></x:xmpmeta>`
}

// newRoom opens a folder "Garden" of so many photos, IMG_1.jpg and so on, beside which
// lie these sidecars.
func newRoom(t *testing.T, photos int, beside map[string]string) *room {
	t.Helper()
	return newRoomWith(t, photos, beside, nil)
}

// newRoomWith is newRoom where these volumes are connected; nil is the machine's own.
func newRoomWith(t *testing.T, photos int, beside map[string]string, connected func(dir string) []volumes.Volume) *room {
	t.Helper()
	d := desktest.Open(t)
	r := &room{d: d, dir: filepath.Join(t.TempDir(), "Garden")}
	if err := os.Mkdir(r.dir, 0o755); err != nil {
		t.Fatal(err)
	}
	for i := range photos {
		r.put(t, fmt.Sprintf("IMG_%d.jpg", i+1), string(phototest.JPEG(phototest.Scene(80, 60, uint64(i)), phototest.Exif{})))
	}
	for name, text := range beside {
		r.put(t, name, text)
	}
	if err := d.Shoot.AddFolder(r.dir); err != nil {
		t.Fatal(err)
	}
	o := sidecars.Options{Settle: time.Millisecond}
	if connected != nil {
		o.Connected = func() ([]volumes.Volume, error) { return connected(r.dir), nil }
	}
	r.Sidecars = New(Needs{
		Sync:    sidecars.New(d.Shoot.Catalog(), o),
		Session: d.Session, Desk: d.Desk, Notices: d.Notices, Overlay: d.Overlay, Shoot: d.Shoot, Journal: d.Shoot.Catalog(),
		Apply: d.Apply, Grown: func() {}, Culling: r,
		Reveal: func(place int) { r.revealed = d.Session.At(place); d.Session.MoveTo(place) },
	})
	d.UseCommands(t, r.Commands())
	for i := range photos {
		d.ReadFile(t, filepath.Join(r.dir, fmt.Sprintf("IMG_%d.jpg", i+1)))
	}
	d.Session.Resort()
	d.Session.MoveTo(0)
	return r
}

// UndoImport notes what is to be undone.
func (r *room) UndoImport(s library.Step) { r.undone = append(r.undone, s) }

// MarkBy stores decisions at once.
func (r *room) MarkBy(do func(context.Context) ([]library.Photo, error), _ int) {
	photos, err := do(context.Background())
	if err != nil {
		panic(err)
	}
	r.Session.Decided(photos)
}

func (r *room) put(t *testing.T, name, text string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(r.dir, name), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// run has the sync work until the test ends, and the sidecars of all photos looked at.
func (r *room) run(t *testing.T) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan struct{})
	go func() { r.Run(ctx); close(ended) }()
	t.Cleanup(func() { cancel(); <-ended })
	r.Sync.Look(r.all())
}

func (r *room) all() []library.Photo {
	return r.Session.Photos(func(*library.Photo) bool { return true })
}

// until tells what comes in until something is so.
func (r *room) until(t *testing.T, what string, is func() bool) {
	t.Helper()
	for end := time.Now().Add(20 * time.Second); !is(); time.Sleep(10 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("%s never came", what)
		}
		r.d.Apply(r.d.Desk.Drain())
	}
}

// mark stores a mark of the photo at the cursor, as the culling keys do.
func (r *room) mark(t *testing.T, m catalog.Mark) {
	t.Helper()
	m.ID = r.Session.Cursor()
	photos, err := r.d.Shoot.Catalog().Decide(t.Context(), []catalog.Mark{m})
	if err != nil {
		t.Fatal(err)
	}
	r.Session.Decided(photos)
	r.Decided(&decide.Result{Photos: photos, Marked: m, Asked: 1})
	r.d.Finish()
}

func (r *room) text(name string) string {
	b, err := os.ReadFile(filepath.Join(r.dir, name))
	if err != nil {
		return ""
	}
	return string(b)
}

func TestTheFirstMarkInAFolderAsksAndTheAnswerStandsOnItsRow(t *testing.T) {
	r := newRoom(t, 2, nil)
	r.mark(t, catalog.Mark{Flag: new(library.Pick)})
	if r.strip != question {
		t.Fatal("nothing is asked")
	}
	if r.d.Overlay.IsOpen() || r.d.Window.Canvas().Focused() != nil {
		t.Error("the question takes the keys")
	}
	if got := r.Note(r.dir); got != "" {
		t.Errorf("the row says %q before there is an answer", got)
	}
	if _, left := r.Back(); !left || r.strip != empty {
		t.Error("Esc does not take it away")
	}
	r.mark(t, catalog.Mark{Flag: new(library.Reject)})
	if r.strip != empty {
		t.Error("it is asked at every mark")
	}
	for id, want := range map[command.ID]string{
		"sidecars-at-once": "Sidecars: at once", "sidecars-never": "Sidecars: never written", "sidecars-on-request": "Sidecars: on request",
	} {
		r.d.Do(t, r.Commands(), id)
		r.d.Finish()
		r.d.Finish()
		if got := r.Note(r.dir); got != want {
			t.Errorf("%s: the row says %q", id, got)
		}
	}
}

func TestAnAnswerIsAskedForOnce(t *testing.T) {
	r := newRoom(t, 1, nil)
	if err := r.Sync.SetPolicy(t.Context(), r.dir, sidecars.Never); err != nil {
		t.Fatal(err)
	}
	r.mark(t, catalog.Mark{Flag: new(library.Pick)})
	if r.strip != empty {
		t.Error("who has answered is asked again")
	}
}

func TestOnACardNothingIsAskedAndNothingWritten(t *testing.T) {
	r := newRoomWith(t, 1, nil, func(dir string) []volumes.Volume { return []volumes.Volume{{Path: dir, Name: "EOS"}} })
	if err := os.Mkdir(filepath.Join(r.dir, "DCIM"), 0o755); err != nil {
		t.Fatal(err)
	}
	r.Note(r.dir)
	r.d.Finish()
	if got := r.Note(r.dir); got != "Sidecars: never on a card" {
		t.Errorf("the row says %q", got)
	}
	if item := r.FolderMenu(r.dir); !item.Disabled || item.ChildMenu != nil {
		t.Errorf("its menu offers %+v", item)
	}
	r.mark(t, catalog.Mark{Flag: new(library.Pick)})
	if r.strip != empty {
		t.Error("it asks")
	}
	r.d.Do(t, r.Commands(), Write)
	r.d.Finish()
	if r.view.Counts.Refused != 1 || r.view.Folder != "" || len(r.view.Lines) != 1 || !strings.Contains(r.view.Lines[0].Change, "memory card") {
		t.Errorf("it previews %+v", r.view)
	}
	r.d.Press("Return", "Escape")
	r.d.Do(t, r.Commands(), "sidecars-at-once")
	if got := r.text("IMG_1.xmp"); got != "" || r.d.Notices.Notice() != "Nothing is written to a card" {
		t.Errorf("it wrote %q; it says %q", got, r.d.Notices.Notice())
	}
}

func TestAFoldersMenuChangesTheAnswerForThatFolderAlone(t *testing.T) {
	r := newRoom(t, 1, nil)
	inner := filepath.Join(r.dir, "inner")
	for folder, at := range map[string]int{r.dir: 0, inner: 2} {
		r.FolderMenu(folder).ChildMenu.Items[at].Action()
		r.d.Finish()
		r.d.Finish()
	}
	for folder, want := range map[string]int{r.dir: 0, inner: 2, filepath.Join(inner, "deeper"): 2} {
		for i, item := range r.FolderMenu(folder).ChildMenu.Items {
			if item.Checked != (i == want) {
				t.Errorf("%s: answer %d is checked: %v", folder, i, item.Checked)
			}
		}
	}
}

func TestAReadOnlyWindowReadsAndAsksNothing(t *testing.T) {
	r := newRoom(t, 1, map[string]string{"IMG_1.xmp": xmp(`xmp:Rating="3"`)})
	r.ReadOnly = true
	r.mark(t, catalog.Mark{Flag: new(library.Pick)})
	r.Run(t.Context())
	if r.strip != empty {
		t.Error("it asks")
	}
	r.d.Do(t, r.Commands(), Write)
	if r.d.Overlay.IsOpen() || r.d.Notices.Notice() != "This window is read-only" {
		t.Errorf("it writes; it says %q", r.d.Notices.Notice())
	}
}

func TestWhatSidecarsBroughtIsToldAndCanBeUndone(t *testing.T) {
	r := newRoom(t, 3, map[string]string{"IMG_1.xmp": xmp(`xmp:Rating="3" xmp:Label="Red"`), "IMG_2.xmp": "<cut", "IMG_3.xmp": xmp(`xmp:Rating="1"`)})
	r.run(t)
	r.until(t, "the import", func() bool { return r.strip == news })
	if got := r.imports.text(); got != "Took over 2 decisions from sidecars in Garden (Lightroom)" {
		t.Errorf("it says %q", got)
	}
	if got := r.d.Notices.Problem(); !strings.Contains(got, "IMG_2.xmp is not read: the sidecar is damaged") {
		t.Errorf("of the damaged one it says %q", got)
	}
	p := r.Session.Current()
	r.until(t, "the origins", func() bool { return len(r.Said(p).Origins) > 0 })
	if got := r.Said(p).Origins; !slices.Equal(got, []string{"3 stars: from the sidecar of Lightroom", "red label: from the sidecar of Lightroom"}) {
		t.Errorf("the inspector says %q", got)
	}
	r.undoLast()
	r.until(t, "the question", r.d.Overlay.IsOpen)
	r.d.Press("Return")
	if len(r.undone) != 1 {
		t.Fatalf("undone: %v", r.undone)
	}
	if program, ok := r.undone[0].Origin.Sidecar(); !ok || !strings.Contains(program, "Lightroom") {
		t.Errorf("the step is of %q", program)
	}
}

func TestAPreviewChangesNothingAndWritingSaysWhatItDid(t *testing.T) {
	r := newRoom(t, 3, map[string]string{"IMG_2.xmp": xmp(`xmp:Rating="3"`), "IMG_3.xmp": "<cut"})
	for i := range 3 {
		r.Session.MoveTo(i)
		r.mark(t, catalog.Mark{Flag: new(library.Pick)})
	}
	before := r.text("IMG_2.xmp")
	r.d.Do(t, r.Commands(), Write)
	r.d.Finish()
	want := sheets.SidecarCounts{New: 1, Changed: 1, Refused: 1}
	if r.view.Counts != want || len(r.view.Lines) != 3 || !r.view.Lines[0].Problem {
		t.Fatalf("it previews %+v: %+v", r.view.Counts, r.view.Lines)
	}
	if r.text("IMG_1.xmp") != "" || r.text("IMG_2.xmp") != before {
		t.Error("the preview wrote")
	}
	r.d.Press("Return")
	r.d.Finish()
	if r.view.State != sheets.SidecarsDone || !slices.Equal(r.view.Report, []string{"2 sidecars are written."}) {
		t.Errorf("state %v, it reports %q", r.view.State, r.view.Report)
	}
	if !strings.Contains(r.text("IMG_1.xmp"), `xmpDM:pick="1"`) || !strings.Contains(r.text("IMG_2.xmp"), `xmp:Rating="3"`) || r.text("IMG_3.xmp") != "<cut" {
		t.Error("the files are not as the preview said")
	}
	r.d.Finish()
	if got := r.Note(r.dir); got != "Sidecars: on request" {
		t.Errorf("the row says %q", got)
	}
	r.d.Press("Escape")
	r.d.Do(t, r.Commands(), Write)
	r.d.Finish()
	if want := (sheets.SidecarCounts{Same: 2, Refused: 1}); r.view.Counts != want {
		t.Errorf("afterwards it previews %+v", r.view.Counts)
	}
}

func TestADecisionThatArrivesLateIsPreviewedToo(t *testing.T) {
	r := newRoom(t, 1, nil)
	r.d.Do(t, r.Commands(), Write)
	r.d.Finish()
	if r.view.Counts.New != 0 {
		t.Fatalf("before it previews %+v", r.view.Counts)
	}
	r.mark(t, catalog.Mark{Flag: new(library.Pick)})
	r.d.Finish()
	if r.view.Counts.New != 1 {
		t.Errorf("afterwards it previews %+v", r.view.Counts)
	}
	r.d.Press("Escape")
	r.mark(t, catalog.Mark{Flag: new(library.Undecided)})
	if r.view.Counts.New != 1 {
		t.Error("a closed sheet previews")
	}
}

func TestOnlySeveralSelectedPhotosNarrowWhatIsWritten(t *testing.T) {
	r := newRoom(t, 4, nil)
	for selected, want := range map[int]string{1: "4 photos", 2: "2 selected photos"} {
		r.Session.MoveTo(0)
		r.Session.ExtendTo(selected - 1)
		r.d.Do(t, r.Commands(), Write)
		r.d.Finish()
		if r.view.What != want {
			t.Errorf("with %d selected it is for %q", selected, r.view.What)
		}
		r.d.Press("Escape")
	}
}

func TestHowFilesAreWrittenIsKept(t *testing.T) {
	r := newRoom(t, 1, nil)
	r.mark(t, catalog.Mark{Flag: new(library.Reject), Label: new(library.Green)})
	r.d.Do(t, r.Commands(), Write)
	r.d.Finish()
	r.choose(sheets.SidecarChoices{Naming: 1, Labels: 1, Rejects: 1})
	r.d.Finish()
	r.d.Finish()
	if len(r.view.Lines) != 1 || r.view.Lines[0].File != "IMG_1.jpg.xmp" {
		t.Errorf("it previews %+v", r.view.Lines)
	}
	r.d.Press("Return")
	if got := r.text("IMG_1.jpg.xmp"); !strings.Contains(got, `xmp:Rating="-1"`) || !strings.Contains(got, `xmp:Label="Approved"`) {
		t.Errorf("it wrote %s", got)
	}
	set, err := r.Sync.Settings(t.Context())
	if got := choicesOf(set, 2); err != nil || got != (sheets.SidecarChoices{Policy: 2, Naming: 1, Labels: 1, Rejects: 1}) {
		t.Errorf("kept is %+v, %v", got, err)
	}
}

func TestAConflictIsShownWithBothValuesAndSettledEitherWay(t *testing.T) {
	for name, c := range map[string]struct {
		id   command.ID
		want library.Rating
	}{"mine": {KeepMine, 2}, "theirs": {TakeTheirs, 5}} {
		t.Run(name, func(t *testing.T) {
			r := newRoom(t, 2, map[string]string{"IMG_1.xmp": xmp(`xmp:Rating="3"`)})
			r.run(t)
			r.until(t, "the import", func() bool { return r.Session.Photo(r.Session.At(0)).Decision.Rating == 3 })
			r.mark(t, catalog.Mark{Rating: new(library.Rating(2))})
			r.put(t, "IMG_1.xmp", xmp(`xmp:Rating="5"`)+" ")
			r.Sync.LookAgain([]library.ID{r.Session.Cursor()})
			id := r.Session.Cursor()
			r.until(t, "the conflict", func() bool { return r.InConflict(id) })
			if got := r.conflictLines(id); !slices.Equal(got, []string{"2 stars here, 5 stars in the sidecar of Lightroom"}) {
				t.Errorf("it says %q", got)
			}
			r.Session.MoveTo(1)
			r.d.Do(t, r.Commands(), NextConflict)
			if r.revealed != id {
				t.Errorf("the next conflict is photo %d", r.revealed)
			}
			r.d.Do(t, r.Commands(), c.id)
			r.until(t, "the end of the conflict", func() bool { return !r.InConflict(id) && r.Session.Photo(id).Decision.Rating == c.want })
			if ok, why := r.canSettle(); ok || why == "" {
				t.Error("it can be settled again")
			}
		})
	}
}

func TestWhatCannotBeWrittenIsNamedAndTriedAgain(t *testing.T) {
	if os.Getuid() == 0 {
		t.Skip("root writes into every folder")
	}
	r := newRoom(t, 1, nil)
	r.run(t)
	r.mark(t, catalog.Mark{Flag: new(library.Pick)})
	if err := os.Chmod(r.dir, 0o555); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.Chmod(r.dir, 0o755) })
	r.d.Do(t, r.Commands(), "sidecars-at-once")
	r.until(t, "the failure", func() bool { return r.Status() == "1 sidecar not written yet" })
	r.d.Do(t, r.Commands(), ShowUnsaved)
	if len(r.view.Lines) != 1 || r.view.Lines[0].Change != "the folder is write-protected" || !r.view.Again {
		t.Errorf("it shows %+v", r.view)
	}
}

func TestAFailedWriteIsQueuedAndCanBeTriedAgain(t *testing.T) {
	r := newRoom(t, 1, nil)
	r.mark(t, catalog.Mark{Flag: new(library.Pick)})
	o := outcome{}
	o.add(&sidecars.Change{ID: r.Session.Cursor(), Path: "/a/IMG_1.xmp", Problem: fs.ErrPermission})
	r.view.State = sheets.SidecarsWriting
	r.wrote(&o, r.all(), context.Canceled)
	if v := r.view; !v.Again || len(v.Lines) != 1 || len(v.Report) != 3 || !strings.HasPrefix(v.Report[0], "Stopped.") {
		t.Fatalf("it shows %+v", v)
	}
	r.tryAgain()
	r.d.Finish()
	if r.view.Again || r.text("IMG_1.xmp") == "" {
		t.Errorf("tried again it shows %+v", r.view)
	}
}

func TestReasonsAreSaidInWordsForPeople(t *testing.T) {
	for want, err := range map[string]error{
		"memory card": sidecars.ErrCard, "damaged": fmt.Errorf("reading: %w", sidecar.ErrMalformed), "too large": sidecar.ErrTooLarge,
		"write-protected": &fs.PathError{Op: "open", Path: "/a", Err: syscall.EACCES}, "disk is full": syscall.ENOSPC,
		"is its drive connected": fs.ErrNotExist, "something else": errors.New("something else"),
	} {
		if got := reasonText(err); !strings.Contains(got, want) {
			t.Errorf("%v is said as %q", err, got)
		}
	}
}

func TestProgramsAreCalledAsPeopleKnowThem(t *testing.T) {
	for written, want := range map[string]string{
		"Adobe Photoshop Lightroom Classic 14.0 (Windows)": "Lightroom", "darktable 4.6.1": "darktable", "digiKam-8.1": "digiKam",
		"Capture One 23 Windows": "Capture One", "": "", "Some\nthing": "Some\\nthing",
	} {
		if got := programName(written); got != want {
			t.Errorf("%q is called %q, want %q", written, got, want)
		}
	}
}

func TestADecisionIsOneLine(t *testing.T) {
	for want, d := range map[string]library.Decision{
		"Pick · ★★★ · green": {Flag: library.Pick, Rating: 3, Label: library.Green}, "nothing decided": {}, "Reject": {Flag: library.Reject},
	} {
		if got := decisionText(d); got != want {
			t.Errorf("%+v is %q", d, got)
		}
	}
	c := sidecars.Change{Remove: true}
	if got := changeText(&c); !strings.HasPrefix(got, "removed") {
		t.Errorf("a removed file is %q", got)
	}
}

func TestEventsSayWhatTheyChanged(t *testing.T) {
	r := newRoom(t, 1, nil)
	if got := r.told(&sidecars.Event{Problem: "the disk hums"}); !got.Has(change.Status) || r.d.Notices.Problem() != "the disk hums" {
		t.Errorf("a problem changes %v and says %q", got, r.d.Notices.Problem())
	}
	if got := r.told(&sidecars.Event{Progress: &sidecars.Progress{Waiting: 12}}); !got.Has(change.Status) || r.Status() != "writing sidecars: 12 left" {
		t.Errorf("progress changes %v and says %q", got, r.Status())
	}
}

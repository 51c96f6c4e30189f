package faces

import (
	"context"
	"errors"
	"fmt"
	"image"
	"image/color"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/query"
	"keeplight.app/keeplight/scoring/queue"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/command"
	"keeplight.app/keeplight/ui/desk/desktest"
	"keeplight.app/keeplight/ui/pane"
	"keeplight.app/keeplight/ui/style/styletest"
)

// findings are faces by image data.
type findings struct {
	known map[library.Hash][]library.Face
	off   bool
	err   error

	progress queue.Progress
}

func (f *findings) Of(p *library.Photo) ([]library.Face, bool) {
	found, looked := f.known[p.Hash]
	return found, looked
}

func (f *findings) Progress() queue.Progress { return f.progress }

func (f *findings) Turned([]library.Photo) {}

func (f *findings) On() bool { return !f.off }

func (f *findings) SetOn(_ context.Context, on bool) error {
	if f.err == nil {
		f.off = !on
		if !on {
			clear(f.known)
		}
	}
	return f.err
}

// blind reads nothing.
type blind struct{}

func (blind) Parts(context.Context, *library.Photo, func(w, h int) []image.Rectangle, func(int, *image.RGBA, image.Rectangle, image.Point)) error {
	return errors.New("nothing can be read")
}

func (blind) Load(pane.Request) (got pane.Loaded, ok bool) { return got, false }

func (blind) Part(context.Context, *library.Photo, func(w, h int) image.Rectangle) (*image.RGBA, image.Rectangle, image.Point, error) {
	return nil, image.Rectangle{}, image.Point{}, errors.New("nothing can be read")
}

// front is the view in front.
type front struct {
	at    command.ID
	pane  *pane.Pane
	shown []string // the names of the points that were shown
	point pane.Point
}

func (v *front) Home() bool { return v.at == "grid" }

func (v *front) Go(id command.ID) change.Set {
	v.at = id
	return change.All
}

func (v *front) Pane() *pane.Pane { return v.pane }

func (v *front) ShowPoint(at pane.Point, name string) {
	v.shown, v.point = append(v.shown, name), at
	v.pane.GoTo(pane.Geometry{Zoom: 1, CX: at.X, CY: at.Y})
}

// all says that all photos belong together.
type all []library.ID

func (a all) Of(library.ID) []library.ID { return a }

// bench is the room with the loupe in front of it.
type bench struct {
	*Faces
	*desktest.Desk
	found  *findings
	view   *front
	photos []library.Photo
	strip  fyne.CanvasObject
}

// faceAt is a face around a point whose eyes are in a state.
func faceAt(x float64, state library.EyeState) library.Face {
	f := library.Face{Box: library.Box{X: x - 0.05, Y: 0.45, Width: 0.1, Height: 0.1}, Score: 0.9}
	for i := range f.Eyes {
		f.Eyes[i] = library.Eye{Box: library.Box{X: x - 0.03 + 0.04*float64(i), Y: 0.47, Width: 0.02, Height: 0.03}, State: state, Gap: 0.3, Width: 40}
	}
	return f
}

// newBench has a stack of three photos: of two people, of one of them who blinks, and
// one in which nobody has looked.
func newBench(t *testing.T) *bench {
	t.Helper()
	d := desktest.Open(t)
	b := &bench{Desk: d, found: &findings{known: map[library.Hash][]library.Face{}}, view: &front{at: "loupe", pane: pane.New(blind{}, func(func()) {})}}
	b.photos = d.AddPhotos(t, 3)
	var ids all
	for i := range b.photos {
		p := &b.photos[i]
		p.Width, p.Height = 6000, 4000
		ids = append(ids, p.ID)
	}
	d.Session.Put(b.photos)
	b.found.known[b.photos[0].Hash] = []library.Face{faceAt(0.3, library.EyeOpen), faceAt(0.7, library.EyeOpen)}
	b.found.known[b.photos[1].Hash] = []library.Face{faceAt(0.71, library.EyeClosed)}
	b.Faces = New(Needs{
		Session: d.Session, Desk: d.Desk, Notices: d.Notices, Overlay: d.Overlay, Findings: b.found, Stacks: ids, Read: blind{},
		Wanted: &d.Settings.Looking.Faces, Loupe: "loupe", Views: func() Views { return b.view }, Apply: d.Apply,
	})
	b.strip = b.Below(canvas.NewRectangle(color.Black), b.view.pane, fyne.NewSize(640, 360))
	d.Window.SetContent(b.strip)
	d.Window.SetContent(b.strip)
	b.turn(0)
	return b
}

// turn shows a photo.
func (b *bench) turn(i int) { b.Show(b.view.pane, b.Desk.Session.Photo(b.photos[i].ID)) }

func (b *bench) do(t *testing.T, ids ...command.ID) {
	t.Helper()
	for _, id := range ids {
		b.Do(t, b.Commands(), id)
	}
}

func TestTheKeyGoesFromFaceToFaceAndThenToTheWholePhoto(t *testing.T) {
	b := newBench(t)
	for i, want := range []string{"[face 1 of 2]", "[face 1 of 2 face 2 of 2]", "[face 1 of 2 face 2 of 2]"} {
		b.do(t, NextID)
		if got := fmt.Sprint(b.view.shown); got != want || b.view.pane.Fits() != (i == 2) {
			t.Errorf("after %d steps %s were shown, whole: %v", i+1, got, b.view.pane.Fits())
		}
	}
	b.view.shown = nil
	b.do(t, PreviousID, PreviousID)
	if got := fmt.Sprint(b.view.shown); got != "[face 2 of 2 face 1 of 2]" {
		t.Errorf("backwards %s were shown", got)
	}
	if b.view.point.X < 0.29 || b.view.point.X > 0.31 {
		t.Errorf("the point is %+v", b.view.point)
	}
}

func TestThePersonStaysChosenFromFrameToFrame(t *testing.T) {
	b := newBench(t)
	b.do(t, NextID, NextID)
	strip := b.strips[b.view.pane]
	b.turn(1)
	if v := b.Faces.view(strip); v.Chosen != 1 || v.Count != 2 || len(v.Columns) != 1 || v.Columns[0] != 1 {
		t.Errorf("the second person is chosen: %+v", v)
	}
	b.view.pane.Fit()
	b.Moved(b.view.pane)
	if v := b.Faces.view(strip); v.Chosen != -1 {
		t.Errorf("column %d is chosen while the photo is shown whole", v.Chosen)
	}
}

func TestInTheGridThePhotoIsOpenedFirst(t *testing.T) {
	b := newBench(t)
	b.view.at = "grid"
	b.do(t, NextID)
	if b.view.at != "loupe" || len(b.view.shown) != 1 {
		t.Errorf("it leads to %q and %v", b.view.at, b.view.shown)
	}
}

func TestWhereNoFaceIsKnownItIsSaidWhy(t *testing.T) {
	b := newBench(t)
	b.turn(2)
	b.do(t, NextID)
	if got := b.Notices.Notice(); got != "This photo has not been searched for faces yet" {
		t.Errorf("it says %q", got)
	}
	b.found.off = true
	b.do(t, NextID)
	if got := b.Notices.Notice(); got != "The search for faces is off: “Look for faces: on or off” turns it on" {
		t.Errorf("it says %q", got)
	}
	b.found.known[b.photos[2].Hash] = nil
	b.do(t, NextID)
	if got := b.Notices.Notice(); got != "No faces were found in this photo" {
		t.Errorf("it says %q", got)
	}
}

func TestTheStripIsPutAwayByItsKeyAndWhereThePhotoIsAlone(t *testing.T) {
	b := newBench(t)
	seen := func() bool { return b.strips[b.view.pane].strip.Visible() }
	if !seen() {
		t.Fatal("it is not to be seen")
	}
	b.do(t, StripID)
	if seen() || b.Settings.Looking.Faces {
		t.Error("the key does not put it away")
	}
	b.do(t, StripID)
	b.Alone(true)
	if seen() {
		t.Error("it stands below a photo that is alone")
	}
	b.Alone(false)
	if !seen() {
		t.Error("it does not come back")
	}
	b.Show(b.view.pane, nil)
	if seen() {
		t.Error("it stands below nothing")
	}
}

func TestNewFindingsAreShownAndWaitToBeSortedIn(t *testing.T) {
	b := newBench(t)
	b.turn(2)
	b.found.known[b.photos[2].Hash] = []library.Face{faceAt(0.3, library.EyeClosed), faceAt(0.7, library.EyeClosed)}
	if changed := b.Known([]library.ID{b.photos[2].ID}); !changed.Has(change.Tiles) || !changed.Has(change.Counts) {
		t.Errorf("%v changed", changed)
	}
	b.turn(2)
	if p := b.Desk.Session.Photo(b.photos[2].ID); b.Line(p) != "2 faces, 2 look closed" || b.Badge(p) != "2 look closed" {
		t.Errorf("it says %q and %q", b.Line(p), b.Badge(p))
	}
	if b.Desk.Session.Waiting().Any() {
		t.Error("photos wait that no faces move")
	}
	f := query.NewFilter()
	f.Faces = query.SomeoneBlinks
	b.Desk.Session.SetFilter(f)
	b.Known([]library.ID{b.photos[2].ID})
	if n := b.Desk.Session.Waiting().Moved; n != 1 {
		t.Errorf("%d photos wait", n)
	}
}

func TestTheSwitchAsksBeforeItDeletes(t *testing.T) {
	for name, c := range map[string]struct {
		keys []string
		err  error
		left int
		off  bool
		says string
	}{
		"put away":   {[]string{"Escape"}, nil, 2, false, ""},
		"agreed":     {[]string{"Return"}, nil, 0, true, "No longer looking for faces; what was found is deleted"},
		"it failed":  {[]string{"Return"}, errors.New("the disk is full"), 2, false, ""}, // what failed stands elsewhere
		"other keys": {[]string{"x", "Escape"}, nil, 2, false, ""},
	} {
		b := newBench(t)
		b.Window.SetContent(b.Overlay.Object())
		b.found.err = c.err
		b.do(t, SwitchID)
		styletest.Sees(t, b.Window.Content(), "Stop looking for faces?")
		b.Press(c.keys...)
		if len(b.found.known) != c.left || b.found.off != c.off || b.Overlay.IsOpen() || b.Notices.Notice() != c.says {
			t.Errorf("%s: %d photos are known, off %v, open %v, it says %q", name, len(b.found.known), b.found.off, b.Overlay.IsOpen(), b.Notices.Notice())
		}
	}
}

func TestTheSwitchTurnsTheSearchOnAtOnce(t *testing.T) {
	b := newBench(t)
	b.found.off = true
	b.do(t, SwitchID)
	b.Finish()
	if b.found.off || b.Overlay.IsOpen() || b.Notices.Notice() != "Looking for faces once the scores are done" {
		t.Errorf("off %v, a question: %v, it says %q", b.found.off, b.Overlay.IsOpen(), b.Notices.Notice())
	}
}

func TestTheStatusLineFollowsTheSearchToItsEnd(t *testing.T) {
	b := newBench(t)
	says := func(want string, p queue.Progress) {
		t.Helper()
		b.found.progress = p
		if got := b.Faces.Status(); got != want {
			t.Errorf("it says %q, want %q", got, want)
		}
	}
	says("", queue.Progress{})
	says("faces looked for in 12 of 1,240", queue.Progress{Done: 12, Total: 1240})
	says("faces looked for in 12 of 1,240 · 300 / min · 4 min left", queue.Progress{Done: 12, Total: 1240, Rate: 300, Left: 245 * time.Second})
	says("faces looked for in 12 of 1,240 · paused", queue.Progress{Done: 12, Total: 1240, Rate: 300, Paused: true})
	says("faces looked for in 12 of 1,240 · not stored, tried again in a moment: the disk is full",
		queue.Progress{Done: 12, Total: 1240, Paused: true, Err: errors.New("the disk is full")})
	noted := func(want string, p queue.Progress) {
		t.Helper()
		says("", p)
		b.Finish()
		if got := b.Notices.Notice(); got != want {
			t.Errorf("at the end it says %q, want %q", got, want)
		}
	}
	noted("All photos were searched for faces: 1,240 just now", queue.Progress{Done: 1240, Total: 1240})
	b.Notices.Say("something else")
	noted("something else", queue.Progress{Done: 1240, Total: 1240})
	says("faces looked for in 1,239 of 1,240", queue.Progress{Done: 1239, Total: 1240}) // one was turned
	noted("something else", queue.Progress{Done: 1240, Total: 1240})
	says("faces looked for in 1,242 of 1,260", queue.Progress{Done: 1242, Total: 1260})
	noted("Photos were searched for faces: 19 just now", queue.Progress{Done: 1260, Total: 1260, Failed: 1})
	b.found.off = true
	says("", queue.Progress{Done: 12, Total: 1240})
}

// crowds makes a stack of crowds, each frame moved a little, and shows its first one.
func crowds(b *bench) {
	for i := range b.photos {
		var found []library.Face
		for k := range 100 {
			f := faceAt(0.05+0.09*float64(k%10), library.EyeOpen)
			f.Box = library.Box{X: 0.02 + 0.095*float64(k%10) + 0.002*float64(i), Y: 0.02 + 0.095*float64(k/10), Width: 0.04, Height: 0.04}
			found = append(found, f)
		}
		if i == 0 {
			found = found[10:] // the first row of people is missing
		}
		b.found.known[b.photos[i].Hash] = found
	}
	b.rows.forget()
	b.turn(0)
}

func TestTheColumnsOfCrowdsAreFoundBesideTheWindow(t *testing.T) {
	b := newBench(t)
	crowds(b)
	strip := b.strips[b.view.pane]
	if v := b.Faces.view(strip); v.Count != 90 || len(v.Faces) != 90 {
		t.Errorf("until then %d columns of %d faces are shown", v.Count, len(v.Faces))
	}
	b.do(t, NextID, NextID, NextID)
	box, _, ok := b.Chosen(strip.photo)
	if !ok {
		t.Fatal("no face is chosen")
	}
	b.Finish()
	v := b.Faces.view(strip)
	if v.Count != 100 || len(v.Focus) != 90 {
		t.Errorf("then %d columns are shown", v.Count)
	}
	if now, _, ok := b.Chosen(strip.photo); !ok || now != box {
		t.Errorf("another face is chosen: %+v, it was %+v", now, box)
	}
}

func TestColumnsThatComeLateAreShownForNoOtherStack(t *testing.T) {
	b := newBench(t)
	crowds(b)
	b.Faces.Stacks = all{b.photos[1].ID} // meanwhile it stands alone
	b.turn(1)
	b.Finish()
	if v := b.Faces.view(b.strips[b.view.pane]); v.Count != 100 || v.Focus != nil || !slices.Equal(b.rows.ids, []library.ID{b.photos[1].ID}) {
		t.Errorf("%d columns, focus %v, of %v", v.Count, v.Focus, b.rows.ids)
	}
}

// apart says that all photos but one belong together.
type apart struct {
	together []library.ID
	alone    library.ID
}

func (a apart) Of(id library.ID) []library.ID {
	if id == a.alone {
		return nil
	}
	return a.together
}

// In a survey each pane shows another photo, which need not be of the same stack.
func TestColumnsThatComeLateAreShownBelowThePhotosOfTheirStackOnly(t *testing.T) {
	b := newBench(t)
	b.Faces.Stacks = apart{[]library.ID{b.photos[0].ID, b.photos[1].ID}, b.photos[2].ID}
	crowds(b)
	own, ready := b.strips[b.view.pane], *b.rows.kept
	own.chosen = chosen{-b.photos[0].ID, b.Faces.own(b.photos[0].ID).columns[0][3]}
	var others []*below
	for range 8 { // strips come in any order
		other := b.Faces.below(pane.New(blind{}, func(func()) {}), nil)
		other.photo, other.chosen = b.Desk.Session.Photo(b.photos[2].ID), chosen{-b.photos[2].ID, 4}
		others = append(others, other)
	}
	b.Faces.ready(ready)
	if want := (chosen{b.photos[0].ID, ready.columns[0][3]}); own.chosen != want {
		t.Errorf("face %+v is chosen, want %+v", own.chosen, want)
	}
	for _, other := range others {
		if want := (chosen{-b.photos[2].ID, 4}); other.chosen != want {
			t.Errorf("of another stack face %+v is chosen", other.chosen)
		}
	}
	ready.columns = ready.columns[:1]
	b.turn(1)
	b.Faces.ready(ready) // of fewer photos than are looked at by now
}

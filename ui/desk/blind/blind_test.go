package blind

import (
	"context"
	"errors"
	"image"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	sessions "keeplight.app/keeplight/app/blind"
	"keeplight.app/keeplight/app/scorers"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/library/picture"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/command"
	"keeplight.app/keeplight/ui/desk/desktest"
	"keeplight.app/keeplight/ui/style/styletest"
)

// drawn gives every photo one picture of the same size; those that are broken none.
type drawn struct{ broken map[library.ID]bool }

func (d *drawn) Load(_ context.Context, p *library.Photo, _ int) (*picture.Picture, error) {
	if d.broken[p.ID] {
		return nil, errors.New("damaged: IMG_0001.jpg")
	}
	return &picture.Picture{Pixels: image.NewRGBA(image.Rect(0, 0, 60, 40))}, nil
}

func (d *drawn) Thumb(context.Context, *library.Photo) (*image.RGBA, error) {
	return image.NewRGBA(image.Rect(0, 0, 6, 4)), nil
}

// full is a store whose disk may be full.
type full struct {
	sessions.Store
	yes bool
}

func (f *full) GiveBlind(ctx context.Context, session int64, place int, v *library.Flag) error {
	if f.yes {
		return errors.New("the disk is full")
	}
	return f.Store.GiveBlind(ctx, session, place, v)
}

// room is a room of blind sessions on a desk with photos.
type room struct {
	*Blind
	d        *desktest.Desk
	photos   []library.Photo
	pictures *drawn
	disk     *full
	marked   []catalog.Mark
	did      []command.ID
	hidden   int
}

func newRoom(t *testing.T, photos int) *room {
	t.Helper()
	r := &room{d: desktest.Open(t), pictures: &drawn{broken: map[library.ID]bool{}}}
	r.photos = r.d.AddPhotos(t, photos)
	r.disk = &full{Store: r.d.Shoot.Catalog()}
	r.Blind = New(Needs{
		Session: r.d.Session, Desk: r.d.Desk, Notices: r.d.Notices, Overlay: r.d.Overlay, Apply: r.d.Apply, Store: r.disk,
		Pictures: r.pictures, Scorers: r.d.Shoot.Scorers().All, Culling: func() Culling { return r },
		Marks: Marks{"pick", "reject", "unflag", "undo"}, Loupe: "loupe", Do: func(id command.ID) { r.did = append(r.did, id) },
		Hide: func() { r.hidden++ },
	})
	r.rest = time.Millisecond
	return r
}

// MarkEach stores what is asked for at once.
func (r *room) MarkEach(marks []catalog.Mark) change.Set {
	r.marked = append(r.marked, marks...)
	return change.None
}

// until lets events come until something is so.
func (r *room) until(t *testing.T, what string, is func() bool) {
	t.Helper()
	for end := time.Now().Add(20 * time.Second); !is(); time.Sleep(2 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("%s never came; it says %q", what, styletest.Texts(r.d.Window.Content()))
		}
		r.d.Apply(r.d.Desk.Drain())
	}
}

func (r *room) press(name string, id command.ID) {
	r.d.Apply(r.d.Overlay.Press(command.Key{Name: name}, id))
}

func (r *room) ask(t *testing.T) {
	t.Helper()
	r.d.Do(t, r.Commands(), Start)
	r.until(t, "the question", r.d.Overlay.IsOpen)
}

// begin starts a session and waits for its first photo.
func (r *room) begin(t *testing.T) {
	t.Helper()
	r.ask(t)
	r.press("Return", "")
	r.visibly(t)
}

func (r *room) visibly(t *testing.T) {
	t.Helper()
	r.until(t, "a photo on the stage", func() bool { return r.running != nil && r.running.visible })
}

// verdict judges the photo on the stage and waits for what follows.
func (r *room) verdict(t *testing.T, id command.ID) {
	t.Helper()
	r.visibly(t)
	was, on := r.running, r.running.now
	r.press("", id)
	r.until(t, "what follows", func() bool {
		return r.running == nil && r.shown != nil && r.shown.sheet != nil || r.running == was && was.visible && was.now != on
	})
}

func (r *room) stored(t *testing.T) (given int, s catalog.BlindSession) {
	t.Helper()
	all, err := r.d.Shoot.Catalog().BlindSessions(t.Context())
	if err != nil || len(all) == 0 {
		t.Fatalf("%d sessions, %v", len(all), err)
	}
	for _, f := range all[0].Frames {
		if f.Given {
			given++
		}
	}
	return given, all[0]
}

func TestNothingOnTheStageTellsOfThePhoto(t *testing.T) {
	r := newRoom(t, 20)
	before := r.d.Window.Title()
	r.begin(t)
	words := regexp.MustCompile(`^(\d+ of 22|Pick|Reject|Undecided|Take back|Stop, go on later|Esc|←|)$`)
	order, size := []library.ID{}, fyne.Size{}
	for i := range 21 {
		for _, text := range styletest.Texts(r.d.Window.Content()) {
			if !words.MatchString(text) {
				t.Errorf("photo %d: the window says %q", i+1, text)
			}
		}
		if got := r.d.Window.Title(); got != before {
			t.Errorf("the window is called %q", got)
		}
		if objects := len(r.d.Overlay.Object().(*fyne.Container).Objects); objects != 1 || r.running.stage.Size() != r.d.Window.Canvas().Size() {
			t.Errorf("the stage is %v of %v", r.running.stage.Size(), r.d.Window.Canvas().Size())
		}
		if size = r.running.stage.Size(); r.running.stage.Picture() == nil {
			t.Error("there is no photo")
		}
		order = append(order, r.running.now.Photo)
		r.verdict(t, []command.ID{"pick", "reject", "unflag"}[i%3])
	}
	if size.IsZero() || r.hidden != 1 {
		t.Errorf("the stage is %v; other windows were closed %d times", size, r.hidden)
	}
	if slices.IsSorted(order) {
		t.Error("photos come in the order of their names and scores")
	}
}

func TestAVerdictIsStoredBeforeTheNextPhotoComes(t *testing.T) {
	r := newRoom(t, 12)
	r.begin(t)
	first := r.running.now
	r.verdict(t, "reject")
	given, s := r.stored(t)
	if given != 1 || s.Frames[0].Photo != first.Photo || s.Frames[0].Verdict != library.Reject {
		t.Fatalf("%d verdicts, %+v", given, s.Frames[0])
	}
	if p, err := r.d.Shoot.Catalog().Photo(t.Context(), first.Photo); err != nil || p.Decision != (library.Decision{}) || len(r.marked) != 0 {
		t.Errorf("a verdict decides: %+v, %v", p.Decision, err)
	}
	r.press("Left", "")
	r.until(t, "the first again", func() bool { return r.running.visible && r.running.now == first })
	if given, _ = r.stored(t); given != 0 {
		t.Errorf("%d verdicts after taking back", given)
	}
	r.press("Left", "") // there is nothing before it
	r.verdict(t, "pick")
	r.d.Overlay.Close()
	if r.running != nil {
		t.Fatal("it goes on behind the closed stage")
	}
	r.ask(t)
	styletest.Sees(t, r.d.Window.Content(), "Go on with the blind session?", "1 of 13 photos are judged.")
	r.press("Return", "")
	r.visibly(t)
	if place := r.running.now.Place; place != 1 {
		t.Errorf("it goes on at place %d", place)
	}
}

func TestAVerdictThatIsNotStoredIsAskedForAgain(t *testing.T) {
	r := newRoom(t, 3)
	r.begin(t)
	first := r.running.now
	r.disk.yes = true
	r.press("", "pick")
	r.until(t, "the photo again", func() bool { return r.running.visible })
	styletest.Sees(t, r.d.Window.Content(), "The verdict was not saved: the disk is full")
	r.disk.yes = false
	r.verdict(t, "pick")
	styletest.SeesNot(t, r.d.Window.Content(), "The verdict was not saved: the disk is full")
	if given, s := r.stored(t); given != 1 || s.Frames[0].Photo != first.Photo {
		t.Errorf("%d verdicts", given)
	}
}

func TestAPhotoThatCannotBeShownIsLeftOutWithoutItsName(t *testing.T) {
	r := newRoom(t, 4)
	r.pictures.broken[r.photos[1].ID] = true
	r.begin(t)
	for range 3 {
		if got := strings.Join(styletest.Texts(r.d.Window.Content()), " "); strings.Contains(got, "IMG") || strings.Contains(got, "damaged") {
			t.Errorf("the stage says %s", got)
		}
		r.verdict(t, "pick")
	}
	if given, s := r.stored(t); given != 3 || len(s.Frames) != 4 || !s.Ended.IsZero() {
		t.Errorf("%d of %d, ended %v: the photo may come back", given, len(s.Frames), s.Ended)
	}
	if got := strings.Join(styletest.Texts(r.d.Window.Content()), " "); !strings.Contains(got, "1 photo could not be shown and was left out.") {
		t.Errorf("the result says %s", got)
	}
	r.d.Overlay.Close()
	delete(r.pictures.broken, r.photos[1].ID)
	r.begin(t)
	if r.running.now.Photo != r.photos[1].ID {
		t.Errorf("it goes on with photo %d", r.running.now.Photo)
	}
	r.verdict(t, "reject")
	r.until(t, "the end", func() bool { _, s := r.stored(t); return !s.Ended.IsZero() })
}

func TestADriveThatGoesAwayCostsNoVerdict(t *testing.T) {
	r := newRoom(t, 20)
	r.begin(t)
	for range 4 {
		r.verdict(t, "pick")
	}
	for _, p := range r.photos {
		r.pictures.broken[p.ID] = true
	}
	r.until(t, "the end", func() bool { // some were read before
		r.press("", "pick")
		return r.running == nil && r.shown != nil && r.shown.sheet != nil
	})
	given, s := r.stored(t)
	if given < 4 || len(s.Frames) != 22 || !s.Ended.IsZero() {
		t.Errorf("%d verdicts of %d frames, ended %v", given, len(s.Frames), s.Ended)
	}
}

// judgeAll keeps the photos with an even number, counted from 0, and rejects the others.
func (r *room) judgeAll(t *testing.T) {
	t.Helper()
	r.begin(t)
	for r.running != nil {
		i := slices.IndexFunc(r.photos, func(p library.Photo) bool { return p.ID == r.running.now.Photo })
		r.verdict(t, map[bool]command.ID{true: "pick", false: "reject"}[i%2 == 0])
	}
}

func TestTheResultHoldsScorersAgainstVerdicts(t *testing.T) {
	r := newRoom(t, 8) // with scores of 9, 8.5 and so on
	reject := library.Reject
	r.d.Decide(t, catalog.Mark{ID: r.photos[0].ID, Flag: &reject})
	r.judgeAll(t)
	styletest.Sees(t, r.d.Window.Content(), "8 photos judged blind: 4 kept, 4 rejected, 0 undecided", "No photo came twice.", "You again")
	// Of 16 pairs, 4+3+2+1 are in the order of the scores.
	if a := r.shown.agreements[0]; a.Pairs.Value != 10.0/16 || r.shown.by[0].ID != scorers.BuiltIn {
		t.Errorf("%s: %+v", r.shown.by[0].ID, a.Pairs)
	}
	r.shown.threshold = 7.6 // of the kept 9, 8, 7, 6 two are above
	r.cut(r.shown)
	styletest.Sees(t, r.d.Window.Content(), "2 keepers you would have lost", "From 7.6 on", "Below 7.6")
	if want := []library.ID{r.photos[6].ID, r.photos[4].ID}; !slices.Equal(r.shown.lost, want) {
		t.Errorf("lost are %v, want %v", r.shown.lost, want)
	}

	// What was decided stays; the rest is one step.
	styletest.Sees(t, r.d.Window.Content(), "Take 7 verdicts as picks and rejects")
	r.take(r.shown)
	if len(r.marked) != 7 || slices.ContainsFunc(r.marked, func(m catalog.Mark) bool { return m.ID == r.photos[0].ID }) {
		t.Errorf("%d marks", len(r.marked))
	}
	r.ask(t)
	r.press("l", "")
	r.until(t, "the last result", func() bool { return r.shown != nil && r.shown.sheet != nil })
	r.thumbs(t)
}

// thumbs taps the first of the gallery.
func (r *room) thumbs(t *testing.T) {
	t.Helper()
	r.shown.threshold = 9
	r.cut(r.shown)
	lost := r.shown.lost
	r.shown.thumbs[lost[0]].Tapped(nil)
	if r.d.Overlay.IsOpen() || r.d.Session.Cursor() != lost[0] || !slices.Equal(r.did, []command.ID{"loupe"}) {
		t.Errorf("the cursor is on %d, want %d; done was %v", r.d.Session.Cursor(), lost[0], r.did)
	}
}

func TestTheCommandSaysWhyItCannotStart(t *testing.T) {
	r := newRoom(t, 1)
	if ok, why := r.canStart(); ok || why != "A blind session needs at least two photos" {
		t.Errorf("%v, %q", ok, why)
	}
	r.ReadOnly = true
	if ok, why := r.canStart(); ok || !strings.Contains(why, "open in another window") {
		t.Errorf("%v, %q", ok, why)
	}
}

func TestAKeyBeforeThePhotoMeansNothing(t *testing.T) {
	r := newRoom(t, 5)
	r.rest = time.Hour
	r.ask(t)
	r.press("Return", "")
	r.until(t, "the photo to be read", func() bool { return r.running != nil && len(r.running.ready) > 0 })
	if r.running.visible {
		t.Error("a photo that is ready at once comes sooner than others")
	}
	r.press("", "pick")
	if given, _ := r.stored(t); given != 0 {
		t.Error("the key judged a photo that nobody has seen")
	}
}

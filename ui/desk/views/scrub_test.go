package views

import (
	"context"
	"image"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"keeplight.app/keeplight/app/scorers"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/library/picture"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/command"
	"keeplight.app/keeplight/ui/desk/desktest"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/loupe"
	"keeplight.app/keeplight/ui/pane"
	"keeplight.app/keeplight/ui/session"
	"keeplight.app/keeplight/ui/style"
	"keeplight.app/keeplight/ui/style/styletest"
)

// scrubbed is how many photos the person goes through.
const scrubbed = 200

// tardy reads each photo as one colour that says which it is, after a time of its own,
// so that the photos come in another order than they were asked for.
type tardy struct{}

func numbered(p *library.Photo, w, h int) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for i := 0; i < len(img.Pix); i += 4 {
		img.Pix[i], img.Pix[i+1], img.Pix[i+3] = uint8(p.ID), uint8(p.ID>>8), 0xff
	}
	return img
}

// numberOf is the photo that a picture is of.
func numberOf(img *image.RGBA) library.ID { return library.ID(img.Pix[0]) | library.ID(img.Pix[1])<<8 }

func (tardy) wait() { time.Sleep(rand.N(6 * time.Millisecond)) }

func (tardy) Peek(*library.Photo) (*image.RGBA, bool) { return nil, false }

func (r tardy) Quick(_ context.Context, p *library.Photo) (*image.RGBA, bool, error) {
	r.wait()
	return numbered(p, 15, 10), true, nil
}

func (r tardy) Thumb(ctx context.Context, p *library.Photo) (*image.RGBA, error) {
	r.wait()
	return numbered(p, 15, 10), nil
}

func (r tardy) Load(_ context.Context, p *library.Photo, side int) (*picture.Picture, error) {
	r.wait()
	return &picture.Picture{Pixels: numbered(p, side, max(1, side*2/3)), Info: picture.Info{Width: 3000, Height: 2000}}, nil
}

func (r tardy) Part(_ context.Context, p *library.Photo, of func(w, h int) image.Rectangle) (*image.RGBA, image.Rectangle, image.Point, error) {
	r.wait()
	at := of(3000, 2000)
	return numbered(p, at.Dx(), at.Dy()), at, image.Pt(3000, 2000), nil
}

// decided gives photos scores, flags and stars by their place, which differ from those
// of the photos around.
func decided(t *testing.T, d *desktest.Desk) {
	t.Helper()
	var marks []catalog.Mark
	for i := range d.Session.Len() {
		p := d.Session.Photo(d.Session.At(i))
		d.Score(scorers.BuiltIn, *p, 9-float64(i)/50)
		flag, stars := []library.Flag{library.Undecided, library.Pick, library.Reject}[i%3], library.Rating(i%6)
		marks = append(marks, catalog.Mark{ID: p.ID, Flag: &flag, Rating: &stars})
	}
	d.Decide(t, marks...)
	d.Session.Resort()
	d.Session.MoveTo(0)
}

// wantSaid compares what is written with what is known of a photo.
func wantSaid(t *testing.T, o fyne.CanvasObject, p *library.Photo, score string) {
	t.Helper()
	said := []string{p.Name(), score}
	var unsaid []string
	for _, f := range []library.Flag{library.Pick, library.Reject} {
		if p.Decision.Flag == f {
			said = append(said, language.Flag(f))
		} else {
			unsaid = append(unsaid, language.Flag(f))
		}
	}
	for n := library.Rating(1); n <= library.MaxRating; n++ {
		if p.Decision.Rating == n {
			said = append(said, session.StarsText(n))
		}
	}
	styletest.Sees(t, o, said...)
	styletest.SeesNot(t, o, unsaid...)
}

// flagText is a photo's flag in words, "" for none.
func flagText(p *library.Photo) string {
	if p.Decision.Flag == library.Undecided {
		return ""
	}
	return language.Flag(p.Decision.Flag)
}

// scrubThrough steps through all photos by a key that comes fast, with news of what was
// read in between, and looks at each stop.
func scrubThrough(t *testing.T, d *desktest.Desk, step func(), look func(stop int), pane func() *pane.Pane, id func() library.ID) {
	t.Helper()
	wantPixels := func() bool {
		t.Helper()
		got := pane().Preview()
		if got != nil && numberOf(got) != id() {
			t.Fatalf("photo %d is shown with the pixels of %d", id(), numberOf(got))
		}
		return got != nil
	}
	drain := func() {
		d.Apply(d.Desk.Drain())
		wantPixels()
	}
	look(0)
	for stop := 1; stop < scrubbed-1; stop++ {
		step()
		wantPixels()
		look(stop)
		if stop%3 == 0 {
			time.Sleep(rand.N(4 * time.Millisecond))
			drain()
		}
		if stop%50 == 0 { // the person rests
			for end := time.Now().Add(20 * time.Second); !wantPixels() && time.Now().Before(end); drain() {
				time.Sleep(time.Millisecond)
			}
			if !wantPixels() {
				t.Fatalf("at rest photo %d is not shown", id())
			}
			look(stop)
		}
	}
}

func TestScrubbingThroughChallengersShowsEachWithWhatIsItsOwn(t *testing.T) {
	styletest.Speak(t, "C")
	d := desktest.Open(t)
	d.AddPhotos(t, scrubbed)
	decided(t, d)
	d.UseCommands(t, nil)
	c, _ := NewBeside(SeveralNeeds{
		Session: d.Session, Desk: d.Desk, Notices: d.Notices, Pictures: tardy{}, Seen: func([]library.ID) {}, Unflag: "unflag",
		Draw: func(f func()) { d.Desk.Post(func() change.Set { f(); return change.None }) }, Do: func(command.ID) {},
	}, tardy{})
	t.Cleanup(c.Close)
	c.enter(&fakeView{d: d}, false)
	d.Window.SetContent(c.Object())
	d.Window.Resize(fyne.NewSize(1200, 800))
	champion := d.Session.Photo(d.Session.At(0))
	number := func(id library.ID) string { return style.Number(d.Session.Score(id).Overall) }
	scrubThrough(t, d, func() { c.Show(c.move(0, 1)) }, func(stop int) {
		t.Helper()
		if want := []library.ID{d.Session.At(0), d.Session.At(stop + 1)}; len(c.ids) != 2 || c.ids[0] != want[0] || c.ids[1] != want[1] {
			t.Fatalf("after %d keys it compares %v, want %v", stop, c.ids, want)
		}
		challenger := d.Session.Photo(c.ids[1])
		wantSaid(t, c.seats[0].cell, champion, number(champion.ID))
		wantSaid(t, c.seats[1].cell, challenger, number(challenger.ID))
		styletest.Sees(t, c.board.Panel(), number(champion.ID)+" → "+number(challenger.ID))
	}, func() *pane.Pane { return c.seats[1].pane }, func() library.ID { return c.ids[1] })
}

func TestScrubbingInTheLoupeShowsEachPhotoWithWhatIsItsOwn(t *testing.T) {
	styletest.Speak(t, "C")
	d := desktest.Open(t)
	d.AddPhotos(t, scrubbed)
	decided(t, d)
	number := func(id library.ID) string { return style.Number(d.Session.Score(id).Overall) }
	filmstrip := true
	l := NewLoupe(LoupeNeeds{
		Session: d.Session, Desk: d.Desk, Pictures: tardy{}, Read: tardy{}, Filmstrip: &filmstrip, Opened: func(int) {},
		Draw: func(f func()) { d.Desk.Post(func() change.Set { f(); return change.None }) }, Seen: func([]library.ID) {},
		Chips: func(p *library.Photo) loupe.Words {
			return loupe.Words{Name: p.Name(), Right: number(p.ID), Flag: p.Decision.Flag, Stars: p.Decision.Rating}
		},
	})
	t.Cleanup(l.Close)
	d.Window.SetContent(l.Object())
	d.Window.Resize(fyne.NewSize(700, 600)) // too narrow for the panel beside the photo
	l.Show(change.All)
	step := func() {
		d.Session.MoveTo(d.Session.Place(d.Session.Cursor()) + 1)
		l.Show(change.Tiles | change.Cursor)
	}
	scrubThrough(t, d, step, func(stop int) {
		t.Helper()
		p := d.Session.Current()
		if d.Session.Place(p.ID) != stop {
			t.Fatalf("after %d keys it shows photo %d", stop, d.Session.Place(p.ID))
		}
		styletest.Sees(t, l.loupe, p.Name(), number(p.ID))
		if text := strings.TrimSpace(flagText(p) + "  " + session.StarsText(p.Decision.Rating)); text != "" {
			styletest.Sees(t, l.loupe, text)
		}
	}, l.loupe.Pane, d.Session.Cursor)
}

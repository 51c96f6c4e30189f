package views

import (
	"image"
	"testing"

	"fyne.io/fyne/v2"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/desk/desktest"
	"keeplight.app/keeplight/ui/looking"
	"keeplight.app/keeplight/ui/loupe"
	"keeplight.app/keeplight/ui/pane"
)

// desktop is monitors as a test wants them, and the second window.
type desktop struct {
	monitors []image.Rectangle
	open     int
	on       image.Rectangle
	byPerson func() // closes it as the person does
}

// helps is what is drawn over photos, without keys.
type helps struct{ *looking.Looking }

func (h helps) Hints() []loupe.Hint                   { return nil }
func (h helps) Fill(panel loupe.Curves, p *pane.Pane) { panel.SetHistogram(h.Histogram(p)) }

func newFollowerRoom(t *testing.T, photos int) (*Follower, *desktop, *desktest.Desk) {
	t.Helper()
	d := desktest.Open(t)
	d.AddPhotos(t, photos)
	d.Session.MoveTo(0)
	screens := &desktop{monitors: []image.Rectangle{image.Rect(0, 0, 1600, 1000)}}
	f := NewFollower(FollowerNeeds{
		Loupe: LoupeNeeds{
			Session: d.Session, Desk: d.Desk, Draw: func(func()) {},
			Pictures: d.Shoot.Pictures(), Read: d.Shoot.Pictures().Beside(),
			Chips:   func(*library.Photo) loupe.Words { return loupe.Words{} },
			Looking: helps{looking.New(&looking.Chosen{Clipping: true}, d.Desk.Go, func(func()) {})},
		},
		Notices:  d.Notices,
		Monitors: func() []image.Rectangle { return screens.monitors },
		Open: func(_ fyne.CanvasObject, on image.Rectangle, closed func()) func() {
			screens.open, screens.on, screens.byPerson = screens.open+1, on, func() { screens.open--; closed() }
			return func() { screens.open--; closed() }
		},
	})
	t.Cleanup(f.Close)
	return f, screens, d
}

var right = image.Rect(1600, 0, 3200, 1000)

func TestTheSecondWindowFillsAnotherMonitorAndFollowsTheCursor(t *testing.T) {
	f, screens, d := newFollowerRoom(t, 3)
	screens.monitors = append(screens.monitors, image.Rect(0, 0, 1600, 1000), right) // one is mirrored
	d.Do(t, f.Commands(), SecondID)
	if screens.open != 1 || screens.on != right {
		t.Fatalf("%d windows are open, on %v", screens.open, screens.on)
	}
	shown := func() library.ID { return f.open.id }
	for place := range 3 {
		d.Session.MoveTo(place)
		f.Show(change.Cursor)
		if shown() != d.Session.At(place) {
			t.Errorf("at %d it shows %d", place, shown())
		}
	}
	f.Show(change.Status) // nothing of it is about the photo
	d.Session.Forget(func(*library.Photo) bool { return true })
	f.Show(change.Order)
	if shown() != 0 {
		t.Errorf("without photos it shows %d", shown())
	}
	d.Do(t, f.Commands(), SecondID)
	if screens.open != 0 || f.open != nil {
		t.Error("it stays open")
	}
	f.Show(change.All)
}

func TestWithOneMonitorTheCommandSaysWhyItCannotRun(t *testing.T) {
	f, screens, d := newFollowerRoom(t, 1)
	for name, monitors := range map[string][]image.Rectangle{
		"one": {image.Rect(0, 0, 800, 600)}, "none known": nil,
		"two that show the same": {image.Rect(0, 0, 800, 600), image.Rect(0, 0, 800, 600)},
	} {
		screens.monitors = monitors
		d.Do(t, f.Commands(), SecondID)
		if got := d.Notices.Notice(); got != "There is only one monitor" || screens.open != 0 {
			t.Errorf("%s: it says %q, %d are open", name, got, screens.open)
		}
	}
	f.needs.Monitors = nil
	if ok, _ := f.canOpen(); ok {
		t.Error("it can be opened where nobody knows of monitors")
	}
}

func TestUnpluggingClosesTheSecondWindow(t *testing.T) {
	for name, after := range map[string][]image.Rectangle{
		"gone":      {image.Rect(0, 0, 1600, 1000)},
		"elsewhere": {image.Rect(0, 0, 1600, 1000), image.Rect(0, 1000, 1600, 2000)},
	} {
		f, screens, d := newFollowerRoom(t, 1)
		screens.monitors = append(screens.monitors, right)
		d.Do(t, f.Commands(), SecondID)
		f.check(f.open)
		if screens.open != 1 {
			t.Fatalf("%s: it closes while the monitor is there", name)
		}
		screens.monitors = after
		d.Apply(f.check(f.open))
		if got := d.Notices.Notice(); screens.open != 0 || f.open != nil || got == "" {
			t.Errorf("%s: %d are open, it says %q", name, screens.open, got)
		}
	}
}

func TestAWindowThatThePersonClosedCanBeOpenedAgain(t *testing.T) {
	f, screens, d := newFollowerRoom(t, 1)
	screens.monitors = append(screens.monitors, right)
	d.Do(t, f.Commands(), SecondID)
	old := f.open
	screens.byPerson()
	if f.open != nil {
		t.Fatal("it is taken for open")
	}
	d.Do(t, f.Commands(), SecondID)
	if screens.open != 1 || f.open == old {
		t.Errorf("%d are open", screens.open)
	}
	if f.check(old); f.open == nil {
		t.Error("the old window's watch closed the new one")
	}
}

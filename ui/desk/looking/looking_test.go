package looking

import (
	"testing"

	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/command"
	"keeplight.app/keeplight/ui/desk/desktest"
	"keeplight.app/keeplight/ui/looking"
)

// fakeViews has the grid or another view in front.
type fakeViews struct {
	Views
	at command.ID
}

func (v *fakeViews) Home() bool { return v.at == "grid" }

func (v *fakeViews) Go(id command.ID) change.Set {
	v.at = id
	return change.All
}

func newRoom(t *testing.T, photos int) (*Looking, *fakeViews, *desktest.Desk) {
	t.Helper()
	d, v := desktest.Open(t), &fakeViews{at: "grid"}
	d.AddPhotos(t, photos)
	if photos > 0 {
		d.Session.MoveTo(0)
	}
	return New(Needs{
		Session: d.Session, Desk: d.Desk, Chosen: &d.Settings.Looking, Loupe: "loupe", Views: func() Views { return v },
	}), v, d
}

func TestInTheGridThePhotoIsOpenedAndWhatHelpsIsSwitchedOn(t *testing.T) {
	for id, thing := range map[command.ID]looking.Thing{
		HistogramID: looking.Histogram, ClippingID: looking.Clipping, PeakingID: looking.Peaking,
	} {
		l, v, d := newRoom(t, 2)
		l.Set(thing, true)
		d.Do(t, l.Commands(), id)
		if v.at != "loupe" || !l.Shows(thing) {
			t.Errorf("%s leads to %q and shows it: %v", id, v.at, l.Shows(thing))
		}
		d.Do(t, l.Commands(), id)
		if v.at != "loupe" || l.Shows(thing) {
			t.Errorf("in the loupe %s leads to %q and shows it: %v", id, v.at, l.Shows(thing))
		}
	}
}

func TestWithoutAPhotoNothingIsSwitched(t *testing.T) {
	l, v, d := newRoom(t, 0)
	before := d.Settings.Looking
	d.Do(t, l.Commands(), ClippingID)
	if v.at != "grid" || d.Settings.Looking != before || d.Notices.Notice() != "No photo is shown" {
		t.Errorf("it leads to %q, %+v, and says %q", v.at, d.Settings.Looking, d.Notices.Notice())
	}
}

func TestTheHintsSayWhichKeysShowWhatIsOn(t *testing.T) {
	l, _, d := newRoom(t, 1)
	d.UseCommands(t, l.Commands())
	l.Set(looking.Peaking, true)
	on := map[string]bool{}
	for _, h := range l.Hints() {
		on[h.Text] = h.On
		if h.Key == "" {
			t.Errorf("%q has no key", h.Text)
		}
	}
	if len(on) != 3 || !on["focus peaking"] {
		t.Errorf("they say %v", on)
	}
}

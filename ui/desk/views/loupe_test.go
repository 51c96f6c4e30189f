package views

import (
	"slices"
	"testing"
	"time"

	"keeplight.app/keeplight/library"
)

func TestTheNeighboursReachFurtherInTheDirectionOfThePerson(t *testing.T) {
	r := newRoom(t, 40)
	places := func(at int) (ps []int) {
		for _, p := range neighbours(r.d.Session, at, r.loupe.back) {
			ps = append(ps, r.d.Session.Place(p.ID)-at)
		}
		return ps
	}
	if got, want := places(20)[:6], []int{1, -1, 2, 3, -2, 4}; !slices.Equal(got, want) {
		t.Errorf("forward they are %v, want %v", got, want)
	}
	r.loupe.back = true
	if got, want := places(20)[:6], []int{-1, 1, -2, -3, 2, -4}; !slices.Equal(got, want) {
		t.Errorf("backward they are %v, want %v", got, want)
	}
	if got := len(places(20)); got != mostAhead+mostBehind {
		t.Errorf("they are %d", got)
	}
	r.loupe.back = false
	if got, want := places(0)[:3], []int{1, 2, 3}; !slices.Equal(got, want) {
		t.Errorf("at the start they are %v, want %v", got, want)
	}
}

func TestAHeldKeyGoesOnOnceThePhotoWasSeen(t *testing.T) {
	var s scrub
	var seen func()
	turn := func() { s.turned(func(f func()) { seen = f }) }
	if !s.mayGoOn() {
		t.Error("the first photo is not left")
	}
	turn()
	time.Sleep(scrubEvery)
	if s.mayGoOn() {
		t.Error("a photo that was not painted is left")
	}
	late := seen
	turn()
	late() // the frame of the one before
	time.Sleep(scrubEvery)
	if s.mayGoOn() {
		t.Error("the frame of another photo counts")
	}
	seen()
	if !s.mayGoOn() {
		t.Error("a photo that was seen is not left")
	}
	turn()
	seen()
	if s.mayGoOn() {
		t.Error("it goes faster than a person can see")
	}
}

func TestTheFilmstripIsShownAsTheSettingSays(t *testing.T) {
	r := newRoom(t, 5)
	r.do(t, "filmstrip")
	if r.d.Notices.Notice() != "Only in the loupe" || !r.d.Settings.Window.Filmstrip {
		t.Errorf("in the grid it says %q", r.d.Notices.Notice())
	}
	r.do(t, "loupe", "filmstrip")
	if r.d.Settings.Window.Filmstrip || r.loupe.strip.bar.Visible() {
		t.Error("it is still there")
	}
	r.do(t, "filmstrip")
	if !r.d.Settings.Window.Filmstrip || !r.loupe.strip.bar.Visible() {
		t.Error("it does not come back")
	}
}

func TestTheFilmstripSaysWhichPhotosBelongTogether(t *testing.T) {
	r := newRoom(t, 5)
	ids := []library.ID{r.d.Session.At(1), r.d.Session.At(2)}
	f := frames{r.d.Session, &fakeStacks{ids}}
	for place, want := range map[int]library.ID{0: 0, 1: ids[0], 2: ids[0], 3: 0} {
		if got := f.Frame(place); got.Stack != want || got.ID != r.d.Session.At(place) {
			t.Errorf("place %d is %+v", place, got)
		}
	}
}

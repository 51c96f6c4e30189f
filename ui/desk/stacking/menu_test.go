package stacking

import (
	"testing"

	"fyne.io/fyne/v2"

	"keeplight.app/keeplight/ui/command"
)

// now is what a command's menu entry says.
func (r *room) now(t *testing.T, id command.ID) string {
	t.Helper()
	for _, b := range r.Commands() {
		if b.ID == id && b.Now != nil {
			return b.Now()
		}
	}
	t.Fatalf("there is no command %q that says what it would do now", id)
	return ""
}

func TestMenuEntriesNameTheStackAndTheNumber(t *testing.T) {
	r := newRoom(t, nil)
	for _, c := range []struct {
		name               string
		at                 int
		open               bool
		opens, keeps, take string
	}{
		{"a photo alone", 1, false, "", "", ""},
		{"a closed stack", 4, false, "Open the stack", "Pick IMG_0004.jpg, reject the other 3", "Select all 4 photos of the stack"},
		{"a frame of an open one", 9, true, "Close the stack", "Pick IMG_0009.jpg, reject the other 2", "Select all 3 photos of the stack"},
	} {
		r.at(c.at, c.open)
		for id, want := range map[command.ID]string{OpenStack: c.opens, KeepOne: c.keeps, SelectStack: c.take} {
			if got := r.now(t, id); got != want {
				t.Errorf("%s: %s says %q, want %q", c.name, id, got, want)
			}
		}
	}
	if got := r.keepText(r.photos[0].ID, 1); got != "Pick IMG_0001.jpg, reject the other one" {
		t.Errorf("of two it says %q", got)
	}
	r.views.away = true
	if ok, why := r.canOpen(); ok || why != "Only in the grid" {
		t.Errorf("a stack that nobody sees opens: %v, %q", ok, why)
	}
}

func TestTheMenuOfAnOpenStackIsAboutThatStack(t *testing.T) {
	r := newRoom(t, nil)
	asked := 0
	r.Menu = func(fyne.Position) { asked++ }
	r.at(9, true)
	r.at(3, true)
	at := r.d.Session.Cursor()
	for _, s := range r.Sections() {
		if s.Tray == nil {
			continue
		}
		s.Tray.OnMenu(fyne.NewPos(1, 1))
		here := r.number(r.d.Session.Cursor())
		if first := s.At == 1; first && r.d.Session.Cursor() != at || !first && here != 8 {
			t.Errorf("at the stack at cell %d the cursor is on photo %d", s.At, here)
		}
	}
	if asked != 2 {
		t.Errorf("%d menus were asked for", asked)
	}
}

func TestSharpnessIsAChoiceAmongFramesOfWhichOneIsKept(t *testing.T) {
	r := newRoom(t, nil)
	if got := len(r.Choice(r.photos[1].ID)); got != 4 {
		t.Errorf("of a burst of four there are %d to choose from", got)
	}
	if got := r.Choice(r.photos[0].ID); got != nil {
		t.Errorf("a photo that stands alone is one of %v", got)
	}
	r.d.Do(t, r.Commands(), Stack) // each by itself: it is a burst all the same
	if got := len(r.Choice(r.photos[1].ID)); got != 4 {
		t.Errorf("where photos are not stacked there are %d to choose from", got)
	}
}

package window

import (
	"context"
	"testing"
	"time"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/command"
)

func TestTheProcessEndsOnceAndOnlyWhenTheLastDecisionIsStored(t *testing.T) {
	stored := make(chan library.Flag, 3)
	var w *Window
	var first library.ID
	w = open(t, t.TempDir(), Options{Folders: []string{"/shoot"}, End: func() {
		p, err := w.shoot.Catalog().Photo(t.Context(), first)
		if err != nil {
			t.Error(err)
		}
		stored <- p.Decision.Flag
	}})
	first = w.addPhotos(t, 2)[0].ID
	w.press("Home", "p")
	w.Close()
	w.Close()
	w.Interrupt()
	if flag := <-stored; flag != library.Pick {
		t.Errorf("at the end the catalogue has %v", flag)
	}
	if len(stored) > 0 {
		t.Error("the process was ended twice")
	}
	w.desk.Go(func(context.Context) { t.Error("something begins after the end") })
	w.desk.Wait()
}

func TestCtrlQEndsAsTheCloseButtonDoes(t *testing.T) {
	ended := make(chan bool, 1)
	w := open(t, t.TempDir(), Options{Folders: []string{"/shoot"}, End: func() { ended <- true }})
	w.addPhotos(t, 2)
	w.pressed(command.Key{Name: "q", Mod: command.Ctrl})
	select {
	case <-ended:
	case <-time.After(10 * time.Second):
		t.Fatal("the program goes on")
	}
}

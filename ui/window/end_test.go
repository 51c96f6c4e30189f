package window

import (
	"testing"
	"time"

	"keeplight/library"
	"keeplight/ui/model"
)

func TestTheProcessEndsOnceAndOnlyWhenTheLastDecisionIsStored(t *testing.T) {
	stored := make(chan library.Flag, 3)
	var w *Window
	var first library.ID
	w = open(t, t.TempDir(), Options{Folders: []string{"/shoot"}, End: func() {
		p, err := w.studio.Catalog().Photo(t.Context(), first)
		if err != nil {
			t.Error(err)
		}
		stored <- p.Decision.Flag
	}})
	first = w.shoot(t, 2)[0].ID
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
	w.spawn(func() { t.Error("something begins after the end") })
	w.work.Wait()
}

func TestCtrlQEndsAsTheCloseButtonDoes(t *testing.T) {
	ended := make(chan bool, 1)
	w := open(t, t.TempDir(), Options{Folders: []string{"/shoot"}, End: func() { ended <- true }})
	w.shoot(t, 2)
	w.pressed(model.Key{Name: "q", Mod: model.Ctrl})
	select {
	case <-ended:
	case <-time.After(10 * time.Second):
		t.Fatal("the program goes on")
	}
}

package grid

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"keeplight.app/keeplight/ui/style/styletest"
)

func TestTheRestOfARowSaysThatItsStackIsOpenBelow(t *testing.T) {
	words := &Tray{Cells: 2, GapTitle: "2 frames, opened below", GapNote: "Their place"}
	for name, c := range map[string]struct {
		sections []Section
		columns  int
		says     bool
	}{
		"two of three cells":    {[]Section{{At: 2, Tray: words}}, 3, true},
		"a full row":            {[]Section{{At: 3, Tray: words}}, 3, false},
		"the first of all":      {[]Section{{At: 0, Tray: words}}, 3, false},
		"below another stack":   {[]Section{{At: 0, Tray: &Tray{Cells: 2}}, {At: 2, Tray: words}}, 3, false},
		"above a pause":         {[]Section{{At: 2, Title: "14:31"}}, 3, false},
		"after a pause, of one": {[]Section{{At: 0, Title: "14:31"}, {At: 1, Tray: words}}, 3, true},
	} {
		w := newWall(fyne.NewSize(200, 100), func() int { return 7 }, func() []Section { return c.sections },
			func() *tileWidget { return newTile(&Grid{}) }, func(int, *tileWidget) {})
		styletest.Show(t, w, float32(c.columns)*210, 600)
		w.Reload()
		if got := slices.Contains(styletest.Texts(w), "2 frames, opened below"); got != c.says {
			t.Errorf("%s: it is said: %v", name, got)
		}
	}
}

func TestATapOnTheRestOfARowClosesTheStack(t *testing.T) {
	styletest.Show(t, container.NewStack(), 400, 300)
	closed := 0
	b := newGap(&Tray{OnClose: func() { closed++ }})
	b.Resize(fyne.NewSize(90, 90))
	if b.Tapped(nil); closed != 1 {
		t.Errorf("it was closed %d times", closed)
	}
}

package window

import (
	"image"
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/query"
	"keeplight.app/keeplight/ui/command"
	"keeplight.app/keeplight/ui/desk/views"
	"keeplight.app/keeplight/ui/style/styletest"
)

// around says what is to be seen around the photos: B the bars, L the filters, R the
// inspector.
func (w *Window) around() string {
	seen, letters := w.parts.frame.Seen(), ""
	if seen.Alone {
		return "alone"
	}
	for _, part := range []struct {
		letter  string
		visible bool
	}{{"B", seen.Bars}, {"L", seen.Left}, {"R", seen.Right}} {
		if part.visible {
			letters += part.letter
		}
	}
	return letters
}

func TestWhatStandsAroundThePhotosFollowsTheKeys(t *testing.T) {
	w := open(t, t.TempDir(), Options{Folders: []string{"/shoot"}})
	w.addPhotos(t, 4)
	w.press("Escape", "Home") // no question about models
	press := func(names ...string) {
		for _, name := range names {
			key, err := command.ParseKey(name)
			if err != nil {
				t.Fatal(err)
			}
			w.pressed(key)
		}
	}
	for _, step := range []struct {
		keys []string
		want string
		view command.ID
	}{
		{nil, "BLR", views.GridID},
		{[]string{"Tab"}, "B", views.GridID},
		{[]string{"Tab"}, "BLR", views.GridID},
		{[]string{"Shift+Tab"}, "", views.GridID},
		{[]string{"Escape"}, "BLR", views.GridID},
		{[]string{"Tab", "Shift+Tab"}, "BLR", views.GridID}, // one was hidden: all are shown
		{[]string{"f"}, "alone", views.LoupeID},
		{[]string{"Right", "p"}, "alone", views.LoupeID}, // it stays so from photo to photo
		{[]string{"Escape"}, "BLR", views.GridID},
		{[]string{"e"}, "BR", views.LoupeID}, // the photo's own facts stand at the left
		{[]string{"f"}, "alone", views.LoupeID},
		{[]string{"f"}, "BR", views.LoupeID},
		{[]string{"f", "g"}, "BLR", views.GridID}, // a wall is not shown alone
		{[]string{"n", "f"}, "alone", views.SurveyID},
		{[]string{"Escape"}, "B", views.SurveyID},
		{[]string{"Escape", "f", "Shift+Tab"}, "", views.GridID},
		{[]string{"Shift+Tab"}, "BLR", views.GridID},
		{[]string{"f", "Tab"}, "BLR", views.GridID},
	} {
		press(step.keys...)
		if got := w.around(); got != step.want || !w.rooms.switcher.IsCurrent(step.view) {
			t.Errorf("after %v there is %q around %s, want %q around %s", step.keys, got, w.rooms.switcher.Current().ID(), step.want, step.view)
		}
	}
}

func TestThePhotoAloneEndsWithTheLastPhoto(t *testing.T) {
	w := open(t, t.TempDir(), Options{Folders: []string{"/shoot"}})
	w.addPhotos(t, 2)
	w.press("Home", "f")
	if got := w.around(); got != "alone" {
		t.Fatalf("around the photo is %q", got)
	}
	f := query.NewFilter()
	f.Flags = []library.Flag{library.Pick}
	w.setFilter(f)
	if got := w.around(); got == "alone" {
		t.Error("the reason why no photo is shown stands alone, without a way out")
	}
	styletest.Sees(t, w.win.Content(), "None of 2 photos match")
}

func TestKeysOfTheSecondWindowMeanTheSame(t *testing.T) {
	monitors := []image.Rectangle{image.Rect(0, 0, 800, 600), image.Rect(800, 0, 1600, 600)}
	w := open(t, t.TempDir(), Options{Folders: []string{"/shoot"}, Monitors: func() []image.Rectangle { return monitors }})
	photos := w.addPhotos(t, 3)
	w.press("Home")
	before := len(fyne.CurrentApp().Driver().AllWindows())
	w.pressed(command.Key{Name: "F11", Mod: command.Shift})
	windows := fyne.CurrentApp().Driver().AllWindows()
	opened := windows[len(windows)-1]
	if len(windows) != before+1 || !opened.FullScreen() {
		t.Fatalf("%d windows are open, before there were %d", len(windows), before)
	}
	second := opened.Canvas()
	second.OnTypedRune()('p')
	second.OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyRight})
	second.OnTypedRune()('x')
	w.hear(t)
	styletest.Sees(t, w.win.Content(), "1 pick · 1 reject · 1 undecided")
	if w.session.Cursor() != photos[1].ID {
		t.Errorf("the cursor is on %d", w.session.Cursor())
	}
	styletest.Sees(t, opened.Content(), "Reject", "8.50")
	w.pressed(command.Key{Name: "F11", Mod: command.Shift})
	if left := fyne.CurrentApp().Driver().AllWindows(); len(left) != before {
		t.Errorf("%d windows are open", len(left))
	}
}

func TestRotatingTurnsTheWholeSelectionInOneStep(t *testing.T) {
	w := open(t, t.TempDir(), Options{Folders: []string{"/shoot"}})
	photos := w.addPhotos(t, 3)
	w.press("Home")
	turned := func() (all []library.Rotation) {
		for i := range photos {
			p, err := w.shoot.Catalog().Photo(t.Context(), photos[i].ID)
			if err != nil || p.Rotation != w.session.Photo(p.ID).Rotation {
				t.Fatalf("stored %d, shown %d, %v", p.Rotation, w.session.Photo(p.ID).Rotation, err)
			}
			all = append(all, p.Rotation)
		}
		return all
	}
	ctrl := func(keys ...string) {
		for _, key := range keys {
			w.pressed(command.Key{Name: key, Mod: command.Ctrl})
		}
		w.hear(t)
	}
	ctrl("]")
	if got := turned(); !slices.Equal(got, []library.Rotation{1, 0, 0}) {
		t.Fatalf("one is turned to %v", got)
	}
	ctrl("a", "[", "[") // twice before the first is stored
	if got := turned(); !slices.Equal(got, []library.Rotation{3, 2, 2}) {
		t.Errorf("all are turned to %v", got)
	}
	styletest.Sees(t, w.win.Content(), "Rotated 3 photos to the left · Ctrl+Z to undo")
	ctrl("z")
	if got := turned(); !slices.Equal(got, []library.Rotation{0, 3, 3}) {
		t.Errorf("one undo gives %v", got)
	}
	ctrl("z", "z")
	if got := turned(); !slices.Equal(got, []library.Rotation{0, 0, 0}) {
		t.Errorf("three undos give %v", got)
	}
	if score := w.session.Score(photos[0].ID); score == nil || score.Overall.Mean != 9 {
		t.Errorf("the score is %+v", score)
	}
}

package window

import (
	"testing"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/query"
	"keeplight.app/keeplight/ui/command"
	"keeplight.app/keeplight/ui/desk/culling"
	"keeplight.app/keeplight/ui/desk/views"
)

// stored waits until what was decided is safe and shown.
func (w *Window) stored() {
	w.rooms.culling.Flush()
	w.apply(w.desk.Drain())
}

func TestAMarkThatHidesThePhotoGoesToTheNextOneAndKeepsThePlace(t *testing.T) {
	for name, c := range map[string]struct {
		view command.ID
		then [2]int // the photo under the cursor after each mark
	}{
		"grid":    {views.GridID, [2]int{3, 4}},
		"loupe":   {views.LoupeID, [2]int{3, 4}},
		"compare": {views.CompareID, [2]int{3, 3}}, // the second mark is the challenger's, and the next one comes
	} {
		for mode, advance := range map[string]bool{"": false, " with auto-advance": true} {
			t.Run(name+mode, func(t *testing.T) {
				w := open(t, t.TempDir(), Options{Folders: []string{"/shoot"}})
				w.settings.Shoot.AutoAdvance = advance
				photos := w.addPhotos(t, 6)
				undecided := query.NewFilter()
				undecided.Flags = []library.Flag{library.Undecided}
				w.setFilter(undecided)
				w.session.MoveTo(2)
				w.do(c.view)
				if at := w.session.Cursor(); at != photos[2].ID {
					t.Fatalf("the cursor is on %d", at)
				}
				for i, want := range c.then {
					w.do(culling.Reject)
					w.stored()
					if got := w.session.Cursor(); got != photos[want].ID || w.session.Place(got) != 2 {
						t.Errorf("after mark %d the cursor is on photo %d at place %d, want %d at 2", i, got, w.session.Place(got), photos[want].ID)
					}
					if w.rooms.switcher.Current().ID() != c.view {
						t.Errorf("after mark %d the view is %s", i, w.rooms.switcher.Current().ID())
					}
				}
				w.do(culling.Undo)
				w.stored()
				got := w.session.Cursor()
				if w.session.Len() != 5 || w.session.Place(got) != 2 || c.view != views.CompareID && got != photos[3].ID {
					t.Errorf("undone, %d are shown and the cursor is on %d at place %d", w.session.Len(), got, w.session.Place(got))
				}
			})
		}
	}
}

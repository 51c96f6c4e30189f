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
		then []int // the photo under the cursor after each mark
	}{
		"grid":    {views.GridID, []int{3, 4}},
		"loupe":   {views.LoupeID, []int{3, 4}},
		"compare": {views.CompareID, []int{3}},
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
				last := photos[2+len(c.then)-1].ID
				if got := w.session.Cursor(); got != last || w.session.Place(got) != 2 {
					t.Errorf("undone, the cursor is on %d at place %d", got, w.session.Place(got))
				}
			})
		}
	}
}

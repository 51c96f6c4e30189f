package window

import (
	"context"
	"testing"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/scoring/explain"
	"keeplight.app/keeplight/ui/session"
)

func TestThePanelSaysWhatATextWaitsFor(t *testing.T) {
	w := open(t, t.TempDir(), Options{})
	p := w.addPhotos(t, 1)[0]
	w.session.Choose(session.Opinion)
	w.model.state = modelOn
	says := func(want, text string) {
		t.Helper()
		if v := w.words(&p); v == nil || v.State != want || v.Text != text {
			t.Errorf("it says %+v, want %q and %q", v, want, text)
		}
	}
	says("", "")
	w.explained(explain.News{ID: p.ID, Waits: true})
	says("The photos in view are scored first…", "")
	w.explained(explain.News{ID: p.ID, Began: true})
	says("The model looks at the photo…", "")
	w.explained(explain.News{ID: p.ID, Piece: "It is"})
	says("writing…", "It is")
	w.explained(explain.News{ID: p.ID, Waits: true}) // it gave way
	says("The photos in view are scored first…", "")
	w.stopExplaining()
	says("stopping…", "")
	w.explained(explain.News{ID: p.ID, Ended: true, Err: context.Canceled, Written: library.Explanation{End: library.Stopped}})
	says("You stopped it here. W writes it again.", "")
}

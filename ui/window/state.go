package window

import (
	"context"
	"time"

	"keeplight.app/keeplight/app/settings"
	"keeplight.app/keeplight/ui/session"
)

// stateTime bounds how long reading the settings may take.
const stateTime = 3 * time.Second

// restore brings back how the window was left.
func (w *Window) restore() {
	ctx, cancel := context.WithTimeout(w.ctx, stateTime)
	defer cancel()
	w.stored = settings.Load(ctx, w.shoot.Catalog(), w.opts.Log)
	w.state = session.StateOf(w.stored)
	if w.opts.Store != nil {
		w.opts.Store.Complete(&w.state.Model)
	}
	w.session.SetFilter(w.state.Filter)
	w.session.SetOrder(w.state.Order)
	w.inLoupe = w.state.Loupe
	if w.state.ModelOn { // else nothing would be scored
		w.session.Choose(w.state.Scorer)
	}
}

// restoreCursor puts the cursor where it was left, until the person moves it.
func (w *Window) restoreCursor() {
	if i := w.session.Place(w.state.Cursor); i >= 0 && !w.touched {
		w.session.MoveTo(i)
	}
}

// snapshot is how the window stands now.
func (w *Window) snapshot() settings.Settings {
	s := w.state
	s.Folders = w.shoot.Folders()
	s.Filter, s.Order = w.session.Filter(), w.session.Order()
	if w.touched && w.session.Selection.Held() {
		// Until then it may be that the photo of last time is still to come.
		s.Cursor = w.session.Cursor()
	}
	s.Loupe = w.inLoupe
	if size := w.win.Canvas().Size(); !w.win.FullScreen() && size.Width > 1 {
		s.Width, s.Height = size.Width, size.Height
	}
	return s.PutInto(w.stored)
}

// rememberChanges has what changed stored.
func (w *Window) rememberChanges() {
	if w.saver != nil && !w.shoot.Catalog().ReadOnly() {
		w.saver.Save(w.snapshot())
	}
}

// endKeeping waits until the last state is written. What changes after it is
// not kept.
func (w *Window) endKeeping() {
	if w.saver != nil {
		w.saver.Close()
	}
}

package window

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"time"

	"keeplight.app/keeplight/ui/session"
)

// stateTime bounds how long reading or writing the window's state may take.
const stateTime = 3 * time.Second

// restore brings back how the window was left.
func (w *Window) restore() {
	w.state = session.NewState()
	ctx, cancel := context.WithTimeout(w.ctx, stateTime)
	defer cancel()
	if err := w.state.Read(ctx, w.shoot.Catalog()); err != nil {
		w.opts.Log(fmt.Sprintf("how the window was left could not be read: %v", err))
	}
	w.say(w.shoot.Catalog().Upgrade().Note())
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
func (w *Window) snapshot() []byte {
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
	b, err := json.Marshal(s)
	if err != nil {
		w.opts.Log(fmt.Sprintf("how the window stands could not be written down: %v", err))
		return nil
	}
	return b
}

// rememberChanges hands what changed to keepState, which writes it.
func (w *Window) rememberChanges() {
	now := w.snapshot()
	w.stateM.Lock()
	defer w.stateM.Unlock()
	if w.states == nil || now == nil || bytes.Equal(now, w.kept) || w.shoot.Catalog().ReadOnly() {
		return
	}
	w.kept = now
	select {
	case <-w.states: // an older one that is not written yet
	default:
	}
	w.states <- now
}

// endKeeping waits until the last state is written. What changes after it is
// not kept.
func (w *Window) endKeeping() {
	w.stateM.Lock()
	close(w.states)
	w.states = nil
	w.stateM.Unlock()
	w.keeping.Wait()
}

// keepState writes how the window stands, so that a crash forgets no more than
// the last moment.
func (w *Window) keepState(states <-chan []byte) {
	for state := range states {
		ctx, cancel := context.WithTimeout(context.Background(), stateTime)
		var s session.State
		err := json.Unmarshal(state, &s)
		if err == nil {
			err = w.shoot.Catalog().PutSettings(ctx, s.Settings())
		}
		if err != nil {
			w.opts.Log(fmt.Sprintf("how the window was left could not be kept: %v", err))
		}
		cancel()
	}
}

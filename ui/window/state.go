package window

import (
	"context"
	"fmt"
	"time"

	"keeplight/ui/model"
)

// stateTime bounds how long reading or writing the window's state may take.
const stateTime = 3 * time.Second

// restore brings back how the window was left.
func (w *Window) restore() {
	w.state = model.NewState()
	ctx, cancel := context.WithTimeout(w.ctx, stateTime)
	defer cancel()
	if _, err := w.studio.Catalog().Setting(ctx, model.StateKey, &w.state); err != nil {
		w.opts.Log(fmt.Sprintf("how the window was left could not be read: %v", err))
		w.state = model.NewState()
	}
	w.session.SetFilter(w.state.Filter)
	w.session.SetOrder(w.state.Order)
	w.inLoupe = w.state.Loupe
}

// restoreCursor puts the cursor where it was left, or first, until the person
// moves it.
func (w *Window) restoreCursor() {
	if !w.touched {
		w.session.MoveTo(max(0, w.session.Place(w.state.Cursor)))
	}
}

// remember keeps how the window is left.
func (w *Window) remember() {
	s := &w.state
	s.Folders = w.studio.Folders()
	s.Filter, s.Order = w.session.Filter(), w.session.Order()
	s.Cursor, s.Loupe = w.session.Cursor(), w.inLoupe
	if !w.win.FullScreen() {
		size := w.win.Canvas().Size()
		s.Width, s.Height = size.Width, size.Height
	}
	cat := w.studio.Catalog()
	if cat.ReadOnly() {
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), stateTime)
	defer cancel()
	if err := cat.PutSetting(ctx, model.StateKey, s); err != nil {
		w.opts.Log(fmt.Sprintf("how the window was left could not be kept: %v", err))
	}
}

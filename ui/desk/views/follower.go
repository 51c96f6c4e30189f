package views

import (
	"context"
	"image"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/command"
	"keeplight.app/keeplight/ui/desk"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/loupe"
	"keeplight.app/keeplight/ui/pane"
)

// SecondID names the command that shows the photo on a second monitor.
const SecondID command.ID = "second-monitor"

// lookEvery is how often it is looked whether the second monitor is still there.
const lookEvery = 2 * time.Second

// FollowerNeeds is what the window on the second monitor asks of others.
type FollowerNeeds struct {
	Loupe   LoupeNeeds
	Notices *desk.Notices

	// Monitors gives where the monitors are, the main one first. nil knows of none.
	Monitors func() []image.Rectangle
	// Open opens a window that fills a monitor and gives what closes it. closed is
	// called when the person closed it.
	Open func(content fyne.CanvasObject, on image.Rectangle, closed func()) (close func())
}

// Follower shows the photo under the cursor in a window of its own, which fills another
// monitor. It belongs to the window's goroutine.
type Follower struct {
	needs FollowerNeeds
	open  *following // nil while there is no second window
}

// following is a second window that is open.
type following struct {
	pool  *pane.Pool
	loupe *loupe.Loupe
	on    image.Rectangle
	close func()
	id    library.ID // of the photo that is shown
}

// NewFollower makes one whose window is not open.
func NewFollower(n FollowerNeeds) *Follower { return &Follower{needs: n} }

// Commands open and close the second window.
func (f *Follower) Commands() []command.Binding {
	return []command.Binding{{
		ID: SecondID, Section: command.View, Title: language.Mark("Loupe on the second monitor"),
		Keys: []command.Key{{Name: "F11", Mod: command.Shift}}, Enabled: f.canOpen, Run: f.toggle,
	}}
}

// canOpen is false where there is only one monitor.
func (f *Follower) canOpen() (ok bool, why string) {
	if _, ok := f.second(); !ok && f.open == nil {
		return false, language.Mark("There is only one monitor")
	}
	return true, ""
}

// second is the first monitor that shows another part of the desktop than the main one.
func (f *Follower) second() (on image.Rectangle, ok bool) {
	if f.needs.Monitors == nil {
		return on, false
	}
	all := f.needs.Monitors()
	for _, m := range all {
		if m.Min != all[0].Min && !m.Empty() {
			return m, true
		}
	}
	return on, false
}

func (f *Follower) toggle() change.Set {
	if f.open != nil {
		f.Close()
		return change.None
	}
	on, ok := f.second()
	if !ok {
		return change.None
	}
	n := &f.needs.Loupe
	w := &following{on: on}
	w.pool = newLoupePool(n)
	w.loupe = loupe.New(w.pool.Seat(func(got pane.Loaded) {
		n.Desk.PostUrgent(func() change.Set { w.loupe.Deliver(got); return change.None })
	}), n.Draw)
	if n.Looking != nil {
		w.loupe.Over = n.Looking.Watch(w.loupe.Pane(), func() { w.loupe.SetMarks(n.Looking.Words(w.loupe.Pane())) })
	}
	f.open = w
	w.close = f.needs.Open(w.loupe, on, func() { f.closed(w) })
	f.Show(change.All)
	f.watch(w)
	return change.None
}

// Show turns to the photo under the cursor.
func (f *Follower) Show(changed change.Set) {
	w, n := f.open, &f.needs.Loupe
	if w == nil || !changed.Has(change.Order|change.Tiles|change.Cursor) {
		return
	}
	p := n.Session.Current()
	if p == nil {
		w.id = 0
		w.loupe.Pane().Clear()
		return
	}
	w.id = p.ID
	quick, _ := n.Pictures.Peek(p)
	w.loupe.ShowPhoto(*p, neighbours(n.Session, n.Session.Place(p.ID), false), quick, n.Chips(p))
	if n.Looking != nil {
		w.loupe.SetMarks(n.Looking.Words(w.loupe.Pane()))
	}
}

// watch looks from time to time whether the monitor is still there.
func (f *Follower) watch(w *following) {
	f.needs.Loupe.Desk.PostAfter(lookEvery, func() change.Set { return f.check(w) })
}

// check closes the second window where its monitor is no more.
func (f *Follower) check(w *following) change.Set {
	if f.open != w {
		return change.None
	}
	if on, ok := f.second(); ok && on == w.on {
		f.watch(w)
		return change.None
	}
	f.Close()
	return f.needs.Notices.Say(lang.L("The second monitor is gone: its window is closed"))
}

// Close closes the second window, where it is open.
func (f *Follower) Close() {
	if w := f.open; w != nil {
		w.close()
		f.closed(w)
	}
}

// closed lets go of what the second window had. A photo that is still being decoded is
// not waited for.
func (f *Follower) closed(w *following) {
	if f.open != w {
		return
	}
	f.open = nil
	if n := &f.needs.Loupe; n.Looking != nil {
		n.Looking.Drop(w.loupe.Pane())
	}
	if d := f.needs.Loupe.Desk; d.Ended() {
		w.pool.Close()
	} else {
		d.Go(func(context.Context) { w.pool.Close() })
	}
}

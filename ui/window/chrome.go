package window

import (
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/command"
	"keeplight.app/keeplight/ui/desk/views"
)

// chrome is what the person wants to see around the photos.
type chrome struct {
	panels bool // at the sides
	bars   bool // at the top and the bottom

	alone bool       // nothing but the photo: panels and bars wait
	from  command.ID // the view to come back to from that
}

// arrangeChrome shows the panels and bars that are wanted.
func (w *Window) arrangeChrome() {
	p, c, r := &w.parts, &w.chrome, &w.rooms
	// Of a shoot that went away, or of a whole wall, nothing can be shown alone.
	c.alone = c.alone && w.session.Len() > 0 && !r.switcher.Home()
	// Before a folder is open the panels would only show zeros.
	panels := c.panels && r.folders.AnyOpen()
	r.switcher.Arrange(views.Room{Panels: c.panels, Alone: c.alone})
	setVisible(p.left, panels && r.switcher.HasFilters())
	setVisible(p.right, panels && !r.switcher.Wide() && w.settings.Window.Inspector)
	setVisible(p.toolbar.object, c.bars)
	setVisible(p.statusLine, c.bars)
	if c.alone {
		p.alone.Objects = p.alone.Objects[:1]
		p.alone.Add(p.middle)
	}
	setVisible(p.alone, c.alone)
	setVisible(p.root, !c.alone)
	p.root.Refresh()
}

// showFilters brings the filters' panel into view.
func (w *Window) showFilters() {
	w.chrome.panels, w.chrome.alone = true, false
	if !w.rooms.switcher.HasFilters() {
		w.apply(w.rooms.switcher.GoHome())
	}
	w.arrangeChrome()
}

// togglePanels shows or hides the side panels. Where several photos have their room,
// the key for it goes to the next of them.
func (w *Window) togglePanels() change.Set {
	if changed, ok := w.rooms.switcher.NextPane(); ok {
		return changed
	}
	c := &w.chrome
	if c.alone {
		return w.leaveAlone()
	}
	c.panels = !c.panels
	return change.View | change.Cursor
}

// toggleAll hides all panels and bars, or shows all of them where any is hidden.
func (w *Window) toggleAll() change.Set {
	c := &w.chrome
	changed := change.View | change.Cursor
	if c.alone {
		changed |= w.leaveAlone()
	}
	all := c.panels && c.bars
	c.panels, c.bars = !all, !all
	return changed
}

// toggleAlone shows the photo, or the photos that are compared, without anything around
// them, and everything as it was again.
func (w *Window) toggleAlone() change.Set {
	c, s := &w.chrome, w.rooms.switcher
	if c.alone {
		return w.leaveAlone()
	}
	c.alone, c.from = true, s.Current().ID()
	if s.Home() {
		return s.Go(views.LoupeID)
	}
	return change.View | change.Cursor
}

// leaveAlone goes back to the view from which the photo was shown alone.
func (w *Window) leaveAlone() change.Set {
	c, s := &w.chrome, w.rooms.switcher
	c.alone = false
	if s.IsCurrent(views.LoupeID) && c.from != views.LoupeID {
		return change.View | change.Cursor | s.Go(c.from)
	}
	return change.View | change.Cursor
}

// backFromAlone is what Esc leaves first while the photo is shown alone.
func (w *Window) backFromAlone() (change.Set, bool) {
	if !w.chrome.alone {
		return change.None, false
	}
	return w.leaveAlone(), true
}

// showBars brings back bars that were hidden: what Esc does where there is nothing else
// to leave.
func (w *Window) showBars() (change.Set, bool) {
	if w.chrome.bars {
		return change.None, false
	}
	w.chrome.bars, w.chrome.panels = true, true
	return change.View | change.Cursor, true
}

package window

import (
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/command"
	"keeplight.app/keeplight/ui/desk/views"
	"keeplight.app/keeplight/ui/framing"
	"keeplight.app/keeplight/ui/language"
)

// chrome is what the person wants to see around the photos.
type chrome struct {
	w *Window

	panels bool // at the sides
	bars   bool // at the top and the bottom

	alone bool       // nothing but the photo: panels and bars wait
	from  command.ID // the view to come back to from that
}

// arrange shows the panels and bars that are wanted.
func (c *chrome) arrange() {
	w, p, r := c.w, &c.w.parts, &c.w.rooms
	// Of a shoot that went away, or of a whole wall, nothing can be shown alone.
	c.alone = c.alone && w.session.Len() > 0 && !r.switcher.Home()
	// Before a folder is open the panels would only show zeros.
	panels := c.panels && r.folders.AnyOpen()
	r.switcher.Arrange(views.Room{Panels: c.panels, Bars: c.bars, Alone: c.alone})
	p.frame.Arrange(framing.Wanted{
		Left:  panels && r.switcher.HasFilters(),
		Right: panels && !r.switcher.Wide() && w.settings.Window.Inspector,
		Bars:  c.bars, Alone: c.alone,
	})
}

// showFilters brings the filters' panel into view.
func (c *chrome) showFilters() {
	c.panels, c.alone = true, false
	if s := c.w.rooms.switcher; !s.HasFilters() {
		c.w.apply(s.GoHome())
	}
	c.arrange()
}

// togglePanels shows or hides the side panels. Where several photos have their room,
// the key for it goes to the next of them.
func (c *chrome) togglePanels() change.Set {
	if changed, ok := c.w.rooms.switcher.NextPane(); ok {
		return changed
	}
	if c.alone {
		return c.leaveAlone()
	}
	c.panels = !c.panels
	return change.View | change.Cursor
}

// toggleAll hides all panels and bars, or shows all of them where any is hidden.
func (c *chrome) toggleAll() change.Set {
	changed := change.View | change.Cursor
	if c.alone {
		changed |= c.leaveAlone()
	}
	all := c.panels && c.bars
	c.panels, c.bars = !all, !all
	return changed
}

// toggleAlone shows the photo, or the photos that are compared, without anything around
// them, and everything as it was again.
func (c *chrome) toggleAlone() change.Set {
	s := c.w.rooms.switcher
	if c.alone {
		return c.leaveAlone()
	}
	c.alone, c.from = true, s.Current().ID()
	if s.Home() {
		return s.Go(views.LoupeID)
	}
	return change.View | change.Cursor
}

// leaveAlone goes back to the view from which the photo was shown alone.
func (c *chrome) leaveAlone() change.Set {
	s := c.w.rooms.switcher
	c.alone = false
	if s.IsCurrent(views.LoupeID) && c.from != views.LoupeID {
		return change.View | change.Cursor | s.Go(c.from)
	}
	return change.View | change.Cursor
}

// back is what Esc leaves first while the photo is shown alone.
func (c *chrome) back() (change.Set, bool) {
	if !c.alone {
		return change.None, false
	}
	return c.leaveAlone(), true
}

// reveal puts the cursor on the photo at a place and shows the inspector beside it.
func (c *chrome) reveal(place int) {
	c.w.settings.Window.Inspector, c.panels, c.alone = true, true, false
	c.w.apply(c.w.rooms.switcher.Land(c.w.session.At(place)) | change.View | change.Cursor)
}

// showBars brings back bars that were hidden: what Esc does where there is nothing else
// to leave.
func (c *chrome) showBars() (change.Set, bool) {
	if c.bars {
		return change.None, false
	}
	c.bars, c.panels = true, true
	return change.View | change.Cursor, true
}

func (c *chrome) hasPhoto() (ok bool, why string) {
	if c.w.session.Current() == nil {
		return false, language.Mark("No photo is shown")
	}
	return true, ""
}

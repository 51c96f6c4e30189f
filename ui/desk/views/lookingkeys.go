package views

import (
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/command"
	"keeplight.app/keeplight/ui/desk"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/looking"
)

// The commands of what helps to look at photos.
const (
	HistogramID command.ID = "histogram"
	ClippingID  command.ID = "clipping"
	PeakingID   command.ID = "focus-peaking"
)

// NewLooking gives what the views share that work out histogram, clipping and focus
// peaking; chosen is stored.
func NewLooking(d *desk.Desk, chosen *looking.Chosen) *looking.Looking {
	return looking.New(chosen, d.Go, func(f func()) {
		d.Post(func() change.Set { f(); return change.None })
	})
}

// lookingCommands switch what is shown beside a photo and drawn over it.
func lookingCommands(s *Switcher, l *looking.Looking) []command.Binding {
	if l == nil {
		return nil
	}
	toggle := func(id command.ID, title, row string, key command.Key, thing looking.Thing) command.Binding {
		return command.Binding{
			ID: id, Section: command.View, Title: title, Row: row, Keys: []command.Key{key}, Enabled: s.hasPhoto,
			Run: func() change.Set { return toggleLooking(s, l, thing) },
		}
	}
	return []command.Binding{
		toggle(HistogramID, language.Mark("Histogram"), language.Mark("Histogram beside the photo"),
			command.Key{Name: "h", Mod: command.Shift}, looking.Histogram),
		toggle(ClippingID, language.Mark("Clipping warning"), language.Mark("Mark clipped highlights and shadows"),
			command.Key{Name: "j"}, looking.Clipping),
		toggle(PeakingID, language.Mark("Focus peaking"), language.Mark("Mark the edges that are in focus"),
			command.Key{Name: "k"}, looking.Peaking),
	}
}

// toggleLooking switches one of them. In the grid, where nobody would see it, the photo
// is opened and it is switched on.
func toggleLooking(s *Switcher, l *looking.Looking, t looking.Thing) change.Set {
	if s.Home() {
		changed := s.Go(LoupeID)
		l.Set(t, true)
		return changed
	}
	l.Set(t, !l.Shows(t))
	return change.Tiles | change.Cursor
}

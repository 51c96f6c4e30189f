package looking

import (
	appfaces "keeplight.app/keeplight/app/faces"
	"keeplight.app/keeplight/app/pictures"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/command"
	"keeplight.app/keeplight/ui/desk"
	"keeplight.app/keeplight/ui/desk/looking/faces"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/looking"
	"keeplight.app/keeplight/ui/loupe"
	"keeplight.app/keeplight/ui/overlay"
	"keeplight.app/keeplight/ui/pane"
	"keeplight.app/keeplight/ui/session"
)

// The commands of what helps to look at photos.
const (
	HistogramID command.ID = "histogram"
	ClippingID  command.ID = "clipping"
	PeakingID   command.ID = "focus-peaking"
)

// Views is what the room asks of the ways to look at photos.
type Views = faces.Views

// Needs is what the room asks of others.
type Needs struct {
	Session *session.Session
	Desk    *desk.Desk
	Chosen  *looking.Chosen // the setting of what is to be seen
	Loupe   command.ID      // the view that shows one photo

	Views func() Views // made after this room

	Notices  *desk.Notices
	Overlay  *overlay.Overlay
	Stacks   faces.Stacks
	Pictures *pictures.Pictures // nil, in tests, shows no close-ups
	Search   *appfaces.Pass     // for faces; nil looks for none
	Apply    func(change.Set)
}

// Looking is the room: what is worked out of photos, with the keys that switch it. It
// belongs to fyne's goroutine.
type Looking struct {
	*looking.Looking
	Faces *faces.Faces
	needs Needs
}

// New makes the room.
func New(n Needs) *Looking {
	return &Looking{needs: n, Faces: newFaces(&n), Looking: looking.New(n.Chosen, n.Desk.Go, func(f func()) {
		n.Desk.Post(func() change.Set { f(); return change.None })
	})}
}

// newFaces makes the room of the faces, and has photos filtered by them.
func newFaces(n *Needs) *faces.Faces {
	needs := faces.Needs{
		Session: n.Session, Desk: n.Desk, Notices: n.Notices, Overlay: n.Overlay, Stacks: n.Stacks,
		Wanted: &n.Chosen.Faces, Loupe: n.Loupe, Views: n.Views, Apply: n.Apply,
	}
	if n.Pictures != nil {
		needs.Read, needs.Peek = n.Pictures.Beside(), n.Pictures.Peek
	}
	if n.Search != nil {
		needs.Findings = n.Search
		n.Session.UseFaces(n.Search.Count)
	}
	return faces.New(needs)
}

// Commands switch what is shown beside a photo and drawn over it.
func (l *Looking) Commands() []command.Binding {
	toggle := func(id command.ID, title, row string, key command.Key, thing looking.Thing) command.Binding {
		return command.Binding{
			ID: id, Section: command.View, Title: title, Row: row, Keys: []command.Key{key}, Enabled: l.hasPhoto,
			Run: func() change.Set { return l.toggle(thing) },
		}
	}
	return append([]command.Binding{
		toggle(HistogramID, language.Mark("Histogram"), language.Mark("Histogram beside the photo, or on each of several"),
			command.Key{Name: "h", Mod: command.Shift}, looking.Histogram),
		toggle(ClippingID, language.Mark("Clipping warning"), language.Mark("Mark clipped highlights and shadows"),
			command.Key{Name: "j"}, looking.Clipping),
		toggle(PeakingID, language.Mark("Focus peaking"), language.Mark("Mark the edges that are in focus"),
			command.Key{Name: "k"}, looking.Peaking),
	}, l.Faces.Commands()...)
}

// toggle switches one of them. In the grid, where nobody would see it, the photo is
// opened and it is switched on.
func (l *Looking) toggle(t looking.Thing) change.Set {
	if views := l.needs.Views(); views.Home() {
		changed := views.Go(l.needs.Loupe)
		l.Set(t, true)
		return changed
	}
	l.Set(t, !l.Shows(t))
	return change.Tiles | change.Cursor
}

func (l *Looking) hasPhoto() (ok bool, why string) {
	if l.needs.Session.Current() == nil {
		return false, language.Mark("No photo is shown")
	}
	return true, ""
}

// Hints are the keys of what can be shown.
func (l *Looking) Hints() []loupe.Hint {
	var hints []loupe.Hint
	for _, h := range []struct {
		id    command.ID
		text  string
		thing looking.Thing
	}{
		{ClippingID, language.Mark("clipping"), looking.Clipping},
		{PeakingID, language.Mark("focus peaking"), looking.Peaking},
		{HistogramID, language.Mark("histogram"), looking.Histogram},
	} {
		if key := l.needs.Desk.Key(h.id); key != "" {
			hints = append(hints, loupe.Hint{Key: key, Text: language.Marked(h.text), On: l.Shows(h.thing)})
		}
	}
	return hints
}

// Fill shows the histogram of what a pane shows, in the panel beside it or on it.
func (l *Looking) Fill(panel loupe.Curves, p *pane.Pane) { panel.SetHistogram(l.Histogram(p)) }

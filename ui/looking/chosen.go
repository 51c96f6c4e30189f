package looking

import "keeplight.app/keeplight/ui/pane"

// Thing is one of those that can be shown.
type Thing int

// The things that can be shown.
const (
	Histogram Thing = iota
	Clipping
	Peaking
)

func (l *Looking) switchOf(t Thing) *bool {
	return []*bool{Histogram: &l.chosen.Histogram, Clipping: &l.chosen.Clipping, Peaking: &l.chosen.Peaking}[t]
}

// Shows is true while a thing is shown.
func (l *Looking) Shows(t Thing) bool { return *l.switchOf(t) }

// Set shows a thing or leaves it out, in all panes.
func (l *Looking) Set(t Thing, show bool) {
	on := l.switchOf(t)
	if *on == show {
		return
	}
	*on = show
	for p, k := range l.panes {
		k.pending = seen{}
		l.tell(k)
		if k.last.Photo != nil && k.last.Photo.ID != 0 {
			p.Redraw()
		}
	}
}

// Forget lets go of what is known of a pane that shows nothing any more.
func (l *Looking) Forget(p *pane.Pane) {
	if k := l.panes[p]; k != nil {
		l.panes[p] = &looked{changed: k.changed}
	}
}

// Drop ends what Watch began, for a pane that is shown no more.
func (l *Looking) Drop(p *pane.Pane) { delete(l.panes, p) }

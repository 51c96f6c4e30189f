package views

// Room says what a view may show around its photos.
type Room struct {
	Panels bool // panels at the sides are wanted
	Bars   bool // bars at the top and the bottom are wanted
	Alone  bool // nothing but the photos is to be seen
}

// roomy is a view that shows something around its photos.
type roomy interface{ room(Room) }

// Arrange says what the views may show around their photos.
func (s *Switcher) Arrange(r Room) {
	for _, v := range s.views {
		if v, ok := v.(roomy); ok {
			v.room(r)
		}
	}
}

// HasFilters is true while the view in front leaves the left side to the filters: the
// loupe has facts of its photo there, and the views of several want all the room.
func (s *Switcher) HasFilters() bool { return !s.Wide() && !s.IsCurrent(LoupeID) }

func (l *Loupe) room(r Room) {
	l.side.room(r)
	l.strip.room(r, l.place)
	if l.needs.Faces != nil {
		l.needs.Faces.Alone(r.Alone)
	}
}

// room makes room for the strip, or takes it away.
func (s *strip) room(r Room, place int) {
	if hidden := r.Alone || !r.Bars; s.hidden != hidden {
		s.hidden = hidden
		s.arrange(place)
	}
}

// room shows or hides what stands beside the photo.
func (b *besideOne) room(r Room) {
	if b.Room != r {
		b.Room = r
		b.object.Refresh()
	}
}

// room shows or hides what is said of the photos.
func (s *several) room(r Room) {
	s.alone = r.Alone
	s.board.ShowPanel(!s.hidden && !s.alone)
}

package pane

import (
	"context"
	"image"
	"maps"

	"keeplight.app/keeplight/library/picture"
)

// margin is how much more of an enlarged photo is read than is seen, at each edge, as
// a share of what is seen: dragging it a little then shows pixels at once.
const margin = 0.25

// Seat is one pane's part of a Pool.
type Seat struct {
	pool    *Pool
	deliver func(Loaded)

	// All of this belongs to the pool's lock.
	request *Request // nil while nothing is shown
	looking Look
	ctx     context.Context
	cancel  context.CancelFunc
	busy    bool                            // a worker reads for it
	ahead   map[levelKey]context.CancelFunc // neighbours that are being read
	state
}

var _ Looker = (*Seat)(nil)

// state is what has been read of the photo that is asked for.
type state struct {
	failed    bool
	hasQuick  bool
	info      picture.Info // once there is a picture at the pane's size
	side      int          // of the largest picture that was delivered, 0 for none
	whole     bool         // that one has every pixel
	preview   *image.RGBA  // at the pane's size
	inspected bool         // it is being, or has been
	part      Share        // that was delivered, with hasPart
	hasPart   bool
	skipped   map[levelKey]bool // neighbours, and parts of them, that are not read again
}

// Load asks for a photo in place of the last one. It never waits, and gives the photo
// at the size of the pane where that was read before.
func (s *Seat) Load(r Request) (got Loaded, ok bool) {
	s.pool.mu.Lock()
	defer s.pool.mu.Unlock()
	same := s.request != nil && !s.failed && keyOf(&s.request.Photo, s.request.Side) == keyOf(&r.Photo, r.Side)
	switch {
	case !same:
		s.cancel()
		s.ctx, s.cancel = context.WithCancel(context.Background())
		s.state, s.busy = state{hasQuick: r.HasSmall}, false
		s.looking = r.Look
		s.keepAhead(&r)
	case r.Look.Scale == 0 && s.side > r.Side:
		// Back to the size of the pane: what was read beyond that is given up.
		s.side, s.whole, s.hasPart = 0, false, false
	}
	if same && r.Inspect != nil && s.request.Inspect == nil {
		s.inspected = false
	}
	s.request = &r
	if s.side == 0 {
		if got, ok = s.pool.cache.get(keyOf(&r.Photo, r.Side)); ok {
			s.took(&got)
		}
	}
	s.pool.wake.Broadcast()
	return got, ok
}

// Clear shows nothing any more.
func (s *Seat) Clear() {
	s.pool.mu.Lock()
	defer s.pool.mu.Unlock()
	s.cancel()
	s.keepAhead(nil)
	s.request, s.ctx, s.cancel = nil, context.Background(), func() {}
	s.state, s.looking, s.busy = state{}, Look{}, false
}

// Look says what is seen of the photo. It never waits, and gives that part where it
// was read before.
func (s *Seat) Look(l Look) *Part {
	s.pool.mu.Lock()
	defer s.pool.mu.Unlock()
	if s.looking != l {
		s.looking = l
		if s.hasPart && !s.part.Contains(l.Seen) {
			maps.DeleteFunc(s.skipped, func(k levelKey, _ bool) bool { return k.side == partSide }) // other parts of them are seen
		}
		s.pool.wake.Broadcast()
	}
	if l.Scale == 0 {
		s.hasPart = false
		return nil
	}
	if s.request == nil || s.whole || s.hasPart && s.part.Contains(l.Seen) {
		return nil
	}
	part := s.pool.cache.part(&s.request.Photo, l.Seen)
	if part != nil {
		s.part, s.hasPart = part.share(), true
	}
	return part
}

// took notes what is shown now at the size of the pane, or larger.
func (st *state) took(got *Loaded) {
	size := got.Levels[0].Rect
	st.info, st.whole, st.side = got.Info, got.Full, max(size.Dx(), size.Dy())
	if st.preview == nil {
		st.preview = got.Levels[0]
	}
}

// size is the photo's, as far as it is known: else that of a usual camera.
func (s *Seat) size() (w, h int) {
	switch photo := &s.request.Photo; {
	case s.info.Width > 0:
		return s.info.Width, s.info.Height
	case photo.Width > 0:
		return photo.Width, photo.Height
	}
	return 6000, 4000
}

// wants is true where the seat waits for something that takes long.
func (s *Seat) wants() bool { return !s.busy && !s.request.Passing }

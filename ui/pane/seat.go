package pane

import (
	"context"
	"math"

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
	busy    bool // a worker reads for it
	state
}

var _ Looker = (*Seat)(nil)

// state is what has been read of the photo that is asked for.
type state struct {
	failed     bool
	hasQuick   bool
	info       picture.Info // once there is a picture at the pane's size
	side       int          // of the largest picture that was delivered, 0 for none
	whole      bool         // that one has every pixel
	part       Share        // that was delivered, with hasPart
	hasPart    bool
	neighbours int // how many are read
}

// Load asks for a photo in place of the last one. It never waits.
func (s *Seat) Load(r Request) {
	s.pool.mu.Lock()
	defer s.pool.mu.Unlock()
	same := s.request != nil && !s.failed && keyOf(&s.request.Photo, s.request.Side) == keyOf(&r.Photo, r.Side)
	switch {
	case !same:
		s.cancel()
		s.ctx, s.cancel = context.WithCancel(context.Background())
		s.state, s.looking, s.busy = state{}, Look{}, false
	case !r.Full && s.side > r.Side:
		// Back to the size of the pane: what was read beyond that is given up.
		s.side, s.whole, s.hasPart = 0, false, false
	}
	s.request = &r
	s.pool.wake.Broadcast()
}

// Clear shows nothing any more.
func (s *Seat) Clear() {
	s.pool.mu.Lock()
	defer s.pool.mu.Unlock()
	s.cancel()
	s.request, s.ctx, s.cancel = nil, context.Background(), func() {}
	s.state, s.looking, s.busy = state{}, Look{}, false
}

// Look says what is seen of the photo. It never waits.
func (s *Seat) Look(l Look) {
	s.pool.mu.Lock()
	defer s.pool.mu.Unlock()
	if s.looking == l {
		return
	}
	s.looking = l
	if l.Scale == 0 {
		s.hasPart = false
	}
	s.pool.wake.Broadcast()
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

// quick reads something small, where there is nothing at the pane's size yet.
func (s *Seat) quick() job {
	if s.side > 0 || s.hasQuick || s.pool.read.Quick == nil {
		return nil
	}
	r := *s.request
	if _, ok := s.pool.cache.get(keyOf(&r.Photo, r.Side)); ok {
		return nil
	}
	return func(ctx context.Context) (*Loaded, func(*state)) {
		note := func(st *state) { st.hasQuick = true }
		small, err := s.pool.read.Quick(ctx, &r.Photo)
		if err != nil || small == nil {
			return nil, note
		}
		got := Loaded{ID: r.Photo.ID, Levels: levels(small)}
		got.Info.Width, got.Info.Height = r.Photo.Width, r.Photo.Height
		if got.Info.Width == 0 {
			got.Info.Width, got.Info.Height = small.Rect.Dx(), small.Rect.Dy()
		}
		return &got, note
	}
}

// fitted reads the photo at the size of its pane.
func (s *Seat) fitted() job {
	if s.side > 0 {
		return nil
	}
	return s.decode(s.request.Side)
}

// enlarged reads what is seen of a photo that is enlarged: the whole where there is
// room, else the smaller of the whole at less than its size and of the part that is
// seen at its size.
func (s *Seat) enlarged() job {
	if s.looking.Scale == 0 || s.side == 0 || s.whole {
		return nil
	}
	if s.pool.holdsWhole() {
		return s.decode(0)
	}
	w, h := s.size()
	// In steps, so that turning the wheel does not read the photo again each time.
	scale := math.Exp2(math.Ceil(2*math.Log2(s.looking.Scale)) / 2)
	wanted := s.looking.Seen.grown(margin)
	if scale < 1 && scale*scale <= wanted.Area() {
		if side := int(math.Ceil(scale * float64(max(w, h)))); side > s.side {
			return s.decode(side)
		}
		return nil
	}
	if s.hasPart && s.part.Contains(s.looking.Seen) {
		return nil
	}
	r := *s.request
	return func(ctx context.Context) (*Loaded, func(*state)) {
		part, err := s.pool.read.Part(ctx, &r.Photo, wanted)
		if err != nil {
			return &Loaded{ID: r.Photo.ID, Err: err}, func(st *state) { st.failed = true }
		}
		return &Loaded{ID: r.Photo.ID, Part: part}, func(st *state) { st.part, st.hasPart = wanted, true }
	}
}

// neighbour reads one that is likely to be shown next.
func (s *Seat) neighbour() job {
	r := *s.request
	if s.neighbours >= len(r.Neighbours) || s.pool.ahead >= s.pool.most {
		return nil
	}
	p := r.Neighbours[s.neighbours]
	s.pool.ahead++
	return func(ctx context.Context) (*Loaded, func(*state)) {
		s.pool.get(ctx, &p, r.Side) // what is wrong with it is said where it is shown
		s.pool.mu.Lock()
		s.pool.ahead--
		s.pool.mu.Unlock()
		return nil, func(st *state) { st.neighbours++ }
	}
}

// decode reads the photo with a long side of at most side pixels; 0 is all of them.
func (s *Seat) decode(side int) job {
	r := *s.request
	return func(ctx context.Context) (*Loaded, func(*state)) {
		got := s.pool.get(ctx, &r.Photo, side)
		if got.Err != nil {
			return &got, func(st *state) { st.failed = true }
		}
		return &got, func(st *state) {
			st.info, st.whole = got.Info, got.Full
			st.side = max(got.Levels[0].Rect.Dx(), got.Levels[0].Rect.Dy(), r.Side)
		}
	}
}

package pane

import (
	"context"
	"math"

	"keeplight.app/keeplight/library"
)

// quick reads something small, where there is nothing at the pane's size yet.
func (s *Seat) quick() *job {
	if s.busy || s.side > 0 || s.hasQuick || s.pool.read.Quick == nil {
		return nil
	}
	r := *s.request
	return &job{ctx: s.ctx, read: func(ctx context.Context) (*Loaded, func(*state)) {
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
	}}
}

// fitted reads the photo at the size of its pane. Of one that is enlarged, the part
// that is seen comes first where that costs no more.
func (s *Seat) fitted() *job {
	if !s.wants() || s.side > 0 {
		return nil
	}
	if s.looking.Scale > 0 && !s.hasPart && s.pool.cuts(&s.request.Photo) {
		if j := s.seen(); j != nil {
			return j
		}
	}
	return s.decode(s.request.Side)
}

// enlarged reads what is seen of a photo that is enlarged: the whole where there is
// room and it is not one that is cut, else what seen says.
func (s *Seat) enlarged() *job {
	if !s.wants() || s.looking.Scale == 0 || s.side == 0 || s.whole {
		return nil
	}
	if !s.pool.cuts(&s.request.Photo) && s.pool.holdsWhole() {
		return s.decode(0)
	}
	return s.seen()
}

// seen reads the smaller of the whole photo at less than its size and of the part that
// is seen at its size.
func (s *Seat) seen() *job {
	w, h := s.size()
	// In steps, so that turning the wheel does not read the photo again each time.
	scale := math.Exp2(math.Ceil(2*math.Log2(s.looking.Scale)) / 2)
	wanted := s.looking.Seen.grown(margin)
	if scale < 1 && scale*scale <= wanted.Area() {
		if side := int(math.Ceil(scale * float64(max(w, h)))); side > max(s.side, s.request.Side) {
			return s.decode(side)
		}
		return nil
	}
	if s.hasPart && s.part.Contains(s.looking.Seen) {
		return nil
	}
	r := *s.request
	return &job{ctx: s.ctx, decodes: true, read: func(ctx context.Context) (*Loaded, func(*state)) {
		got := s.pool.cut(ctx, &r.Photo, wanted)
		if got.Err != nil {
			return &got, func(st *state) { st.failed = true }
		}
		return &got, func(st *state) { st.part, st.hasPart = got.Part.share().or(wanted), true }
	}}
}

// decode reads the photo with a long side of at most side pixels; 0 is all of them.
func (s *Seat) decode(side int) *job {
	r := *s.request
	return &job{ctx: s.ctx, decodes: true, read: func(ctx context.Context) (*Loaded, func(*state)) {
		got := s.pool.get(ctx, &r.Photo, side)
		if got.Err != nil {
			return &got, func(st *state) { st.failed = true }
		}
		return &got, func(st *state) {
			st.took(&got)
			st.side = max(st.side, side, r.Side) // a smaller photo has no more
		}
	}}
}

// inspection has the preview inspected.
func (s *Seat) inspection() *job {
	inspect := s.request.Inspect
	if s.request.Passing || inspect == nil || s.inspected || s.preview == nil {
		return nil
	}
	s.inspected = true
	photo, preview := s.request.Photo, s.preview
	return &job{ctx: s.ctx, beside: true, decodes: true, read: func(context.Context) (*Loaded, func(*state)) {
		return &Loaded{ID: photo.ID, then: inspect(&photo, preview)}, nil
	}}
}

// small has something small of the neighbours brought into memory, where it is found
// once they are shown.
func (s *Seat) small() *job {
	if s.pool.read.Quick == nil || s.pool.ahead >= s.pool.most {
		return nil
	}
	for i := range s.request.Neighbours {
		p := s.request.Neighbours[i]
		k := keyOf(&p, 0)
		if s.pool.tried[k] {
			continue
		}
		if len(s.pool.tried) >= mostTried {
			clear(s.pool.tried)
		}
		s.pool.tried[k] = true
		return s.besides(k, false, func(ctx context.Context) error {
			_, err := s.pool.read.Quick(ctx, &p)
			return err
		})
	}
	return nil
}

// mostTried bounds for how many photos it is remembered that something small of them
// was asked for. Those that nobody has seen for so long are no more in memory either.
const mostTried = 128

// mostAhead is how many neighbours are read at the size of the pane.
const mostAhead = 4

// neighbour reads one that is likely to be shown next: what would be seen of it.
func (s *Seat) neighbour() *job {
	if !s.wants() || s.side == 0 || s.pool.ahead >= s.pool.most {
		return nil
	}
	side, wanted := s.request.Side, s.looking.Seen.grown(margin)
	for i := range min(len(s.request.Neighbours), mostAhead, s.pool.cache.room(side)-1) {
		p := s.request.Neighbours[i]
		if k := keyOf(&p, partSide); s.hasPart && s.pool.cuts(&p) && s.isNew(k) && s.pool.cache.part(&p, s.looking.Seen) == nil {
			return s.besides(k, true, func(ctx context.Context) error { return s.pool.cut(ctx, &p, wanted).Err })
		}
		if k := keyOf(&p, side); s.isNew(k) && !s.pool.cache.has(k) {
			return s.besides(k, true, func(ctx context.Context) error { return s.pool.get(ctx, &p, side).Err })
		}
	}
	return nil
}

// isNew is true for what is not being read and has not failed.
func (s *Seat) isNew(k levelKey) bool { return s.ahead[k] == nil && !s.skipped[k] }

// besides reads something of a neighbour on a context of its own: it goes on while
// the neighbour is shown. What is wrong with it is said where it is shown.
func (s *Seat) besides(k levelKey, decodes bool, read func(context.Context) error) *job {
	ctx, cancel := context.WithCancel(context.Background())
	s.ahead[k] = cancel
	s.pool.ahead++
	return &job{ctx: ctx, beside: true, decodes: decodes, read: func(ctx context.Context) (*Loaded, func(*state)) {
		err := read(ctx)
		return nil, func(st *state) {
			delete(s.ahead, k)
			s.pool.ahead--
			defer cancel()
			if err != nil && ctx.Err() == nil || err == nil && k.side == partSide {
				if st.skipped == nil {
					st.skipped = map[levelKey]bool{}
				}
				st.skipped[k] = true
			}
		}
	}}
}

// keepAhead cancels what is being read of photos that a request does not name; all for
// nil.
func (s *Seat) keepAhead(r *Request) {
	named := map[library.ID]bool{}
	if r != nil {
		named[r.Photo.ID] = true
		for i := range r.Neighbours {
			named[r.Neighbours[i].ID] = true
		}
	}
	for k, cancel := range s.ahead {
		if !named[k.id] {
			cancel()
		}
	}
}

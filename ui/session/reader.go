package session

import (
	"keeplight.app/keeplight/app/scorers"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/message"
	"keeplight.app/keeplight/library/query"
)

// reader gives what photos are sorted and filtered by. What is the same for all of them
// it looks up once: a large shoot is read through for every letter of a search.
type reader struct {
	chosen, builtIn *opinions
	faces           func(*library.Photo) *query.Faces // nil knows nothing
}

func (s *Scores) newReader() reader { return reader{s.of(s.chosen), s.of(scorers.BuiltIn), s.faces} }

func (r *reader) item(p *library.Photo) query.Item {
	it := query.Item{Photo: p, Score: r.chosen.ranked(p.ID)}
	measured := it.Score
	if r.chosen != r.builtIn || len(r.builtIn.earlier) > 0 {
		measured = r.builtIn.score(p.ID)
	}
	it.Misfire = measured != nil && message.IsMisfire(measured.Summary.Code())
	problem := r.problem(p)
	if r.faces != nil {
		it.Faces = r.faces(p)
	}
	it.Damaged = problem.Code() == message.NotScored
	return it
}

// problem says why a photo cannot be shown, or scored by the chosen scorer. What the
// built-in scorer cannot read nobody else can.
func (r *reader) problem(p *library.Photo) library.Message {
	if !p.Problem.IsZero() {
		return p.Problem
	}
	if m := r.chosen.problems[p.ID]; !m.IsZero() {
		return m
	}
	if len(r.builtIn.problems) == 0 || r.chosen.raw[p.ID] != nil {
		return library.Message{}
	}
	return r.builtIn.problems[p.ID]
}

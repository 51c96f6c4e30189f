package session

import (
	"maps"

	"keeplight.app/keeplight/app/scorers"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/message"
	"keeplight.app/keeplight/library/query"
)

// opinions are what one scorer said of the photos.
type opinions struct {
	raw      map[library.ID]*library.Score
	shown    map[library.ID]*library.Score // after the map, if there is one
	problems map[library.ID]library.Message
	spread   func(library.Score) library.Score // nil shows the raw scores
	renewal
}

func newOpinions() *opinions {
	return &opinions{
		raw: map[library.ID]*library.Score{}, shown: map[library.ID]*library.Score{},
		problems: map[library.ID]library.Message{}, renewal: newRenewal(),
	}
}

// score is what is shown of a photo: what was said last, else by an earlier version.
func (o *opinions) score(id library.ID) *library.Score {
	if shown := o.shown[id]; shown != nil {
		return shown
	}
	return o.earlier[id]
}

func (o *opinions) set(id library.ID, score *library.Score) {
	o.raw[id] = score
	o.shown[id] = score
	if o.spread != nil {
		mapped := o.spread(*score)
		o.shown[id] = &mapped
	}
	delete(o.problems, id)
	delete(o.pending, id)
}

// drop forgets what was said of a photo.
func (o *opinions) drop(id library.ID) {
	delete(o.raw, id)
	delete(o.shown, id)
	delete(o.problems, id)
	o.renewal.drop(id)
}

// outdated forgets what was said of other pixels than these.
func (o *opinions) outdated(id library.ID, pixels library.Hash) {
	if sc := o.raw[id]; sc != nil && sc.Hash != pixels {
		delete(o.raw, id)
		delete(o.shown, id)
	}
	if sc := o.earlier[id]; sc != nil && sc.Hash != pixels {
		o.renewal.drop(id)
	}
	delete(o.problems, id)
}

// Scores are what the scorers said of the photos, and whose numbers are shown.
type Scores struct {
	said   map[scorers.ID]*opinions
	chosen scorers.ID

	revision int // of what is known of photos and scores

	faces func(*library.Photo) *query.Faces // what is known of a photo; nil knows nothing
}

func newScores() Scores {
	return Scores{said: map[scorers.ID]*opinions{}, chosen: scorers.BuiltIn}
}

// of gives what one scorer said, also of a scorer that has said nothing yet.
func (s *Scores) of(by scorers.ID) *opinions {
	o := s.said[by]
	if o == nil {
		o = newOpinions()
		s.said[by] = o
	}
	return o
}

// Choose makes a scorer's numbers those that are shown, sorted and filtered by,
// and puts the grid in order by them.
func (s *Session) Choose(by scorers.ID) {
	if s.chosen != by {
		s.chosen = by
		s.revision++
		s.Resort()
	}
}

// Chosen is the scorer whose numbers are shown.
func (s *Scores) Chosen() scorers.ID { return s.chosen }

// SetScore takes in what a scorer said of a photo. The photo keeps its place.
func (s *Session) SetScore(by scorers.ID, id library.ID, score library.Score) {
	TakeScore(s, by, id, &score)
}

// TakeScore is SetScore for a score that nobody changes any more, and that is kept as it is:
// copies of a large shoot's would take 50 MB while it is opened.
func TakeScore(s *Session, by scorers.ID, id library.ID, score *library.Score) {
	if s.photos[id] == nil {
		return
	}
	s.revision++
	o := s.of(by)
	o.set(id, score)
	if by == s.chosen && s.scoresMatter() && o.earlier[id] == nil {
		s.waiting.Scores++
	}
	s.settle(by)
}

// SetProblem takes in why a scorer could not judge a photo.
func (s *Session) SetProblem(by scorers.ID, id library.ID, problem library.Message) {
	if s.photos[id] != nil {
		o := s.of(by)
		o.problems[id] = problem
		delete(o.pending, id)
		s.settle(by)
	}
}

// Score gives the chosen scorer's score of a photo, or nil. It may be that of an
// earlier version (IsEarlier).
func (s *Scores) Score(id library.ID) *library.Score { return s.of(s.chosen).score(id) }

// ScoreBy gives a scorer's score of a photo, or nil.
func (s *Scores) ScoreBy(by scorers.ID, id library.ID) *library.Score { return s.of(by).score(id) }

// RawScoreBy gives a scorer's score as it was given, before any map, or nil.
func (s *Scores) RawScoreBy(by scorers.ID, id library.ID) *library.Score { return s.of(by).raw[id] }

// Revision changes whenever what EachScore gives may have.
func (s *Scores) Revision() int { return s.revision }

// EachScore gives every photo whose file is there with what the chosen scorer said of
// it, as it was given, and an earlier version; each may be nil.
func (s *Session) EachScore(f func(p *library.Photo, score, earlier *library.Score)) {
	o := s.of(s.chosen)
	for id, p := range s.photos {
		if !p.Missing {
			f(p, o.raw[id], o.earlier[id])
		}
	}
}

// IsMisfire is true for a frame of which the built-in scorer says that it holds no
// picture, whosever scores are shown.
func (s *Scores) IsMisfire(id library.ID) bool {
	score := s.ScoreBy(scorers.BuiltIn, id)
	return score != nil && message.IsMisfire(score.Summary.Code())
}

// Problem says why a photo cannot be shown, or scored by the chosen scorer; it is
// zero when all is well.
func (s *Session) Problem(id library.ID) library.Message {
	read := s.newReader()
	if p := s.photos[id]; p != nil {
		return read.problem(p)
	}
	return read.problem(&library.Photo{ID: id})
}

// ForgetScores drops all that a scorer said, because another takes its place.
func (s *Session) ForgetScores(by scorers.ID) {
	s.said[by] = newOpinions()
	s.revision++
	if s.chosen == by {
		s.Resort()
	}
}

// SetSpread shows a scorer's scores through a map; nil shows them as they were
// given. The grid keeps its order until Resort.
func (s *Session) SetSpread(by scorers.ID, spread func(library.Score) library.Score) {
	o := s.of(by)
	o.spread = spread
	for id, raw := range o.raw {
		o.shown[id] = raw
		if spread != nil {
			mapped := spread(*raw)
			o.shown[id] = &mapped
		}
	}
	if by == s.chosen && s.scoresMatter() {
		s.waiting.Scores += len(o.raw)
	}
}

// Scored counts the photos whose files are there: those of which the chosen
// scorer gave a score or a reason why there is none, those of them with a
// reason, and all.
func (s *Session) Scored() (done, failed, total int) {
	read := s.newReader()
	done, total = len(read.chosen.raw), s.Total()
	special := maps.Clone(s.odd) // what is not as simple as most, of which there are few
	for _, o := range []*opinions{read.chosen, read.builtIn} {
		for id := range o.problems {
			special[id] = true
		}
	}
	for id := range special {
		p, scored := s.photos[id], read.chosen.raw[id] != nil
		problem := read.problem(p)
		switch {
		case p.Missing && scored:
			done--
		case p.Missing || problem.IsZero():
		case scored:
			failed++
		default:
			failed, done = failed+1, done+1
		}
	}
	return done, failed, total
}

package blind

import (
	"context"
	"math/rand/v2"
	"slices"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/scoring/blind"
)

// Store is the part of the catalogue that keeps blind sessions.
type Store interface {
	BeginBlind(ctx context.Context, frames []catalog.BlindFrame) (catalog.BlindSession, error)
	GiveBlind(ctx context.Context, session int64, place int, verdict *library.Flag) error
	EndBlind(ctx context.Context, session int64) error
	BlindSessions(ctx context.Context) ([]catalog.BlindSession, error)
}

// Session is a blind session with the place that it has come to. It belongs to one
// goroutine, and stores nothing by itself: who shows it stores first and tells then.
type Session struct{ stored catalog.BlindSession }

// Begin stores a session of most photos, or of all with 0, in whole stacks and in an order
// that nobody can foresee. Errors are the catalogue's.
func Begin(ctx context.Context, in Store, stacks [][]library.ID, most int) (*Session, error) {
	var frames []catalog.BlindFrame
	for _, f := range blind.Draw(stacks, most, rand.Uint64()) {
		frames = append(frames, catalog.BlindFrame{Photo: f.Photo, Stack: f.Stack})
	}
	s, err := in.BeginBlind(ctx, frames)
	if err != nil {
		return nil, err
	}
	return &Session{s}, nil
}

// Known gives the sessions of photos that are there, the newest first: the newest that
// can go on, and the newest with a verdict. Either is nil where there is none. Frames of
// other photos are left out. Errors are the catalogue's.
func Known(ctx context.Context, in Store, there func(library.ID) bool) (open, judged *Session, err error) {
	all, err := in.BlindSessions(ctx)
	if err != nil {
		return nil, nil, err
	}
	for i := range all {
		s := &Session{all[i]}
		s.keepOnly(there)
		given, of := s.Progress()
		if open == nil && of > given && s.stored.Ended.IsZero() {
			open = s
		}
		if judged == nil && given > 0 {
			judged = s
		}
	}
	return open, judged, nil
}

// Again says how the person agreed with themselves where photos came twice, in all sessions
// together. The error is the catalogue's.
func Again(ctx context.Context, in Store) (blind.Same, error) {
	all, err := in.BlindSessions(ctx)
	if err != nil {
		return blind.Same{}, err
	}
	var verdicts []blind.Verdict
	numbers := map[[2]int64]library.ID{} // a photo of two sessions counts as two
	for i := range all {
		for _, v := range (&Session{all[i]}).Verdicts() {
			key := [2]int64{all[i].ID, int64(v.Photo)}
			if numbers[key] == 0 {
				numbers[key] = library.ID(len(numbers) + 1)
			}
			v.Photo = numbers[key]
			verdicts = append(verdicts, v)
		}
	}
	return blind.Gather(verdicts).Again, nil
}

func (s *Session) keepOnly(there func(library.ID) bool) {
	s.stored.Frames = slices.DeleteFunc(slices.Clone(s.stored.Frames), func(f catalog.BlindFrame) bool { return !there(f.Photo) })
}

// ID is the session's number in the catalogue.
func (s *Session) ID() int64 { return s.stored.ID }

// Progress is how many of all showings have a verdict.
func (s *Session) Progress() (given, of int) {
	for _, f := range s.stored.Frames {
		if f.Given {
			given++
		}
	}
	return given, len(s.stored.Frames)
}

// Next gives the showings without a verdict in their order, at most n.
func (s *Session) Next(n int) (frames []catalog.BlindFrame) {
	for _, f := range s.stored.Frames {
		if !f.Given && len(frames) < n {
			frames = append(frames, f)
		}
	}
	return frames
}

// Last gives the showing before the next one; ok is false at the beginning.
func (s *Session) Last() (f catalog.BlindFrame, ok bool) {
	for i := range s.stored.Frames {
		if !s.stored.Frames[i].Given {
			break
		}
		f, ok = s.stored.Frames[i], true
	}
	return f, ok
}

// Given notes a verdict that is stored, nil where it was taken back.
func (s *Session) Given(place int, verdict *library.Flag) {
	for i := range s.stored.Frames {
		if f := &s.stored.Frames[i]; f.Place == place {
			f.Given, f.Verdict = verdict != nil, library.Undecided
			if verdict != nil {
				f.Verdict = *verdict
			}
		}
	}
}

// LeftOut notes that a photo cannot be shown: it is not asked for any more. What was said
// of it counts.
func (s *Session) LeftOut(photo library.ID) {
	s.stored.Frames = slices.DeleteFunc(slices.Clone(s.stored.Frames), func(f catalog.BlindFrame) bool { return f.Photo == photo && !f.Given })
}

// Verdicts are those that were given, in the order of the session.
func (s *Session) Verdicts() (all []blind.Verdict) {
	for _, f := range s.stored.Frames {
		if f.Given {
			all = append(all, blind.Verdict{Frame: blind.Frame{Photo: f.Photo, Stack: f.Stack}, Flag: f.Verdict})
		}
	}
	return all
}

package main

import (
	"context"
	"time"

	"keeplight.app/keeplight/app/scorers"
	"keeplight.app/keeplight/app/shoot"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/query"
	"keeplight.app/keeplight/library/report"
)

// standings are where the photos of the command line stand.
type standings struct{ *scorers.Standings }

// standingsOf gives the standings of a folder's photos, whose scores are all by one
// scorer.
func standingsOf(ctx context.Context, in scorers.Overalls, items []query.Item) (*standings, error) {
	var by library.Provenance
	for _, it := range items {
		if it.Score != nil {
			by = it.Score.By
			break
		}
	}
	s, err := scorers.NewStandings(ctx, in, by)
	if err != nil {
		return nil, err
	}
	for _, it := range items {
		if it.Score != nil {
			s.Shoot.Add(it.Score.Overall)
		}
	}
	return &standings{s}, nil
}

// calibration gives what is done with each row before it is printed, nil for nothing.
// rows are all that will be printed; nil where they come one by one.
func (c *scoreCmd) calibration(p *program, st *shoot.Shoot, rows []report.Row) (func(*report.Row), error) {
	switch {
	case !c.Calibrated:
		return nil, nil
	case c.asksModel():
		spread, err := scorers.Calibrate(p.ctx, st.Catalog(), st.Provenance().Key())
		if err != nil || spread == nil {
			return nil, err
		}
		return func(r *report.Row) {
			if r.Score != nil {
				score := spread(*r.Score)
				r.Score = &score
			}
		}, nil
	}
	known, err := scorers.NewStandings(p.ctx, st.Catalog(), st.Provenance())
	if err != nil {
		return nil, err
	}
	places := &standings{known}
	for i := range rows {
		if rows[i].Score != nil {
			places.Shoot.Add(rows[i].Score.Overall)
		}
	}
	if rows == nil {
		return places.placeNext(time.Now()), nil
	}
	return places.place, nil
}

// placeNext places rows among those that came before them. What was scored after the
// start is not among the library's values yet.
func (s *standings) placeNext(start time.Time) func(*report.Row) {
	return func(r *report.Row) {
		if r.Score != nil {
			s.Shoot.Add(r.Score.Overall)
			if r.Score.ScoredAt.After(start) {
				s.Library.Add(r.Score.Overall)
			}
		}
		s.place(r)
	}
}

// place fills in where a row's photo stands.
func (s *standings) place(r *report.Row) {
	if r.Score != nil {
		r.InShoot, r.InLibrary = standing(s.Shoot.Of(r.Score.Overall)), standing(s.Library.Of(r.Score.Overall))
	}
}

// standing is nil for a value that is absent or was not counted.
func standing(p scorers.Place, ok bool) *report.Standing {
	if !ok || p.Equal == 0 {
		return nil
	}
	s := &report.Standing{Rank: p.Rank(), Of: p.All}
	if percent, ok := p.Percentile(); ok {
		s.Percentile = &percent
	}
	return s
}

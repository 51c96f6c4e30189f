package evaluating

import (
	"context"
	"math"
	"unicode/utf8"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/scoring/agreement"
	"keeplight.app/keeplight/scoring/peers"
	"keeplight.app/keeplight/scoring/ratings"
)

// Input is what is compared.
type Input struct {
	File   string // of the ratings, as it was named
	Table  *ratings.Table
	Photos []Photo // as Score left them
	Scorer library.Provenance
	Peers  bool   // the photos' peers are compared too
	Other  *Other // a second scorer; nil for none
	Rounds int    // of the bootstrap; 0 makes no intervals
	Seed   uint64 // of the bootstrap, and of which photos are paired where there are many
}

func (in *Input) bootstrap() agreement.Bootstrap {
	return agreement.Bootstrap{Rounds: in.Rounds, Seed: in.Seed}
}

// Other is a second scorer's overall scores.
type Other struct {
	Scorer library.Provenance
	File   string             // that they were read from, "" where they were made now
	Scores map[string]float64 // by the file's name in the ratings
}

// OthersOf gives the scores of photos that another scorer scored.
func OthersOf(photos []Photo, by library.Provenance) *Other {
	o := &Other{Scorer: by, Scores: map[string]float64{}}
	for i := range photos {
		if v, ok := overallOf(&photos[i]); ok {
			o.Scores[photos[i].File] = v.Mean
		}
	}
	return o
}

// Compare computes everything. The error is the context's.
func Compare(ctx context.Context, in *Input) (*Result, error) {
	r := &Result{
		Form: Form, Scorer: in.Scorer, Bootstrap: in.Rounds, Seed: in.Seed,
		Ratings: Source{
			File: in.File, Layout: in.Table.Layout, Separator: in.Table.Separator, FileColumn: in.Table.FileColumn,
			ScoreColumn: in.Table.ScoreColumn, Unused: in.Table.Unused, Rows: in.Table.Rows, Unrated: in.Table.Unrated,
			Photos: len(in.Table.Ratings),
		},
	}
	for i := range in.Photos {
		if p := &in.Photos[i]; p.Score != nil && !usable(p.Score.Overall) {
			p.Problem = "the scorer gave it no overall score"
		}
	}
	failed := Failures(in.Photos)
	r.Failed, r.FailedFor = len(failed), reasons(failed)
	for _, step := range []func(context.Context, *Input) error{r.overall, r.pairs, r.labels, r.peers, r.against} {
		if err := step(ctx, in); err != nil {
			return nil, err
		}
	}
	r.photos(in)
	return r, nil
}

// overall compares the overall score.
func (r *Result) overall(ctx context.Context, in *Input) error {
	scores, rated := pairsOf(in.Photos, scoreMeasure(ratings.Overall), Photo.rating)
	s, err := agreement.Summarize(ctx, scores, rated, in.bootstrap())
	if err != nil {
		return err
	}
	r.Overall = Agreement{
		N: s.N, SRCC: numberOf(s.SRCC), KRCC: numberOf(s.KRCC), PLCC: numberOf(s.PLCC),
		CurvePLCC: numberOf(s.CurvePLCC), CurveRMSE: numberOf(s.CurveRMSE), RatingSD: s.Spread,
	}
	if s.CurvePLCC.Known {
		r.Overall.Curve = &Curve{Low: s.Curve.Low, High: s.Curve.High, Middle: s.Curve.Middle, Width: s.Curve.Width}
	}
	return nil
}

// pairs counts pairs, and how "±" is kept.
func (r *Result) pairs(_ context.Context, in *Input) error {
	scores, rated := pairsOf(in.Photos, scoreMeasure(ratings.Overall), Photo.rating)
	p, err := agreement.CountPairs(scores, rated, in.Seed)
	if err != nil {
		return err
	}
	r.Pairs = Pairs{
		Photos: p.Photos, PeopleTied: p.PeopleTied, All: bandOf(p.All), ByRating: bandsOf(p.ByRating), ByScore: bandsOf(p.ByScore),
		RatingUnit: finite(p.RatingUnit), ScoreUnit: finite(p.ScoreUnit),
	}
	sds, _ := pairsOf(in.Photos, func(p *Photo) (float64, bool) {
		v, ok := overallOf(p)
		return v.SD, ok
	}, Photo.rating)
	if len(sds) < 2 || !anyAbove0(sds) {
		return nil
	}
	kept, err := agreement.KeepPromises(scores, sds, rated, in.Seed)
	if err != nil {
		return err
	}
	u := Uncertainty{Photos: kept.Photos, Clear: Promise{bandOf(kept.Clear.Band), kept.Clear.Promised}}
	for _, b := range kept.Bands {
		u.Bands = append(u.Bands, Promise{bandOf(b.Band), b.Promised})
	}
	r.Uncertainty = &u
	return nil
}

// labels compares attributes with the columns that speak of them.
func (r *Result) labels(ctx context.Context, in *Input) error {
	r.Labels = []Labelled{}
	for k, l := range in.Table.Labels {
		of := func(p Photo) float64 { return p.Labels[k] }
		found, err := in.compare(ctx, scoreMeasure(l.Measure), of)
		if err != nil {
			return err
		}
		found.Column, found.Measure, found.Title = l.Column, l.Measure, titleOf(l.Measure)
		r.Labels = append(r.Labels, found)
	}
	return nil
}

// peers compares the simple measures with the ratings.
func (r *Result) peers(ctx context.Context, in *Input) error {
	if !in.Peers {
		return nil
	}
	for _, peer := range peers.All() {
		found, err := in.compare(ctx, func(p *Photo) (float64, bool) {
			if p.Peers == nil {
				return 0, false
			}
			return p.Peers[peer], true
		}, Photo.rating)
		if err != nil {
			return err
		}
		found.Column, found.Measure, found.Title = in.Table.ScoreColumn, peer.Key(), peer.Title()
		r.Peers = append(r.Peers, found)
	}
	return nil
}

// against compares with the second scorer.
func (r *Result) against(ctx context.Context, in *Input) error {
	if in.Other == nil {
		return nil
	}
	var first, second, rated []float64
	missing := 0
	for i := range in.Photos {
		p := &in.Photos[i]
		one, known := overallOf(p)
		two, there := in.Other.Scores[p.File]
		switch {
		case known && there:
			first, second, rated = append(first, one.Mean), append(second, two), append(rated, p.Rating.Score)
		case known || there:
			missing++
		}
	}
	d, err := agreement.Compare(ctx, first, second, rated, in.bootstrap())
	if err != nil {
		return err
	}
	r.Against = &Against{
		Scorer: in.Other.Scorer, File: in.Other.File, N: d.N, Missing: missing,
		First: numberOf(d.First), Second: numberOf(d.Second), Difference: numberOf(d.By), Better: d.Above, Between: d.Between,
	}
	if d.Tested {
		r.Against.P = &d.P
	}
	return nil
}

// photos writes down every rated photo.
func (r *Result) photos(in *Input) {
	r.Photos = make([]PhotoScore, len(in.Photos))
	for i := range in.Photos {
		p := &in.Photos[i]
		s := PhotoScore{File: p.File, Line: p.Line, Rating: p.Rating.Score, Votes: p.Votes, Problem: p.Problem}
		if !utf8.ValidString(p.File) {
			s.FileB64 = []byte(p.File)
		}
		if v, ok := overallOf(p); ok {
			s.Overall, s.SD = &v.Mean, &v.SD
			if c := r.Overall.Curve; c != nil {
				fitted := c.At(v.Mean)
				s.Fitted = &fitted
			}
			s.Attributes = attributesOf(p.Score)
		}
		if p.Peers != nil {
			s.Peers = map[string]float64{}
			for _, peer := range peers.All() {
				if v := p.Peers[peer]; !math.IsNaN(v) {
					s.Peers[peer.Key()] = v
				}
			}
		}
		if in.Other != nil {
			if v, ok := in.Other.Scores[p.File]; ok {
				s.Other = &v
			}
		}
		r.Photos[i] = s
	}
}

// At is the rating that a score stands for.
func (c *Curve) At(score float64) float64 {
	return agreement.Logistic{Low: c.Low, High: c.High, Middle: c.Middle, Width: c.Width}.At(score)
}

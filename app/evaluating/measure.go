package evaluating

import (
	"context"
	"math"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/scoring/agreement"
	"keeplight.app/keeplight/scoring/ratings"
)

// measureOf gives one number of a photo; ok is false where it is absent.
type measureOf func(p *Photo) (value float64, ok bool)

// scoreMeasure is a value of the score, by the key of its attribute or Overall.
func scoreMeasure(key string) measureOf {
	if key == ratings.Overall {
		return func(p *Photo) (float64, bool) {
			v, ok := overallOf(p)
			return v.Mean, ok
		}
	}
	a, known := library.ParseAttribute(key)
	return func(p *Photo) (float64, bool) {
		if !known || p.Score == nil {
			return 0, false
		}
		v := p.Score.Of(a)
		return v.Mean, usable(v)
	}
}

func titleOf(key string) string {
	if a, ok := library.ParseAttribute(key); ok {
		return a.Title()
	}
	return "Overall"
}

func overallOf(p *Photo) (library.Value, bool) {
	if p.Score == nil || !usable(p.Score.Overall) {
		return library.Value{}, false
	}
	return p.Score.Overall, true
}

// usable is false for what a scorer left out, and for what is no number: a model's
// answer is not to be trusted that far.
func usable(v library.Value) bool {
	return v.Known && !math.IsNaN(v.Mean) && !math.IsInf(v.Mean, 0) && v.SD >= 0 && !math.IsInf(v.SD, 0)
}

func (p Photo) rating() float64 { return p.Rating.Score }

// pairsOf gives the measure and the rating of all photos that have both.
func pairsOf(photos []Photo, of measureOf, rating func(Photo) float64) (values, rated []float64) {
	for i := range photos {
		v, ok := of(&photos[i])
		r := rating(photos[i])
		if ok && !math.IsNaN(v) && !math.IsNaN(r) {
			values, rated = append(values, v), append(rated, r)
		}
	}
	return values, rated
}

// compare compares one measure with one column.
func (in *Input) compare(ctx context.Context, of measureOf, rating func(Photo) float64) (Labelled, error) {
	values, rated := pairsOf(in.Photos, of, rating)
	asked := 0
	for i := range in.Photos {
		if !math.IsNaN(rating(in.Photos[i])) {
			asked++
		}
	}
	found, err := agreement.Rank(ctx, values, rated, in.bootstrap())
	return Labelled{N: found.N, Absent: asked - found.N, SRCC: numberOf(found.SRCC), PLCC: numberOf(found.PLCC)}, err
}

func attributesOf(s *library.Score) map[string]float64 {
	out := map[string]float64{}
	for _, a := range library.Attributes() {
		if v := s.Of(a); usable(v) {
			out[a.Key()] = v.Mean
		}
	}
	return out
}

func numberOf(f agreement.Figure) (n Number) {
	if f.Known {
		n.Value = &f.Value
		if f.Rounds > 0 {
			n.Low, n.High = &f.Low, &f.High
		}
	}
	return n
}

func bandOf(b agreement.Band) Band {
	out := Band{From: b.From, N: b.N(), Tied: b.Tied, Share: numberOf(b.Share)}
	if !math.IsInf(b.To, 1) {
		out.To = &b.To
	}
	return out
}

func bandsOf(all []agreement.Band) (out []Band) {
	for _, b := range all {
		out = append(out, bandOf(b))
	}
	return out
}

func anyAbove0(values []float64) bool {
	for _, v := range values {
		if v > 0 {
			return true
		}
	}
	return false
}

// finite is 0 for what JSON cannot write.
func finite(v float64) float64 {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return 0
	}
	return v
}

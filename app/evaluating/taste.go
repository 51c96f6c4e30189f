package evaluating

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"

	"gonum.org/v1/gonum/stat"

	"keeplight.app/keeplight/scoring/agreement"
	"keeplight.app/keeplight/scoring/features"
	"keeplight.app/keeplight/scoring/taste"
)

// TasteForm is the form of a result as JSON.
const TasteForm = "keeplight-taste-eval 1"

// ErrFewRated says that there are too few rated photos to learn from some and be tested
// on others.
var ErrFewRated = errors.New("too few rated photos have a score: 40 are needed, in at least two groups")

const (
	leastRated  = 40
	tasteFolds  = 5
	mostLeftOut = 10 // groups of which each is left out by itself
)

// TasteInput is what a taste is evaluated on.
type TasteInput struct {
	File   string  // of the ratings, as it was named
	Column string  // of the groups, "" where photos are left out one by one
	Photos []Photo // as Score left them
	Rounds int     // of the bootstrap; 0 makes no intervals
	Seed   uint64
}

// TasteResult is how well tastes that were learnt from some groups predict the ratings in
// others.
type TasteResult struct {
	Form     string `json:"form"`
	File     string `json:"ratings"`
	Column   string `json:"group_column"` // "" where photos were left out in five parts
	Photos   int    `json:"photos"`
	Groups   int    `json:"groups"`
	Folds    int    `json:"folds"`
	Features int    `json:"photos_with_features"`
	Left     int    `json:"photos_without_score"`

	Ways  []TasteWay   `json:"ways"`  // the taste first
	Tests []TastePairs `json:"tests"` // the taste against each other way
}

// TasteWay is one way to predict.
type TasteWay struct {
	Name  string `json:"name"`
	SRCC  Number `json:"srcc"`
	Pairs Number `json:"pairs_right"` // 0..1, a tie half
}

// TastePairs is a paired test of the taste against another way.
type TastePairs struct {
	Against    string   `json:"against"`
	Difference Number   `json:"srcc_difference"`
	P          *float64 `json:"p_williams"`
}

// The ways, the taste first.
const (
	ByTaste      = "taste"
	ByAttributes = "attributes alone"
	ByBuiltIn    = "built-in overall alone"
)

// Taste learns from all groups but some, predicts those, and compares that with what the
// attributes alone would have predicted and with the built-in overall score. Penalty and
// parts are chosen within what is learnt from. Errors: ErrFewRated, the context's.
func Taste(ctx context.Context, in *TasteInput) (*TasteResult, error) {
	r := &TasteResult{Form: TasteForm, File: in.File, Column: in.Column}
	samples, grades, groups := tasteSamples(in, r)
	r.Photos, r.Groups = len(samples), groups
	if len(samples) < leastRated || groups < 2 {
		return nil, ErrFewRated
	}
	folds := foldsOf(samples, groups)
	r.Folds = slices.Max(folds) + 1
	length := 0
	if r.Features > 0 {
		length = features.Length
	}
	learnt, err := crossValidate(ctx, samples, grades, folds, taste.Options{Length: length, Seed: in.Seed})
	if err != nil {
		return nil, err
	}
	attributes, err := crossValidate(ctx, samples, grades, folds, taste.Options{PlainOnly: true, NoOverall: true, Seed: in.Seed})
	if err != nil {
		return nil, err
	}
	builtIn := make([]float64, len(samples))
	for i := range samples {
		builtIn[i] = samples[i].Overall.Mean
	}
	names := []string{ByTaste, ByAttributes, ByBuiltIn}
	b := agreement.Bootstrap{Rounds: in.Rounds, Seed: in.Seed}
	for i, scores := range [][]float64{learnt, attributes, builtIn} {
		ranked, err := agreement.Rank(ctx, scores, grades, b)
		if err != nil {
			return nil, err
		}
		pairs, err := agreement.CountPairs(scores, grades, in.Seed)
		if err != nil {
			return nil, err
		}
		r.Ways = append(r.Ways, TasteWay{names[i], numberOf(ranked.SRCC), numberOf(pairs.All.Share)})
		if i == 0 {
			continue
		}
		d, err := agreement.Compare(ctx, learnt, scores, grades, b)
		if err != nil {
			return nil, err
		}
		test := TastePairs{Against: names[i], Difference: numberOf(d.By)}
		if d.Tested {
			test.P = &d.P
		}
		r.Tests = append(r.Tests, test)
	}
	return r, nil
}

// tasteSamples makes samples of the rated photos with a score, the groups as shoots.
func tasteSamples(in *TasteInput, r *TasteResult) (samples []taste.Sample, grades []float64, groups int) {
	at := map[string]int{}
	for i := range in.Photos {
		p := &in.Photos[i]
		if _, ok := overallOf(p); !ok {
			r.Left++
			continue
		}
		group := p.Group
		if in.Column == "" {
			group = fmt.Sprint(len(samples) % tasteFolds)
		}
		if _, ok := at[group]; !ok {
			at[group] = len(at)
		}
		s := taste.Sample{Photo: taste.Photo{Overall: p.Score.Overall, Values: p.Score.Values, Features: p.Features}, Shoot: at[group]}
		if s.Features != nil {
			r.Features++
		}
		samples, grades = append(samples, s), append(grades, p.Rating.Score)
	}
	return samples, grades, len(at)
}

// foldsOf puts whole groups into folds: each by itself where they are few, else the
// largest first into the fold that has the fewest photos.
func foldsOf(samples []taste.Sample, groups int) []int {
	size := make([]int, groups)
	for i := range samples {
		size[samples[i].Shoot]++
	}
	of := make([]int, groups)
	if groups <= mostLeftOut {
		for g := range of {
			of[g] = g
		}
	} else {
		order := make([]int, groups)
		for g := range order {
			order[g] = g
		}
		slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(size[b], size[a]) })
		full := make([]int, tasteFolds)
		for _, g := range order {
			least := 0
			for f := range full {
				if full[f] < full[least] {
					least = f
				}
			}
			of[g] = least
			full[least] += size[g]
		}
	}
	folds := make([]int, len(samples))
	for i := range samples {
		folds[i] = of[samples[i].Shoot]
	}
	return folds
}

// crossValidate predicts each fold by what was learnt from the others.
func crossValidate(ctx context.Context, samples []taste.Sample, grades []float64, folds []int, o taste.Options) ([]float64, error) {
	out := make([]float64, len(samples))
	for f := range slices.Max(folds) + 1 {
		var some []taste.Sample
		o.Grades = nil
		for i := range samples {
			if folds[i] != f {
				some, o.Grades = append(some, samples[i]), append(o.Grades, grades[i])
			}
		}
		mean, sd := stat.MeanStdDev(o.Grades, nil)
		for i := range o.Grades {
			o.Grades[i] = (o.Grades[i] - mean) / max(sd, math.SmallestNonzeroFloat64)
		}
		fit, err := taste.Fit(ctx, some, o)
		if err != nil {
			return nil, fmt.Errorf("learning without fold %d: %w", f+1, err)
		}
		by, err := taste.NewScorer(&fit.Weights)
		if err != nil {
			return nil, err
		}
		for i := range samples {
			if folds[i] == f {
				out[i] = by.Raw(&samples[i].Photo)
			}
		}
	}
	return out, nil
}

// WriteJSON writes the result as one indented JSON object.
func (r *TasteResult) WriteJSON(w io.Writer) error {
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	if err := e.Encode(r); err != nil {
		return fmt.Errorf("writing the result as JSON: %w", err)
	}
	return nil
}

// Text is the number for people, with its interval where it has one.
func (n Number) Text() string {
	if n.Value == nil {
		return "-"
	}
	if n.Low == nil || n.High == nil {
		return fmt.Sprintf("%.3f", *n.Value)
	}
	return fmt.Sprintf("%.3f (%.3f to %.3f)", *n.Value, *n.Low, *n.High)
}

package agreement

import (
	"context"
	"errors"
	"fmt"
	"math"

	"gonum.org/v1/gonum/stat"
)

// Summary is how scores agree with ratings.
type Summary struct {
	N          int    // photos
	SRCC, KRCC Figure // rank correlations
	PLCC       Figure // linear, of the scores as they are

	// Curve is the logistic that was fitted to these same photos, which flatters
	// what comes after it. It counts where CurvePLCC is known.
	Curve     Logistic
	CurvePLCC Figure  // linear, after the curve
	CurveRMSE Figure  // how far off the curve is, in people's units
	Spread    float64 // standard deviation of the ratings: the RMSE of always saying their mean
}

// Ranked is the part of a Summary that takes no curve: enough for a peer or a
// single attribute.
type Ranked struct {
	N          int
	SRCC, PLCC Figure
}

// refits are the steps that a curve is improved by in each round; it starts from
// the whole sample's and is there in fewer.
const refits = 6

// Summarize compares scores with ratings. It fails when the lengths differ, a number
// is not finite, or with the context's error. What is undefined, such as any
// correlation of constant scores, is a Figure that is not Known.
func Summarize(ctx context.Context, scores, ratings []float64, b Bootstrap) (Summary, error) {
	out := Summary{N: len(scores)}
	if err := check(scores, ratings); err != nil {
		return out, unlessTooFew(scores, ratings, err)
	}
	out.Spread = stat.StdDev(ratings, nil)
	s := newSample(scores, ratings)
	all := []statistic{s.spearman, s.kendall, s.pearson}
	curve, err := FitLogistic(scores, ratings)
	fitted := err == nil
	if fitted {
		out.Curve = curve
		all = append(all, s.curved(curve)...)
	}
	found, err := b.figures(ctx, s, all...)
	if err != nil {
		return out, err
	}
	out.SRCC, out.KRCC, out.PLCC = found[0], found[1], found[2]
	if fitted {
		out.CurvePLCC, out.CurveRMSE = found[3], found[4]
	}
	return out, nil
}

// curved gives PLCC and RMSE after the curve, which each draw fits anew.
func (s *sample) curved(whole Logistic) []statistic {
	plcc := func(d *draw) (float64, bool) {
		l, _ := whole.fit(s.x, s.y, d.weights, refits)
		for i, x := range s.x {
			d.fitted[i] = l.At(x)
		}
		return pearson(d.fitted, s.y, d.weights)
	}
	// figures computes the statistics of a draw in order: the curve is still there.
	rmse := func(d *draw) (float64, bool) {
		var squares, n float64
		for i, f := range d.fitted {
			squares += d.weights[i] * (s.y[i] - f) * (s.y[i] - f)
			n += d.weights[i]
		}
		return math.Sqrt(squares / n), n > 0
	}
	return []statistic{plcc, rmse}
}

// Rank compares scores with ratings, without a curve. Its errors are those of
// Summarize.
func Rank(ctx context.Context, scores, ratings []float64, b Bootstrap) (Ranked, error) {
	out := Ranked{N: len(scores)}
	if err := check(scores, ratings); err != nil {
		return out, unlessTooFew(scores, ratings, err)
	}
	s := newSample(scores, ratings)
	found, err := b.figures(ctx, s, s.spearman, s.pearson)
	if err != nil {
		return out, err
	}
	out.SRCC, out.PLCC = found[0], found[1]
	return out, nil
}

// unlessTooFew lets pass that there is next to nothing to compare: that is a result.
func unlessTooFew(x, y []float64, err error) error {
	if len(x) == len(y) && len(x) < 2 && errors.Is(err, ErrUndefined) {
		return nil
	}
	return fmt.Errorf("comparing scores with ratings: %w", err)
}

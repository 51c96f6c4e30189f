package scorers

import (
	"context"
	"errors"
	"testing"

	"keeplight.app/keeplight/library"
)

// shelf holds scores of one scorer, or fails.
type shelf struct {
	scores map[library.ID]*library.Score
	err    error
}

func (s shelf) Scores(_ context.Context, ids []library.ID, key string) (map[library.ID]*library.Score, error) {
	if ids != nil || key != "k" {
		return nil, errors.New("asked for other scores")
	}
	return s.scores, s.err
}

func TestScoresThatPileUpAreSpreadOut(t *testing.T) {
	piled := shelf{scores: map[library.ID]*library.Score{}}
	score := func(mean float64) *library.Score {
		return &library.Score{Overall: library.Value{Known: true, Mean: mean, SD: 0.5}}
	}
	for i := range 400 {
		piled.scores[library.ID(i+1)] = score(6 + float64(i)/200)
	}
	spread, err := Calibrate(t.Context(), piled, "k")
	if err != nil || spread == nil {
		t.Fatalf("a spread: %v, %v", spread != nil, err)
	}
	low, high := spread(*score(6.1)), spread(*score(7.9))
	if got := high.Overall.Mean - low.Overall.Mean; got <= 1.8 {
		t.Errorf("1.8 points became %.2f", got)
	}
}

func TestFewScoresStayAsTheyWereGiven(t *testing.T) {
	spread, err := Calibrate(t.Context(), shelf{}, "k")
	if err != nil || spread != nil {
		t.Errorf("no scores gave a spread: %v, %v", spread != nil, err)
	}
	why := errors.New("disk gone")
	if _, err := Calibrate(t.Context(), shelf{err: why}, "k"); !errors.Is(err, why) {
		t.Errorf("gave %v", err)
	}
}

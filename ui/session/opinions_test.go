package session

import (
	"testing"

	"keeplight.app/keeplight/app/scorers"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/message"
	"keeplight.app/keeplight/library/query"
)

// twoMinds has three photos that the scorers put in opposite orders.
func twoMinds(t *testing.T) *Session {
	t.Helper()
	s := NewSession()
	s.Put(shoot(3))
	for i := 1; i <= 3; i++ {
		p := s.Photo(library.ID(i))
		s.SetScore(scorers.BuiltIn, p.ID, scored(float64(i), string(p.Hash)))
		s.SetScore(scorers.Model, p.ID, scored(float64(9-i), string(p.Hash)))
	}
	s.Resort()
	return s
}

func TestTheChosenScorerSortsShowsAndFilters(t *testing.T) {
	s := twoMinds(t)
	wantShown(t, s, 3, 2, 1)
	s.MoveTo(0)
	s.Choose(scorers.Model)
	wantShown(t, s, 1, 2, 3)
	if s.Cursor() != 3 {
		t.Errorf("the cursor went to %d", s.Cursor())
	}
	if got := s.Score(1).Overall.Mean; got != 8 {
		t.Errorf("1 shows %v", got)
	}
	f := query.NewFilter()
	f.Overall = query.Range{Min: 7, Max: 10}
	s.SetFilter(f)
	wantShown(t, s, 1, 2)
	s.Choose(scorers.BuiltIn)
	wantShown(t, s)
}

func TestOnlyTheChosenScorersNewScoresWaitToBeSortedIn(t *testing.T) {
	s := twoMinds(t)
	s.SetScore(scorers.Model, 1, scored(2, string(s.Photo(1).Hash)))
	if s.Waiting().Any() {
		t.Errorf("waiting %+v for a scorer that is not shown", s.Waiting())
	}
	s.Choose(scorers.Model)
	wantShown(t, s, 2, 3, 1)
	s.SetScore(scorers.Model, 1, scored(9, string(s.Photo(1).Hash)))
	if s.Waiting().Scores != 1 {
		t.Errorf("waiting %+v", s.Waiting())
	}
}

func TestAMapChangesWhatIsShownAndKeepsWhatWasSaid(t *testing.T) {
	s := twoMinds(t)
	s.Choose(scorers.Model)
	s.SetSpread(scorers.Model, func(sc library.Score) library.Score {
		sc.Overall.Mean = 10 - sc.Overall.Mean
		return sc
	})
	wantShown(t, s, 1, 2, 3) // nothing moves by itself
	if s.Waiting().Scores != 3 {
		t.Errorf("waiting %+v", s.Waiting())
	}
	s.Resort()
	wantShown(t, s, 3, 2, 1)
	s.SetScore(scorers.Model, 2, scored(1, string(s.Photo(2).Hash)))
	if shown, raw := s.ScoreBy(scorers.Model, 2).Overall.Mean, s.RawScoreBy(scorers.Model, 2).Overall.Mean; shown != 9 || raw != 1 {
		t.Errorf("2 shows %v and was given %v", shown, raw)
	}
	s.SetSpread(scorers.Model, nil)
	if got := s.ScoreBy(scorers.Model, 2).Overall.Mean; got != 1 {
		t.Errorf("without the map 2 shows %v", got)
	}
	if got := s.ScoreBy(scorers.BuiltIn, 2).Overall.Mean; got != 2 {
		t.Errorf("the built-in score of 2 became %v", got)
	}
}

func TestAProblemOfOneScorerIsNotTheOthers(t *testing.T) {
	s := twoMinds(t)
	s.Put(shoot(4)[3:])
	s.SetScore(scorers.BuiltIn, 4, scored(5, string(s.Photo(4).Hash)))
	s.SetProblem(scorers.Model, 4, library.Verbatim("the engine stopped three times"))
	if got := s.Problem(4); !got.IsZero() {
		t.Errorf("the built-in scorer's problem is %+v", got)
	}
	s.Choose(scorers.Model)
	if s.Problem(4).IsZero() {
		t.Error("the model's problem is not told")
	}
	if done, failed, total := s.Scored(); done != 4 || failed != 1 || total != 4 {
		t.Errorf("scored %d, failed %d of %d", done, failed, total)
	}
	s.ForgetScores(scorers.Model)
	if done, _, _ := s.Scored(); done != 0 || !s.Problem(4).IsZero() {
		t.Errorf("%d scores are left, problem %+v", done, s.Problem(4))
	}
}

func TestOtherPixelsForgetWhatEverybodySaid(t *testing.T) {
	s := twoMinds(t)
	p := *s.Photo(2)
	p.Hash = "edited"
	s.Put([]library.Photo{p})
	for _, by := range []scorers.ID{scorers.BuiltIn, scorers.Model} {
		if s.ScoreBy(by, 2) != nil || s.RawScoreBy(by, 2) != nil {
			t.Errorf("scorer %s still speaks of the old pixels", by)
		}
	}
}

func TestAMisfireIsOneWhosoeverScoresAreShown(t *testing.T) {
	s := sessionOf(3)
	black := scored(0, "h3")
	black.Summary = message.New(message.SummaryBlack)
	s.SetScore(scorers.BuiltIn, 3, black)
	for _, by := range []scorers.ID{scorers.BuiltIn, scorers.Model} {
		s.Choose(by)
		f := query.NewFilter()
		f.Misfires = query.OnlyMisfires
		s.SetFilter(f)
		wantShown(t, s, 3)
		f.Misfires = query.WithoutMisfires
		s.SetFilter(f)
		if s.Len() != 2 || s.Place(3) >= 0 || s.IsMisfire(2) {
			t.Errorf("with scores of %s: shown are %v", by, s.Shown())
		}
	}
}

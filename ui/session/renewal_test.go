package session

import (
	"testing"

	"keeplight.app/keeplight/app/scorers"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/query"
)

// by gives a score of a version of the built-in scorer.
func by(version string, overall float64, hash string) library.Score {
	s := scored(overall, hash)
	s.By = library.Provenance{Name: "builtin", Version: version}
	return s
}

// renewed gives a session of three photos that version 4 has scored, the first best,
// in its order, while version 5 has scored none.
func renewed() *Session {
	s := NewSession()
	s.Put(shoot(3))
	for i, p := range shoot(3) {
		s.SetEarlier(scorers.BuiltIn, p.ID, by("4", 8-float64(i), string(p.Hash)))
	}
	s.Resort()
	s.MoveTo(0)
	return s
}

func wantOverall(t *testing.T, s *Session, id library.ID, want float64, earlier bool) {
	t.Helper()
	score := s.Score(id)
	if score == nil || score.Overall.Mean != want || s.IsEarlier(id) != earlier {
		t.Errorf("photo %d shows %+v, of an earlier version: %v", id, score, s.IsEarlier(id))
	}
}

func TestAnEarlierScoreStandsInUntilTheNewOneIsThere(t *testing.T) {
	s := renewed()
	wantShown(t, s, 1, 2, 3)
	wantOverall(t, s, 3, 6, true)
	s.SetScore(scorers.BuiltIn, 3, by("5", 9.5, "h3"))
	wantOverall(t, s, 3, 9.5, false)
	wantOverall(t, s, 1, 8, true)
	if done, _, total := s.Scored(); done != 1 || total != 3 {
		t.Errorf("%d of %d are scored", done, total)
	}
}

func TestWhilePhotosAreScoredAgainTheEarlierOrderStays(t *testing.T) {
	s := renewed()
	s.SetScore(scorers.BuiltIn, 3, by("5", 9.5, "h3"))
	s.SetScore(scorers.BuiltIn, 2, by("5", 2, "h2"))
	if !s.Renewing() || s.Waiting().Any() {
		t.Errorf("renewing: %v, waiting %+v", s.Renewing(), s.Waiting())
	}
	s.Resort()
	wantShown(t, s, 1, 2, 3)
	f := query.NewFilter()
	f.Overall.Min = 6.5
	s.SetFilter(f)
	wantShown(t, s, 1, 2)
}

func TestTheNewOrderIsOfferedOnceWhenAllPhotosAreScored(t *testing.T) {
	for name, last := range map[string]func(*Session){
		"a score":          func(s *Session) { s.SetScore(scorers.BuiltIn, 1, by("5", 1, "h1")) },
		"a problem":        func(s *Session) { s.SetProblem(scorers.BuiltIn, 1, library.Verbatim("cut off")) },
		"a file that went": func(s *Session) { s.SetMissing(ids(1)) },
		"a closed folder":  func(s *Session) { s.Forget(func(p *library.Photo) bool { return p.ID == 1 }) },
	} {
		t.Run(name, func(t *testing.T) {
			s := renewed()
			s.SetScore(scorers.BuiltIn, 2, by("5", 3, "h2"))
			s.SetScore(scorers.BuiltIn, 3, by("5", 9, "h3"))
			last(s)
			if w := s.Waiting(); s.Renewing() || w.Scores < 2 || !w.Renewed {
				t.Fatalf("renewing: %v, waiting %+v", s.Renewing(), w)
			}
			if s.Place(2) > s.Place(3) {
				t.Errorf("the photos moved by themselves: %v", s.Shown())
			}
			s.Resort()
			if s.Place(2) < s.Place(3) || s.Waiting().Any() || s.Waiting().Renewed {
				t.Errorf("sorted again: %v, waiting %+v", s.Shown(), s.Waiting())
			}
			s.SetScore(scorers.BuiltIn, 2, by("5", 9.9, "h2"))
			if w := s.Waiting(); w.Renewed || w.Scores != 1 {
				t.Errorf("a later score waits as %+v", w)
			}
		})
	}
}

func TestVersionsAreNeverSortedIntoEachOther(t *testing.T) {
	s := NewSession()
	s.Put(shoot(6))
	// 1 to 3 were scored by version 4 alone, 4 and 5 by version 5 alone, 6 by none.
	for id, overall := range map[int]float64{1: 5, 2: 7, 3: 3} {
		s.SetEarlier(scorers.BuiltIn, library.ID(id), by("4", overall, string(shoot(6)[id-1].Hash)))
	}
	s.SetScore(scorers.BuiltIn, 4, by("5", 4, "h4"))
	s.SetScore(scorers.BuiltIn, 5, by("5", 6, "h5"))
	s.Resort()
	wantShown(t, s, 2, 1, 3, 5, 4, 6)
	s.SetOrder(query.Order{By: query.ByOverall})
	wantShown(t, s, 3, 1, 2, 4, 5, 6)
	s.SetOrder(query.Order{By: query.ByName, Descending: true})
	wantShown(t, s, 6, 5, 4, 3, 2, 1)
	if w := s.Waiting(); w.Any() {
		t.Errorf("waiting %+v", w)
	}
	s.SetOrder(query.Order{By: query.ByOverall, Descending: true})
	s.SetScore(scorers.BuiltIn, 6, by("5", 5, "h6"))
	if w := s.Waiting(); w.Scores != 1 {
		t.Errorf("the first score of a photo waits as %+v", w)
	}
}

func TestAnEarlierScoreOfOtherPixelsIsNoUse(t *testing.T) {
	s := NewSession()
	s.Put(shoot(1))
	s.SetEarlier(scorers.BuiltIn, 1, by("4", 8, "other"))
	s.SetEarlier(scorers.BuiltIn, 2, by("4", 8, "h2"))
	if s.Score(1) != nil || s.Renewing() {
		t.Error("it is shown")
	}
	s = renewed()
	changed := shoot(1)
	changed[0].Hash = "developed anew"
	s.Put(changed)
	if s.Score(1) != nil {
		t.Errorf("new pixels are shown with %+v", s.Score(1))
	}
}

func TestAModelsScoresAreSortedWhileTheBuiltInScorerIsRenewed(t *testing.T) {
	s := renewed()
	for i := range 3 {
		s.SetScore(scorers.Model, library.ID(i+1), scored(float64(i), shootHash(i)))
	}
	s.Choose(scorers.Model)
	wantShown(t, s, 3, 2, 1)
	if s.Renewing() || s.IsEarlier(1) {
		t.Error("the model is said to be renewed")
	}
}

func shootHash(i int) string { return string(shoot(i + 1)[i].Hash) }

func TestAMissingPhotoIsNotWaitedForUntilItReturns(t *testing.T) {
	s := NewSession()
	photos := shoot(3)
	photos[2].Missing = true
	s.Put(photos)
	for i := range photos {
		s.SetEarlier(scorers.BuiltIn, photos[i].ID, by("4", 8-float64(i), string(photos[i].Hash)))
	}
	s.SetScore(scorers.BuiltIn, 1, by("5", 2, "h1"))
	gone := photos[1]
	gone.Missing = true
	s.Put([]library.Photo{gone})
	if w := s.Waiting(); s.Renewing() || w.Scores != 1 || !w.Renewed {
		t.Fatalf("renewing: %v, waiting %+v", s.Renewing(), w)
	}
	s.Resort()
	s.Put(shoot(2)[1:])
	s.SetEarlier(scorers.BuiltIn, 2, by("4", 7, "h2"))
	if !s.Renewing() || !s.IsEarlier(2) || s.Waiting().Renewed {
		t.Error("a photo that is back is not scored again")
	}
}

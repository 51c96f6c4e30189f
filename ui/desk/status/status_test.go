package status

import (
	"testing"

	"keeplight.app/keeplight/app/scorers"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/query"
	"keeplight.app/keeplight/scoring/queue"
	"keeplight.app/keeplight/ui/desk/desktest"
)

// fakeScoring is how far the scorers are.
type fakeScoring struct {
	shown           queue.Progress
	beside, problem string
	on              bool
}

func (s *fakeScoring) Shown() queue.Progress { return s.shown }
func (s *fakeScoring) Beside() string        { return s.beside }
func (s *fakeScoring) Problem() string       { return s.problem }
func (s *fakeScoring) ModelOn() bool         { return s.on }
func (s *fakeScoring) EngineText() string    { return "CUDA" }

// newStatus gives a status line of four photos: two scored, one with a problem, a
// pick and a reject.
func newStatus(t *testing.T) (*desktest.Desk, *Status, *fakeScoring) {
	t.Helper()
	d := desktest.Open(t)
	photos := d.AddPhotos(t, 4)
	d.Session.ForgetScores(scorers.BuiltIn)
	d.Score(scorers.BuiltIn, photos[0], 8)
	d.Score(scorers.BuiltIn, photos[1], 7)
	d.Session.SetProblem(scorers.BuiltIn, photos[2].ID, library.Verbatim("the file is damaged"))
	photos[0].Decision.Flag, photos[1].Decision.Flag = library.Pick, library.Reject
	d.Session.Decided(photos)
	scoring := &fakeScoring{}
	return d, &Status{Session: d.Session, Scoring: scoring, Notices: d.Notices, Keys: func() string { return "?" }, Advance: &d.Settings.Shoot.AutoAdvance}, scoring
}

func TestTheStatusLineCounts(t *testing.T) {
	_, s, _ := newStatus(t)
	v := s.View()
	if v.Done != 3 || v.Failed != 1 || v.Total != 4 || v.PicksText != "1 pick · 1 reject · 2 undecided" {
		t.Errorf("it counts %d, %d, %d and says %q", v.Done, v.Failed, v.Total, v.PicksText)
	}
	if v.RateText != "" || v.LeftText != "" || v.Engine != "" || v.ModeText != "" || v.AutoAdvance || v.Paused {
		t.Errorf("while nothing goes on it says %+v", v)
	}
}

func TestTheTimeLeftCountsPhotosThatTheQueueDoesNotKnowYet(t *testing.T) {
	_, s, scoring := newStatus(t)
	scoring.shown = queue.Progress{Rate: 0.5, Done: 3, Total: 3} // a photo every two minutes
	if v := s.View(); v.LeftText != "2 min left" || v.RateText == "" {
		t.Errorf("it says %q at %q", v.LeftText, v.RateText)
	}
}

func TestTheStatusLineSaysWhichModesAreOn(t *testing.T) {
	d, s, scoring := newStatus(t)
	scoring.shown.Paused, scoring.on, scoring.beside = true, true, "1 of 4 by the model"
	d.Settings.Shoot.AutoAdvance = true
	d.Session.SetFilter(query.NewFilter())
	d.Session.SuspendFilter()
	v := s.View()
	if !v.Paused || !v.AutoAdvance || v.ModeText != "filters off" || v.Engine != "CUDA" || v.Beside != "1 of 4 by the model" {
		t.Errorf("it says %+v", v)
	}
}

func TestWhyScoringStoppedIsSaidBeforeOtherTroubles(t *testing.T) {
	d, s, scoring := newStatus(t)
	d.Notices.Say("Picked 3 photos")
	d.Notices.Trouble("The card is gone")
	if v := s.View(); v.Notice != "Picked 3 photos" || v.Problem != "The card is gone" {
		t.Errorf("it says %q and %q", v.Notice, v.Problem)
	}
	scoring.problem = "The model stopped"
	if v := s.View(); v.Problem != "The model stopped" {
		t.Errorf("it says %q", v.Problem)
	}
}

func TestTheStatusLineSaysThatPhotosAreMeasuredAgain(t *testing.T) {
	d, s, _ := newStatus(t)
	if v := s.View(); v.Again {
		t.Error("it says so of a first measuring")
	}
	photos := d.Session.Photos(func(*library.Photo) bool { return true })
	for _, p := range photos {
		d.Session.SetEarlier(scorers.BuiltIn, p.ID, library.Score{By: library.Provenance{Version: "4"}, Hash: p.Hash})
	}
	v := s.View()
	if got := v.ProgressText(); !v.Again || got != "Measuring again with the new version: 2 of 4 · 1 failed" {
		t.Errorf("it says %q", got)
	}
}

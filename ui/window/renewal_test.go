package window

import (
	"testing"

	"keeplight.app/keeplight/app/scorers"
	"keeplight.app/keeplight/app/settings"
	"keeplight.app/keeplight/app/shoot"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/query"
	"keeplight.app/keeplight/scoring/queue"
	"keeplight.app/keeplight/ui/style/styletest"
)

// measured is a score of a version of the built-in scorer.
func measured(p *library.Photo, version string, overall float64) *library.Score {
	return &library.Score{
		By: library.Provenance{Name: "builtin", Version: version}, Hash: p.Hash,
		Overall: library.Value{Known: true, Mean: overall, SD: 0.4},
	}
}

func TestANewVersionOfTheScorerMovesNothingUntilItHasMeasuredAll(t *testing.T) {
	w := open(t, t.TempDir(), Options{Folders: []string{"/shoot"}})
	photos := w.addPhotos(t, 3)
	w.session.ForgetScores(scorers.BuiltIn)
	var e shoot.Event
	for i := range photos {
		e.Earlier = append(e.Earlier, scorers.Earlier{Of: scorers.BuiltIn, Photo: photos[i].ID, Score: measured(&photos[i], "3", 8-float64(i))})
	}
	w.tell(e)
	w.press("s", "Home")
	styletest.Sees(t, w.win.Content(), "8.00", "v3", "±0.4 technical quality · by version 3", "Measuring again with the new version: 0 of 3")
	for i, overall := range []float64{5, 6, 7} {
		if i == 2 {
			styletest.SeesNot(t, w.win.Content(), "Sort again", "All photos are measured with the new version")
		}
		w.tell(shoot.Event{Scored: []queue.Result{{By: builtInKey(w), ID: photos[i].ID, Score: measured(&photos[i], "4", overall)}}})
	}
	styletest.Sees(t, w.win.Content(), "5.00", "All photos are measured with the new version", "Sort again")
	if w.session.At(0) != photos[0].ID {
		t.Fatal("the grid moved by itself")
	}
	w.press("s")
	if w.session.At(0) != photos[2].ID {
		t.Errorf("photo %d is first", w.session.At(0))
	}
	styletest.SeesNot(t, w.win.Content(), "v3", "Sort again", "All photos are measured with the new version")
}

func TestASavedFilterWithAThresholdIsNamedAtTheStartAfterAnUpgrade(t *testing.T) {
	dir := t.TempDir()
	left := settings.Defaults()
	left.Filters.Saved = []settings.SavedFilter{{Name: "Keepers", Filter: query.Filter{Overall: query.Range{Min: 7, Max: 10}}}}
	left.Scorers.Version = "before"
	leave(t, dir, left)
	w := open(t, dir, Options{})
	styletest.Sees(t, w.win.Content(), "The built-in scorer's numbers have changed", "Close")
	w.press("Escape")
	styletest.SeesNot(t, w.win.Content(), "The built-in scorer's numbers have changed")
	if now := w.shoot.Scorers().BuiltInVersion(); w.settings.Scorers.Version != now || now == "" {
		t.Errorf("version %q is noted, %q scores", w.settings.Scorers.Version, now)
	}
}

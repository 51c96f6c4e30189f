package standing

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"keeplight.app/keeplight/app/scorers"
	"keeplight.app/keeplight/app/stacks"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/message"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/desk/desktest"
	"keeplight.app/keeplight/ui/style/styletest"
)

// shelf is a library of overall values by version of the built-in scorer.
type shelf struct {
	values map[string][]float64
	asked  []string // keys
	err    error
}

func (s *shelf) Overalls(_ context.Context, key string) ([]float64, error) {
	s.asked = append(s.asked, key)
	for version, values := range s.values {
		if maker(version).Key() == key {
			return values, s.err
		}
	}
	return nil, s.err
}

func maker(version string) library.Provenance {
	return library.Provenance{Name: "builtin", Version: version}
}

// score is what a version of the built-in scorer says.
func score(version string, p *library.Photo, overall float64) library.Score {
	return library.Score{By: maker(version), Hash: p.Hash, Overall: library.Value{Known: true, Mean: overall}}
}

// room is the controller with photos that were taken an hour apart.
type room struct {
	*Standing
	d      *desktest.Desk
	shelf  *shelf
	photos []library.Photo
}

// newRoom has n photos whose overall scores by version 5 are 0.1, 0.2 and so on, and
// counts them.
func newRoom(t *testing.T, n int) *room {
	t.Helper()
	r := &room{d: desktest.Open(t), shelf: &shelf{values: map[string][]float64{}}}
	for i := range n {
		r.photos = append(r.photos, library.Photo{
			ID: library.ID(i + 1), Path: fmt.Sprintf("/shoot/%d.jpg", i), Hash: library.Hash(fmt.Sprint(i)),
			Capture: library.Capture{Camera: "R5", Time: time.Date(2026, 5, 1, 10, 0, 0, 0, time.UTC).Add(time.Duration(i) * time.Hour)},
		})
	}
	r.d.Session.Put(r.photos)
	for i := range r.photos {
		r.d.Session.SetScore(scorers.BuiltIn, r.photos[i].ID, score("5", &r.photos[i], float64(i+1)/10))
	}
	r.Standing = New(Needs{Session: r.d.Session, Desk: r.d.Desk, Notices: r.d.Notices, Store: r.shelf, Chosen: &r.d.Settings.Scorers})
	return r
}

// recount counts at once what the session knows.
func (r *room) recount() {
	r.countedAt, r.readAt = time.Time{}, time.Time{}
	r.Changed(change.All)
	r.d.Finish()
}

func (r *room) wantLines(t *testing.T, id library.ID, want ...string) {
	t.Helper()
	if got := r.Lines(id, true); !slices.Equal(got, want) {
		t.Errorf("photo %d: %q, want %q", id, got, want)
	}
}

func TestAmongFewPhotosARankIsSaid(t *testing.T) {
	r := newRoom(t, 12)
	r.wantLines(t, 12) // nothing is counted yet
	r.recount()
	r.wantLines(t, 12, "1st of 12 in this shoot")
	r.wantLines(t, 10, "3rd of 12 in this shoot")
	r.wantLines(t, 1, "12th of 12 in this shoot")
	r.wantLines(t, 99)
}

func TestAmongManyPhotosAPercentileIsSaid(t *testing.T) {
	r := newRoom(t, 100)
	r.recount()
	r.wantLines(t, 100, "Technically better than 99 % of this shoot")
	r.wantLines(t, 51, "Technically better than 50 % of this shoot")
	r.wantLines(t, 1, "Technically better than under 1 % of this shoot")
	for range 300 {
		r.shelf.values["5"] = append(r.shelf.values["5"], 2)
	}
	r.d.Session.SetScore(scorers.BuiltIn, 51, score("5", &r.photos[50], 5.1))
	r.recount()
	r.wantLines(t, 51, "Technically better than 50 % of this shoot and 100 % of your library")
}

func TestASmallShootIsComparedWithALargeLibrary(t *testing.T) {
	r := newRoom(t, 12)
	for i := range 100 {
		r.shelf.values["5"] = append(r.shelf.values["5"], float64(i)/10)
	}
	r.recount()
	r.wantLines(t, 12, "1st of 12 in this shoot", "Technically better than 12 % of your library")
	if want := []string{maker("5").Key()}; !slices.Equal(r.shelf.asked, want) {
		t.Errorf("asked for %q, want %q", r.shelf.asked, want)
	}
}

func TestVersionsHavePercentilesOfTheirOwn(t *testing.T) {
	r := newRoom(t, 40)
	r.d.Session.ForgetScores(scorers.BuiltIn)
	for i := range r.photos {
		r.d.Session.SetEarlier(scorers.BuiltIn, r.photos[i].ID, score("4", &r.photos[i], 8+float64(i)/100))
	}
	for i := range 3 {
		r.d.Session.SetScore(scorers.BuiltIn, r.photos[i].ID, score("5", &r.photos[i], float64(i)))
	}
	r.recount()
	r.wantLines(t, 3, "1st of 3 in this shoot")
	r.wantLines(t, 40, "Technically better than 98 % of this shoot")
	slices.Sort(r.shelf.asked)
	if want := []string{maker("4").Key(), maker("5").Key()}; len(r.shelf.asked) != 2 || !slices.Contains(want, r.shelf.asked[0]) {
		t.Errorf("asked for %q", r.shelf.asked)
	}
}

func TestInABurstRankAndDifferenceLead(t *testing.T) {
	r := newRoom(t, 6)
	start := time.Date(2026, 5, 1, 9, 0, 0, 0, time.UTC)
	for i := range 4 { // the fourth is by another camera
		r.photos[i].Capture.Time = start.Add(time.Duration(i) * 1500 * time.Millisecond)
	}
	r.photos[3].Capture.Camera = "Z9"
	r.d.Session.Put(r.photos)
	r.recount()
	r.wantLines(t, 3, "Best of 3 in this burst, by 0.10", "4th of 6 in this shoot")
	r.wantLines(t, 1, "3rd of 3 in this burst, 0.20 below its best", "6th of 6 in this shoot")
	r.wantLines(t, 4, "3rd of 6 in this shoot")
	r.d.Session.SetScore(scorers.BuiltIn, 1, score("5", &r.photos[0], 0.301))
	r.recount()
	r.wantLines(t, 1, "Equal best of 3 in this burst", "4th of 6 in this shoot")
}

func TestABurstIsTheStackWhereThatIsKnown(t *testing.T) {
	r := newRoom(t, 6)
	for i := range r.photos { // two seconds apart: one burst by their times, three stacks of two
		r.photos[i].Capture.Time = time.Date(2026, 5, 1, 10, 0, 0, 5e6, time.UTC).Add(time.Duration(i/2)*1900*time.Millisecond + time.Duration(i%2)*100*time.Millisecond)
	}
	r.d.Session.Put(r.photos)
	r.recount()
	r.wantLines(t, 6, "Best of 6 in this burst, by 0.10", "1st of 6 in this shoot")
	groups := stacks.New(nil)
	defer groups.Close()
	groups.Put(r.photos, nil)
	r.d.Session.Stacks.SetGrouping(groups.Renew())
	r.recount() // nothing else has changed
	r.wantLines(t, 6, "Best of 2 in this burst, by 0.10", "1st of 6 in this shoot")
	r.wantLines(t, 3, "2nd of 2 in this burst, 0.10 below its best", "4th of 6 in this shoot")
}

func TestCellsShowPercentilesWhereThatIsChosen(t *testing.T) {
	for n, want := range map[int]string{12: "3 of 12", 50: "95 %"} {
		r := newRoom(t, n)
		r.recount()
		id := library.ID(n - 2)
		if got := r.Cell(id); got != "" {
			t.Errorf("%d photos: the cell shows %q at first", n, got)
		}
		r.d.Do(t, r.Commands(), Percentiles)
		if got := r.Cell(id); got != want || !r.d.Applied.Has(change.Tiles) || !r.d.Settings.Scorers.Percentiles {
			t.Errorf("%d photos: the cell shows %q, want %q", n, got, want)
		}
		r.d.Do(t, r.Commands(), Percentiles)
		if got := r.Cell(id); got != "" || r.d.Notices.Notice() != "The cells show scores" {
			t.Errorf("%d photos: at last the cell shows %q, it says %q", n, got, r.d.Notices.Notice())
		}
	}
}

func TestAModelsScoresAreNotCalledMeasured(t *testing.T) {
	r := newRoom(t, 40)
	for i := range r.photos {
		by := library.Score{By: library.Provenance{Name: "model"}, Overall: library.Value{Known: true, Mean: float64(i) / 10}}
		r.d.Session.SetScore(scorers.Model, r.photos[i].ID, by)
	}
	r.d.Session.Choose(scorers.Model)
	r.recount()
	r.wantLines(t, 40, "Scored higher than 98 % of this shoot")
}

func TestPhotosWithoutAnOverallScoreDoNotCount(t *testing.T) {
	r := newRoom(t, 12)
	absent := score("5", &r.photos[0], 0)
	absent.Overall = library.Value{}
	r.d.Session.SetScore(scorers.BuiltIn, 1, absent)
	r.d.Session.SetMissing([]library.ID{2})
	r.recount()
	r.wantLines(t, 12, "1st of 10 in this shoot")
	r.wantLines(t, 1)
}

func TestAMisfireHasNoPlace(t *testing.T) {
	r := newRoom(t, 12)
	black := score("5", &r.photos[0], 0)
	black.Summary = message.New(message.SummaryBlack)
	r.d.Session.SetScore(scorers.BuiltIn, 1, black)
	r.recount()
	r.wantLines(t, 1)
	r.wantLines(t, 2, "11th of 12 in this shoot")
	r.d.Settings.Scorers.Percentiles = true
	if got := r.Cell(1); got != "" {
		t.Errorf("its cell shows %q", got)
	}
}

func TestScoresAreCountedAgainAsTheyComeButNotAllTheTime(t *testing.T) {
	r := newRoom(t, 12)
	r.recount()
	r.d.Session.SetScore(scorers.BuiltIn, 1, score("5", &r.photos[0], 9))
	r.Changed(change.All)
	r.Changed(change.All)
	r.d.Finish()
	if !r.planned || r.shoot.tallies["5"] == nil {
		t.Fatal("no later count is planned")
	}
	r.wantLines(t, 1) // its new value is not counted yet
	r.planned = false
	r.recount()
	r.wantLines(t, 1, "1st of 12 in this shoot")
	asked := len(r.shelf.asked)
	r.Changed(change.All)
	r.d.Finish()
	if len(r.shelf.asked) != asked {
		t.Error("it counts though nothing has changed")
	}
}

func TestALibraryThatCannotBeReadLeavesTheShoot(t *testing.T) {
	r := newRoom(t, 40)
	r.shelf.err = errors.New("disk gone")
	r.recount()
	r.wantLines(t, 40, "Technically better than 98 % of this shoot")
}

func TestPlacesAreSaidInGerman(t *testing.T) {
	r := newRoom(t, 12)
	r.recount()
	styletest.Speak(t, "de_DE.UTF-8")
	r.wantLines(t, 10, "3. von 12 in dieser Serie")
}

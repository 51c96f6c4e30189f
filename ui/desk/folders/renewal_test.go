package folders

import (
	"slices"
	"testing"

	"keeplight.app/keeplight/app/scorers"
	"keeplight.app/keeplight/app/shoot"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/scoring/queue"
)

func TestANewVersionsOrderIsNotTakenByItselfWhileLoading(t *testing.T) {
	r := newRoom(t)
	photos := []library.Photo{{ID: 1, Path: "/shoot/a.jpg", Hash: "a"}, {ID: 2, Path: "/shoot/b.jpg", Hash: "b"}}
	earlier := func(i int, overall float64) scorers.Earlier {
		score := library.Score{Hash: photos[i].Hash, Overall: library.Value{Known: true, Mean: overall}}
		return scorers.Earlier{Of: scorers.BuiltIn, Photo: photos[i].ID, Score: &score}
	}
	r.Heard(shoot.Event{Photos: photos, Earlier: []scorers.Earlier{earlier(0, 5), earlier(1, 8)}})
	r.Heard(shoot.Event{Scan: &shoot.Scan{Folder: "/shoot", Done: true}})
	before := []library.ID{2, 1}
	if got := r.Session.Shown(); !slices.Equal(got, before) {
		t.Fatalf("by the earlier scores the order is %v", got)
	}
	r.Heard(shoot.Event{Scored: []queue.Result{scored(1, 9)}})
	r.Heard(shoot.Event{Scored: []queue.Result{scored(2, 3)}})
	if got := r.Session.Shown(); !slices.Equal(got, before) || !r.Session.Waiting().Renewed {
		t.Errorf("the order became %v, waiting %+v", got, r.Session.Waiting())
	}
}

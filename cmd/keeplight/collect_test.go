package main

import (
	"testing"

	"keeplight.app/keeplight/app/shoot"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/report"
	"keeplight.app/keeplight/scoring/queue"
)

// A drive that was away says nothing of a photo that would have to be believed for ever.
func TestAnErrorThatMayPassIsShownAndNotAddedToTheFile(t *testing.T) {
	type taken struct {
		path    string
		failed  bool
		passing bool
	}
	var got []taken
	c := newCollector([]string{"/p"}, func(string) {})
	c.live = func(r report.Row, passing bool) bool {
		got = append(got, taken{r.Path, r.Err != "", passing})
		return true
	}
	photo := library.Photo{ID: 1, Path: "/p/a.jpg", Hash: "h"}
	result := func(score *library.Score, passing bool) shoot.Event {
		r := queue.Result{ID: 1, Hash: "h", Score: score, Passing: passing}
		if score == nil {
			r.Problem = library.Verbatim("the drive is away")
		}
		return shoot.Event{Photos: []library.Photo{photo}, Scored: []queue.Result{r}}
	}
	c.receive(result(nil, true))
	c.receive(result(&library.Score{}, false)) // the drive is back
	c.receive(result(&library.Score{}, false)) // told again
	want := []taken{{"/p/a.jpg", true, true}, {"/p/a.jpg", false, false}}
	if len(got) != 2 || got[0] != want[0] || got[1] != want[1] {
		t.Errorf("took %+v, want %+v", got, want)
	}
	if photos, failed := c.count(); photos != 2 || failed != 1 || len(c.photos)+len(c.results) > 0 {
		t.Errorf("%d photos, %d failed, and it holds %d and %d", photos, failed, len(c.photos), len(c.results))
	}
}

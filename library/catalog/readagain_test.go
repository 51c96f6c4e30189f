package catalog

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"keeplight.app/keeplight/library"
)

func TestReadAgainForgetsWhatWasReadAndKeepsWhatWasDecided(t *testing.T) {
	c, by := newCatalog(t), library.Provenance{Name: "builtin", Version: "1"}
	photos := put(t, c, abs("broken.heic"), abs("sound.jpg"))
	broken, sound := fullRead(photos[0].ID), fullRead(photos[1].ID)
	sound.Hash, sound.Problem = "jpeg:def", library.Message{}
	if err := c.SetRead(t.Context(), []Read{broken, sound}); err != nil {
		t.Fatal(err)
	}
	for _, r := range []Read{broken, sound} {
		row := ScoreRow{ID: r.ID, Score: library.Score{By: by, Hash: r.Hash}, Problem: library.Verbatim("cannot be read by this version")}
		if err := c.SaveScores(t.Context(), []ScoreRow{row}); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := c.Decide(t.Context(), []Mark{{ID: broken.ID, Rating: stars(4)}}); err != nil {
		t.Fatal(err)
	}
	whole, err := c.Photo(t.Context(), sound.ID)
	if err != nil {
		t.Fatal(err)
	}

	again, err := c.ReadAgain(t.Context(), []library.ID{broken.ID, sound.ID, 999})
	if err != nil {
		t.Fatal(err)
	}
	want := photos[0]
	want.Decision.Rating = 4
	if d := cmp.Diff([]library.Photo{want, whole}, again); d != "" {
		t.Errorf("the rows are:\n%s", d)
	}
	problems, err := c.ScoreProblems(t.Context(), nil, by.Key())
	if err != nil || len(problems) != 1 || problems[sound.ID].IsZero() {
		t.Errorf("not scored: %v, %v", problems, err)
	}
	if none, err := c.ReadAgain(t.Context(), nil); len(none) != 0 || err != nil {
		t.Errorf("nothing gave %v, %v", none, err)
	}
}

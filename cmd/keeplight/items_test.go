package main

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/scoring"
	"keeplight.app/keeplight/scoring/measure"
)

// nextVersion is the built-in scorer of a later program.
type nextVersion struct{}

func (nextVersion) Provenance() library.Provenance {
	return library.Provenance{Name: "builtin", Version: "999"}
}

func (nextVersion) Score(context.Context, *scoring.Subject) (library.Score, error) {
	return library.Score{}, nil
}

func TestScoresOfAnEarlierVersionAreListedUntilAllArePresent(t *testing.T) {
	sh, dir := newShell(t), photoFolder(t, 2)
	sh.must("score", dir)
	cat, err := catalog.Open(sh.env[homeVariable])
	if err != nil {
		t.Fatal(err)
	}
	defer cat.Close()
	said := &bytes.Buffer{}
	p := &program{ctx: t.Context(), stderr: said, scorer: nextVersion{}}
	now := measure.New().Provenance().Version
	photos, err := cat.PhotosOf(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, step := range []struct{ version, says string }{
		{now, "2 photos are still to be measured with version 999"}, {now, "1 photo is still to be measured with version 999"}, {"999", ""},
	} {
		items, err := p.items(cat, dir, false)
		if err != nil || len(items) != 2 {
			t.Fatalf("%d items, %v", len(items), err)
		}
		for _, it := range items {
			if it.Score == nil || it.Score.By.Version != step.version {
				t.Errorf("%s has %+v, want version %s", it.Photo.Name(), it.Score, step.version)
			}
		}
		if got := said.String(); !strings.Contains(got, step.says) || (got == "") != (step.says == "") {
			t.Errorf("it says %q, want %q", got, step.says)
		}
		said.Reset()
		if len(photos) > 0 {
			score := library.Score{By: nextVersion{}.Provenance(), Hash: photos[0].Hash}
			if err := cat.SaveScores(t.Context(), []catalog.ScoreRow{{ID: photos[0].ID, Score: score}}); err != nil {
				t.Fatal(err)
			}
			photos = photos[1:]
		}
	}
}

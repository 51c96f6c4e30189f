package main

import (
	"slices"
	"strings"
	"testing"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/library/message"
	"keeplight.app/keeplight/scoring/measure"
)

// rescore replaces what the built-in scorer said of photos, by name.
func (s *shell) rescore(edit map[string]func(*library.Score)) {
	s.t.Helper()
	cat, err := catalog.Open(s.env[homeVariable])
	if err != nil {
		s.t.Fatal(err)
	}
	defer cat.Close()
	photos, err := cat.Photos(s.t.Context(), nil)
	if err != nil {
		s.t.Fatal(err)
	}
	var rows []catalog.ScoreRow
	for i := range photos {
		if change := edit[photos[i].Name()]; change != nil {
			score := library.Score{By: measure.New().Provenance(), Hash: photos[i].Hash}
			change(&score)
			rows = append(rows, catalog.ScoreRow{ID: photos[i].ID, Score: score})
		}
	}
	if err := cat.SaveScores(s.t.Context(), rows); err != nil || len(rows) != len(edit) {
		s.t.Fatalf("storing %d of %d scores: %v", len(rows), len(edit), err)
	}
}

// overallOf gives a score of one number.
func overallOf(mean float64) func(*library.Score) {
	return func(s *library.Score) { s.Overall = library.Value{Known: true, Mean: mean, SD: 0.5} }
}

func TestListShowsMisfiresAloneOrLeavesThemOut(t *testing.T) {
	sh, dir := newShell(t), photoFolder(t, 3)
	sh.must("score", dir)
	sh.rescore(map[string]func(*library.Score){
		"IMG_0.jpg": overallOf(7), "IMG_2.jpg": overallOf(5),
		"IMG_1.jpg": func(s *library.Score) {
			s.Overall, s.Summary = library.Value{Known: true}, message.New(message.SummaryBlack)
		},
	})
	for name, c := range map[string]struct {
		args []string
		want []string
	}{
		"best first": {[]string{"--sort", "overall"}, []string{"IMG_0.jpg", "IMG_2.jpg", "IMG_1.jpg"}},
		"only":       {[]string{"--misfires", "only"}, []string{"IMG_1.jpg"}},
		"without":    {[]string{"--misfires", "without"}, []string{"IMG_0.jpg", "IMG_2.jpg"}},
	} {
		got := names(sh.must(append([]string{"list", dir, "--print0"}, c.args...)...))
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: listed %v, want %v", name, got, c.want)
		}
	}
	status, _, stderr := sh.keeplight("list", dir, "--misfires", "maybe")
	if status != exitUsage || !strings.Contains(stderr, "use only or without") {
		t.Errorf("status %d, %q", status, stderr)
	}
}

package main

import (
	"encoding/csv"
	"encoding/json"
	"strings"
	"testing"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/report"
)

func TestListByWeightsPrintsWhatThePhotosAreSortedBy(t *testing.T) {
	sh, dir := newShell(t), photoFolder(t, 4)
	sh.must("score", dir)
	list := func(args ...string) string {
		return sh.must(append([]string{"list", dir, "--sort", "weights", "--weights", "clarity=1,exposure=3"}, args...)...)
	}
	last := 11.0
	for line := range strings.Lines(list("--json")) {
		var row struct {
			Attributes map[string]struct{ Mean float64 }
			Weighted   struct {
				Mean           float64
				Known, Counted int
			}
		}
		if err := json.Unmarshal([]byte(line), &row); err != nil {
			t.Fatal(err)
		}
		want := (row.Attributes["clarity"].Mean + 3*row.Attributes["exposure"].Mean) / 4
		got := row.Weighted
		if d := got.Mean - want; d > 0.011 || d < -0.011 || got.Known != 2 || got.Counted != 2 {
			t.Errorf("%+v is printed, the attributes give %.3f", got, want)
		}
		if got.Mean > last {
			t.Errorf("%.2f stands below %.2f", got.Mean, last)
		}
		last = got.Mean
	}
	rows, err := csv.NewReader(strings.NewReader(list("--csv"))).ReadAll()
	if err != nil || len(rows) != 5 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	n := len(rows[0])
	if got := strings.Join(rows[0][n-3:], " "); got != "weighted weighted_known weighted_counted" {
		t.Errorf("the last columns are %s", got)
	}
	table := strings.Split(list(), "\n")
	if !strings.HasPrefix(strings.TrimSpace(table[0]), "WEIGHTED") || strings.Fields(table[1])[0] != rows[1][n-3] {
		t.Errorf("for people: %q, %q; as CSV %s", table[0], table[1], rows[1][n-3])
	}
	if by := sh.must("list", dir, "--json"); strings.Contains(by, "weighted") {
		t.Error("sorted by name it says a weighted score too")
	}
}

func TestAWeightedScoreSaysThatItKnowsOnlyAPart(t *testing.T) {
	six := library.Value{Mean: 6, Known: true}
	for want, w := range map[string]*report.Weighted{
		"-": nil, "6.00": {Mean: six, Known: 2, Counted: 2}, "6.00*": {Mean: six, Known: 1, Counted: 2},
	} {
		if got := weightedText(w); got != want {
			t.Errorf("%+v is %q, want %q", w, got, want)
		}
	}
	if got := weightedText(&report.Weighted{Counted: 3}); got != "-" {
		t.Errorf("none known is %q", got)
	}
}

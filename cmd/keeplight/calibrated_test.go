package main

import (
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"strings"
	"testing"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/query"
	"keeplight.app/keeplight/scoring/measure"
)

// libraryOf is a catalogue of overall values by the built-in scorer.
type libraryOf []float64

// ranked gives n items whose overall values are 0.05, 0.10 and so on, and a last one
// that could not be scored.
func ranked(n int) []query.Item {
	items := make([]query.Item, n+1)
	for i := range items {
		items[i].Photo = &library.Photo{Path: fmt.Sprintf("/shoot/IMG_%03d.jpg", i)}
		if i < n {
			items[i].Score = &library.Score{By: measure.New().Provenance(), Overall: library.Value{Known: true, Mean: float64(i+1) / 20}}
		}
	}
	return items
}

func TestScoreSaysWherePhotosStandWhenCalibrated(t *testing.T) {
	sh, dir, other := newShell(t), photoFolder(t, 2), photoFolder(t, 2)
	sh.must("score", other)
	rows, err := csv.NewReader(strings.NewReader(sh.must("score", dir, "--csv", "--calibrated"))).ReadAll()
	if err != nil || len(rows) != 3 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	ranks := map[string]bool{}
	for _, row := range rows[1:] {
		cells := map[string]string{}
		for i, title := range rows[0] {
			cells[title] = row[i]
		}
		ranks[cells["shoot_rank"]] = true
		if cells["shoot_of"] != "2" || cells["shoot_percentile"] != "" || cells["library_of"] != "4" || cells["library_rank"] == "" {
			t.Errorf("%s: %v", cells["path"], cells)
		}
	}
	if !ranks["1"] {
		t.Errorf("nobody is first: %v", ranks)
	}
	if plain := sh.must("score", dir, "--csv"); strings.Contains(plain, "shoot_rank") {
		t.Error("without --calibrated there are ranks")
	}
	table := splitLines(sh.must("list", dir, "--calibrated"))
	if !strings.Contains(table[0], "IN SHOOT") || !strings.Contains(strings.Join(table, " "), "1 of 2") {
		t.Errorf("listed %q", table)
	}
	if line := splitLines(sh.must("list", dir, "--calibrated", "--json"))[0]; !strings.Contains(line, `"shoot":{"rank":`) || !strings.Contains(line, `"of":4,"percentile":null}`) {
		t.Errorf("as JSON it is %s", line)
	}
}

func TestAmongManyPhotosThePercentileIsPrinted(t *testing.T) {
	items := ranked(100)
	s, err := standingsOf(t.Context(), libraryOf{0.01, 0.02, 5, 5}, items)
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range map[int]string{99: "99 %", 50: "50 %", 0: "0 %", 100: "-"} {
		row := rowsOf("/shoot", items)[i]
		s.place(&row)
		if got := placeText(row.InShoot); got != want {
			t.Errorf("photo %d is printed as %q, want %q", i, got, want)
		}
	}
	row := rowsOf("/shoot", items)[99]
	if s.place(&row); row.InLibrary == nil || row.InLibrary.Rank != 1 || placeText(row.InLibrary) != "1 of 4" {
		t.Errorf("in the library it stands at %+v", row.InLibrary)
	}
}

func (l libraryOf) Overalls(_ context.Context, key string) ([]float64, error) {
	if key != measure.New().Provenance().Key() {
		return nil, errors.New("asked for another scorer")
	}
	return l, nil
}

package catalog

import (
	"fmt"
	"strings"
	"testing"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/message"
)

func TestOnlyTheProblemsOfThePhotosThatWereAskedAboutAreGiven(t *testing.T) {
	c := newCatalog(t)
	p := hashed(t, c, 4)
	unread := put(t, c, abs("unread.jpg"), abs("cut.jpg"))
	rows := []ScoreRow{{ID: p[3].ID, Score: testScore(builtin, 5)}}
	for i, id := range []library.ID{p[0].ID, p[1].ID, unread[0].ID, unread[1].ID} {
		rows = append(rows, ScoreRow{ID: id, Score: library.Score{By: builtin}, Problem: library.Verbatim(fmt.Sprint("problem ", i))})
	}
	if err := c.SaveScores(t.Context(), rows); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		ids  []library.ID
		want string
	}{
		{[]library.ID{p[1].ID, p[2].ID, p[3].ID, unread[1].ID}, "problem 1, problem 3"},
		{[]library.ID{p[2].ID, p[3].ID}, ""},
		{[]library.ID{}, ""},
		{nil, "problem 0, problem 1, problem 2, problem 3"},
	} {
		got, err := c.ScoreProblems(t.Context(), test.ids, builtin.Key())
		if err != nil {
			t.Fatal(err)
		}
		var words []string
		for _, id := range []library.ID{p[0].ID, p[1].ID, p[2].ID, p[3].ID, unread[0].ID, unread[1].ID} {
			if m, ok := got[id]; ok {
				words = append(words, message.English(m))
			}
		}
		if s := strings.Join(words, ", "); s != test.want || len(words) != len(got) {
			t.Errorf("asked about %v: %q, want %q", test.ids, s, test.want)
		}
	}
}

// A shoot is told in pieces, each with its problems: to go through all problems for each
// would take as many steps as the square of thousands.
func TestAskedAboutAFewPhotosNoOthersProblemsAreRead(t *testing.T) {
	c := newCatalog(t)
	var plan []string
	err := query(t.Context(), c.r, func(s scanner) error {
		var id, parent, unused int
		var step string
		if err := s.Scan(&id, &parent, &unused, &step); err != nil {
			return err
		}
		plan = append(plan, step)
		return nil
	}, "EXPLAIN QUERY PLAN "+problemsQuery(problemsOfSome, fileProblemsOfSome), builtin.Key(), "[1]")
	if err != nil {
		t.Fatal(err)
	}
	text := strings.Join(plan, "\n")
	for _, want := range []string{
		"SEARCH h USING PRIMARY KEY (provenance_id=? AND hash=?)",
		"SEARCH f USING PRIMARY KEY (photo_id=? AND provenance_id=?)",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("no step is %q:\n%s", want, text)
		}
	}
	for _, table := range []string{"SCAN p", "SCAN h", "SCAN f", "SCAN s"} {
		for _, step := range plan {
			if step == table || strings.HasPrefix(step, table+" ") {
				t.Errorf("it goes through all rows: %q", step)
			}
		}
	}
}

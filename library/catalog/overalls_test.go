package catalog

import (
	"database/sql"
	"slices"
	"testing"

	"keeplight.app/keeplight/library"
)

func TestOverallsAreThoseOfOneScorerAlone(t *testing.T) {
	c := newCatalog(t)
	p := hashed(t, c, 5)
	later := library.Provenance{Name: builtin.Name, Version: "2"}
	absent := testScore(builtin, 0)
	absent.Overall = library.Value{}
	rows := []ScoreRow{
		{ID: p[0].ID, Score: testScore(builtin, 6.123456789012345)},
		{ID: p[1].ID, Score: testScore(builtin, 0)},
		{ID: p[2].ID, Score: absent},
		{ID: p[3].ID, Score: testScore(builtin, 10)},
		{ID: p[4].ID, Score: testScore(later, 3)},
	}
	if err := c.SaveScores(t.Context(), rows); err != nil {
		t.Fatal(err)
	}
	got, err := c.Overalls(t.Context(), builtin.Key())
	slices.Sort(got)
	if want := []float64{0, 6.123456789012345, 10}; err != nil || !slices.Equal(got, want) {
		t.Errorf("overalls %v, want %v, %v", got, want, err)
	}
	if got, err := c.Overalls(t.Context(), "nobody"); err != nil || len(got) != 0 {
		t.Errorf("of an unknown scorer: %v, %v", got, err)
	}
}

func TestADamagedOverallIsPassedOverAndCounted(t *testing.T) {
	c := newCatalog(t)
	p := hashed(t, c, 2)
	rows := []ScoreRow{{ID: p[0].ID, Score: testScore(builtin, 6)}, {ID: p[1].ID, Score: testScore(builtin, 7)}}
	if err := c.SaveScores(t.Context(), rows); err != nil {
		t.Fatal(err)
	}
	damage := func(tx *sql.Tx) error {
		return run(t.Context(), tx, `UPDATE score SET body = '{"o":{"m":1e9}}' WHERE hash = ?`, string(p[0].Hash))
	}
	if err := c.write(t.Context(), damage); err != nil {
		t.Fatal(err)
	}
	got, err := c.Overalls(t.Context(), builtin.Key())
	if err != nil || !slices.Equal(got, []float64{7}) || c.Skipped() != 1 {
		t.Errorf("overalls %v, %d skipped, %v", got, c.Skipped(), err)
	}
}

func TestProvenancesAreThoseThatScoredUnderAName(t *testing.T) {
	c := newCatalog(t)
	p := hashed(t, c, 1)
	later := library.Provenance{Name: builtin.Name, Version: "2"}
	silent := library.Provenance{Name: builtin.Name, Version: "3"}
	rows := []ScoreRow{
		{ID: p[0].ID, Score: testScore(builtin, 6)},
		{ID: p[0].ID, Score: testScore(library.Provenance{Name: "model"}, 5)},
		{ID: p[0].ID, Score: testScore(later, 7)},
		{ID: p[0].ID, Score: library.Score{By: silent}, Problem: library.Verbatim("no preview")},
	}
	if err := c.SaveScores(t.Context(), rows); err != nil {
		t.Fatal(err)
	}
	got, err := c.Provenances(t.Context(), builtin.Name)
	if err != nil || len(got) != 2 || got[0].Version != "2" || got[1].Version != "1" {
		t.Errorf("provenances %+v, %v", got, err)
	}
}

func FuzzOverallOfReadsWhatAScoreHolds(f *testing.F) {
	for _, mean := range []float64{0, 6.42, 1.0 / 3, 10} {
		b, err := encodeScore(new(testScore(builtin, mean)))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b)
	}
	f.Add([]byte(`{"o":{}}`))
	f.Add([]byte(`{"o":{"m":`))
	f.Fuzz(func(t *testing.T, b []byte) {
		mean, known, ok := overallOf(b)
		if known && (!ok || !(mean >= 0 && mean <= 10)) {
			t.Errorf("%q gives %v", b, mean)
		}
		s, err := decodeScore(b)
		written, encodeErr := encodeScore(&s)
		if err != nil || encodeErr != nil {
			return
		}
		mean, known, ok = overallOf(written[:min(len(written), overallBytes)])
		if !ok || known != s.Overall.Known || mean != s.Overall.Mean {
			t.Errorf("%s gives %v, %v, %v", written, mean, known, ok)
		}
	})
}

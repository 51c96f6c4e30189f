package main

import (
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
)

func TestTwoVersionsOfAScorerAreHeldAgainstEachOther(t *testing.T) {
	sh, dir := newShell(t), photoFolder(t, 12)
	if status, _, stderr := sh.keeplight("compare-scorers", dir); status == 0 || stderr == "" {
		t.Errorf("without a catalogue: status %d, %s", status, stderr)
	}
	sh.must("score", dir)
	photos, err := filepath.Glob(filepath.Join(dir, "a", "*.jpg"))
	if err != nil || len(photos) != 12 {
		t.Fatalf("%v, %v", photos, err)
	}
	sh.must(append([]string{"mark", "--pick"}, photos[:6]...)...)
	sh.must(append([]string{"mark", "--reject"}, photos[6:]...)...)
	earlier(t, sh, photos)

	if text := sh.must("compare-scorers", dir); !strings.Contains(text, "builtin ") || !strings.Contains(text, "builtin-1 ") || strings.Contains(text, "taste") {
		t.Errorf("it lists %s", text)
	}
	text := sh.must("compare-scorers", dir, "builtin-1", "builtin", "--most", "3")
	for _, want := range []string{
		"built-in 1 against built-in: 12 photos scored by both", "6 kept, 6 not", "built-in 1 puts 100.0 % of the pairs",
		"built-in 1 agrees with you better: difference in rank correlation +", "moved most, of 12 places:",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is missing from\n%s", want, text)
		}
	}
	if n := strings.Count(text, ".jpg"); n != 3 {
		t.Errorf("%d photos", n)
	}
	var o struct {
		Photos, Kept int
		Verdict      string
		Difference   struct{ Value, Low, High *float64 }
		P            *float64 `json:"p_williams"`
		Moved        []struct {
			Path   string
			Places [2]float64
		}
	}
	if err := json.Unmarshal([]byte(sh.must("compare-scorers", dir, "builtin", "builtin-1", "--json", "--most", "0")), &o); err != nil {
		t.Fatal(err)
	}
	if o.Photos != 12 || o.Kept != 6 || o.Verdict != "second" || o.Difference.High == nil || *o.Difference.High >= 0 || len(o.Moved) != 12 {
		t.Errorf("%+v", o)
	}
	apart := func(i int) float64 {
		return max(o.Moved[i].Places[0]-o.Moved[i].Places[1], o.Moved[i].Places[1]-o.Moved[i].Places[0])
	}
	for i := 1; i < len(o.Moved); i++ {
		if apart(i) > apart(i-1) {
			t.Errorf("%+v comes behind %+v", o.Moved[i], o.Moved[i-1])
		}
	}
	for _, args := range [][]string{{"builtin"}, {"builtin", "builtin"}, {"builtin", "model"}, {"builtin", "builtin-1", "--most", "-1"}} {
		if status, _, stderr := sh.keeplight(append([]string{"compare-scorers", dir}, args...)...); status != exitUsage || stderr == "" {
			t.Errorf("%v: status %d, %s", args, status, stderr)
		}
	}
}

// earlier stores scores of an earlier version, by which the first half is better.
func earlier(t *testing.T, sh *shell, paths []string) {
	t.Helper()
	cat, err := catalog.Open(sh.env[homeVariable])
	if err != nil {
		t.Fatal(err)
	}
	defer cat.Close()
	all, err := cat.Photos(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	var rows []catalog.ScoreRow
	for i, path := range paths {
		for k := range all {
			if all[k].Path == path {
				rows = append(rows, catalog.ScoreRow{ID: all[k].ID, Score: library.Score{
					By: library.Provenance{Name: "builtin", Version: "1"}, Hash: all[k].Hash,
					Overall: library.Value{Known: true, Mean: 9 - float64(i)/2, SD: 0.5},
				}})
			}
		}
	}
	if err := cat.SaveScores(t.Context(), rows); err != nil || len(rows) != len(paths) {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
}

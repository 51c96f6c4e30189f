package main

import (
	"bytes"
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"keeplight.app/keeplight/scoring/measure"
	"keeplight.app/keeplight/scoring/measure/damage"
)

// drawnSet writes a rated set of drawn pictures, blurred in steps, the sharpest
// rated best.
func drawnSet(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "rated", "drawn_set")
	if err := os.MkdirAll(filepath.Join(dir, "images"), 0o700); err != nil {
		t.Fatal(err)
	}
	list := "file,mos\n"
	for i := range 12 {
		img := scene(uint64(i / 4))
		if sigma := float64(i % 4); sigma > 0 {
			img = damage.Blur(img, sigma)
		}
		var b bytes.Buffer
		if err := png.Encode(&b, img); err != nil {
			t.Fatal(err)
		}
		name := fmt.Sprintf("images/%d.png", i)
		if err := os.WriteFile(filepath.Join(dir, name), b.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
		list += fmt.Sprintf("%s,%d\n", name, 100-10*(i%4)-i/4)
	}
	if err := os.WriteFile(filepath.Join(dir, "scores.csv"), []byte(list), 0o600); err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestASetIsComparedWithPeersAndWithItsKeptScores(t *testing.T) {
	s := measure.NewQuick()
	set, err := measureSet(s, drawnSet(t))
	if err != nil {
		t.Fatal(err)
	}
	whole, err1 := set.whole()
	parts, err2 := set.parts()
	simple, err3 := set.simple()
	if err1 != nil || err2 != nil || err3 != nil || len(whole) != 2 || len(parts) == 0 || len(simple) != 3 {
		t.Fatalf("%v %v %v: %d, %d and %d", err1, err2, err3, len(whole), len(parts), len(simple))
	}
	// Blur in steps is what clarity and the Laplacian are for.
	for _, c := range append(parts, simple...) {
		if (strings.HasSuffix(c.title, "clarity") || strings.Contains(c.title, "Laplacian")) && (c.rank < 0.6 || c.srcc.Low > c.rank || c.srcc.High < c.rank) {
			t.Errorf("%s: %.3f (%.3f to %.3f)", c.title, c.rank, c.srcc.Low, c.srcc.High)
		}
	}
	kept := t.TempDir()
	if err := keepTables(kept, "9", []*ratedSet{set}); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	better, err := set.compareWithEarlier(&out, os.DirFS(kept))
	if err != nil || len(better) != 2 || better[0].By.Value != 0 {
		t.Fatal(better, err)
	}
	lines := strings.Split(strings.TrimSpace(out.String()), "\n")
	if len(lines) != 2 || !strings.Contains(lines[0], "overall against version9") || !strings.Contains(lines[0], "= +0.000") {
		t.Errorf("against itself: %q", lines)
	}
}

func TestKeptScoresOfOlderVersionsCanBeRead(t *testing.T) {
	kept, err := keptTables()
	if err != nil {
		t.Fatal(err)
	}
	for name, photos := range map[string]int{"version4-tid.csv": 120, "version4-flive.csv": 404} {
		table, err := readTable(kept, name)
		if err != nil || len(table["overall"]) != photos || len(table["head"]) != photos {
			t.Errorf("%s: %v, %d overall scores", name, err, len(table["overall"]))
		}
		for file, v := range table["overall"] {
			if v < 0 || v > 10 || !strings.HasPrefix(file, "images/") {
				t.Errorf("%s: %s has %g", name, file, v)
			}
		}
	}
	for set, want := range map[string]string{"tid2013_resynth": "version4-tid.csv", "flive_voc": "version4-flive.csv"} {
		if got := tableName("version4", set); got != want {
			t.Errorf("%s is kept in %s, want %s", set, got, want)
		}
	}
}

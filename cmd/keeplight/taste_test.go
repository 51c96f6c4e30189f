package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// tasteFigures are what is promised of the JSON of 'taste fit'.
type tasteFigures struct {
	Name     string
	Proved   bool
	Imported bool
	Weights  string
	From     struct {
		Picks, Rejects, Shoots int
		WithFeatures           int `json:"with_features"`
	}
	Test struct {
		Pairs        int
		Wins, Losses float64
	}
	Needed *struct{ Decisions, Shoots int }
}

func parseTaste(t *testing.T, text string) (f tasteFigures) {
	t.Helper()
	if err := json.Unmarshal([]byte(text), &f); err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	return f
}

func TestATasteIsLearntTakenAlongAndForgotten(t *testing.T) {
	sh, dir := newShell(t), photoFolder(t, 10)
	sh.must("score", dir)
	photos, err := filepath.Glob(filepath.Join(dir, "a", "*.jpg"))
	if err != nil || len(photos) != 10 {
		t.Fatalf("%v, %v", photos, err)
	}
	sh.must(append([]string{"mark", "--pick"}, photos[:5]...)...)
	sh.must(append([]string{"mark", "--reject"}, photos[5:]...)...)

	f := parseTaste(t, sh.must("taste", "fit", "--json"))
	if f.Proved || f.Weights == "" || f.From.Picks != 5 || f.From.Rejects != 5 || f.From.Shoots != 1 || f.Needed == nil || f.Needed.Shoots != 2 {
		t.Errorf("%+v", f)
	}
	if text := sh.must("taste", "list"); !strings.Contains(text, "5 picks so far; about") || !strings.Contains(text, "2 more shoots before I can say anything") {
		t.Error(text)
	}
	file := filepath.Join(t.TempDir(), "taste.json")
	sh.must("taste", "export", file, "--as", "Weddings")
	b, err := os.ReadFile(file)
	if err != nil || strings.Contains(string(b), "IMG_") {
		t.Errorf("the file tells of photos, %v", err)
	}
	if name := sh.must("taste", "import", file); name != "Weddings\n" {
		t.Errorf("it is called %q", name)
	}
	if f := parseTaste(t, sh.must("taste", "fit", "--name", "Weddings", "--json")); !f.Imported || f.From.Picks != 5 {
		t.Errorf("%+v", f)
	}
	if f := parseTaste(t, sh.must("taste", "fit", "--name", "birds", "--shoot", t.TempDir(), "--json")); f.From.Picks != 0 || f.Weights != "" {
		t.Errorf("it learns from another folder: %+v", f)
	}
	sh.must("taste", "switch", "off")
	if status, _, stderr := sh.keeplight("taste", "fit"); status == 0 || !strings.Contains(stderr, "taste switch on") {
		t.Errorf("status %d: %s", status, stderr)
	}
	sh.must("taste", "forget", "--all")
	if text := sh.must("taste", "list"); strings.Contains(text, "Weddings") || !strings.Contains(text, "0 picks") {
		t.Error(text)
	}
	if text := sh.must("catalog", "check"); !strings.Contains(text, "5 picked, 5 rejected") {
		t.Error("picks were forgotten too: " + text)
	}
}

func TestTasteEvalHoldsTheTasteAgainstSimplerWays(t *testing.T) {
	path := ratedFolder(t)
	sh := newShell(t)
	if status, _, stderr := sh.keeplight("taste", "eval", "--ratings", path, "--no-catalog"); status != exitUsage || !strings.Contains(stderr, "too few rated photos") {
		t.Errorf("of 12 photos: status %d, %s", status, stderr)
	}
	if status, _, stderr := sh.keeplight("taste", "eval", "--ratings", path, "--group", "theme", "--no-catalog"); status != exitUsage || !strings.Contains(stderr, `no column "theme"`) {
		t.Errorf("status %d, %s", status, stderr)
	}
}

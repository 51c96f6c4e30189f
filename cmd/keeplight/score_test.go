package main

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/library/phototest"
)

// jsonRow is what design.md promises of a line.
type jsonRow struct {
	Path       string
	PathB64    string `json:"path_b64"`
	Hash       string
	Scorer     struct{ Name, Version string }
	Overall    *float64
	Attributes map[string]struct{ Mean, SD float64 }
	Error      *string
}

func parseRows(t *testing.T, text string) []jsonRow {
	t.Helper()
	var rows []jsonRow
	for _, line := range splitLines(text) {
		var r jsonRow
		if err := json.Unmarshal([]byte(line), &r); err != nil {
			t.Fatalf("%q is no JSON object: %v", line, err)
		}
		rows = append(rows, r)
	}
	return rows
}

// baseOf gives a row's file name with its own bytes.
func baseOf(t *testing.T, r jsonRow) string {
	t.Helper()
	if r.PathB64 == "" {
		return filepath.Base(r.Path)
	}
	path, err := base64.StdEncoding.DecodeString(r.PathB64)
	if err != nil {
		t.Fatal(err)
	}
	return filepath.Base(string(path))
}

func TestScorePrintsEveryPhotoInOrderOfPath(t *testing.T) {
	sh, dir := newShell(t), photoFolder(t, 3)
	write(t, filepath.Join(dir, "Z.jpg"), scene(9))
	rows := parseRows(t, sh.must("score", dir, "--json"))
	var names []string
	for _, r := range rows {
		name, _ := filepath.Rel(dir, r.Path)
		names = append(names, name)
		if r.Error != nil || r.Overall == nil || r.Hash == "" || r.Scorer.Name != "builtin" || len(r.Attributes) == 0 {
			t.Errorf("%+v", r)
		}
	}
	if want := []string{"Z.jpg", "a/IMG_0.jpg", "a/IMG_1.jpg", "a/IMG_2.jpg"}; !slices.Equal(names, want) {
		t.Errorf("printed %v, want %v", names, want)
	}
}

func TestScoringTwiceGivesTheSameBytes(t *testing.T) {
	dir := photoFolder(t, 3)
	for _, format := range []string{"--json", "--csv", "--explain"} {
		sh := newShell(t)
		first := sh.must("score", dir, format)
		stored := sh.must("score", dir, format)
		anew := sh.must("score", dir, format, "--no-catalog")
		if first == "" || first != stored || first != anew {
			t.Errorf("%s:\nfirst  %s\nstored %s\nanew   %s", format, first, stored, anew)
		}
	}
}

func TestPathsArePrintedAsTheFolderWasGiven(t *testing.T) {
	t.Chdir(photoFolder(t, 1))
	for given, want := range map[string]string{
		"a":              "a/IMG_0.jpg",
		"./a/":           "a/IMG_0.jpg",
		".":              "a/IMG_0.jpg",
		"a/IMG_0.jpg":    "a/IMG_0.jpg",
		"a/../a//.":      "a/IMG_0.jpg",
		absolute(t, "a"): filepath.Join(absolute(t, "a"), "IMG_0.jpg"),
	} {
		rows := parseRows(t, newShell(t).must("score", given, "--json"))
		if len(rows) != 1 || rows[0].Path != want {
			t.Errorf("score %s printed %+v, want %s", given, rows, want)
		}
	}
}

func absolute(t *testing.T, path string) string {
	t.Helper()
	abs, err := filepath.Abs(path)
	if err != nil {
		t.Fatal(err)
	}
	return abs
}

func TestAPairPrintsOneLine(t *testing.T) {
	sh, dir := newShell(t), photoFolder(t, 1)
	write(t, filepath.Join(dir, "a", "IMG_0.CR2"), []byte("II*\x00 not much of a RAW file"))
	write(t, filepath.Join(dir, "a", "IMG_0.xmp"), []byte("<x/>"))
	if rows := parseRows(t, sh.must("score", dir, "--json")); len(rows) != 1 {
		t.Errorf("printed %+v", rows)
	}
}

func TestTheTableNamesTheWeakestAttributeAndExplainsOnRequest(t *testing.T) {
	sh, dir := newShell(t), photoFolder(t, 1)
	plain := splitLines(sh.must("score", dir))
	if len(plain) != 2 || !strings.Contains(plain[0], "WEAKEST") || !strings.HasSuffix(plain[1], "IMG_0.jpg") {
		t.Errorf("table: %q", plain)
	}
	if explained := splitLines(sh.must("score", dir, "--explain")); len(explained) <= len(plain) {
		t.Errorf("explained: %q", explained)
	}
}

func TestALockedCatalogueIsDoneWithout(t *testing.T) {
	sh, dir := newShell(t), photoFolder(t, 2)
	cat, err := catalog.Open(sh.env[homeVariable])
	if err != nil {
		t.Fatal(err)
	}
	defer cat.Close()
	status, stdout, stderr := sh.keeplight("score", dir, "--json")
	if status != exitOK || len(parseRows(t, stdout)) != 2 || !strings.Contains(stderr, "another program") {
		t.Errorf("status %d, stderr %q", status, stderr)
	}
	if photos, err := cat.Photos(t.Context(), nil); err != nil || len(photos) != 0 {
		t.Errorf("the open catalogue got %d photos, %v", len(photos), err)
	}
}

func TestHostileFilesGiveOneLineWithAnErrorEach(t *testing.T) {
	sh, dir := newShell(t), photoFolder(t, 1)
	hostile := makeHostile(t, filepath.Join(dir, "a"))
	status, stdout, stderr := sh.keeplight("score", dir, "--json")
	if status != exitProblems {
		t.Errorf("status %d", status)
	}
	rows := parseRows(t, stdout)
	for _, name := range hostile {
		found := 0
		for _, r := range rows {
			if baseOf(t, r) == name {
				found++
				if r.Error == nil || *r.Error == "" || r.Overall != nil {
					t.Errorf("%q: %+v", name, r)
				}
			}
		}
		if strings.Contains(stderr, name) {
			t.Errorf("%q is told of on standard error too: %s", name, stderr)
		}
		if found != 1 {
			t.Errorf("%q: %d lines\n%s\n%s", name, found, stdout, stderr)
		}
	}
	good := slices.IndexFunc(rows, func(r jsonRow) bool { return strings.HasSuffix(r.Path, "IMG_0.jpg") })
	if good < 0 || rows[good].Error != nil {
		t.Errorf("the good photo suffered: %+v", rows)
	}
	if again, text, _ := sh.keeplight("score", dir, "--json"); again != exitProblems || text != stdout {
		t.Errorf("the second time: status %d, %s", again, text)
	}
	table, _, _ := sh.keeplight("score", dir)
	if table != exitProblems {
		t.Errorf("as a table: status %d", table)
	}
}

func TestAnInterruptedRunPrintsWholeLinesAndSaysHowToGoOn(t *testing.T) {
	sh, dir := newShell(t), photoFolder(t, 2)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	sh.ctx = ctx
	status, stdout, _ := sh.keeplight("score", dir, "--json")
	if status != exitInterrupted {
		t.Errorf("status %d", status)
	}
	parseRows(t, stdout)
	sh.ctx = t.Context()
	if rows := parseRows(t, sh.must("score", dir, "--json")); len(rows) != 2 {
		t.Errorf("going on printed %d rows", len(rows))
	}
}

// cancelWriter ends a context when a text has been written.
type cancelWriter struct {
	strings.Builder
	text   string
	times  int
	cancel context.CancelFunc
}

func (w *cancelWriter) Write(p []byte) (int, error) {
	n, err := w.Builder.Write(p)
	if strings.Count(w.String(), w.text) >= w.times {
		w.cancel()
	}
	return n, err
}

func TestWatchPrintsPhotosAsTheyComeUntilItIsInterrupted(t *testing.T) {
	dir := photoFolder(t, 2)
	ctx, cancel := context.WithCancel(t.Context())
	out := &cancelWriter{text: "\n", times: 2, cancel: cancel}
	var stderr strings.Builder
	status := run(&signals{ctx: ctx}, []string{"score", dir, "--json", "--watch", "--catalog", t.TempDir()}, nil, out, &stderr, func(string) string { return "" })
	if rows := parseRows(t, out.String()); status != exitInterrupted || len(rows) != 2 {
		t.Errorf("status %d, rows %+v, stderr %s", status, rows, stderr.String())
	}
}

// truncated is a photo whose copying was cut short.
func truncated() []byte {
	whole := phototest.JPEG(phototest.Scene(800, 600, 4), phototest.Exif{})
	return whole[:len(whole)/2]
}

func TestScoreAcceptsAnEmptyFolder(t *testing.T) {
	status, stdout, stderr := newShell(t).keeplight("score", t.TempDir(), "--json")
	if status != exitOK || stdout != "" || !strings.Contains(stderr, "no photos") {
		t.Errorf("status %d, %q, %q", status, stdout, stderr)
	}
}

func TestScoresAreStoredUnlessAskedNotTo(t *testing.T) {
	sh, dir := newShell(t), photoFolder(t, 1)
	sh.must("score", dir, "--no-catalog")
	if _, err := os.Stat(sh.env[homeVariable]); err == nil {
		t.Error("--no-catalog made a catalogue")
	}
	sh.must("score", dir)
	if listed := sh.must("list", dir, "--min", "overall=0.01"); !strings.Contains(listed, "IMG_0.jpg") {
		t.Errorf("the stored score is not found: %s", listed)
	}
}

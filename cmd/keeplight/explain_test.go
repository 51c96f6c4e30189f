package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"keeplight.app/keeplight/scoring/engine/enginetest"
	"keeplight.app/keeplight/scoring/engine/tinymodel"
)

func TestAModelSaysWhyOnTheCommandLineAndInReports(t *testing.T) {
	sh, dir := newShell(t), photoFolder(t, 2)
	args := modelArgs(t, dir, "--explain")
	m, p := enginetest.Write(t, tinymodel.Options{Speech: "h-blurs."})
	for i := range args {
		switch args[i] {
		case "--model":
			args[i+1] = m
		case "--mmproj":
			args[i+1] = p
		}
	}
	first, again := sh.must(args...), sh.must(args...)
	if first != again {
		t.Errorf("what was stored is printed otherwise:\n%s\nand\n%s", first, again)
	}
	lines := strings.Split(strings.TrimSpace(first), "\n")
	if len(lines) != 2 {
		t.Fatalf("%d lines for 2 photos", len(lines))
	}
	for _, line := range lines {
		var row struct {
			Explanation struct {
				Text     string `json:"text"`
				Complete bool   `json:"complete"`
			} `json:"explanation"`
		}
		if err := json.Unmarshal([]byte(line), &row); err != nil {
			t.Fatal(err)
		}
		if row.Explanation.Text != "This photograph-blurs." || !row.Explanation.Complete {
			t.Errorf("explained as %+v", row.Explanation)
		}
	}
	page := filepath.Join(t.TempDir(), "sheet.html")
	sh.must("report", dir, "--to", page, "--details")
	b, err := os.ReadFile(page)
	if err != nil || strings.Count(string(b), "This photograph-blurs.") != 2 || !strings.Contains(string(b), "did not cause it") {
		t.Errorf("the report lacks the explanations (%v)", err)
	}
}

func TestAModelIsAskedAboutOneFaceOnTheCommandLine(t *testing.T) {
	sh, dir := newShell(t), people(t)
	m, p := enginetest.Write(t, tinymodel.Options{Speech: "p-blurs."})
	model := modelArgs(t, dir)[4:6]
	args := func(photo string, more ...string) []string {
		return append(append([]string{"explain", filepath.Join(dir, photo), "--model", m, "--mmproj", p, "--json"}, model...), more...)
	}
	var o explainedPhoto
	first := sh.must(args("open.jpg", "--face", "1")...)
	if err := json.Unmarshal([]byte(first), &o); err != nil {
		t.Fatal(err)
	}
	if o.Text != "The face in the close-up-blurs." || !o.Complete || o.Face == nil || o.Face.X < 0.3 || o.Face.X+o.Face.Width > 0.7 {
		t.Errorf("%s", first)
	}
	if again := sh.must(args("open.jpg", "--face", "1")...); again != first {
		t.Errorf("what was stored is printed otherwise: %s", again)
	}
	for _, photo := range []string{"open.jpg", "nobody.jpg"} {
		status, out, said := sh.keeplight(args(photo, "--face", "2")...)
		if status != exitProblems || out != "" || !strings.Contains(said, "it has no face 2") {
			t.Errorf("a face that %s lacks: %d, %q, %q", photo, status, out, said)
		}
	}
	page := filepath.Join(t.TempDir(), "sheet.html")
	sh.must("report", dir, "--to", page, "--details")
	if b, err := os.ReadFile(page); err != nil || strings.Contains(string(b), "close-up") {
		t.Errorf("a report holds what was written about a face (%v)", err)
	}
}

// The tiny model writes what it writes whatever it sees, and the check says so: its
// texts fit other photos as well, and the control lies at chance.
func TestTheCheckOfExplanationsTellsAModelThatDoesNotLook(t *testing.T) {
	sh, dir := newShell(t), photoFolder(t, 4)
	args := modelArgs(t, dir)
	m, p := enginetest.Write(t, tinymodel.Options{Speech: "h-blurs."})
	check := []string{"explain-check", dir, "--model", m, "--mmproj", p, args[4], args[5]}
	said := sh.must(check...)
	for _, want := range []string{"of 2 pairs; chance is 50 %", "Shuffled control:", "95 % interval", "Contradictions:"} {
		if !strings.Contains(said, want) {
			t.Errorf("%q is not said:\n%s", want, said)
		}
	}
	var r struct {
		Told struct {
			Right float64
			Pairs int
		} `json:"told"`
		Own   float64 `json:"own_per_token"`
		Other float64 `json:"other_per_token"`
	}
	if err := json.Unmarshal([]byte(sh.must(append(check, "--json")...)), &r); err != nil || r.Told.Pairs != 2 {
		t.Fatalf("%+v, %v", r, err)
	}
	if r.Own < -0.1 || r.Other < -0.1 || r.Own > 0 {
		t.Errorf("a text that it always writes has %.3f and %.3f a token", r.Own, r.Other)
	}
	if status, _, said := sh.keeplight(append(check, "--pairs", "0")...); status != exitUsage || !strings.Contains(said, "--pairs") {
		t.Errorf("no pairs: %d, %s", status, said)
	}
}

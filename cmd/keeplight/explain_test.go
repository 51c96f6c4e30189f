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

package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestTheContactSheetHoldsItsPicturesAndLeavesNoOtherFile(t *testing.T) {
	sh, dir := scoredAndPicked(t)
	out := t.TempDir()
	for name, more := range map[string][]string{"sheet.html": nil, "details.html": {"--details"}, "sheet.pdf": {"--per-page", "12"}} {
		sheet := filepath.Join(out, name)
		for range 2 { // the second takes the place of the first
			sh.must(append([]string{"report", dir, "--to", sheet}, more...)...)
		}
		page, err := os.ReadFile(sheet)
		if err != nil {
			t.Fatal(err)
		}
		wants := []string{"IMG_0.jpg", "IMG_1.jpg", "IMG_2.jpg", "data:image/jpeg;base64,"}
		if name == "sheet.pdf" {
			wants = []string{"%PDF-", "/Subtype /Image"}
		}
		for _, want := range wants {
			if !strings.Contains(string(page), want) {
				t.Errorf("%s lacks %s", name, want)
			}
		}
		if got := strings.Contains(string(page), "<svg"); got != (name == "details.html") {
			t.Errorf("%s has radars: %v", name, got)
		}
	}
	if got := filesIn(t, out); !slices.Equal(got, []string{"details.html", "sheet.html", "sheet.pdf"}) {
		t.Errorf("written: %v", got)
	}
}

func TestAReportNeverReplacesAPhoto(t *testing.T) {
	sh, dir := scoredAndPicked(t)
	photo := filepath.Join(dir, "a", "IMG_0.jpg")
	for _, more := range [][]string{nil, {"--details"}, {"--per-page", "9"}} {
		status, _, stderr := sh.keeplight(append([]string{"report", dir, "--to", photo}, more...)...)
		if status != exitUsage || !strings.Contains(stderr, ".html") {
			t.Errorf("status %d, %q", status, stderr)
		}
	}
	if data, err := os.ReadFile(photo); err != nil || !strings.HasPrefix(string(data), "\xff\xd8") {
		t.Error("the photo is gone")
	}
}

func TestAReportThatCannotBeWrittenSaysWhich(t *testing.T) {
	sh, dir := scoredAndPicked(t)
	to := filepath.Join(t.TempDir(), "nowhere", "sheet.html")
	if status, _, stderr := sh.keeplight("report", dir, "--to", to); status != exitProblems || !strings.Contains(stderr, to) {
		t.Errorf("status %d, %q", status, stderr)
	}
}

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
	sheet := filepath.Join(out, "sheet.html")
	sh.must("report", dir, "--to", sheet)
	page, err := os.ReadFile(sheet)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"IMG_0.jpg", "IMG_1.jpg", "IMG_2.jpg", "data:image/jpeg;base64,"} {
		if !strings.Contains(string(page), want) {
			t.Errorf("the page lacks %s", want)
		}
	}
	if got := filesIn(t, out); !slices.Equal(got, []string{"sheet.html"}) {
		t.Errorf("written: %v", got)
	}
}

func TestAReportNeverReplacesAPhoto(t *testing.T) {
	sh, dir := scoredAndPicked(t)
	photo := filepath.Join(dir, "a", "IMG_0.jpg")
	status, _, stderr := sh.keeplight("report", dir, "--to", photo)
	if status != exitUsage || !strings.Contains(stderr, ".html") {
		t.Errorf("status %d, %q", status, stderr)
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

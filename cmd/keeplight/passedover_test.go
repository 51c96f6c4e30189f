package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// mixedFolder holds two photos, files that are none, and a library of Apple Photos.
func mixedFolder(t *testing.T) string {
	t.Helper()
	dir := photoFolder(t, 1)
	write(t, filepath.Join(dir, "pano.insp"), scene(7))
	for _, name := range []string{"a.mov", "a/b.MOV", "c.psd", "README", "a/IMG_0.jpg.xmp", "x.\x1b[31mred"} {
		write(t, filepath.Join(dir, name), []byte("x"))
	}
	write(t, filepath.Join(dir, "P.photoslibrary", "originals", "x.jpg"), scene(8))
	return dir
}

func TestScoreAndListSayWhatTheyPassOver(t *testing.T) {
	sh, dir := newShell(t), mixedFolder(t)
	for _, args := range [][]string{{"score", dir}, {"list", dir}, {"score", dir, "--json"}, {"list", dir, "--json"}} {
		status, stdout, stderr := sh.keeplight(args...)
		if status != exitOK || strings.Contains(stdout, "mov") || strings.Contains(stdout, "summary") || !strings.Contains(stdout, "pano.insp") {
			t.Errorf("%v: status %d, stdout %q", args, status, stdout)
		}
		for _, want := range []string{
			"passed over: 2 .mov, 1 without extension, 1 .psd, 1 other file\n",
			"left out: 1 folder of another program (P.photoslibrary). To read one, name it on the command line\n",
		} {
			if strings.Count(stderr, want) != 1 {
				t.Errorf("%v says %q, want %q once", args, stderr, want)
			}
		}
		if strings.Contains(stderr, "\x1b[31m") {
			t.Errorf("%v draws on the terminal: %q", args, stderr)
		}
	}
	if _, _, stderr := sh.keeplight("list", dir, "--print0"); strings.Contains(stderr, "passed over") {
		t.Errorf("a list for xargs says %q", stderr)
	}
}

func TestTheSummaryCountsWhatIsPassedOver(t *testing.T) {
	sh, dir := newShell(t), mixedFolder(t)
	write(t, filepath.Join(dir, "text.jpg"), []byte("no picture"))
	for _, command := range []string{"score", "list"} {
		_, stdout, _ := sh.keeplight(command, dir, "--json", "--summary")
		lines := splitLines(stdout)
		var last struct {
			Summary struct {
				Photos, Errors int
				PassedOver     []struct {
					Extension string
					Files     int
				} `json:"passed_over"`
				Other   int      `json:"passed_over_other"`
				LeftOut []string `json:"left_out"`
				Folders int      `json:"left_out_folders"`
			}
		}
		if err := json.Unmarshal([]byte(lines[len(lines)-1]), &last); err != nil {
			t.Fatal(err)
		}
		s := last.Summary
		if len(lines) != 4 || s.Photos != 3 || s.Errors != 1 || len(s.PassedOver) != 3 || s.PassedOver[0].Extension != ".mov" ||
			s.PassedOver[0].Files != 2 || s.Other != 1 || s.Folders != 1 || len(s.LeftOut) != 1 {
			t.Errorf("%s: %d lines, %+v", command, len(lines), s)
		}
	}
}

func TestAFolderWithoutPhotosSaysWhatItHolds(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "clip.mov"), []byte("x"))
	status, stdout, stderr := newShell(t).keeplight("score", dir, "--json")
	if status != exitOK || stdout != "" || !strings.Contains(stderr, "passed over: 1 .mov\n") || !strings.Contains(stderr, "no photos were found") {
		t.Errorf("status %d, %q, %q", status, stdout, stderr)
	}
}

func TestAFolderThatIsAwayIsListedAllTheSame(t *testing.T) {
	sh, dir := newShell(t), mixedFolder(t)
	sh.must("score", dir)
	if err := os.Rename(dir, dir+"-away"); err != nil {
		t.Fatal(err)
	}
	status, stdout, stderr := sh.keeplight("list", dir, "--json", "--summary")
	if status != exitOK || !strings.Contains(stdout, "pano.insp") || strings.Contains(stderr, "passed over") {
		t.Errorf("status %d, %q, %q", status, stdout, stderr)
	}
}

func TestALibraryThatIsNamedIsScored(t *testing.T) {
	sh, dir := newShell(t), mixedFolder(t)
	library := filepath.Join(dir, "P.photoslibrary")
	if rows := parseRows(t, sh.must("score", dir, library, "--json")); len(rows) != 3 {
		t.Errorf("scored %+v", rows)
	}
	if rows := parseRows(t, sh.must("list", dir, "--json")); len(rows) != 2 {
		t.Errorf("the folder around it lists %+v", rows)
	}
	if rows := parseRows(t, sh.must("list", library, "--json")); len(rows) != 1 {
		t.Errorf("it lists %+v", rows)
	}
}

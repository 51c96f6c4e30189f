package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"keeplight.app/keeplight/library/catalog"
)

func TestMarkPrintsALineForEachPhotoThatChanged(t *testing.T) {
	sh, dir := newShell(t), photoFolder(t, 3)
	sh.must("score", dir)
	at := func(i int) string { return filepath.Join(dir, "a", "IMG_"+string(rune('0'+i))+".jpg") }
	for _, step := range []struct {
		args []string
		want []string
	}{
		{[]string{"mark", at(0), at(2), "--pick", "--rating", "3"}, []string{at(0) + ": pick, 3 stars", at(2) + ": pick, 3 stars"}},
		{[]string{"mark", at(0), at(1), "--label", "red", "--unflag"}, []string{at(0) + ": 3 stars, red", at(1) + ": red"}},
		{[]string{"mark", at(1), "--label", "red"}, nil},
		{[]string{"mark", at(1), "--label", "none"}, []string{at(1) + ": not marked"}},
		{[]string{"undo"}, []string{at(1) + ": red"}},
		{[]string{"undo"}, []string{at(0) + ": pick, 3 stars", at(1) + ": not marked"}},
		{[]string{"redo"}, []string{at(0) + ": 3 stars, red", at(1) + ": red"}},
		{[]string{"mark", at(2), "--reject", "--rating", "0"}, []string{at(2) + ": reject"}},
		{[]string{"redo"}, nil}, // a new decision ends what can be redone
	} {
		if got := splitLines(sh.must(step.args...)); !slices.Equal(got, step.want) {
			t.Errorf("%s printed %q, want %q", strings.Join(step.args, " "), got, step.want)
		}
	}
	if got := sh.must("list", dir, "--flag", "reject", "--print0"); !strings.Contains(got, "IMG_2.jpg") {
		t.Errorf("rejected are %q", got)
	}
}

func TestAMarkThatCannotBeMadeSaysWhatToDoAndMarksNothing(t *testing.T) {
	sh, dir := newShell(t), photoFolder(t, 2)
	known := filepath.Join(dir, "a", "IMG_0.jpg")
	later := filepath.Join(dir, "b", "IMG_9.jpg")
	check := func(what string, status int, want string, args ...string) {
		t.Helper()
		got, out, stderr := sh.keeplight(args...)
		if got != status || out != "" || !strings.Contains(stderr, want) {
			t.Errorf("%s: status %d, printed %q, %q; want %d and %q", what, got, out, stderr, status, want)
		}
	}
	for _, args := range [][]string{{"mark", known, "--pick"}, {"undo"}, {"redo"}} {
		check("no catalogue", exitProblems, "keeplight score DIR", args...)
	}
	sh.must("score", dir)
	write(t, later, scene(9))
	check("not scored yet", exitProblems, "keeplight score "+filepath.Dir(later), "mark", known, later, "--pick")
	check("no such file", exitUsage, "does not exist", "mark", filepath.Join(dir, "nowhere.jpg"), "--pick")
	check("a folder", exitUsage, "is a folder", "mark", dir, "--pick")
	check("no mark", exitUsage, "--pick", "mark", known)
	check("two flags", exitUsage, "--reject", "mark", known, "--pick", "--reject")
	check("six stars", exitUsage, "0 to 5", "mark", known, "--rating", "6")
	check("no such colour", exitUsage, "red, yellow", "mark", known, "--label", "pink")
	check("nothing was undone", exitOK, "nothing to undo", "undo")
	check("nothing was redone", exitOK, "nothing to redo", "redo")

	cat, err := catalog.Open(sh.env[homeVariable])
	if err != nil {
		t.Fatal(err)
	}
	defer cat.Close()
	for _, args := range [][]string{{"mark", known, "--pick"}, {"undo"}, {"redo"}} {
		check("the window is open", exitProblems, "close Keeplight's window", args...)
	}
}

func TestAMarkThatIsStoredIsPrintedAlsoWhenTheBackupFails(t *testing.T) {
	sh, dir := newShell(t), photoFolder(t, 1)
	sh.must("score", dir)
	photo := filepath.Join(dir, "a", "IMG_0.jpg")
	backups := filepath.Join(sh.env[homeVariable], "backups")
	if err := os.RemoveAll(backups); err != nil {
		t.Fatal(err)
	}
	write(t, backups, []byte("a file where the folder of backups belongs"))
	status, out, stderr := sh.keeplight("mark", photo, "--pick")
	if status != exitProblems || out != photo+": pick\n" || !strings.Contains(stderr, "backups") {
		t.Errorf("status %d, printed %q, said %q", status, out, stderr)
	}
}

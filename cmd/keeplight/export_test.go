package main

import (
	"errors"
	"image/jpeg"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
)

// filesIn gives the names of the files in a folder, none where there is none.
func filesIn(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	var out []string
	for _, e := range entries {
		out = append(out, e.Name())
	}
	return out
}

// scoredAndPicked is a shoot of three with one pick.
func scoredAndPicked(t *testing.T) (*shell, string) {
	t.Helper()
	sh, dir := newShell(t), photoFolder(t, 3)
	sh.must("score", dir)
	sh.decide(map[string]catalog.Mark{"IMG_1.jpg": {Flag: ptr(library.Pick), Rating: ptr(library.Rating(4))}})
	return sh, dir
}

func TestExportBringsOverWhatWasChosen(t *testing.T) {
	sh, dir := scoredAndPicked(t)
	for name, c := range map[string]struct {
		args []string
		want []string
	}{
		"picks":     {[]string{"--pick"}, []string{"IMG_1.jpg"}},
		"stars":     {[]string{"--min-rating", "1"}, []string{"IMG_1.jpg"}},
		"all":       {[]string{"--all"}, []string{"IMG_0.jpg", "IMG_1.jpg", "IMG_2.jpg"}},
		"links":     {[]string{"--pick", "--link"}, []string{"IMG_1.jpg"}},
		"dry run":   {[]string{"--all", "--dry-run"}, nil},
		"templates": {[]string{"--pick", "--name", "keeper-{name}"}, []string{"keeper-IMG_1.jpg"}},
	} {
		t.Run(name, func(t *testing.T) {
			out := filepath.Join(t.TempDir(), "out")
			text := sh.must(append([]string{"export", dir, "--to", out}, c.args...)...)
			if got := filesIn(t, out); !slices.Equal(got, c.want) || text == "" {
				t.Errorf("exported %v, want %v\n%s", got, c.want, text)
			}
		})
	}
}

func TestTopExportsThePhotosWithTheHighestScores(t *testing.T) {
	sh, dir := scoredAndPicked(t)
	best := names(sh.must("list", dir, "--sort", "overall", "--print0"))[:2]
	out := t.TempDir()
	sh.must("export", dir, "--to", out, "--top", "2")
	slices.Sort(best)
	if got := filesIn(t, out); !slices.Equal(got, best) {
		t.Errorf("exported %v, want %v", got, best)
	}
}

func TestExportOfNothingSaysWhy(t *testing.T) {
	sh, dir := scoredAndPicked(t)
	out := filepath.Join(t.TempDir(), "out")
	status, stdout, stderr := sh.keeplight("export", dir, "--to", out, "--flag", "reject")
	if status != exitProblems || stdout != "" || !strings.Contains(stderr, "nothing was exported") {
		t.Errorf("status %d, %q, %q", status, stdout, stderr)
	}
	if _, err := os.Stat(out); err == nil {
		t.Error("the destination was made for nothing")
	}
}

func TestDecisionsStayWithPhotosThatAreMoved(t *testing.T) {
	sh, dir := scoredAndPicked(t)
	out := t.TempDir()
	sh.must("export", dir, "--to", out, "--pick", "--move")
	if got := filesIn(t, filepath.Join(dir, "a")); !slices.Equal(got, []string{"IMG_0.jpg", "IMG_2.jpg"}) {
		t.Errorf("left behind: %v", got)
	}
	if got := names(sh.must("list", out, "--flag", "pick", "--min-rating", "4", "--print0")); !slices.Equal(got, []string{"IMG_1.jpg"}) {
		t.Errorf("in the new folder: %v", got)
	}
	if got := names(sh.must("list", dir, "--print0")); len(got) != 2 {
		t.Errorf("in the old folder: %v", got)
	}
}

func TestMovingNeedsTheCatalogueAndCopyingDoesNot(t *testing.T) {
	sh, dir := scoredAndPicked(t)
	cat, err := catalog.Open(sh.env[homeVariable])
	if err != nil {
		t.Fatal(err)
	}
	defer cat.Close()
	sh.must("export", dir, "--to", t.TempDir(), "--pick")
	status, _, stderr := sh.keeplight("export", dir, "--to", t.TempDir(), "--pick", "--move")
	if status != exitProblems || !strings.Contains(stderr, "close Keeplight's window") {
		t.Errorf("status %d, %q", status, stderr)
	}
	if got := filesIn(t, filepath.Join(dir, "a")); len(got) != 3 {
		t.Errorf("left behind: %v", got)
	}
}

func TestCopiesInsideTheShootAreNotScoredAsPhotosOfTheirOwn(t *testing.T) {
	sh, dir := scoredAndPicked(t)
	out := filepath.Join(dir, "a", "picks")
	sh.must("export", dir, "--to", out, "--pick")
	status, stdout, stderr := sh.keeplight("score", "--json", dir)
	if rows := splitLines(stdout); status != exitOK || len(rows) != 3 || !strings.Contains(stderr, "was left out") {
		t.Errorf("status %d, %d rows, %s", status, len(rows), stderr)
	}
	if rows := splitLines(sh.must("score", "--json", out)); len(rows) != 1 {
		t.Errorf("the folder of copies by itself has %d rows", len(rows))
	}
	if got := names(sh.must("list", dir, "--print0")); len(got) != 3 {
		t.Errorf("listed with the copies: %v", got)
	}
}

func TestJPEGsForTheWebAreWrittenInPlaceOfCopies(t *testing.T) {
	sh, dir := scoredAndPicked(t)
	out := filepath.Join(t.TempDir(), "web")
	sh.must("export", dir, "--to", out, "--all", "--jpeg", "--size", "64", "--dry-run")
	if _, err := os.Stat(out); err == nil {
		t.Error("a dry run made the folder")
	}
	for range 2 {
		sh.must("export", dir, "--to", out, "--all", "--jpeg", "--size", "64")
	}
	names := filesIn(t, out)
	if len(names) != 3 {
		t.Fatalf("written: %q", names)
	}
	for _, name := range names {
		f, err := os.Open(filepath.Join(out, name))
		if err != nil {
			t.Fatal(err)
		}
		c, err := jpeg.DecodeConfig(f)
		if err := errors.Join(err, f.Close()); err != nil || max(c.Width, c.Height) != 64 {
			t.Errorf("%s is %d x %d, %v", name, c.Width, c.Height, err)
		}
	}
	if status, _, stderr := sh.keeplight("export", dir, "--to", out, "--all", "--jpeg", "--quality", "0"); status != exitUsage || !strings.Contains(stderr, "1 to 100") {
		t.Errorf("status %d, %q", status, stderr)
	}
}

func TestExportFillsTwoFoldersAndListsChecksums(t *testing.T) {
	sh, dir := scoredAndPicked(t)
	for name, how := range map[string][]string{"copies": nil, "new JPEGs": {"--jpeg", "--size", "64"}} {
		t.Run(name, func(t *testing.T) {
			to, second := filepath.Join(t.TempDir(), "out"), filepath.Join(t.TempDir(), "backup")
			args := append([]string{"export", dir, "--to", to, "--second", second, "--checksums", "--all"}, how...)
			text := sh.must(args...)
			sh.must(args...)
			want := []string{"IMG_0.jpg", "IMG_1.jpg", "IMG_2.jpg", "checksums.sha256"}
			for _, dir := range []string{to, second} {
				list, err := os.ReadFile(filepath.Join(dir, "checksums.sha256"))
				if got := filesIn(t, dir); !slices.Equal(got, want) || err != nil || strings.Count(string(list), "\n") != 3 {
					t.Errorf("%s has %q, %v; its list is %q", dir, got, err, list)
				}
			}
			if !strings.Contains(text, second) || !strings.Contains(text, "Checksums are in ") {
				t.Errorf("it says %s", text)
			}
		})
	}
	status, _, stderr := sh.keeplight("export", dir, "--to", dir+"/a", "--second", dir+"/a/b", "--all")
	if status == 0 || !strings.Contains(stderr, "one destination is inside the other") {
		t.Errorf("nested: status %d, %q", status, stderr)
	}
}

func TestExportSaysWhichPhotosHaveNoTimeBeforeTheirFilesDatesNameThem(t *testing.T) {
	sh, dir := scoredAndPicked(t)
	for _, how := range [][]string{{"--copy"}, {"--jpeg"}, {"--copy", "--dry-run"}, {"--jpeg", "--dry-run"}} {
		_, stdout, stderr := sh.keeplight(append([]string{"export", dir, "--to", t.TempDir(), "--all", "--name", "{year4}/{original}"}, how...)...)
		if !strings.Contains(stdout+stderr, "do not say when they were taken") {
			t.Errorf("%v: it says %q and %q", how, stdout, stderr)
		}
	}
}

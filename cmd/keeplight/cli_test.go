package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"keeplight.app/keeplight/library/phototest"
)

// shell runs the program with a catalogue of its own.
type shell struct {
	t   *testing.T
	ctx context.Context
	env map[string]string
}

func newShell(t *testing.T) *shell {
	t.Helper()
	return &shell{t: t, ctx: t.Context(), env: map[string]string{homeVariable: filepath.Join(t.TempDir(), "home")}}
}

// keeplight runs one command line.
func (s *shell) keeplight(args ...string) (status int, stdout, stderr string) {
	s.t.Helper()
	var out, errs bytes.Buffer
	status = run(&signals{ctx: s.ctx}, args, strings.NewReader(""), &out, &errs, func(key string) string { return s.env[key] })
	return status, out.String(), errs.String()
}

// must runs one command line that has to succeed and gives its output.
func (s *shell) must(args ...string) string {
	s.t.Helper()
	status, stdout, stderr := s.keeplight(args...)
	if status != exitOK {
		s.t.Fatalf("keeplight %s: status %d\n%s", strings.Join(args, " "), status, stderr)
	}
	return stdout
}

func scene(seed uint64) []byte {
	return phototest.JPEG(phototest.Scene(400, 300, seed), phototest.Exif{})
}

func write(t testing.TB, path string, data []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
}

// photoFolder writes n photos, a/IMG_0.jpg and on, into a new folder.
func photoFolder(t *testing.T, n int) string {
	t.Helper()
	dir := t.TempDir()
	for i := range n {
		write(t, filepath.Join(dir, "a", fmt.Sprintf("IMG_%d.jpg", i)), scene(uint64(i)))
	}
	return dir
}

// lines splits output into its lines.
func splitLines(text string) []string {
	if text == "" {
		return nil
	}
	return strings.Split(strings.TrimSuffix(text, "\n"), "\n")
}

func TestWrongCommandLinesAreRefusedWithAReason(t *testing.T) {
	dir := photoFolder(t, 1)
	notes := filepath.Join(dir, "notes.txt")
	if err := os.WriteFile(notes, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		args []string
		want string
	}{
		"unknown flag":          {[]string{"score", dir, "--fast"}, "--fast"},
		"nothing to score":      {[]string{"score"}, "dir"},
		"no such folder":        {[]string{"score", filepath.Join(dir, "nowhere")}, "does not exist"},
		"no such scorer":        {[]string{"score", dir, "--scorer", "oracle"}, `not "oracle"`},
		"two formats":           {[]string{"score", dir, "--json", "--csv"}, "--csv"},
		"no such sort":          {[]string{"list", dir, "--sort", "beauty"}, "--sort"},
		"no such attribute":     {[]string{"list", dir, "--min", "beauty=3"}, `no attribute "beauty"`},
		"score out of range":    {[]string{"list", dir, "--min", "overall=11"}, "0 to 10"},
		"score that is none":    {[]string{"list", dir, "--max", "overall=NaN"}, "0 to 10"},
		"no such flag":          {[]string{"list", dir, "--flag", "maybe"}, "pick, reject or none"},
		"no such label":         {[]string{"list", dir, "--label", "pink"}, "red, yellow"},
		"too many stars":        {[]string{"list", dir, "--min-rating", "6"}, "0 to 5"},
		"export to nowhere":     {[]string{"export", dir, "--pick"}, "--to"},
		"export with no choice": {[]string{"export", dir, "--to", "out"}, "--all"},
		"two ways to export":    {[]string{"export", dir, "--to", "out", "--all", "--move", "--copy"}, "--move"},
		"report to nowhere":     {[]string{"report", dir}, "--to"},
		"a text as a folder":    {[]string{notes}, "neither a folder nor a photo"},
	} {
		t.Run(name, func(t *testing.T) {
			status, stdout, stderr := newShell(t).keeplight(c.args...)
			if status != exitUsage || stdout != "" || !strings.Contains(stderr, c.want) {
				t.Errorf("status %d, stdout %q, stderr %q, want %q in it", status, stdout, stderr, c.want)
			}
		})
	}
}

func TestAPhotoStandsForItsFolder(t *testing.T) {
	dir := photoFolder(t, 3)
	inside := filepath.Join(dir, "a")
	got, err := foldersOf([]string{filepath.Join(inside, "IMG_0.jpg"), dir, inside})
	if want := []string{inside, dir}; err != nil || !slices.Equal(got, want) {
		t.Errorf("%q, %v, want %q", got, err, want)
	}
	if _, err := foldersOf([]string{filepath.Join(dir, "gone.jpg")}); err == nil {
		t.Error("a photo that is not there was taken")
	}
}

func TestWithoutADisplayTheWindowNamesTheCommandsThatNeedNone(t *testing.T) {
	for _, args := range [][]string{nil, {photoFolder(t, 1)}, {"open"}} {
		status, stdout, stderr := newShell(t).keeplight(args...)
		if status != exitUsage || stdout != "" || !strings.Contains(stderr, "keeplight score DIR") {
			t.Errorf("%v: status %d, stdout %q, stderr %q", args, status, stdout, stderr)
		}
	}
}

func TestOnlySystemsThatSayInTheEnvironmentWhetherTheyHaveADisplayCanLackOne(t *testing.T) {
	for _, c := range []struct {
		system, variable string
		want             bool
	}{
		{"linux", "", false},
		{"linux", "DISPLAY", true},
		{"linux", "WAYLAND_DISPLAY", true},
		{"freebsd", "", false},
		{"windows", "", true},
		{"darwin", "", true},
	} {
		env := func(key string) string {
			if key == c.variable {
				return ":0"
			}
			return ""
		}
		if got := hasDisplay(c.system, env); got != c.want {
			t.Errorf("%s with %q: %v", c.system, c.variable, got)
		}
	}
}

func TestHelpAndVersionSucceed(t *testing.T) {
	sh := newShell(t)
	help := sh.must("--help")
	for _, command := range []string{"score", "eval", "list", "export", "report", "catalog", "demo", "model", "engine", homeVariable} {
		if !strings.Contains(help, command) {
			t.Errorf("the help does not name %s", command)
		}
	}
	if v := sh.must("version"); !strings.HasPrefix(v, "keeplight ") || !strings.Contains(v, "scorer builtin") || sh.must("--version") != v {
		t.Errorf("version: %q", v)
	}
}

func TestTheCatalogueLiesWhereTheFlagOrTheEnvironmentSays(t *testing.T) {
	sh := newShell(t)
	dir, elsewhere := photoFolder(t, 1), filepath.Join(t.TempDir(), "elsewhere")
	sh.must("score", dir, "--catalog", elsewhere)
	for path, want := range map[string]bool{elsewhere: true, sh.env[homeVariable]: false} {
		if _, err := os.Stat(path); (err == nil) != want {
			t.Errorf("%s: %v", path, err)
		}
	}
	sh.must("score", dir)
	if _, err := os.Stat(sh.env[homeVariable]); err != nil {
		t.Error(err)
	}
}

func TestNoCommandChangesAnOriginal(t *testing.T) {
	sh, dir := newShell(t), photoFolder(t, 2)
	photo := filepath.Join(dir, "a", "IMG_1.jpg")
	old := time.Date(2019, 2, 3, 4, 5, 6, 789000000, time.UTC)
	if err := os.Chtimes(photo, old, old); err != nil {
		t.Fatal(err)
	}
	before, err := os.ReadFile(photo)
	if err != nil {
		t.Fatal(err)
	}
	out := t.TempDir()
	for _, args := range [][]string{
		{"score", dir},
		{"list", dir},
		{"mark", photo, "--reject", "--rating", "2"},
		{"undo"},
		{"export", dir, "--all", "--to", filepath.Join(out, "copies")},
		{"report", dir, "--to", filepath.Join(out, "sheet.html")},
		{"catalog", "check"},
		{"catalog", "backup"},
		{"catalog", "restore"},
	} {
		sh.must(args...)
		after, err := os.ReadFile(photo)
		info, statErr := os.Stat(photo)
		if err != nil || statErr != nil || !bytes.Equal(before, after) || !info.ModTime().Equal(old) {
			t.Errorf("keeplight %s changed the original", strings.Join(args, " "))
		}
	}
}

func TestTheLicencesAreShownByEveryNameForThem(t *testing.T) {
	sh := newShell(t)
	text := sh.must("version", "--licences")
	for _, want := range []string{"keeplight ", "\n==== Keeplight (this program)\n", "Apache License", "\n==== libheif (HEIC and AVIF)\n", "GNU LESSER GENERAL PUBLIC LICENSE"} {
		if !strings.Contains(text, want) {
			t.Errorf("they lack %q", want)
		}
	}
	for _, args := range [][]string{{"--licences"}, {"--licenses"}, {"version", "--licenses"}} {
		if sh.must(args...) != text {
			t.Errorf("%v prints something else", args)
		}
	}
}

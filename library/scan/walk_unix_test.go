//go:build unix

package scan

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/sys/unix"

	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/library/message"
)

func TestLinksAreFollowedOnceAndNeverInCircles(t *testing.T) {
	outside := t.TempDir()
	write(t, outside, "far.jpg", "x")
	dir := t.TempDir()
	write(t, dir, "real/a.jpg", "x")
	for link, target := range map[string]string{
		"a-link":        filepath.Join(dir, "real"), // comes before the real folder
		"real/up":       "..",
		"real/self":     ".",
		"elsewhere":     outside,
		"again":         outside,
		"picture.jpg":   filepath.Join(outside, "far.jpg"),
		"broken.jpg":    filepath.Join(dir, "nowhere.jpg"),
		"broken-folder": filepath.Join(dir, "nowhere"),
		"circle":        filepath.Join(dir, "circle"),
	} {
		must(t, os.Symlink(target, filepath.Join(dir, link)))
	}
	found, report := walkAll(t, Options{}, dir)
	if diff := cmp.Diff([]string{"again/far.jpg", "broken.jpg", "picture.jpg", "real/a.jpg"}, found); diff != "" {
		t.Errorf("want -, got +:\n%s", diff)
	}
	var broken []string
	for _, p := range report.Problems {
		broken = append(broken, filepath.Base(p.Path))
	}
	slices.Sort(broken)
	if diff := cmp.Diff([]string{"broken-folder", "circle"}, broken); diff != "" {
		t.Errorf("want -, got +:\n%s", diff)
	}
}

func TestALinkThatLeadsNowhereIsAPhotoWithAReason(t *testing.T) {
	dir := t.TempDir()
	for link, target := range map[string]string{
		"gone.jpg": "nowhere.jpg",
		"loop.jpg": "loop.jpg",
		"pair.jpg": "nowhere.jpg", // beside a RAW file that is there
	} {
		must(t, os.Symlink(target, filepath.Join(dir, link)))
	}
	write(t, dir, "pair.cr2", "x")
	got := map[string]string{}
	_, err := Walk(t.Context(), dir, func(files []catalog.File) error {
		for _, f := range files {
			got[filepath.Base(f.Path)] = message.English(f.Problem)
		}
		return nil
	})
	must(t, err)
	for name, want := range map[string]string{
		"gone.jpg": "not there", "loop.jpg": "to itself", "pair.jpg": "not there", "pair.cr2": "",
	} {
		if problem, found := got[name]; !found || !strings.Contains(problem, want) || want == "" && problem != "" {
			t.Errorf("%s: %v, %q", name, found, problem)
		}
	}
}

func TestNoLinkLeadsIntoAnExcludedFolder(t *testing.T) {
	dir := t.TempDir()
	out := t.TempDir()
	write(t, out, "export.jpg", "x")
	must(t, os.Symlink(out, filepath.Join(dir, "link")))
	if found, _ := walkAll(t, Options{Exclude: []string{out}}, dir); len(found) > 0 {
		t.Errorf("found %q", found)
	}
}

func TestAnExcludedFolderThatIsOpenedUnderAnotherNameIsRead(t *testing.T) {
	out := t.TempDir()
	write(t, out, "export.jpg", "x")
	link := filepath.Join(t.TempDir(), "link")
	must(t, os.Symlink(out, link))
	if found, _ := walkAll(t, Options{Exclude: []string{out}}, link); len(found) != 1 {
		t.Errorf("found %q", found)
	}
}

func TestSpecialFilesNeverBlockTheWalk(t *testing.T) {
	dir := t.TempDir()
	must(t, unix.Mkfifo(filepath.Join(dir, "fifo.jpg"), 0o600))
	found, report := walkAll(t, Options{}, dir)
	// It is emitted, so that reading it says what is wrong with it.
	if diff := cmp.Diff([]string{"fifo.jpg"}, found); diff != "" || len(report.Problems) > 0 {
		t.Errorf("%s%v", diff, report.Problems)
	}
}

func TestAnUnreadableFolderIsReportedAndTheWalkGoesOn(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Skip("root may read every folder")
	}
	dir := t.TempDir()
	write(t, dir, "a/x.jpg", "x")
	write(t, dir, "b/y.jpg", "x")
	locked := filepath.Join(dir, "a")
	must(t, os.Chmod(locked, 0))
	t.Cleanup(func() { must(t, os.Chmod(locked, 0o700)) })
	found, report := walkAll(t, Options{}, dir)
	if diff := cmp.Diff([]string{"b/y.jpg"}, found); diff != "" {
		t.Error(diff)
	}
	if len(report.Problems) != 1 || report.Problems[0].Path != locked {
		t.Errorf("problems: %v", report.Problems)
	}
}

func TestNamesOfAnyBytesAreFound(t *testing.T) {
	dir := t.TempDir()
	names := []string{"new\nline.jpg", "not\xffutf8.jpg", "tab\t.jpg", "-dash.jpg", "quote\"'.jpg", "  .jpg"}
	for _, name := range names {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("x"), 0o600); err != nil {
			t.Skipf("this file system refuses %q: %v", name, err)
		}
	}
	slices.Sort(names)
	found, _ := walkAll(t, Options{}, dir)
	if diff := cmp.Diff(names, found); diff != "" {
		t.Errorf("want -, got +:\n%s", diff)
	}
}

func TestAWalkWithinItsRootFollowsNoLinkAndTellsOfOtherFiles(t *testing.T) {
	dir, away := t.TempDir(), t.TempDir()
	write(t, dir, "DCIM/IMG_1.jpg", "x")
	write(t, dir, "DCIM/MVI_2.mp4", "x")
	write(t, away, "secret.jpg", "x")
	for name, target := range map[string]string{"link.jpg": filepath.Join(away, "secret.jpg"), "folder": away} {
		if err := os.Symlink(target, filepath.Join(dir, "DCIM", name)); err != nil {
			t.Fatal(err)
		}
	}
	var photos, others []string
	o := Options{Within: true, Others: func(_ string, names []string) { others = append(others, names...) }}
	report, err := o.Walk(t.Context(), dir, func(batch []catalog.File) error {
		for _, f := range batch {
			photos = append(photos, filepath.Base(f.Path))
		}
		return nil
	})
	if err != nil || !slices.Equal(photos, []string{"IMG_1.jpg"}) || !slices.Equal(others, []string{"MVI_2.mp4"}) || len(report.Problems) != 0 {
		t.Errorf("photos %v, others %v, %+v, %v", photos, others, report, err)
	}
}

//go:build fault

package export

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// elsewhere gives a folder on another volume than the tests' own, or skips the test.
func elsewhere(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("/dev/shm", "keeplight-export-")
	if err != nil {
		t.Skipf("there is no folder in memory: %v", err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) }) // a test's own folder
	here := filepath.Join(t.TempDir(), "a")
	write(t, here, "a")
	if os.Link(here, filepath.Join(dir, "a")) == nil {
		t.Skip("/dev/shm is no volume of its own")
	}
	return dir
}

// TestAMoveThatFailsAtAnyPointIsWholeOrNotMade has each system call of a move into two
// folders fail once: no photo may be in between then, and the report says of each that
// stays that it was not moved.
func TestAMoveThatFailsAtAnyPointIsWholeOrNotMade(t *testing.T) {
	for _, away := range []bool{false, true} {
		n := 0
		for at := 0; at <= n; at++ {
			from, items := shoot(t)
			before := tree(t, from)
			o := moveTo(t, t.TempDir(), items)
			if away {
				o.To = elsewhere(t)
			}
			o.Second, o.Checksums = t.TempDir(), true
			if at == 0 {
				n = pointsOf(t, items, o)
				continue
			}
			what := []string{"eio", "enospc", "erofs", "eacces"}[at%4]
			t.Run(fmt.Sprintf("another volume %v, %s at %d of %d", away, what, at, n), func(t *testing.T) {
				p := plan(t, items, o)
				t.Setenv("KEEPLIGHT_FAULT", fmt.Sprintf("*:%d:%s", at, what))
				report, err := Run(t.Context(), p, nil)
				t.Setenv("KEEPLIGHT_FAULT", "")
				if err != nil {
					t.Fatal(err)
				}
				for _, photo := range [][]string{{"IMG_1.CR2", "IMG_1.CR2.xmp", "IMG_1.JPG", "IMG_1.xmp"}, {"IMG_2.JPG"}} {
					isWhole(t, &report, photo, tree(t, from), tree(t, o.To), tree(t, o.Second))
				}
				if left := items[:0:0]; len(report.Failed) > 0 {
					for _, it := range items {
						if hasFile(it.Photo.Path) {
							left = append(left, it)
						}
					}
					run(t, left, o)
				}
				for _, dir := range []string{o.To, o.Second} {
					got := tree(t, dir)
					if list := listOf(t, dir); len(list) != 5 && len(report.ListErrs) == 0 {
						t.Errorf("%s lists %q", dir, list)
					}
					delete(got, "checksums.sha256")
					if diff := cmp.Diff(paths(before), paths(got)); diff != "" {
						t.Errorf("moved once more, %s: %s", dir, diff)
					}
				}
				if left := paths(tree(t, from)); len(left) > 0 {
					t.Errorf("left are %q", left)
				}
			})
		}
		if n < 20 {
			t.Errorf("%d points are reached", n)
		}
	}
}

// TestAMoveThatCannotBeTakenBackSaysSo has one original that another program has edited, so
// that none leaves, and second names that cannot be hidden again.
func TestAMoveThatCannotBeTakenBackSaysSo(t *testing.T) {
	for what, want := range map[string]int{"export.withdraw:0:eio": 4, "export.withdraw:2:eio": 1} {
		t.Run(what, func(t *testing.T) {
			from, items := shoot(t)
			before := paths(tree(t, from))
			to := t.TempDir()
			b := pairBatch(t, items, to, false)
			if arrived, err := b.attempt(t.Context()); !arrived || err != nil {
				t.Fatal(arrived, err)
			}
			write(t, filepath.Join(from, "IMG_1.CR2.xmp"), "edited meanwhile")
			t.Setenv("KEEPLIGHT_FAULT", what)
			arrived, err := b.removeOriginals(t.Context())
			t.Setenv("KEEPLIGHT_FAULT", "")
			if arrived || !strings.HasPrefix(explain(err), "it has arrived, but ") {
				t.Errorf("arrived: %v, it says %q", arrived, explain(err))
			}
			for _, f := range b.at[0].staged {
				if err := f.Discard(); err != nil {
					t.Error(err)
				}
			}
			if left := paths(tree(t, to)); len(left) != want {
				t.Errorf("there are %q", left)
			}
			if diff := cmp.Diff(before, paths(tree(t, from))); diff != "" {
				t.Errorf("the originals: %s", diff)
			}
		})
	}
}

func TestNothingMoreIsCopiedOntoADriveThatCannotBeWrittenToDisk(t *testing.T) {
	for _, c := range []struct {
		fault                  string
		copied, failed, second int
	}{
		{"export.syncfolder:1:eio", 1, 2, 0},
		{"export.syncfolder:1:eacces", 2, 1, 0},
		{"export.syncfolder:2:eio", 2, 0, 2}, // the second folder's
	} {
		t.Run(c.fault, func(t *testing.T) {
			_, items := shoot(t)
			o := toTwo(t, Copy)
			p := plan(t, items, o)
			t.Setenv("KEEPLIGHT_FAULT", c.fault)
			report, err := Run(t.Context(), p, nil)
			t.Setenv("KEEPLIGHT_FAULT", "")
			if err != nil || len(report.Copied) != c.copied || len(report.Failed) != c.failed || len(report.NotInSecond) != c.second {
				t.Errorf("%+v, %v", report, err)
			}
			if hasFile(filepath.Join(o.Second, "IMG_2.JPG")) != (c.failed+c.second < 2) {
				t.Errorf("the second has %q", paths(tree(t, o.Second)))
			}
		})
	}
}

func pointsOf(t *testing.T, items []Item, o Options) int {
	t.Helper()
	trace := filepath.Join(t.TempDir(), "trace")
	t.Setenv("KEEPLIGHT_FAULT_TRACE", trace)
	run(t, items, o)
	t.Setenv("KEEPLIGHT_FAULT_TRACE", "")
	b, err := os.ReadFile(trace)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Count(string(b), "\n")
}

// isWhole checks that all files of a photo are in the folder that they came from and
// nowhere else, or in both of those that they were moved to and no longer there, and that
// the report says which.
func isWhole(t *testing.T, report *Report, photo []string, from, to, second map[string]string) {
	t.Helper()
	in := func(files map[string]string) (n int) {
		for _, name := range photo {
			if _, ok := files[name]; ok {
				n++
			}
		}
		return n
	}
	here, one, two, all := in(from), in(to), in(second), len(photo)
	moved := here == 0 && one == all && two == all
	if !moved && (here != all || one+two != 0) {
		t.Errorf("of %d files %d are where they were, %d in the first and %d in the second folder", all, here, one, two)
	}
	said := slices.ContainsFunc(report.Failed, func(f Failure) bool {
		return strings.HasSuffix(f.Path, photo[min(2, all-1)]) && strings.Contains(f.Text(), "was not moved")
	})
	if said == moved {
		t.Errorf("moved: %v; said are %v", moved, report.Failed)
	}
}

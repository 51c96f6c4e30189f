package export

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"

	"keeplight.app/keeplight/library/export/checksum"
)

// toTwo gives options with a second destination.
func toTwo(t *testing.T, mode Mode) Options {
	t.Helper()
	o := NewOptions(filepath.Join(t.TempDir(), "out"))
	o.Second, o.Mode = filepath.Join(t.TempDir(), "backup"), mode
	return o
}

func TestTwoDestinationsGetTheSameFiles(t *testing.T) {
	for _, mode := range []Mode{Copy, Reflink, HardLink, Move} {
		t.Run(string(mode), func(t *testing.T) {
			from, items := shoot(t)
			before := tree(t, from)
			o := toTwo(t, mode)
			report := run(t, items, o)
			if len(report.Copied) != 2 || report.Files != 5 || report.Incomplete()+len(report.Failed) != 0 {
				t.Errorf("%+v", report)
			}
			for _, dir := range []string{o.To, o.Second} {
				if diff := cmp.Diff(paths(before), paths(tree(t, dir))); diff != "" {
					t.Errorf("%s: %s", dir, diff)
				}
			}
			left := before
			if mode == Move {
				left = map[string]string{}
			}
			if diff := cmp.Diff(left, tree(t, from)); diff != "" {
				t.Errorf("the originals: %s", diff)
			}
			one, err1 := os.Stat(filepath.Join(o.To, "IMG_2.JPG"))
			two, err2 := os.Stat(filepath.Join(o.Second, "IMG_2.JPG"))
			if err1 != nil || err2 != nil || os.SameFile(one, two) || !one.ModTime().Equal(two.ModTime()) {
				t.Errorf("the second is no copy of its own: %v, %v", err1, err2)
			}
		})
	}
}

func TestANameIsFreeInBothDestinations(t *testing.T) {
	_, items := shoot(t)
	o := toTwo(t, Copy)
	write(t, filepath.Join(o.Second, "IMG_2.JPG"), "another photo")
	write(t, filepath.Join(o.Second, "IMG_1.JPG"), "bytes of IMG_1.JPG") // which is there already
	run(t, items, o)
	for dir, want := range map[string][]string{
		o.To:     {"IMG_1.CR2", "IMG_1.CR2.xmp", "IMG_1.JPG", "IMG_1.xmp", "IMG_2 (2).JPG"},
		o.Second: {"IMG_1.CR2", "IMG_1.CR2.xmp", "IMG_1.JPG", "IMG_1.xmp", "IMG_2 (2).JPG", "IMG_2.JPG"},
	} {
		if got := paths(tree(t, dir)); !slices.Equal(got, want) {
			t.Errorf("%s has %q", dir, got)
		}
	}
	report := run(t, items, o)
	if len(report.Skipped) != 2 || report.Files != 0 {
		t.Errorf("the second time: %+v", report)
	}
	if err := os.Remove(filepath.Join(o.Second, "IMG_1.xmp")); err != nil {
		t.Fatal(err)
	}
	if report := run(t, items, o); len(report.Copied) != 1 || report.Files != 1 {
		t.Errorf("what the second lacked is not brought: %+v", report)
	}
}

// runBlocked exports while a file is where the second destination's folder of one photo
// has to be.
func runBlocked(t *testing.T, items []Item, o Options) Report {
	t.Helper()
	p := plan(t, items, o)
	write(t, filepath.Join(o.Second, "IMG_1"), "no folder")
	report, err := Run(t.Context(), p, nil)
	if err != nil {
		t.Fatal(err)
	}
	return report
}

func TestWhatTheSecondDestinationLacksIsSaidAndTheFirstIsFilled(t *testing.T) {
	_, items := shoot(t)
	o := toTwo(t, Copy)
	o.Template, o.Checksums = "{name}/{name}", true
	report := runBlocked(t, items, o)
	if len(report.Copied) != 2 || len(report.Failed) != 0 || len(report.NotInSecond) != 1 || report.Incomplete() != 1 {
		t.Fatalf("%+v", report)
	}
	if got := paths(tree(t, o.To)); len(got) != 6 {
		t.Errorf("the first has %q", got)
	}
	var text strings.Builder
	if err := report.WriteText(&text); err != nil || !strings.Contains(text.String(), "1 photo was not copied to "+o.Second) {
		t.Errorf("%v: %s", err, &text)
	}
	if list := listOf(t, o.Second); len(list) != 1 || !strings.HasSuffix(list[0], "  IMG_2/IMG_2.JPG") {
		t.Errorf("the second's list has %q", list)
	}
}

func TestAPhotoThatTheFirstHadIsNotCountedAsCopiedWhereTheSecondFails(t *testing.T) {
	_, items := shoot(t)
	o := toTwo(t, Copy)
	o.Template = "{name}/{name}"
	first := o
	first.Second = ""
	run(t, items, first)
	report := runBlocked(t, items, o)
	if len(report.Copied) != 1 || report.Files != 1 || len(report.Skipped) != 1 || len(report.NotInSecond) != 1 {
		t.Errorf("%+v", report)
	}
}

func TestAMoveWaitsForBothCopies(t *testing.T) {
	from, items := shoot(t)
	before := tree(t, from)
	delete(before, "IMG_2.JPG")
	o := toTwo(t, Move)
	o.Template = "{name}/{name}"
	report := runBlocked(t, items, o)
	if diff := cmp.Diff(before, tree(t, from)); diff != "" {
		t.Errorf("the photo without a second copy: %s", diff)
	}
	if got := paths(tree(t, o.To)); !slices.Equal(got, []string{"IMG_2/IMG_2.JPG"}) {
		t.Errorf("the first has %q", got)
	}
	if len(report.Failed) != 1 || !strings.Contains(report.Failed[0].Text(), "the second folder: ") {
		t.Errorf("%+v", report.Failed)
	}
	if err := os.Remove(filepath.Join(o.Second, "IMG_1")); err != nil {
		t.Fatal(err)
	}
	run(t, items[:1], o)
	if left := tree(t, from); len(left) != 0 || len(tree(t, o.Second)) != 5 {
		t.Errorf("asked again it leaves %q, the second has %q", paths(left), paths(tree(t, o.Second)))
	}
}

func TestTwoDestinationsMustLieApart(t *testing.T) {
	dir := t.TempDir()
	if err := os.Symlink(dir, filepath.Join(t.TempDir(), "link")); err != nil {
		t.Fatal(err)
	}
	for name, second := range map[string]string{"same": dir, "inside": filepath.Join(dir, "b"), "around": filepath.Dir(dir)} {
		o := NewOptions(dir)
		o.Second = second
		if _, err := NewPlan(t.Context(), nil, o); !errors.Is(err, ErrNested) {
			t.Errorf("%s: %v", name, err)
		}
	}
	from, items := shoot(t)
	o := toTwo(t, Copy)
	o.Second = from
	if _, err := NewPlan(t.Context(), items, o); !errors.Is(err, ErrOntoItself) {
		t.Errorf("the photos' own folder: %v", err)
	}
}

func TestASecondDestinationOfAMoveIsNotRead(t *testing.T) {
	_, items := shoot(t)
	o := toTwo(t, Move)
	p := plan(t, items, o)
	if got := Destinations(&p); !slices.Equal(got, []string{resolve(o.Second)}) {
		t.Errorf("not read: %q", got)
	}
}

func listOf(t *testing.T, dir string) []string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(dir, checksum.Name))
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimSuffix(string(b), "\n"), "\n")
}

func TestTheListOfChecksumsHoldsAllThatWasExported(t *testing.T) {
	for _, mode := range []Mode{Copy, HardLink, Move} {
		t.Run(string(mode), func(t *testing.T) {
			from, items := shoot(t)
			want := map[string]bool{}
			for _, name := range paths(tree(t, from)) {
				root, err := os.OpenRoot(from)
				if err != nil {
					t.Fatal(err)
				}
				sum, err := checksum.Of(t.Context(), root, name)
				if err := errors.Join(err, root.Close()); err != nil {
					t.Fatal(err)
				}
				want[fmt.Sprintf("%x  %s", sum, name)] = true
			}
			o := toTwo(t, mode)
			o.Checksums = true
			write(t, filepath.Join(o.To, checksum.Name), "# before\n"+strings.Repeat("0", 64)+"  IMG_2.JPG\n")
			run(t, items[1:], o)
			report := run(t, items[:1], o)
			if len(report.Lists) != 2 || len(report.ListErrs) != 0 {
				t.Errorf("%+v", report)
			}
			for dir, lines := range map[string]int{o.To: 6, o.Second: 5} {
				got := listOf(t, dir)
				got = slices.DeleteFunc(got, func(line string) bool { return want[line] })
				if lines == 6 && !slices.Equal(got, []string{"# before"}) || lines == 5 && len(got) != 0 || len(listOf(t, dir)) != lines {
					t.Errorf("%s lists %q, of which wrong: %q", dir, listOf(t, dir), got)
				}
			}
		})
	}
}

func TestARerunListsWhatAKilledOneDidNot(t *testing.T) {
	_, items := shoot(t)
	o := toTwo(t, Copy)
	run(t, items, o) // which was to write a list and never came to it
	o.Checksums = true
	report := run(t, items, o)
	if report.Files != 0 || len(listOf(t, o.To)) != 5 || len(listOf(t, o.Second)) != 5 {
		t.Errorf("%d files; %q", report.Files, listOf(t, o.To))
	}
}

func TestAStoppedExportListsWhatHasArrived(t *testing.T) {
	_, items := shoot(t)
	o := toTwo(t, Copy)
	o.Checksums = true
	ctx, cancel := context.WithCancel(t.Context())
	o.Arrived = func(*Done) { cancel() }
	if _, err := Run(ctx, plan(t, items, o), nil); !errors.Is(err, context.Canceled) || len(listOf(t, o.To)) != 4 {
		t.Errorf("%v; %q", err, listOf(t, o.To))
	}
}

func TestAForeignFileOfTheListsNameStaysAndIsSaid(t *testing.T) {
	_, items := shoot(t)
	o := toTwo(t, Copy)
	o.Checksums = true
	write(t, filepath.Join(o.Second, checksum.Name), "my notes")
	report := run(t, items, o)
	if len(report.Lists) != 1 || len(report.ListErrs) != 1 || report.Incomplete() != 1 || listOf(t, o.Second)[0] != "my notes" {
		t.Errorf("%+v", report)
	}
}

func TestAListThatCannotBeWrittenIsToldFromPhotosThatCannot(t *testing.T) {
	x := Extras{ListErrs: []ListError{{"/media/backup", fmt.Errorf("writing: %w", syscall.ENOSPC)}}}
	var text strings.Builder
	want := "The checksum list in /media/backup could not be written: the disk of the destination is full"
	if err := x.WriteText(&text); err != nil || !strings.Contains(text.String(), want) {
		t.Errorf("%v: %s", err, &text)
	}
}

func TestBothDestinationsOnOneVolumeNeedRoomTogether(t *testing.T) {
	_, items := shoot(t)
	p := plan(t, items, toTwo(t, Copy))
	b := planner{plan: p}
	rooms := b.rooms(false)
	total := int64(0)
	for _, r := range rooms {
		total += r.needed
	}
	if total != 2*p.Bytes {
		t.Errorf("%d bytes in %+v, want %d", total, rooms, 2*p.Bytes)
	}
}

func TestAMoveListsAFileBeforeItsOriginalGoes(t *testing.T) {
	_, items := shoot(t)
	o := toTwo(t, Move)
	o.Checksums = true
	seen := 0
	var first, now os.FileInfo
	o.Arrived = func(*Done) {
		seen += 4 - 3*min(seen, 1) // four files of the first photo, one of the second
		var err error
		if now, err = os.Stat(filepath.Join(o.To, checksum.Name)); err != nil {
			t.Error(err)
		}
		if first == nil {
			first = now
		}
		for _, dir := range []string{o.To, o.Second} {
			if list := listOf(t, dir); len(list) != seen {
				t.Errorf("%d files have moved and %q are listed", seen, list)
			}
		}
	}
	run(t, items, o)
	if seen != 5 {
		t.Errorf("%d files arrived", seen)
	}
	if !os.SameFile(first, now) {
		t.Error("the list was written anew for the second photo")
	}
}

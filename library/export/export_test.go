package export

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/export/verified"
)

var shotAt = time.Date(2026, 5, 31, 12, 0, 0, 0, time.UTC)

// shoot makes a folder of photos: IMG_1 with RAW and two sidecars, IMG_2 alone.
func shoot(t *testing.T) (dir string, items []Item) {
	t.Helper()
	dir = t.TempDir()
	for _, name := range []string{"IMG_1.JPG", "IMG_1.CR2", "IMG_1.xmp", "IMG_1.CR2.xmp", "IMG_2.JPG"} {
		write(t, filepath.Join(dir, name), "bytes of "+name)
	}
	in := func(name string) string { return filepath.Join(dir, name) }
	return dir, []Item{
		{Photo: library.Photo{ID: 1, Path: in("IMG_1.JPG"), Companions: []library.Companion{
			{Path: in("IMG_1.CR2"), Kind: library.CompanionImage},
			{Path: in("IMG_1.xmp"), Kind: library.CompanionSidecar},
			{Path: in("IMG_1.CR2.xmp"), Kind: library.CompanionSidecar},
		}}},
		{Photo: library.Photo{ID: 2, Path: in("IMG_2.JPG")}},
	}
}

func write(t *testing.T, path, text string) {
	t.Helper()
	err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o700), os.WriteFile(path, []byte(text), 0o640), os.Chtimes(path, shotAt, shotAt))
	if err != nil {
		t.Fatal(err)
	}
}

// tree gives all files below a folder with all that must not change.
func tree(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		b, err := os.ReadFile(path)
		rel, _ := filepath.Rel(dir, path)
		files[rel] = fmt.Sprintf("%s %v %v", b, info.ModTime(), info.Mode())
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func paths(files map[string]string) []string {
	var all []string
	for path := range files {
		all = append(all, filepath.ToSlash(path))
	}
	slices.Sort(all)
	return all
}

func plan(t *testing.T, items []Item, opts Options) Plan {
	t.Helper()
	p, err := NewPlan(t.Context(), items, opts)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func run(t *testing.T, items []Item, opts Options) Report {
	t.Helper()
	r, err := Run(t.Context(), plan(t, items, opts), nil)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestExportBringsWholePhotosAndLeavesOriginalsAlone(t *testing.T) {
	for _, mode := range []Mode{Copy, Reflink, HardLink} {
		from, items := shoot(t)
		to := filepath.Join(t.TempDir(), "new", "keepers")
		before := tree(t, from)
		opts := NewOptions(to)
		opts.Mode, opts.Template = mode, "best/keeper_{seq:2}"
		report := run(t, items, opts)

		got := tree(t, to)
		want := []string{
			"best/keeper_01.CR2", "best/keeper_01.CR2.xmp", "best/keeper_01.JPG", "best/keeper_01.xmp", "best/keeper_02.JPG",
		}
		if diff := cmp.Diff(want, paths(got)); diff != "" {
			t.Errorf("%s: %s", mode, diff)
		}
		sidecar := got[filepath.FromSlash("best/keeper_01.CR2.xmp")]
		if !strings.HasPrefix(sidecar, "bytes of IMG_1.CR2.xmp "+shotAt.Local().String()) {
			t.Errorf("%s: the sidecar is %q", mode, sidecar)
		}
		if diff := cmp.Diff(before, tree(t, from)); diff != "" {
			t.Errorf("%s: originals changed: %s", mode, diff)
		}
		if len(report.Copied) != 2 || report.Files != 5 || len(report.Failed)+len(report.Skipped) != 0 {
			t.Errorf("%s: %+v", mode, report)
		}
	}
}

func TestPartnersAndSidecarsStayBehindWhenNotAskedFor(t *testing.T) {
	_, items := shoot(t)
	for name, tc := range map[string]struct {
		companions, sidecars bool
		want                 []string
	}{
		"alone":         {false, false, []string{"IMG_1.JPG"}},
		"with sidecars": {false, true, []string{"IMG_1.CR2.xmp", "IMG_1.JPG", "IMG_1.xmp"}},
		"with partner":  {true, false, []string{"IMG_1.CR2", "IMG_1.JPG"}},
	} {
		to := t.TempDir()
		run(t, items[:1], Options{To: to, Companions: tc.companions, Sidecars: tc.sidecars})
		if diff := cmp.Diff(tc.want, paths(tree(t, to))); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func TestMoveEmptiesTheSourceOnceAllHasArrived(t *testing.T) {
	from, items := shoot(t)
	to := t.TempDir()
	want := tree(t, from)
	opts := NewOptions(to)
	opts.Mode = Move
	report := run(t, items, opts)
	if left := tree(t, from); len(left) != 0 {
		t.Errorf("left behind: %q", paths(left))
	}
	if diff := cmp.Diff(want, tree(t, to)); diff != "" {
		t.Error(diff)
	}
	if len(report.Copied) != 2 || len(report.Failed) != 0 {
		t.Errorf("%+v", report)
	}
}

func TestMoveRemovesNothingOfAPhotoThatDidNotArriveWhole(t *testing.T) {
	from, items := shoot(t)
	to := t.TempDir()
	opts := NewOptions(to)
	opts.Mode = Move
	p := plan(t, items, opts)
	if err := os.Remove(filepath.Join(from, "IMG_1.CR2.xmp")); err != nil {
		t.Fatal(err)
	}
	report, err := Run(t.Context(), p, nil)
	if err != nil {
		t.Fatal(err)
	}
	if got := paths(tree(t, from)); !slices.Equal(got, []string{"IMG_1.CR2", "IMG_1.JPG", "IMG_1.xmp"}) {
		t.Errorf("left in the source: %q", got)
	}
	if got := paths(tree(t, to)); !slices.Equal(got, []string{"IMG_2.JPG"}) {
		t.Errorf("in the destination: %q", got)
	}
	if len(report.Failed) != 1 || !strings.Contains(report.Failed[0].Text(), "gone") {
		t.Errorf("%+v", report.Failed)
	}
}

func TestTheSameNameFromTwoFoldersGetsANumber(t *testing.T) {
	_, first := shoot(t)
	_, second := shoot(t)
	write(t, second[0].Photo.Path, "another shot")
	write(t, second[1].Photo.Path, "one more shot")
	to := t.TempDir()
	run(t, append(first, second...), NewOptions(to))
	want := []string{
		"IMG_1 (2).CR2", "IMG_1 (2).CR2.xmp", "IMG_1 (2).JPG", "IMG_1 (2).xmp",
		"IMG_1.CR2", "IMG_1.CR2.xmp", "IMG_1.JPG", "IMG_1.xmp", "IMG_2 (2).JPG", "IMG_2.JPG",
	}
	if diff := cmp.Diff(want, paths(tree(t, to))); diff != "" {
		t.Error(diff)
	}
}

func TestWhatIsThereIsNeverReplaced(t *testing.T) {
	for name, standing := range map[string]string{
		"the photo": "IMG_1.JPG", "another case": "img_1.jpg", "another shot's partner": "IMG_1.NEF", "a sidecar": "IMG_1.xmp",
	} {
		_, items := shoot(t)
		to := t.TempDir()
		write(t, filepath.Join(to, standing), "older")
		run(t, items, NewOptions(to))
		got := tree(t, to)
		want := []string{"IMG_1 (2).CR2", "IMG_1 (2).CR2.xmp", "IMG_1 (2).JPG", "IMG_1 (2).xmp", standing, "IMG_2.JPG"}
		slices.Sort(want)
		if diff := cmp.Diff(want, paths(got)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
		if !strings.HasPrefix(got[standing], "older ") {
			t.Errorf("%s was replaced by %q", standing, got[standing])
		}
	}
}

func TestAFileThatAppearsAfterThePlanIsNotReplaced(t *testing.T) {
	_, items := shoot(t)
	to := t.TempDir()
	p := plan(t, items, NewOptions(to))
	write(t, filepath.Join(to, "IMG_1.CR2"), "somebody was quicker")
	// And one that appears while the photo is being copied:
	r := runner{plan: p}
	r.copier.Written = func(string) {
		if path := filepath.Join(to, "IMG_2.JPG"); r.state.Current == items[1].Photo.Path {
			write(t, path, "quicker still")
		}
	}
	report, err := r.run(t.Context())
	if err != nil || len(report.Failed) != 0 {
		t.Fatalf("%v, %+v", err, report.Failed)
	}
	got := tree(t, to)
	want := []string{
		"IMG_1 (2).CR2", "IMG_1 (2).CR2.xmp", "IMG_1 (2).JPG", "IMG_1 (2).xmp", "IMG_1.CR2", "IMG_2 (2).JPG", "IMG_2.JPG",
	}
	if diff := cmp.Diff(want, paths(got)); diff != "" {
		t.Error(diff)
	}
	if !strings.HasPrefix(got["IMG_1.CR2"], "somebody") || !strings.HasPrefix(got["IMG_2.JPG"], "quicker") {
		t.Errorf("replaced: %v", got)
	}
	if to := report.Copied[1].Files[0].To; filepath.Base(to) != "IMG_2 (2).JPG" {
		t.Errorf("the report says %s", to)
	}
}

func TestASecondExportFindsEverythingThere(t *testing.T) {
	_, items := shoot(t)
	to := t.TempDir()
	run(t, items, NewOptions(to))
	// The bytes decide, not the time.
	if err := os.Chtimes(filepath.Join(to, "IMG_2.JPG"), shotAt, shotAt.AddDate(1, 0, 0)); err != nil {
		t.Fatal(err)
	}
	before := tree(t, to)
	p := plan(t, items, NewOptions(to))
	if p.Files != 0 || p.Bytes != 0 {
		t.Errorf("the plan brings over %d files", p.Files)
	}
	report, err := Run(t.Context(), p, nil)
	if err != nil || len(report.Skipped) != 2 || len(report.Copied) != 0 {
		t.Errorf("%v, %+v", err, report)
	}
	if diff := cmp.Diff(before, tree(t, to)); diff != "" {
		t.Error(diff)
	}
}

func TestAFileOfTheSameSizeAndTimeIsStillCompared(t *testing.T) {
	_, items := shoot(t)
	to := t.TempDir()
	write(t, filepath.Join(to, "IMG_2.JPG"), "bytes of IMG_X.JPG")
	report := run(t, items[1:], NewOptions(to))
	if len(report.Copied) != 1 || filepath.Base(report.Copied[0].Files[0].To) != "IMG_2 (2).JPG" {
		t.Errorf("%+v", report)
	}
}

func TestExportingOntoItselfIsRefused(t *testing.T) {
	from, items := shoot(t)
	link := filepath.Join(t.TempDir(), "elsewhere")
	if err := os.Symlink(from, link); err != nil {
		t.Fatal(err)
	}
	for _, to := range []string{from, link, from + "/./"} {
		if _, err := NewPlan(t.Context(), items, NewOptions(to)); !errors.Is(err, ErrOntoItself) {
			t.Errorf("%s: got %v", to, err)
		}
	}
}

func TestLinksInTheDestinationDoNotLeadOut(t *testing.T) {
	_, items := shoot(t)
	to, outside := t.TempDir(), t.TempDir()
	if err := os.Symlink(outside, filepath.Join(to, "best")); err != nil {
		t.Fatal(err)
	}
	opts := NewOptions(to)
	opts.Template = "best/{name}"
	p := plan(t, items, opts)
	if len(p.Failed) != 2 {
		t.Errorf("the plan takes the link: %+v", p.Groups)
	}
	// The same for a link that appears after the plan was made.
	to = t.TempDir()
	opts.To = to
	p = plan(t, items, opts)
	if err := os.Symlink(outside, filepath.Join(to, "best")); err != nil {
		t.Fatal(err)
	}
	report, err := Run(t.Context(), p, nil)
	if err != nil || len(report.Failed) != 2 {
		t.Errorf("%v, %+v", err, report)
	}
	// And for a link in place of a file, which has to stay what it is.
	to = t.TempDir()
	victim := filepath.Join(outside, "victim")
	write(t, victim, "precious")
	if err := os.Symlink(victim, filepath.Join(to, "IMG_2.JPG")); err != nil {
		t.Fatal(err)
	}
	run(t, items, NewOptions(to))
	if got := tree(t, outside); len(got) != 1 || !strings.HasPrefix(got["victim"], "precious ") {
		t.Errorf("written outside: %v", got)
	}
}

func TestCancelLeavesNoHalfFile(t *testing.T) {
	_, items := shoot(t)
	to := t.TempDir()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	r := runner{plan: plan(t, items, NewOptions(to))}
	files := 0
	r.copier.Reader = func(in io.Reader) io.Reader {
		if files++; files == 3 { // the third file of the first photo
			cancel()
		}
		return in
	}
	report, err := r.run(ctx)
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if got := entries(t, to); len(got) != 0 {
		t.Errorf("left over: %q", got)
	}
	if len(report.Copied) != 0 || len(report.Failed) != 1 || !strings.Contains(report.Failed[0].Text(), "stopped") {
		t.Errorf("%+v", report)
	}
}

// entries lists a folder, hidden files included.
func entries(t *testing.T, dir string) []string {
	t.Helper()
	list, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range list {
		names = append(names, e.Name())
	}
	return names
}

func TestOnePhotoThatFailsDoesNotStopTheOthers(t *testing.T) {
	from, items := shoot(t)
	to := t.TempDir()
	r := runner{plan: plan(t, items, NewOptions(to))}
	r.copier.Written = func(hidden string) {
		if r.state.Current == items[0].Photo.Path {
			if err := os.WriteFile(filepath.Join(to, hidden), []byte("bytes of IMG_!.JPG"), 0o600); err != nil {
				t.Error(err)
			}
		}
	}
	before := tree(t, from)
	var last Progress
	r.progress = func(p Progress) { last = p }
	report, err := r.run(t.Context())
	if err != nil || len(report.Failed) != 1 || !errors.Is(report.Failed[0].Err, verified.ErrMismatch) {
		t.Errorf("%v, %+v", err, report.Failed)
	}
	if got := entries(t, to); !slices.Equal(got, []string{"IMG_2.JPG"}) {
		t.Errorf("in the destination: %q", got)
	}
	if diff := cmp.Diff(before, tree(t, from)); diff != "" {
		t.Errorf("originals changed: %s", diff)
	}
	if last.Done != last.Total || last.Bytes != last.TotalBytes || last.Total != 5 {
		t.Errorf("the last progress is %+v", last)
	}
}

func TestPhotosThatCannotBeExportedAreListed(t *testing.T) {
	from, items := shoot(t)
	link := filepath.Join(from, "link.JPG")
	if err := os.Symlink(items[1].Photo.Path, link); err != nil {
		t.Fatal(err)
	}
	items[0].Photo.Companions = append(items[0].Photo.Companions, library.Companion{Path: filepath.Join(from, "IMG_1.dop"), Kind: library.CompanionSidecar})
	items = append(items,
		items[1], // twice
		Item{Photo: library.Photo{Path: filepath.Join(from, "gone.JPG"), Missing: true}},
		Item{Photo: library.Photo{Path: filepath.Join(from, "vanished.JPG")}},
		Item{Photo: library.Photo{Path: from}},
		Item{Photo: library.Photo{Path: link}},
	)
	opts := NewOptions(t.TempDir())
	opts.Mode = Move
	p := plan(t, items, opts)
	if len(p.Groups) != 2 || len(p.Failed) != 4 {
		t.Errorf("%d groups, failed: %+v", len(p.Groups), p.Failed)
	}
	if len(p.Warnings) != 1 || !strings.Contains(said(p.Warnings), "IMG_1.dop is gone") {
		t.Errorf("warnings: %q", said(p.Warnings))
	}
}

func TestADryRunChangesNothing(t *testing.T) {
	_, items := shoot(t)
	to := filepath.Join(t.TempDir(), "not", "made")
	opts := NewOptions(to)
	opts.DryRun, opts.Mode = true, Move
	p := plan(t, items, opts)
	report, err := Run(t.Context(), p, nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Dir(to)); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a dry run made a folder: %v", err)
	}
	var text bytes.Buffer
	if err := report.WriteText(&text); err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(text.String(), "Would move 2 photos (5 files, ") || !strings.Contains(text.String(), filepath.Join(to, "IMG_1.CR2.xmp")) {
		t.Errorf("the report says %s", &text)
	}
}

func TestPlanAndReportSayWhatIsDoneInWords(t *testing.T) {
	_, items := shoot(t)
	to := t.TempDir()
	write(t, filepath.Join(to, "IMG_2.JPG"), "bytes of IMG_2.JPG")
	items = append(items, Item{Photo: library.Photo{Path: "/nowhere/a\nb.jpg", Missing: true}})
	opts := NewOptions(to)
	opts.Mode = HardLink
	p := plan(t, items, opts)
	var text bytes.Buffer
	if err := p.WriteText(&text); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"Note: A hard link is", "4 files, ", "IMG_1.CR2.xmp -> IMG_1.CR2.xmp\n", "IMG_2.JPG (already there)\n", `/nowhere/a\nb.jpg: the file is gone`} {
		if !strings.Contains(text.String(), want) {
			t.Errorf("%q is missing from the plan:\n%s", want, &text)
		}
	}
	report, err := Run(t.Context(), p, nil)
	if err != nil {
		t.Fatal(err)
	}
	text.Reset()
	if err := report.WriteText(&text); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"Linked 1 photo (4 files, ", "1 photo was already there", "1 photo needs attention:", `/nowhere/a\nb.jpg`} {
		if !strings.Contains(text.String(), want) {
			t.Errorf("%q is missing from the report:\n%s", want, &text)
		}
	}
}

func TestBadOptionsAreRefused(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	write(t, file, "")
	for name, opts := range map[string]Options{
		"no destination":        {},
		"unknown mode":          {To: t.TempDir(), Mode: "teleport"},
		"bad template":          {To: t.TempDir(), Template: "{"},
		"a file as destination": {To: file},
	} {
		if _, err := NewPlan(t.Context(), nil, opts); err == nil {
			t.Errorf("%s was accepted", name)
		}
	}
}

func TestErrorsAreExplained(t *testing.T) {
	for _, err := range []error{context.Canceled, verified.ErrMismatch, verified.ErrChanged, fs.ErrNotExist, fs.ErrPermission} {
		wrapped := fmt.Errorf("wrapped: %w", err)
		if text := explain(wrapped); text == wrapped.Error() {
			t.Errorf("%v is not explained", err)
		}
	}
	if got := explain(errors.New("odd\nthing")); got != `odd\nthing` {
		t.Errorf("got %q", got)
	}
}

func TestAFileThatIsAnotherThanTheOneThatWasReadStays(t *testing.T) {
	for _, mode := range []Mode{Copy, Move} {
		t.Run(string(mode), func(t *testing.T) {
			dir, items := shoot(t)
			for i := range items {
				info, err := os.Stat(items[i].Photo.Path)
				if err != nil {
					t.Fatal(err)
				}
				items[i].Photo.Size, items[i].Photo.ModTime = info.Size(), info.ModTime()
			}
			later := shotAt.Add(time.Minute)
			if err := os.Chtimes(items[1].Photo.Path, later, later); err != nil {
				t.Fatal(err)
			}
			opts := NewOptions(filepath.Join(t.TempDir(), "out"))
			opts.Mode = mode
			plan, err := NewPlan(t.Context(), items, opts)
			if err != nil {
				t.Fatal(err)
			}
			report, err := Run(t.Context(), plan, nil)
			if err != nil || len(report.Copied) != 1 || len(report.Failed) != 1 || !errors.Is(report.Failed[0].Err, ErrAnotherFile) {
				t.Fatalf("%d exported, failed: %+v, %v", len(report.Copied), report.Failed, err)
			}
			if _, err := os.Stat(filepath.Join(dir, "IMG_2.JPG")); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestWhoeverKeepsNoteHearsOfEachPhotoAtOnce(t *testing.T) {
	dir, items := shoot(t)
	opts := NewOptions(filepath.Join(t.TempDir(), "out"))
	opts.Mode = Move
	var left [][]string // what is still in the folder, when each photo has arrived
	opts.Arrived = func(d *Done) {
		for _, f := range d.Files {
			if _, err := os.Stat(f.To); err != nil {
				t.Error(err)
			}
		}
		left = append(left, paths(tree(t, dir)))
	}
	plan, err := NewPlan(t.Context(), items, opts)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Run(t.Context(), plan, nil); err != nil {
		t.Fatal(err)
	}
	if want := [][]string{{"IMG_2.JPG"}, nil}; !slices.EqualFunc(left, want, slices.Equal) {
		t.Errorf("left in the folder: %v, want %v", left, want)
	}
}

func TestAnOriginalThatCannotLeaveHasNoSecondName(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Skip("root may remove files from any folder")
	}
	dir, items := shoot(t)
	to := filepath.Join(t.TempDir(), "out")
	if err := os.Chmod(dir, 0o500); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.Chmod(dir, 0o700) })
	opts := NewOptions(to)
	opts.Mode = Move
	plan, err := NewPlan(t.Context(), items, opts)
	if err != nil {
		t.Fatal(err)
	}
	report, err := Run(t.Context(), plan, nil)
	if err != nil || len(report.Copied) != 0 || len(report.Failed) != len(items) {
		t.Errorf("%d moved, failed: %+v, %v", len(report.Copied), report.Failed, err)
	}
	for _, f := range report.Failed {
		if !strings.Contains(f.Text(), "was not moved") {
			t.Errorf("it says %q", f.Text())
		}
	}
	if left := paths(tree(t, to)); len(left) != 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestAPhotoOfWhichOneFileCannotLeaveIsNotMovedAtAll(t *testing.T) {
	for _, i := range []int{3, 2} { // the first to leave, and one after others have left
		from, items := shoot(t)
		opts := NewOptions(t.TempDir())
		opts.Mode = Move
		g := plan(t, items, opts).Groups[0]
		dir, err := os.OpenRoot(opts.To)
		if err != nil {
			t.Fatal(err)
		}
		there := &place{to: &destination{root: dir}, dir: dir, staged: make([]*verified.File, len(g.Files))}
		b := batch{copier: &verified.Copier{}, mode: Move, group: &g, at: []*place{there}}
		if arrived, err := b.attempt(t.Context()); !arrived || err != nil {
			t.Fatalf("file %d: %v, %v", i, arrived, err)
		}
		// As when another program saves it: no file that changed is removed.
		if err := os.WriteFile(g.Files[i].From, []byte("edited meanwhile"), 0o600); err != nil {
			t.Fatal(err)
		}
		before := tree(t, opts.To)
		arrived, err := b.removeOriginals(t.Context())
		if err := b.discard(); err != nil {
			t.Error(err)
		}
		if arrived || !errors.Is(err, verified.ErrChanged) || !strings.HasPrefix(explain(err), "it was not moved; ") {
			t.Errorf("file %d: %v, %v", i, arrived, err)
		}
		if left := entries(t, opts.To); len(left) != 0 {
			t.Errorf("file %d: second names of the originals: %q", i, left)
		}
		got := tree(t, from)
		delete(got, "IMG_2.JPG")
		if diff := cmp.Diff(before, got); diff != "" {
			t.Errorf("file %d: the originals: %s", i, diff)
		}
	}
}

func TestSidecarsThatCameAfterTheLastScanTravelAlong(t *testing.T) {
	for _, mode := range []Mode{Copy, Move} {
		from, items := shoot(t)
		late := filepath.Join(from, "IMG_2.JPG.xmp")
		for _, name := range []string{"IMG_2.JPG.xmp", "IMG_1.pp3", "IMG_1.WAV", "IMG_1.CR2.on1", "IMG_2.acr", "IMG_2.MOV", "IMG_2.AAE", "IMG_3.xmp"} {
			write(t, filepath.Join(from, name), "edited")
		}
		opts := NewOptions(t.TempDir())
		opts.Mode, opts.Template = mode, "keeper_{seq}"
		report := run(t, items, opts)
		want := []string{
			"keeper_1.CR2", "keeper_1.CR2.on1", "keeper_1.CR2.xmp", "keeper_1.JPG", "keeper_1.WAV", "keeper_1.pp3", "keeper_1.xmp",
			"keeper_2.AAE", "keeper_2.JPG", "keeper_2.JPG.xmp", "keeper_2.MOV", "keeper_2.acr",
		}
		if diff := cmp.Diff(want, paths(tree(t, opts.To))); diff != "" {
			t.Errorf("%s: %s", mode, diff)
		}
		if left := paths(tree(t, from)); mode == Move && !slices.Equal(left, []string{"IMG_3.xmp"}) {
			t.Errorf("left behind: %q", left)
		}
		// Whoever follows the photo has to know of them, too.
		if got := report.Copied[1].Photo.Companions; len(got) != 4 || !slices.Contains(got, library.Companion{Path: late, Kind: library.CompanionSidecar}) {
			t.Errorf("%s: reported with %+v", mode, got)
		}
		if len(items[0].Photo.Companions) != 3 {
			t.Errorf("%s: the caller's photo has changed: %+v", mode, items[0].Photo)
		}
		opts.To, opts.Sidecars, opts.Mode = t.TempDir(), false, Copy
		if p := plan(t, items[1:], opts); mode == Copy && len(p.Groups[0].Files) != 1 {
			t.Errorf("not asked for, but planned: %+v", p.Groups[0].Files)
		}
	}
}

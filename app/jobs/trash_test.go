package jobs

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"keeplight.app/keeplight/app/decide"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/library/scan"
	"keeplight.app/keeplight/library/trash"
)

// bin is a catalogue of three shots in a folder: a pair with sidecar and film, and two
// JPEGs, all rejected.
type bin struct {
	dir    string
	cat    *catalog.Catalog
	trash  *trash.Trash
	photos []library.Photo
	lost   []string
}

func newBin(t *testing.T) *bin {
	t.Helper()
	b := &bin{dir: t.TempDir(), trash: trash.New(filepath.Join(t.TempDir(), "Trash"))}
	var err error
	if b.cat, err = catalog.Open(t.TempDir()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := b.cat.Close(); err != nil {
			t.Error(err)
		}
	})
	for _, name := range []string{"1.jpg", "1.cr3", "1.xmp", "1.mov", "2.jpg", "3.jpg"} {
		b.write(t, name, name)
	}
	at := func(name string) string { return filepath.Join(b.dir, name) }
	for _, c := range []struct {
		path  string
		mates []library.Companion
	}{
		{at("1.jpg"), []library.Companion{{Path: at("1.cr3"), Kind: library.CompanionImage}, {Path: at("1.xmp"), Kind: library.CompanionSidecar}}},
		{at("2.jpg"), nil},
		{at("3.jpg"), nil},
	} {
		file, err := scan.Stat(c.path, library.JPEG, c.mates)
		if err != nil {
			t.Fatal(err)
		}
		photos, err := b.cat.PutFiles(t.Context(), []catalog.File{file})
		if err != nil {
			t.Fatal(err)
		}
		if photos, err = b.cat.Decide(t.Context(), []catalog.Mark{{ID: photos[0].ID, Flag: new(library.Reject)}}); err != nil {
			t.Fatal(err)
		}
		b.photos = append(b.photos, photos[0])
	}
	return b
}

func (b *bin) write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(b.dir, name), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func (b *bin) names(t *testing.T) string {
	t.Helper()
	entries, err := os.ReadDir(b.dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return strings.Join(names, " ")
}

func (b *bin) job(photos ...library.Photo) *Trash {
	return &Trash{Photos: photos, Bin: b.trash, Store: b.cat, Record: b.cat.RecordTrash}
}

func (b *bin) run(t *testing.T, photos ...library.Photo) TrashReport {
	t.Helper()
	var r Runner
	report, err := PlanAndDo(t.Context(), &r, b.job(photos...), nil)
	if err != nil {
		t.Fatal(err)
	}
	return report
}

// turn undoes or redoes one step.
func (b *bin) turn(ask func(*decide.Writer)) decide.Result {
	return decide.Once(b.cat, func(w *decide.Writer) {
		w.MoveBy(library.TrashStep, &TrashSteps{Bin: b.trash, Store: b.cat, Lost: func(paths []string) { b.lost = append(b.lost, paths...) }})
		ask(w)
	})
}

func (b *bin) missing(t *testing.T) (missing []bool) {
	t.Helper()
	for _, p := range b.photos {
		now, err := b.cat.Photo(t.Context(), p.ID)
		if err != nil || now.Decision.Flag != library.Reject {
			t.Fatalf("the decision on %s is %+v, %v", p.Path, now.Decision, err)
		}
		missing = append(missing, now.Missing)
	}
	return missing
}

const all = "1.cr3 1.jpg 1.mov 1.xmp 2.jpg 3.jpg"

func TestWholeShotsGoIntoTheTrashAndComeBackWithTheirDecisions(t *testing.T) {
	b := newBin(t)
	report := b.run(t, b.photos[:2]...)
	if len(report.Moved) != 2 || report.Files != 5 || len(report.Failed) != 0 || b.names(t) != "3.jpg" {
		t.Fatalf("%+v; there is %s", report, b.names(t))
	}
	for range 2 {
		if got := b.missing(t); !slices.Equal(got, []bool{true, true, false}) {
			t.Errorf("missing: %v", got)
		}
		if got := b.turn((*decide.Writer).Undo); got.Err != nil || len(got.Photos) != 2 || got.Photos[0].Missing || b.names(t) != all {
			t.Fatalf("undo: %+v; there is %s", got, b.names(t))
		}
		if got := b.missing(t); slices.Contains(got, true) {
			t.Errorf("missing after undo: %v", got)
		}
		if got := b.turn((*decide.Writer).Redo); got.Err != nil || len(got.Photos) != 2 || b.names(t) != "3.jpg" {
			t.Fatalf("redo: %+v; there is %s", got, b.names(t))
		}
	}
	if len(b.lost) != 0 {
		t.Errorf("lost: %v", b.lost)
	}
}

func TestSettingsInFoldersOfOtherProgramsGoAndComeBack(t *testing.T) {
	b := newBin(t)
	const settings = "CaptureOne/Settings131/1.cr3.cos"
	if err := os.MkdirAll(filepath.Join(b.dir, filepath.Dir(settings)), 0o700); err != nil {
		t.Fatal(err)
	}
	b.write(t, settings, "settings")
	path := filepath.Join(b.dir, settings)
	plan, err := b.job(b.photos[0]).Plan(t.Context())
	if err != nil || len(plan.Shots) != 1 || !slices.Contains(plan.Shots[0].Files, path) {
		t.Fatalf("%+v, %v", plan, err)
	}
	b.run(t, b.photos[0])
	if _, err := os.Lstat(path); err == nil {
		t.Error("the settings stay")
	}
	if err := os.RemoveAll(filepath.Join(b.dir, "CaptureOne")); err != nil { // empty folders are tidied up
		t.Fatal(err)
	}
	if got := b.turn((*decide.Writer).Undo); got.Err != nil {
		t.Error(got.Err)
	}
	if now, err := os.ReadFile(path); err != nil || string(now) != "settings" {
		t.Errorf("after undo: %q, %v", now, err)
	}
}

func TestAShotWithSettingsBehindALinkThatLeadsOutStays(t *testing.T) {
	b := newBin(t)
	away := t.TempDir()
	if err := os.WriteFile(filepath.Join(away, "2.jpg.nksc"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(away, filepath.Join(b.dir, "NKSC_PARAM")); err != nil {
		t.Skipf("no link can be made here: %v", err)
	}
	job := b.job(b.photos...)
	job.Roots = []string{b.dir}
	plan, err := job.Plan(t.Context())
	if err != nil || len(plan.Shots) != 2 || len(plan.Failed) != 1 || !errors.Is(plan.Failed[0].Err, scan.ErrLeadsOut) {
		t.Fatalf("%+v, %v", plan, err)
	}
	if text := plan.Failed[0].Text(); !strings.Contains(text, "2.jpg.nksc") {
		t.Errorf("it says %q", text)
	}
}

func TestAnUndoNeverReplacesAFile(t *testing.T) {
	b := newBin(t)
	b.run(t, b.photos...)
	b.write(t, "1.xmp", "somebody else's")
	got := b.turn((*decide.Writer).Undo)
	if !errors.Is(got.Err, trash.ErrOccupied) || !strings.Contains(got.Err.Error(), "1.xmp") || b.names(t) != "1.xmp" {
		t.Errorf("%v; there is %s", got.Err, b.names(t))
	}
	if err := os.Remove(filepath.Join(b.dir, "1.xmp")); err != nil {
		t.Fatal(err)
	}
	if got := b.turn((*decide.Writer).Undo); got.Err != nil || b.names(t) != all {
		t.Errorf("%v; there is %s", got.Err, b.names(t))
	}
}

func TestAnEmptiedTrashGivesBackTheDecisions(t *testing.T) {
	b := newBin(t)
	b.run(t, b.photos...)
	step, err := b.cat.NextUndo(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range step.Files {
		if f.ID == b.photos[1].ID {
			if err := os.Remove(f.After); err != nil {
				t.Fatal(err)
			}
		}
	}
	got := b.turn((*decide.Writer).Undo)
	if got.Err != nil || b.names(t) != "1.cr3 1.jpg 1.mov 1.xmp 3.jpg" || !slices.Equal(b.lost, []string{b.photos[1].Path}) {
		t.Errorf("%v; there is %s; lost %v", got.Err, b.names(t), b.lost)
	}
	if now := b.missing(t); !slices.Equal(now, []bool{false, true, false}) || !got.Photos[1].Missing {
		t.Errorf("missing: %v", now)
	}
}

func TestAShotThatCannotGoWholeStays(t *testing.T) {
	b := newBin(t)
	job := b.job(b.photos...)
	plan, err := job.Plan(t.Context())
	if err != nil || plan.Files != 6 || plan.Bytes != 30 {
		t.Fatalf("%+v, %v", plan, err)
	}
	if err := os.Remove(filepath.Join(b.dir, "1.cr3")); err != nil { // after the plan
		t.Fatal(err)
	}
	var r Runner
	report, err := Do(t.Context(), &r, job, plan, nil)
	if err != nil || len(report.Moved) != 2 || len(report.Failed) != 1 || b.names(t) != "1.jpg 1.mov 1.xmp" {
		t.Fatalf("%+v, %v; there is %s", report, err, b.names(t))
	}
	if now := b.missing(t); !slices.Equal(now, []bool{false, true, true}) {
		t.Errorf("missing: %v", now)
	}
	if got := b.turn((*decide.Writer).Undo); got.Err != nil || b.names(t) != "1.jpg 1.mov 1.xmp 2.jpg 3.jpg" {
		t.Errorf("undo: %v; there is %s", got.Err, b.names(t))
	}
}

func TestWhatWasRecordedWhenTheProgramEndedIsFinishedOrUndone(t *testing.T) {
	for name, after := range map[string]func(t *testing.T, b *bin){
		"finished": func(t *testing.T, b *bin) {
			steps := TrashSteps{Bin: b.trash, Store: b.cat}
			moved, err := steps.Finish(t.Context(), b.cat.NextUndo)
			if err != nil || len(moved) != 3 || b.names(t) != "" {
				t.Errorf("%v, %v; there is %s", moved, err, b.names(t))
			}
			if moved, err = steps.Finish(t.Context(), b.cat.NextUndo); err != nil || len(moved) != 0 {
				t.Errorf("a second time: %v, %v", moved, err)
			}
		},
		"undone": func(*testing.T, *bin) {},
		"changed": func(t *testing.T, b *bin) {
			b.write(t, "2.jpg", "another picture")
			steps := TrashSteps{Bin: b.trash, Store: b.cat}
			if moved, err := steps.Finish(t.Context(), b.cat.NextUndo); err != nil || len(moved) != 2 || b.names(t) != "2.jpg" {
				t.Errorf("%v, %v; there is %s", moved, err, b.names(t))
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBin(t)
			job := b.job(b.photos...)
			plan, err := job.Plan(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			// A program that ends right after the step is recorded moves nothing more and
			// tidies nothing up.
			_, files := job.claim(plan.Shots, &TrashReport{})
			if _, err := job.Record(t.Context(), files); err != nil || len(files) != 6 {
				t.Fatalf("%d files, %v", len(files), err)
			}
			after(t, b)
			if got := b.turn((*decide.Writer).Undo); got.Err != nil || b.names(t) != all {
				t.Errorf("undo: %v; there is %s", got.Err, b.names(t))
			}
		})
	}
}

func TestCancellingLeavesWhatHasNotGone(t *testing.T) {
	b := newBin(t)
	job := b.job(b.photos...)
	ctx, cancel := context.WithCancel(t.Context())
	plan, err := job.Plan(ctx)
	if err != nil {
		t.Fatal(err)
	}
	report, err := job.Run(ctx, plan, func(p Progress) {
		if p.Done == 1 {
			cancel()
		}
	})
	if !errors.Is(err, context.Canceled) || len(report.Moved) != 1 || len(report.Moved)+len(report.Failed) != 3 {
		t.Fatalf("%+v, %v", report, err)
	}
	if got := b.turn((*decide.Writer).Undo); got.Err != nil || b.names(t) != all {
		t.Errorf("undo: %v; there is %s", got.Err, b.names(t))
	}
}

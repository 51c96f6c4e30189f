package export

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"keeplight.app/keeplight/library/export/verified"
)

// moveTo gives options that move, and the photos as a catalogue knows them.
func moveTo(t *testing.T, to string, items []Item) Options {
	t.Helper()
	for i := range items {
		info, err := os.Stat(items[i].Photo.Path)
		if err != nil {
			t.Fatal(err)
		}
		items[i].Photo.Size, items[i].Photo.ModTime = info.Size(), info.ModTime()
	}
	opts := NewOptions(to)
	opts.Mode = Move
	return opts
}

func hardLink(t *testing.T, from, to string) {
	t.Helper()
	if err := errors.Join(os.MkdirAll(filepath.Dir(to), 0o700), os.Link(from, to)); err != nil {
		t.Skip("no hard links here: " + err.Error())
	}
}

func remove(t *testing.T, paths ...string) {
	t.Helper()
	for _, path := range paths {
		if err := os.Remove(path); err != nil {
			t.Fatal(err)
		}
	}
}

// TestAMoveThatWasKilledIsFinished stops a move of the pair at each moment and asks the
// next run to finish it.
func TestAMoveThatWasKilledIsFinished(t *testing.T) {
	names := []string{"IMG_1.CR2", "IMG_1.CR2.xmp", "IMG_1.JPG", "IMG_1.xmp"}
	arrive := func(copied bool) func(t *testing.T, from, to, name string) {
		return func(t *testing.T, from, to, name string) {
			if !copied {
				hardLink(t, filepath.Join(from, name), filepath.Join(to, name))
				return
			}
			b, err := os.ReadFile(filepath.Join(from, name))
			if err != nil {
				t.Fatal(err)
			}
			write(t, filepath.Join(to, name), string(b))
		}
	}
	for name, c := range map[string]struct {
		copied   bool // to another volume
		arrived  []string
		gone     []string
		skipped  int
		withNote bool
	}{
		"some linked":            {arrived: names[:2]},
		"all linked":             {arrived: names},
		"some originals gone":    {arrived: names, gone: []string{"IMG_1.xmp", "IMG_1.CR2.xmp"}},
		"only the photo left":    {arrived: names, gone: []string{"IMG_1.xmp", "IMG_1.CR2.xmp", "IMG_1.CR2"}},
		"not told":               {arrived: names, gone: names, skipped: 1},
		"some copied":            {copied: true, withNote: true, arrived: names[:3]},
		"all copied":             {copied: true, withNote: true, arrived: names},
		"copied, some gone":      {copied: true, withNote: true, arrived: names, gone: []string{"IMG_1.xmp"}},
		"copied, and not told":   {copied: true, withNote: true, arrived: names, gone: names, skipped: 1},
		"parts were left behind": {arrived: append([]string{}, ".keeplight-KILLED.part")},
	} {
		t.Run(name, func(t *testing.T) {
			from, items := shoot(t)
			to := filepath.Join(t.TempDir(), "keepers")
			items = items[:1]
			opts := moveTo(t, to, items)
			var note moveNote
			for _, n := range c.arrived {
				if n == ".keeplight-KILLED.part" {
					hardLink(t, filepath.Join(from, "IMG_1.CR2"), filepath.Join(to, n))
					continue
				}
				arrive(c.copied)(t, from, to, n)
				note.From, note.Names = append(note.From, filepath.Join(from, n)), append(note.Names, n)
			}
			if c.withNote {
				b := openBatch(t, to)
				data, err := jsonOf(note)
				if err == nil {
					err = b.writeFile(notePrefix+"KILLED"+noteSuffix, data)
				}
				if err != nil {
					t.Fatal(err)
				}
			}
			for _, n := range c.gone {
				remove(t, filepath.Join(from, n))
			}
			told := map[string]string{}
			opts.Arrived = func(d *Done) {
				for _, f := range d.Files {
					told[filepath.Base(f.From)] = filepath.Base(f.To)
				}
			}
			p := plan(t, items, opts)
			if len(p.Warnings) > 0 || len(p.Failed) > 0 {
				t.Errorf("warned of %q, failed %v", said(p.Warnings), p.Failed)
			}
			report, err := Run(t.Context(), p, nil)
			if err != nil || len(report.Failed) > 0 || len(report.Copied) != 1-c.skipped || len(report.Skipped) != c.skipped {
				t.Fatalf("%+v, %v", report, err)
			}
			if diff := cmp.Diff([]string{"IMG_2.JPG"}, paths(tree(t, from))); diff != "" {
				t.Errorf("left behind: %s", diff)
			}
			if diff := cmp.Diff(names, paths(tree(t, to))); diff != "" {
				t.Errorf("arrived: %s", diff)
			}
			if len(told) != 4 || told["IMG_1.CR2"] != "IMG_1.CR2" {
				t.Errorf("the catalogue is told of %v", told)
			}
		})
	}
}

func jsonOf(n moveNote) ([]byte, error) {
	from, err := n.From.MarshalJSON()
	names, err2 := n.Names.MarshalJSON()
	return []byte(`{"from":` + string(from) + `,"names":` + string(names) + `}`), errors.Join(err, err2)
}

func openBatch(t *testing.T, dir string) *batch {
	t.Helper()
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := root.Close(); err != nil {
			t.Error(err)
		}
	})
	return &batch{mode: Move, copier: &verified.Copier{}, at: []*place{{to: &destination{root: root}, dir: root}}}
}

func TestAnEqualFileThatNoMoveBroughtKeepsItsOriginal(t *testing.T) {
	from, items := shoot(t)
	to := t.TempDir()
	write(t, filepath.Join(to, "IMG_2.JPG"), "bytes of IMG_2.JPG")
	report := run(t, items[1:], moveTo(t, to, items[1:]))
	if len(report.Skipped) != 1 || !slices.Contains(paths(tree(t, from)), "IMG_2.JPG") {
		t.Errorf("%+v", report)
	}
}

func TestAMoveToAnotherVolumeLeavesItsNoteUntilTheOriginalsAreGone(t *testing.T) {
	from, items := shoot(t)
	to := t.TempDir()
	p := plan(t, items[:1], moveTo(t, to, items[:1]))
	b := openBatch(t, to)
	b.group, b.at[0].staged = &p.Groups[0], make([]*verified.File, 4)
	for i, f := range b.group.Files { // as to another volume
		var err error
		if b.at[0].staged[i], err = b.copier.Copy(t.Context(), f.From, b.at[0].dir); err != nil {
			t.Fatal(err)
		}
	}
	note, err := b.writeNote()
	if err != nil {
		t.Fatal(err)
	}
	b.note = note
	moved, err := b.readNotes()
	if err != nil || len(moved) != 4 || moved["IMG_1.CR2"] != filepath.Join(from, "IMG_1.CR2") {
		t.Fatalf("%v, %v", moved, err)
	}
	if err := b.publish(t.Context()); err != nil {
		t.Fatal(err)
	}
	if arrived, err := b.removeOriginals(t.Context()); !arrived || err != nil {
		t.Fatal(err)
	}
	if hasFile(filepath.Join(to, note)) || len(paths(tree(t, from))) != 1 {
		t.Errorf("left: %v and %v", paths(tree(t, to)), paths(tree(t, from)))
	}
}

// TestASecondDestinationGetsWhatAKilledMoveBrought asks for a second copy only after a run
// that knew of one destination has moved the pair, and was killed before it told of it.
func TestASecondDestinationGetsWhatAKilledMoveBrought(t *testing.T) {
	names := []string{"IMG_1.CR2", "IMG_1.CR2.xmp", "IMG_1.JPG", "IMG_1.xmp"}
	for name, c := range map[string]struct {
		here    []string // originals that were not moved
		there   []string // what the second holds already
		foreign bool     // and another file under the photo's name
		copied  int      // photos
		lacking int
	}{
		"nothing there":          {copied: 1},
		"some there":             {there: names[:2], copied: 1},
		"all there":              {there: names},
		"another photo there":    {foreign: true, lacking: 1},
		"the photo was not gone": {here: names[2:3], copied: 1},
	} {
		t.Run(name, func(t *testing.T) {
			from, items := shoot(t)
			items = items[:1]
			o := moveTo(t, filepath.Join(t.TempDir(), "keepers"), items)
			o.Second, o.Checksums = filepath.Join(t.TempDir(), "backup"), true
			for _, n := range names {
				hardLink(t, filepath.Join(from, n), filepath.Join(o.To, n))
				if !slices.Contains(c.here, n) {
					remove(t, filepath.Join(from, n))
				}
			}
			for _, n := range c.there {
				write(t, filepath.Join(o.Second, n), "bytes of "+n)
			}
			if c.foreign {
				write(t, filepath.Join(o.Second, "IMG_1.JPG"), "another photo")
			}
			report := run(t, items, o)
			if len(report.Failed) > 0 || len(paths(tree(t, from))) != 1 || len(report.Copied) != c.copied || len(report.NotInSecond) != c.lacking {
				t.Fatalf("%+v", report)
			}
			want := append(names[:4:4], "checksums.sha256")
			if c.foreign {
				want = []string{"IMG_1.JPG"}
			}
			if diff := cmp.Diff(want, paths(tree(t, o.Second))); diff != "" {
				t.Errorf("in the second: %s", diff)
			}
			if len(listOf(t, o.To)) != 4 || len(tree(t, o.To)) != 5 {
				t.Errorf("the first has %v and lists %q", paths(tree(t, o.To)), listOf(t, o.To))
			}
		})
	}
}

func TestWhatAKilledExportLeftIsSweptAndSaid(t *testing.T) {
	_, items := shoot(t)
	to := t.TempDir()
	for _, name := range []string{".keeplight-A.part", "2025/12/.keeplight-B.part", "2025/12/photo.part", ".hidden"} {
		write(t, filepath.Join(to, name), "half")
	}
	held, err := os.OpenRoot(to)
	if err != nil {
		t.Fatal(err)
	}
	defer held.Close()
	busy, err := (&verified.Copier{}).Copy(t.Context(), items[1].Photo.Path, held)
	if err != nil {
		t.Fatal(err)
	}
	report := run(t, items[1:], NewOptions(to))
	var text bytes.Buffer
	if err := report.WriteText(&text); err != nil {
		t.Fatal(err)
	}
	if report.Swept != 2 || len(report.Unfinished) != 1 || !strings.Contains(text.String(), "Removed 2 unfinished files") {
		t.Errorf("%+v: %s", report, &text)
	}
	got := paths(tree(t, to))
	if !slices.Contains(got, "2025/12/photo.part") || !slices.Contains(got, ".hidden") || len(got) != 4 {
		t.Errorf("there is %v", got)
	}
	if err := busy.Discard(); err != nil {
		t.Error(err)
	}
}

// TestAPhotoThatWasChangedWhileItMovedArrivesWholeOnTheRerun has another program change a
// file between its arrival and the removal of its original: in place or, as most do, by
// another file of its name.
func TestAPhotoThatWasChangedWhileItMovedArrivesWholeOnTheRerun(t *testing.T) {
	for name, c := range map[string]struct {
		copied, replaced bool
		edited, keptAs   string
		withSidecar      bool // its sidecar is changed too
	}{
		"the photo and its sidecar":     {copied: true, edited: "IMG_1.JPG", keptAs: "IMG_1 (3).JPG", withSidecar: true},
		"a sidecar, on another volume":  {copied: true, edited: "IMG_1.CR2.xmp", keptAs: "IMG_1 (3).CR2.xmp"},
		"the photo, on another volume":  {copied: true, edited: "IMG_1.JPG", keptAs: "IMG_1 (3).JPG"},
		"one replaced, on another":      {copied: true, replaced: true, edited: "IMG_1.CR2", keptAs: "IMG_1 (3).CR2"},
		"one replaced, within a volume": {replaced: true, edited: "IMG_1.xmp", keptAs: "IMG_1 (3).xmp"},
	} {
		t.Run(name, func(t *testing.T) {
			from, items := shoot(t)
			to := t.TempDir()
			write(t, filepath.Join(to, "img_1 (2).nef"), "another photo")
			b := pairBatch(t, items, to, c.copied)
			if arrived, err := b.attempt(t.Context()); !arrived || err != nil {
				t.Fatal(arrived, err)
			}
			edited := filepath.Join(from, c.edited)
			if c.replaced {
				remove(t, edited)
			}
			write(t, edited, "edited meanwhile")
			if c.withSidecar {
				write(t, filepath.Join(from, "IMG_1.xmp"), "edited as well")
			}
			arrived, err := b.removeOriginals(t.Context())
			if arrived || !strings.Contains(explain(err), "another program changed one of its files") {
				t.Fatalf("arrived: %v, it says %q", arrived, explain(err))
			}
			if err := b.discard(); err != nil {
				t.Error(err)
			}
			opts := moveTo(t, to, items[:1])
			opts.Checksums, opts.Second = true, t.TempDir()
			p := plan(t, items[:1], opts)
			if len(p.Groups) != 1 || p.Groups[0].Number != 0 {
				t.Fatalf("the plan: %+v", p)
			}
			report, err := Run(t.Context(), p, nil)
			if err != nil || len(report.Failed)+len(report.NotInSecond) > 0 || len(report.Copied) != 1 {
				t.Fatalf("%+v, %v", report, err)
			}
			if note := report.Copied[0].Note; !strings.Contains(note, c.keptAs) || !strings.Contains(note, c.edited) {
				t.Errorf("it says %q", note)
			}
			there := tree(t, to)
			want := []string{"IMG_1.CR2", "IMG_1.CR2.xmp", "IMG_1.JPG", "IMG_1.xmp", "checksums.sha256", "img_1 (2).nef", c.keptAs}
			if c.withSidecar {
				want = append(want, "IMG_1 (3).xmp") // under the photo's number
			}
			slices.Sort(want)
			if diff := cmp.Diff(want, paths(there)); diff != "" {
				t.Errorf("arrived: %s", diff)
			}
			if diff := cmp.Diff([]string{"IMG_2.JPG"}, paths(tree(t, from))); diff != "" {
				t.Errorf("left behind: %s", diff)
			}
			read := func(name string) string { b, _ := os.ReadFile(filepath.Join(to, name)); return string(b) }
			if read(c.edited) != "edited meanwhile" || read(c.keptAs) != "bytes of "+c.edited {
				t.Errorf("%q, and before the change %q", read(c.edited), read(c.keptAs))
			}
			if lines := listOf(t, to); len(lines) != len(want)-2 { // without itself and the other photo
				t.Errorf("listed: %q", lines)
			}
			if len(tree(t, opts.Second)) != 5 { // four files and their list
				t.Errorf("the second has %v", paths(tree(t, opts.Second)))
			}
		})
	}
}

func FuzzReadNote(f *testing.F) {
	f.Add([]byte(`{"from":["/a"],"names":["b"]}`))
	f.Add([]byte(`{"from":[{"path_b64":"/w=="}],"names":[]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		b := openBatch(t, t.TempDir())
		if err := b.writeFile("note", data); err != nil {
			t.Fatal(err)
		}
		if note, ok := readNote(b.at[0].dir, "note"); ok && len(note.From) != len(note.Names) {
			t.Errorf("%+v", note)
		}
	})
}

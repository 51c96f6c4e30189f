package export

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"keeplight.app/keeplight/library/export/verified"
)

// pairBatch gives a batch that is to move the pair of shoot into an empty folder, with
// copies staged as on another volume where that is asked.
func pairBatch(t *testing.T, items []Item, to string, copied bool) *batch {
	t.Helper()
	g := plan(t, items[:1], moveTo(t, to, items[:1])).Groups[0]
	b := openBatch(t, to)
	b.group, b.at[0].staged = &g, make([]*verified.File, len(g.Files))
	for i, f := range g.Files {
		if !copied {
			break
		}
		var err error
		if b.at[0].staged[i], err = b.copier.Copy(t.Context(), f.From, b.at[0].dir); err != nil {
			t.Fatal(err)
		}
	}
	return b
}

// names gives what is in a folder, and how many notes of moves are besides.
func names(t *testing.T, dir string) (files []string, notes int) {
	t.Helper()
	for _, name := range paths(tree(t, dir)) {
		if strings.HasSuffix(name, noteSuffix) {
			notes++
			continue
		}
		files = append(files, name)
	}
	return files, notes
}

func TestWhatArrivedStaysWhereAnOriginalIsNotWhatItWas(t *testing.T) {
	all := []string{"IMG_1.CR2", "IMG_1.CR2.xmp", "IMG_1.JPG", "IMG_1.xmp"}
	for name, c := range map[string]struct {
		copied  bool   // to another volume
		earlier string // what an earlier run has linked
		gone    string // one that it has removed from its folder as well
		edited  string
		deleted string
		sync    bool // that the folder cannot be written to disk is what ends the move
		want    []string
	}{
		"linked, edited":             {edited: "IMG_1.CR2.xmp"},
		"linked, and one deleted":    {edited: "IMG_1.CR2.xmp", deleted: "IMG_1.JPG", want: all},
		"linked, not written":        {sync: true},
		"linked, written in part":    {sync: true, deleted: "IMG_1.CR2", want: all},
		"linked in part, edited":     {earlier: "IMG_1.JPG", edited: "IMG_1.CR2.xmp", want: all},
		"moved in part, edited":      {earlier: "IMG_1.JPG", gone: "IMG_1.xmp", edited: "IMG_1.CR2.xmp", want: all},
		"moved in part, not written": {earlier: "IMG_1.JPG", gone: "IMG_1.xmp", sync: true, want: all},
		"copied, edited":             {copied: true, edited: "IMG_1.CR2.xmp", want: all},
		"copied, and one deleted":    {copied: true, edited: "IMG_1.CR2.xmp", deleted: "IMG_1.JPG", want: all},
		"copied, not written":        {copied: true, sync: true},
		"copied, another deletes":    {copied: true, sync: true, deleted: "IMG_1.JPG", want: all},
		"copied, another one edits":  {copied: true, sync: true, edited: "IMG_1.JPG", want: all},
	} {
		t.Run(name, func(t *testing.T) {
			from, items := shoot(t)
			to := t.TempDir()
			if c.earlier != "" {
				hardLink(t, filepath.Join(from, c.earlier), filepath.Join(to, c.earlier))
			}
			if c.gone != "" {
				hardLink(t, filepath.Join(from, c.gone), filepath.Join(to, c.gone))
				remove(t, filepath.Join(from, c.gone))
			}
			b := pairBatch(t, items, to, c.copied)
			if arrived, err := b.attempt(t.Context()); !arrived || err != nil {
				t.Fatal(arrived, err)
			}
			if c.edited != "" {
				if err := os.WriteFile(filepath.Join(from, c.edited), []byte("edited meanwhile"), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			if c.deleted != "" {
				remove(t, filepath.Join(from, c.deleted))
			}
			arrived, err := false, error(nil)
			if c.sync {
				err = b.takeBack(os.ErrInvalid, notMoved(os.ErrInvalid))
			} else {
				arrived, err = b.removeOriginals(t.Context())
			}
			for _, f := range b.at[0].staged {
				if err := f.Discard(); err != nil {
					t.Error(err)
				}
			}
			says := "it was not moved"
			if c.want != nil {
				says = "it has arrived, but "
			}
			if arrived || !strings.HasPrefix(explain(err), says) {
				t.Errorf("arrived: %v, it says %q", arrived, explain(err))
			}
			left, notes := names(t, to)
			if diff := cmp.Diff(c.want, left); diff != "" || (notes == 1) != (c.copied && c.want != nil) {
				t.Errorf("there are %d notes and %s", notes, diff)
			}
		})
	}
}

// TestWhatAnEarlierRunBroughtKeepsItsName has another program take the name of a file
// while it is copied, of a photo that a run which ended has moved in part.
func TestWhatAnEarlierRunBroughtKeepsItsName(t *testing.T) {
	for name, copied := range map[string]bool{"linked": false, "copied": true} {
		t.Run(name, func(t *testing.T) {
			from, items := shoot(t)
			items = items[:1]
			o := moveTo(t, t.TempDir(), items)
			o.Second = t.TempDir() // which gets copies, so that there is something to wait for
			in := func(name string) string { return filepath.Join(from, name) }
			if copied {
				write(t, filepath.Join(o.To, "IMG_1.JPG"), "bytes of IMG_1.JPG")
				data, err := jsonOf(moveNote{From: []string{in("IMG_1.JPG")}, Names: []string{"IMG_1.JPG"}})
				if err == nil {
					err = openBatch(t, o.To).writeFile(notePrefix+"KILLED"+noteSuffix, data)
				}
				if err != nil {
					t.Fatal(err)
				}
			} else {
				hardLink(t, in("IMG_1.JPG"), filepath.Join(o.To, "IMG_1.JPG"))
			}
			hardLink(t, in("IMG_1.CR2.xmp"), filepath.Join(o.To, "IMG_1.CR2.xmp"))
			remove(t, in("IMG_1.CR2.xmp"))
			r := runner{plan: plan(t, items, o)}
			r.copier.Written = func(string) { write(t, filepath.Join(o.To, "IMG_1.xmp"), "somebody was quicker") }
			report, err := r.run(t.Context())
			if err != nil || len(report.Failed) != 1 || !strings.Contains(report.Failed[0].Text(), "it has arrived, but ") {
				t.Fatalf("%+v, %v", report, err)
			}
			left, _ := names(t, o.To)
			if diff := cmp.Diff([]string{"IMG_1.CR2.xmp", "IMG_1.JPG", "IMG_1.xmp"}, left); diff != "" {
				t.Errorf("arrived: %s", diff)
			}
			if diff := cmp.Diff([]string{"IMG_1.CR2", "IMG_1.JPG", "IMG_1.xmp", "IMG_2.JPG"}, paths(tree(t, from))); diff != "" {
				t.Errorf("the originals: %s", diff)
			}
		})
	}
}

func TestADriveThatIsUnpluggedHasLostNoOriginal(t *testing.T) {
	for name, copied := range map[string]bool{"linked": false, "copied": true} {
		t.Run(name, func(t *testing.T) {
			from, items := shoot(t)
			to := t.TempDir()
			b := pairBatch(t, items, to, copied)
			if arrived, err := b.attempt(t.Context()); !arrived || err != nil {
				t.Fatal(arrived, err)
			}
			if err := os.Rename(from, from+" unplugged"); err != nil {
				t.Fatal(err)
			}
			arrived, err := b.removeOriginals(t.Context())
			if arrived || !strings.HasPrefix(explain(err), "it has arrived, but ") {
				t.Errorf("arrived: %v, it says %q", arrived, explain(err))
			}
			if _, err := b.readNotes(); err != nil { // as the next photo's move does
				t.Error(err)
			}
			if left, notes := names(t, to); len(left) != 4 || (notes == 1) != copied {
				t.Errorf("there are %q and %d notes", left, notes)
			}
			if err := os.Rename(from+" unplugged", from); err != nil {
				t.Fatal(err)
			}
			report := run(t, items[:1], moveTo(t, to, items[:1]))
			left, notes := names(t, to)
			if len(report.Failed) > 0 || len(left) != 4 || notes > 0 || len(tree(t, from)) != 1 {
				t.Errorf("once it is back: %+v, %q and %d notes", report, left, notes)
			}
		})
	}
}

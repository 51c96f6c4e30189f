//go:build linux

package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"keeplight.app/keeplight/library/phototest"
)

// hostileStems are names of photos, without their endings, that programs have lost or
// mixed up. Together with ".jpg" the longest have the 255 bytes that file systems allow.
func hostileStems() []string {
	return []string{
		"two\nlines", `quo"te's`, `back\slash`, "-dash", "--to", "@args", "#note", "%41", "$(x)", "*", "?", "[x]", "~tilde", "a:b", "CON",
		"tab\there", "\x1b[31mred", " lead", "space ", "dot.", "two.jpg.dots", "\u202ertl", "\U0001F600",
		norm.NFC.String("caf\u00e9"), norm.NFD.String("caf\u00e9"), "Case", "case", "CASE", "bad\xff\xfebytes", "bad\xff\xffbytes",
		strings.Repeat("a", 251), strings.Repeat("b", 247), strings.Repeat("\u3042", 83),
	}
}

// hostileShoot writes a photo of each name, every other one with a RAW file, and gives
// the photos.
func hostileShoot(w *world, dir ...string) (photos []string) {
	w.t.Helper()
	for i, stem := range hostileStems() {
		path := filepath.Join(w.at(dir...), stem+".jpg")
		write(w.t, path, phototest.JPEG(phototest.Scene(64, 48, uint64(i)), phototest.Exif{}))
		photos = append(photos, path)
		if i%2 == 0 {
			write(w.t, filepath.Join(w.at(dir...), stem+".CR2"), bytes.Repeat([]byte{byte(i), 'I', 'I'}, 1000))
		}
	}
	return photos
}

// newEmptyWorld is a world without a shoot.
func newEmptyWorld(t *testing.T) *world {
	t.Helper()
	program := selfProgram()
	if program == nil {
		t.Skip("without a window no test plays the program")
	}
	return &world{t: t, root: t.TempDir(), program: program, original: map[string]string{}}
}

// contents are the digests of all files below a folder, sorted: what it holds, whatever
// it is called.
func (w *world) contents(dir string) []string { return slices.Sorted(maps.Values(w.sums(dir))) }

func TestPhotosOfHostileNamesAreImportedWhole(t *testing.T) {
	w := newEmptyWorld(t)
	hostileShoot(w, "card", "DCIM", "100EOS")
	before := w.sums("card")
	args := []string{"ingest", w.at("card"), "--to", w.at("in"), "--second", w.at("backup"), "--name", "{original}"}
	w.must(args...)
	if out, err := w.run(args...); err != nil || !strings.Contains(out, "before") {
		t.Errorf("again: %s (%v)", out, err)
	}
	for _, dir := range []string{"in", "backup"} {
		if got := w.contents(dir); !slices.Equal(got, w.contents("card")) {
			t.Errorf("%s holds %d files, the card %d", dir, len(got), len(before))
		}
	}
	if !maps.Equal(before, w.sums("card")) {
		t.Error("the card has changed")
	}
}

func TestPhotosOfHostileNamesAreMarkedWrittenExportedAndTrashed(t *testing.T) {
	w := newEmptyWorld(t)
	photos := hostileShoot(w, "shoot")
	w.must("score", w.at("shoot"))
	w.must(append([]string{"mark", "--pick", "--rating", "3", "--"}, photos...)...)
	before := w.sums("shoot")
	w.must("sidecar", "write", w.at("shoot"))
	after := w.sums("shoot")
	w.haveSidecars(before, after, len(photos))

	for name, c := range map[string][]string{"copy": {"--copy"}, "link": {"--link"}} {
		w.must(append([]string{"export", w.at("shoot"), "--to", w.at(name), "--all"}, c...)...)
		if got := w.contents(name); !slices.Equal(got, w.contents("shoot")) {
			t.Errorf("%s holds %d files, want %d", name, len(got), len(after))
		}
	}
	w.must("export", w.at("shoot"), "--to", w.at("jpeg"), "--all", "--jpeg")
	if got := w.sums("jpeg"); len(got) != len(photos) {
		t.Errorf("%d new JPEGs of %d photos", len(got), len(photos))
	}
	w.must("report", w.at("shoot"), "--to", w.at("report.html"))

	w.must(append([]string{"mark", "--reject", "--"}, photos...)...)
	w.must("trash", w.at("shoot"), "--rejected")
	if left := w.sums("shoot"); len(left) != 0 {
		t.Errorf("not in the trash: %q", slices.Collect(maps.Keys(left)))
	}
	if text, err := w.run("history"); err != nil || !strings.Contains(text, fmt.Sprintf("%d photos", len(photos))) {
		t.Errorf("the history: %s (%v)", text, err)
	}
	w.must("undo")
	if back := w.sums("shoot"); !maps.Equal(back, after) {
		t.Errorf("%d of %d files came back as they were", len(back), len(after))
	}
	w.must("export", w.at("shoot"), "--to", w.at("moved"), "--all", "--move")
	left, moved := w.sums("shoot"), w.contents("moved")
	if len(left) != 0 || !slices.Equal(moved, slices.Sorted(maps.Values(after))) {
		t.Errorf("%d files were moved and %d stay, of %d", len(moved), len(left), len(after))
	}
	if rows := splitLines(w.output("list", w.at("moved"), "--json")); len(rows) != len(photos) {
		t.Errorf("the catalogue has %d photos where they are now", len(rows))
	}
}

// output is what a command line prints that has to succeed.
func (w *world) output(args ...string) string {
	w.t.Helper()
	out, err := w.command(args...).Output()
	if err != nil {
		w.t.Fatalf("%q: %v", args, err)
	}
	return string(out)
}

// haveSidecars checks that each photo has a sidecar of its own, which says the same to
// this program and to another one, and that nothing else has changed.
func (w *world) haveSidecars(before, after map[string]string, photos int) {
	w.t.Helper()
	for name, sum := range before {
		if after[name] != sum {
			w.t.Errorf("%q has changed", name)
		}
	}
	if n := len(after) - len(before); n != photos {
		w.t.Errorf("%d sidecars of %d photos", n, photos)
	}
	if rows := splitLines(w.output("sidecar", "read", w.at("shoot"), "--json")); len(rows) != photos {
		w.t.Errorf("%d sidecars are read", len(rows))
	} else {
		for _, row := range rows {
			var r struct {
				Photos []json.RawMessage `json:"photos"`
				Rating int               `json:"rating"`
			}
			if err := json.Unmarshal([]byte(row), &r); err != nil || r.Rating != 3 || len(r.Photos) == 0 || len(r.Photos) > 2 {
				w.t.Errorf("it says %s (%v)", row, err)
			}
		}
	}
	if out := w.output("sidecar", "diff", w.at("shoot")); out != "" {
		w.t.Errorf("still to write: %s", out)
	}
	tool, err := exec.LookPath("exiftool")
	if err != nil {
		w.t.Log("exiftool is not installed: nobody else reads the sidecars")
		return
	}
	out, err := exec.Command(tool, "-r", "-q", "-s3", "-XMP:Rating", "-ext", "xmp", w.at("shoot")).Output()
	if n := strings.Count(string(out), "3\n"); err != nil || n != photos {
		w.t.Errorf("exiftool reads three stars of %d photos: %v", n, err)
	}
}

func TestNoLinkLeadsAWriteOutOfAFolder(t *testing.T) {
	w := newEmptyWorld(t)
	seed := uint64(0)
	for _, name := range []string{"shoot/a.jpg", "shoot/b.jpg", "shoot/day/c.jpg", "outside/f.jpg", "outside/folder/g.jpg"} {
		seed++
		write(t, w.at(name), phototest.JPEG(phototest.Scene(64, 48, seed), phototest.Exif{}))
	}
	write(t, w.at("outside", "s.xmp"), []byte(`<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description/></rdf:RDF></x:xmpmeta>`))
	for link, target := range map[string]string{
		"shoot/link.jpg": w.at("outside", "f.jpg"), "shoot/folder": w.at("outside", "folder"), "shoot/dangling.jpg": "nowhere.jpg", "shoot/inner": "day",
		"shoot/a.xmp": w.at("outside", "s.xmp"), "shoot/b.xmp": w.at("outside", "new.xmp"), "opened": "shoot",
	} {
		if err := os.Symlink(target, w.at(link)); err != nil {
			t.Skipf("no link can be made here: %v", err)
		}
	}
	before := w.sums("outside")
	run := func(want string, args ...string) {
		t.Helper()
		out, _ := w.run(args...) // what cannot be done is said, and more is done all the same
		if !strings.Contains(out, want) {
			t.Errorf("%q does not say %q: %s", args, want, out)
		}
		if now := w.sums("outside"); !maps.Equal(now, before) {
			t.Errorf("%q changed what is outside: %v, was %v", args, now, before)
		}
	}
	opened := w.at("opened") // a link that a person opens is no way out
	const leadsOut = "leads out of the opened folder"
	run("g.jpg", "score", opened)
	run("", "mark", "--reject", "--rating", "3", filepath.Join(opened, "a.jpg"), filepath.Join(opened, "link.jpg"), filepath.Join(opened, "day", "c.jpg"), filepath.Join(opened, "folder", "g.jpg"))
	run(leadsOut, "sidecar", "write", opened)
	run("is a symbolic link", "sidecar", "diff", opened)
	if _, err := os.Stat(w.at("shoot", "day", "c.xmp")); err != nil {
		t.Errorf("a photo in the folder itself: %v", err)
	}
	run(leadsOut, "trash", opened, "--rejected")
	run("", "undo")
	run(leadsOut, "export", opened, "--to", w.at("moved"), "--all", "--move")
	for _, how := range []string{"--copy", "--jpeg"} {
		to := w.at("to" + how)
		write(t, filepath.Join(to, "here.txt"), nil)
		if err := os.Symlink(w.at("outside"), filepath.Join(to, "sub")); err != nil {
			t.Fatal(err)
		}
		run("", "export", opened, "--to", to, "--all", how, "--name", "sub/{name}")
	}
	write(t, w.at("card", "DCIM", "h.jpg"), phototest.JPEG(phototest.Scene(64, 48, 9), phototest.Exif{}))
	run("", "ingest", w.at("card"), "--to", w.at("to--copy"), "--name", "sub/{original}")
}

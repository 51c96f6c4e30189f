package main

import (
	"bytes"
	"context"
	"encoding/json"
	"image"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"keeplight.app/keeplight/app/faces"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/library/phototest"
	"keeplight.app/keeplight/scoring/faces/drawn"
)

// people writes three photos: someone with open eyes, someone with closed ones, and
// nobody.
func people(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for name, gap := range map[string]float64{"open.jpg": 0.35, "closed.jpg": 0} {
		img := phototest.Scene(900, 675, 4)
		face := drawn.Face{X: 450, Y: 270, EyeWidth: 48, Gap: [2]float64{gap, gap}, Seed: 3}
		face.Draw(img)
		write(t, filepath.Join(dir, name), phototest.PlainJPEG(img, 95))
	}
	write(t, filepath.Join(dir, "nobody.jpg"), phototest.PlainJPEG(phototest.Scene(900, 675, 4), 95))
	return dir
}

// parseFaces reads the lines of JSON, by the photos' names.
func parseFaces(t *testing.T, text string) map[string]photoFaces {
	t.Helper()
	all := map[string]photoFaces{}
	for _, line := range splitLines(text) {
		var r photoFaces
		if err := json.Unmarshal([]byte(line), &r); err != nil {
			t.Fatalf("%q is no JSON object: %v", line, err)
		}
		all[filepath.Base(r.Path)] = r
	}
	return all
}

func TestFacesAreFoundPrintedAndFilteredBy(t *testing.T) {
	s, dir := newShell(t), people(t)
	rows := parseFaces(t, s.must("faces", "--json", dir))
	for name, looks := range map[string]string{"open.jpg": "open", "closed.jpg": "closed"} {
		r := rows[name]
		if len(r.Faces) != 1 || r.Faces[0].State != looks || len(r.Faces[0].Eyes) != 2 || r.Error != nil {
			t.Errorf("%s: %+v", name, r)
			continue
		}
		if f := r.Faces[0]; f.Cut != 0 || f.Detail == nil || !(*f.Detail > 0) {
			t.Errorf("%s: cut by %v, detail %v", name, f.Cut, f.Detail)
		}
		at := image.Pt(int(900*(r.Faces[0].Box.X+r.Faces[0].Box.Width/2)), int(675*(r.Faces[0].Box.Y+r.Faces[0].Box.Height/2)))
		if face := (drawn.Face{X: 450, Y: 270, EyeWidth: 48}); !at.In(face.Box()) {
			t.Errorf("%s: the face is said to be at %v", name, at)
		}
	}
	if r := rows["nobody.jpg"]; r.Faces == nil || len(r.Faces) != 0 || r.Error != nil {
		t.Errorf("nobody: %+v", r)
	}
	if again := parseFaces(t, s.must("faces", "--json", dir)); again["open.jpg"].Faces[0].Box != rows["open.jpg"].Faces[0].Box {
		t.Errorf("from the catalogue: %+v", again["open.jpg"])
	}
	if table := s.must("faces", dir); !strings.Contains(table, "LID GAP") || len(splitLines(table)) != 4 {
		t.Errorf("for people:\n%s", table)
	}
	for wanted, want := range map[string]string{"blinks": "closed.jpg", "open": "open.jpg", "none": "nobody.jpg"} {
		paths := s.must("list", "--faces", wanted, "--print0", dir)
		if paths != filepath.Join(dir, want)+"\x00" {
			t.Errorf("%s: %q", wanted, paths)
		}
	}
	if first := strings.Split(s.must("list", "--sort", "eyes", "--print0", dir), "\x00")[0]; filepath.Base(first) != "closed.jpg" {
		t.Errorf("sorted by eyes, %s comes first", first)
	}
}

func TestPhotosThatNobodyHasLookedAtAreNamedAsSuch(t *testing.T) {
	s, dir := newShell(t), photoFolder(t, 2)
	s.must("score", dir)
	status, stdout, stderr := s.keeplight("list", "--faces", "none", "--print0", dir)
	if status != exitOK || stdout != "" || !strings.Contains(stderr, "2 photos not yet searched for faces") {
		t.Errorf("status %d, %q\n%s", status, stdout, stderr)
	}
	if status, _, stderr := s.keeplight("list", "--faces", "smiling", dir); status != exitUsage || !strings.Contains(stderr, "blinks, open, none or soft") {
		t.Errorf("status %d\n%s", status, stderr)
	}
}

func TestWhereAPhotoCannotBeReadTheOthersAreLookedAt(t *testing.T) {
	s, dir := newShell(t), photoFolder(t, 2)
	write(t, filepath.Join(dir, "a", "cut.jpg"), scene(1)[:900])
	status, stdout, stderr := s.keeplight("faces", "--json", dir)
	rows := parseFaces(t, stdout)
	if r := rows["cut.jpg"]; status != exitProblems || len(rows) != 3 || r.Faces != nil || r.Error == nil || *r.Error == "" {
		t.Errorf("status %d\n%s%s", status, stdout, stderr)
	}
}

func TestAnInterruptedSearchGoesOnWhereItStopped(t *testing.T) {
	s, dir := newShell(t), photoFolder(t, 3)
	ctx, stop := context.WithCancel(t.Context())
	stop()
	interrupted := *s
	interrupted.ctx = ctx
	if status, _, _ := interrupted.keeplight("faces", dir); status != exitInterrupted {
		t.Errorf("status %d", status)
	}
	if rows := parseFaces(t, s.must("faces", "--json", dir)); len(rows) != 3 {
		t.Errorf("%d photos", len(rows))
	}
}

func TestSwitchedOffNoFacesAreLookedForByTheCommandEither(t *testing.T) {
	s, dir := newShell(t), photoFolder(t, 1)
	cat, err := catalog.Open(s.env[homeVariable])
	if err != nil {
		t.Fatal(err)
	}
	if err := cat.PutSetting(t.Context(), faces.SettingKey, map[string]bool{"off": true}); err != nil {
		t.Fatal(err)
	}
	if err := cat.Close(); err != nil {
		t.Fatal(err)
	}
	status, stdout, stderr := s.keeplight("faces", dir)
	if status != exitProblems || stdout != "" || !strings.Contains(stderr, "switched off") {
		t.Errorf("status %d, %q\n%s", status, stdout, stderr)
	}
	s.must("faces", "--no-catalog", dir)
}

func TestNothingThatIsHandedOnTellsOfThePeopleInPhotos(t *testing.T) {
	s, dir := newShell(t), people(t)
	s.must("faces", dir)
	s.must("score", dir)
	to := t.TempDir()
	s.must("report", dir, "--to", filepath.Join(to, "sheet.html"))
	s.must("report", dir, "--details", "--to", filepath.Join(to, "details.html"))
	s.must("export", dir, "--all", "--to", filepath.Join(to, "copies"))
	write(t, filepath.Join(to, "list.json"), []byte(s.must("list", "--json", dir)))
	write(t, filepath.Join(to, "list.csv"), []byte(s.must("list", "--csv", dir)))
	write(t, filepath.Join(to, "list.txt"), []byte(s.must("list", dir)))
	n := 0
	err := filepath.WalkDir(to, func(path string, e os.DirEntry, err error) error {
		if err != nil || e.IsDir() || filepath.Ext(path) == ".jpg" { // copies are those of the originals
			return err
		}
		n++
		data, err := os.ReadFile(path)
		data = bytes.ReplaceAll(data, []byte("solid"), nil) // has a lid in it
		for _, word := range []string{"face", "blink", "eyes_look", "lid"} {
			if i := bytes.Index(bytes.ToLower(data), []byte(word)); i >= 0 && !bytes.HasPrefix(bytes.ToLower(data[i:]), []byte("font-face")) {
				t.Errorf("%s tells %q", path, data[max(0, i-40):min(len(data), i+40)])
			}
		}
		return err
	})
	if err != nil || n < 5 {
		t.Errorf("%d files, %v", n, err)
	}
}

func TestReportsAndListsTellOfFacesWhereThatIsAskedFor(t *testing.T) {
	s, dir := newShell(t), people(t)
	s.must("faces", dir)
	s.must("score", dir)
	to := t.TempDir()
	for name, more := range map[string][]string{"sheet.html": nil, "details.html": {"--details"}} {
		s.must(append([]string{"report", dir, "--with-faces", "--to", filepath.Join(to, name)}, more...)...)
		data, err := os.ReadFile(filepath.Join(to, name))
		if err != nil {
			t.Fatal(err)
		}
		for _, want := range []string{"1 face, 1 looks closed", "1 face<", "no faces"} {
			if !bytes.Contains(data, []byte(want)) {
				t.Errorf("%s lacks %q", name, want)
			}
		}
	}
	if text := s.must("list", "--with-faces", "--json", dir); strings.Count(text, `"faces":{"found":1,`) != 2 || !strings.Contains(text, `"look_closed":1`) {
		t.Errorf("as JSON:\n%s", text)
	}
	if text := s.must("list", "--with-faces", "--csv", dir); !strings.Contains(text, ",faces_look_closed,") || !strings.Contains(text, ",1,0,1,0,0,0\n") {
		t.Errorf("as CSV:\n%s", text)
	}
	if text := s.must("list", "--with-faces", dir); !strings.Contains(text, "1 face, 1 looks closed") {
		t.Errorf("for people:\n%s", text)
	}
}

package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/sidecar"
)

func TestDecisionsAreSaidInWords(t *testing.T) {
	for want, d := range map[string]library.Decision{
		"nothing":               {},
		"pick, 4 stars, green":  {Flag: library.Pick, Rating: 4, Label: library.Green},
		"reject, 1 star":        {Flag: library.Reject, Rating: 1},
		"2 stars":               {Rating: 2},
		"purple":                {Label: library.Purple},
		"reject, 5 stars, blue": {Flag: library.Reject, Rating: 5, Label: library.Blue},
	} {
		if got := decisionText(d); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestSidecarReadListsAFolder(t *testing.T) {
	folder := t.TempDir()
	b, err := sidecar.New("cr3", library.Decision{Flag: library.Pick, Rating: 4}, sidecar.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{"IMG_1.CR3": nil, "IMG_1.xmp": b, "IMG_2.xmp": []byte("<broken")} {
		if err := os.WriteFile(filepath.Join(folder, name), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		args []string
		want []string
	}{
		{nil, []string{"pick, 4 stars", "for IMG_1.CR3", "IMG_2.xmp", "not read: the file is not well-formed XML"}},
		{[]string{"--json"}, []string{`"flag":"pick"`, `"rating":4`, `"by":{"flag":"xmpDM:good","rating":"xmp:Rating"}`, `"error":"the file is not well-formed XML`}},
	} {
		status, out, errs := newShell(t).keeplight(append([]string{"sidecar", "read", folder}, c.args...)...)
		if status != exitProblems || errs != "" {
			t.Errorf("status %d, %q", status, errs)
		}
		for _, want := range c.want {
			if !strings.Contains(out, want) {
				t.Errorf("%q is not in\n%s", want, out)
			}
		}
	}
}

func TestSidecarDiffWritesNothing(t *testing.T) {
	s := newShell(t)
	folder := filepath.Join(photoFolder(t, 2), "a")
	s.must("score", folder)
	photos, err := filepath.Glob(filepath.Join(folder, "*"))
	if err != nil || len(photos) != 2 {
		t.Fatalf("%q: %v", photos, err)
	}
	s.must("mark", photos[0], "--pick", "--rating", "4")
	before := entriesOf(t, folder)
	if out := s.must("sidecar", "diff", folder); !strings.Contains(out, "new, with pick, 4 stars") || len(splitLines(out)) != 1 {
		t.Errorf("%s", out)
	}
	if out := s.must("sidecar", "diff", folder, "--json"); !strings.Contains(out, `"new":true,"will":{"flag":"pick","rating":4,"label":"none"}`) {
		t.Errorf("%s", out)
	}
	if after := entriesOf(t, folder); after != before {
		t.Errorf("the folder held %q and holds %q", before, after)
	}
}

func TestSidecarWriteWritesAsksAndRestores(t *testing.T) {
	s := newShell(t)
	folder := filepath.Join(photoFolder(t, 2), "a")
	s.must("score", folder)
	photos, err := filepath.Glob(filepath.Join(folder, "*"))
	if err != nil || len(photos) != 2 {
		t.Fatalf("%q: %v", photos, err)
	}
	beside := func(i int) string { return strings.TrimSuffix(photos[i], filepath.Ext(photos[i])) + ".xmp" }
	foreign := []byte(`<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:Rating="2"/></rdf:RDF></x:xmpmeta>`)
	if err := os.WriteFile(beside(1), foreign, 0o600); err != nil {
		t.Fatal(err)
	}
	s.must("mark", photos[0], "--pick", "--rating", "4")
	s.must("mark", photos[1], "--rating", "5")
	status, out, _ := s.keeplight("sidecar", "write", folder, "--dry-run")
	if status != exitProblems || !strings.Contains(out, "new, with pick, 4 stars") || !strings.Contains(out, "another program chose otherwise: stars") || strings.Contains(entriesOf(t, folder), filepath.Base(beside(0))) {
		t.Errorf("status %d: %s", status, out)
	}
	if status, out, _ = s.keeplight("sidecar", "write", folder, "--json"); status != exitProblems || !strings.Contains(out, `"clashes":["rating"]`) {
		t.Errorf("status %d: %s", status, out)
	}
	if out := s.must("sidecar", "write", folder, "--overwrite"); !strings.Contains(out, "2 stars → 5 stars") {
		t.Errorf("%s", out)
	}
	if out := s.must("sidecar", "write", folder); out != "" {
		t.Errorf("written again: %s", out)
	}
	if out := s.must("sidecar", "restore", beside(1)); !strings.Contains(out, "restored as it was on") {
		t.Errorf("%s", out)
	}
	if got, err := os.ReadFile(beside(1)); err != nil || string(got) != string(foreign) {
		t.Errorf("%q, %v", got, err)
	}
	if status, out, _ = s.keeplight("sidecar", "restore", beside(0)); status != exitProblems || !strings.Contains(out, "there is no backup") {
		t.Errorf("status %d: %s", status, out)
	}
}

func TestSidecarWriteGivesStarsByScoreWhereThereAreNone(t *testing.T) {
	s := newShell(t)
	folder := filepath.Join(photoFolder(t, 2), "a")
	s.must("score", folder)
	photos, err := filepath.Glob(filepath.Join(folder, "*"))
	if err != nil || len(photos) != 2 {
		t.Fatalf("%q: %v", photos, err)
	}
	s.must("mark", photos[1], "--rating", "1")
	if out := s.must("sidecar", "write", folder, "--stars-by-score", "0,0,0,10,10", "--dry-run"); !strings.Contains(out, "new, with 3 stars") || len(splitLines(entriesOf(t, folder))) != 1 {
		t.Errorf("%s", out)
	}
	if out := s.must("sidecar", "write", folder, "--stars-by-score", "0,0,0,10,10"); !strings.Contains(out, "new, with 3 stars") || !strings.Contains(out, "new, with 1 star\n") {
		t.Errorf("%s", out)
	}
	if out := s.must("undo"); !strings.Contains(out, filepath.Base(photos[0])) {
		t.Errorf("%s", out)
	}
	if status, _, errs := s.keeplight("sidecar", "write", folder, "--stars-by-score", "5,4,3,2,1"); status != exitUsage || !strings.Contains(errs, "five scores") {
		t.Errorf("status %d: %s", status, errs)
	}
}

// entriesOf names what a folder holds.
func entriesOf(t *testing.T, folder string) string {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return strings.Join(names, " ")
}

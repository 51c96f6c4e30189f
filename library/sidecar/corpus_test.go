package sidecar

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"keeplight.app/keeplight/library"
)

// corpusFile is a sidecar of the corpus with what it says, "-" where it does not.
type corpusFile struct {
	name, flag, stars, label string
	data                     []byte
}

// corpus reads testdata/corpus, of which every file must be listed in corpus.txt.
func corpus(t testing.TB) []corpusFile {
	t.Helper()
	list, err := os.ReadFile(filepath.Join("testdata", "corpus.txt"))
	if err != nil {
		t.Fatal(err)
	}
	var files []corpusFile
	for lines := bufio.NewScanner(bytes.NewReader(list)); lines.Scan(); {
		f := strings.Fields(lines.Text())
		if len(f) != 4 || f[0] == "#" {
			continue
		}
		data, err := os.ReadFile(filepath.Join("testdata", "corpus", f[0]+Extension))
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, corpusFile{f[0], f[1], f[2], f[3], data})
	}
	found, err := filepath.Glob(filepath.Join("testdata", "corpus", "*"+Extension))
	if err != nil || len(found) != len(files) || len(files) < 60 {
		t.Fatalf("%d files are there, %d are listed: %v", len(found), len(files), err)
	}
	return files
}

func TestEveryDocumentedShapeIsReadRight(t *testing.T) {
	for _, f := range corpus(t) {
		said, err := Read(f.data, EnglishLabels())
		if err != nil {
			t.Errorf("%s: %v", f.name, err)
			continue
		}
		stars, label := "-", "-"
		if said.RatingBy != "" {
			stars = fmt.Sprint(said.Rating)
		}
		if said.LabelBy != "" {
			label = said.Label.String()
		}
		if got, want := fmt.Sprint(said.Flag, stars, label), fmt.Sprint(f.flag, f.stars, f.label); got != want {
			t.Errorf("%s says %s, want %s (%+v)", f.name, got, want, said)
		}
	}
}

// decisions are the decisions that the corpus is written with.
func decisions() (all []library.Decision) {
	for _, flag := range []library.Flag{library.Reject, library.Undecided, library.Pick} {
		for stars := range library.MaxRating + 1 {
			for _, label := range []library.Label{library.NoLabel, library.Red, library.Purple} {
				all = append(all, library.Decision{Flag: flag, Rating: stars, Label: label})
			}
		}
	}
	return all
}

func options() Options {
	return Options{Now: time.Date(2026, 9, 30, 10, 0, 0, 0, time.FixedZone("", 2*3600))}
}

func TestWhatIsWrittenReadsBack(t *testing.T) {
	for _, f := range corpus(t) {
		for _, want := range decisions() {
			out, err := Write(f.data, want, options())
			if err != nil {
				t.Errorf("%s, %+v: %v", f.name, want, err)
				break
			}
			said, err := Read(out, EnglishLabels())
			if err != nil || said.Decision() != want {
				t.Errorf("%s: wrote %+v, reads %+v: %v", f.name, want, said.Decision(), err)
			}
			again, err := Write(out, want, options())
			if err != nil || !bytes.Equal(again, out) {
				t.Errorf("%s, %+v: a second time changes the file again: %v", f.name, want, err)
			}
		}
	}
}

func TestWhatIsThereAlreadyChangesNoByte(t *testing.T) {
	same := 0
	for _, f := range corpus(t) {
		said, err := Read(f.data, EnglishLabels())
		if err != nil {
			t.Fatal(err)
		}
		out, err := Write(f.data, said.Decision(), options())
		if err != nil {
			t.Fatalf("%s: %v", f.name, err)
		}
		if bytes.Equal(out, f.data) {
			same++
		} else if said.FlagBy == "xmpDM:good" && strings.HasPrefix(f.name, "lightroom-reject") {
			t.Errorf("%s is changed though nothing is to be written", f.name)
		}
	}
	// The others get the properties by which Lightroom knows a flag or a colour.
	if same < 50 {
		t.Errorf("%d files stay as they are", same)
	}
}

// ownedForms finds the owned properties, in all their forms, and the bindings that are
// added for them, without any of this package's parsing.
var ownedForms = []*regexp.Regexp{
	regexp.MustCompile(`\s+[A-Za-z0-9]+:(Rating|rating|Label|LabelColor|pick|good|MetadataDate|PickLabel|ColorLabel|Tagged|Prefs)\s*=\s*("[^"]*"|'[^']*')`),
	regexp.MustCompile(`\s*<([A-Za-z0-9]+:)?(Rating|rating|Label|LabelColor|pick|good|MetadataDate|PickLabel|ColorLabel|Tagged|Prefs)(\s[^>]*)?/>`),
	regexp.MustCompile(`(?s)\s*<([A-Za-z0-9]+:)?(Rating|rating|Label|LabelColor|pick|good|MetadataDate|PickLabel|ColorLabel|Tagged|Prefs|colorlabels)(\s[^>]*)?>.*?</([A-Za-z0-9]+:)?(Rating|rating|Label|LabelColor|pick|good|MetadataDate|PickLabel|ColorLabel|Tagged|Prefs|colorlabels)>`),
	regexp.MustCompile(`\s+xmlns:[A-Za-z0-9]+\s*=\s*["']http://ns\.adobe\.com/(xap/1\.0/|xmp/1\.0/DynamicMedia/|photoshop/1\.0/)["']`),
}

// foreign is what is left of a file without the owned properties.
func foreign(t *testing.T, b []byte) string {
	t.Helper()
	text, c, err := decode(b)
	if err != nil {
		t.Fatal(err)
	}
	for _, form := range ownedForms {
		text = form.ReplaceAllString(text, "")
	}
	return c.mark + text
}

func TestEveryForeignByteStays(t *testing.T) {
	for _, f := range corpus(t) {
		if strings.HasPrefix(f.name, "shape-empty-rdf") || strings.HasPrefix(f.name, "shape-taken") || strings.HasPrefix(f.name, "shape-cdata") || strings.HasPrefix(f.name, "shape-qualified") {
			continue // these are looked at by their own tests
		}
		want := foreign(t, f.data)
		for _, d := range decisions() {
			out, err := Write(f.data, d, options())
			if err != nil {
				t.Fatalf("%s: %v", f.name, err)
			}
			if got := foreign(t, out); got != want {
				t.Errorf("%s, %+v:\n%s\nwas\n%s", f.name, d, got, want)
				break
			}
		}
	}
}

func TestWhatIsNoSidecarIsRefused(t *testing.T) {
	found, err := filepath.Glob(filepath.Join("testdata", "refused", "*"+Extension))
	if err != nil || len(found) < 30 {
		t.Fatalf("%d files: %v", len(found), err)
	}
	for _, path := range found {
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		_, err = Read(b, EnglishLabels())
		if !errors.Is(err, ErrMalformed) && !errors.Is(err, ErrNotXMP) {
			t.Errorf("%s: %v", path, err)
		}
		if out, err := Write(b, library.Decision{Rating: 3}, options()); err == nil || out != nil {
			t.Errorf("%s is written", path)
		}
	}
	if _, err := Read(make([]byte, MaxSize+1), EnglishLabels()); !errors.Is(err, ErrTooLarge) {
		t.Errorf("too large: %v", err)
	}
}

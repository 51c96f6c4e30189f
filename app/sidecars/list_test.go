package sidecars

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/sidecar"
)

// shoot writes files by name; one whose name ends in .xmp is a sidecar with these
// attributes of its description, any other is empty.
func shoot(t *testing.T, files map[string]string) string {
	t.Helper()
	folder := t.TempDir()
	for name, attributes := range files {
		text := ""
		if strings.HasSuffix(strings.ToLower(name), ".xmp") {
			text = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">` +
				`<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" ` +
				attributes + `/></rdf:RDF></x:xmpmeta>`
		}
		path := filepath.Join(folder, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return folder
}

// listed gives a line for each sidecar.
func listed(t *testing.T, folder string) []string {
	t.Helper()
	var lines []string
	err := List(t.Context(), folder, Labels(), func(e Entry) error {
		rel, err := filepath.Rel(folder, e.Path)
		if err != nil {
			t.Fatal(err)
		}
		line := fmt.Sprint(rel, " ", e.Said.Rating)
		for _, photo := range e.Photos {
			line += " " + filepath.Base(photo)
		}
		if e.Older {
			line += " older"
		}
		if e.Problem != nil {
			line += " refused"
		}
		lines = append(lines, line)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(lines)
	return lines
}

func TestEverySidecarIsListedWithItsPhotos(t *testing.T) {
	folder := shoot(t, map[string]string{
		"a.CR2": "", "a.xmp": `xmp:Rating="1"`,
		"b.CR2": "", "b.jpg": "", "b.xmp": `xmp:Rating="2"`,
		"c.CR2": "", "c.jpg": "", "c.xmp": `xmp:Rating="3" photoshop:SidecarForExtension="CR2"`,
		"d.CR2": "", "d.CR2.xmp": `xmp:Rating="4" xmp:MetadataDate="2026-01-02T00:00:00Z"`, "d.xmp": `xmp:Rating="5" xmp:MetadataDate="2026-01-03T00:00:00Z"`,
		"lost.xmp": `xmp:Rating="1"`, "bad.jpg": "", "bad.xmp": `xmp:Rating=""" `,
		"deeper/e.ARW": "", "deeper/E.XMP": `xmp:Rating="2"`,
		".hidden/f.jpg": "", ".hidden/f.xmp": `xmp:Rating="2"`,
	})
	want := []string{
		"a.xmp 1 a.CR2", "b.xmp 2 b.CR2 b.jpg", "bad.xmp 0 bad.jpg refused", "c.xmp 3 c.CR2",
		"d.CR2.xmp 4 d.CR2 older", "d.xmp 5 d.CR2", "deeper/E.XMP 2 e.ARW", "lost.xmp 1",
	}
	if got := listed(t, folder); !slices.Equal(got, want) {
		t.Errorf("listed\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestWhatIsNoFileIsAProblem(t *testing.T) {
	folder := shoot(t, map[string]string{"a.jpg": ""})
	if err := os.Mkdir(filepath.Join(folder, "a.xmp"), 0o755); err != nil {
		t.Fatal(err)
	}
	if got := listed(t, folder); !slices.Equal(got, []string{"a.xmp 0 a.jpg refused"}) {
		t.Errorf("%q", got)
	}
	err := List(t.Context(), filepath.Join(folder, "gone"), Labels(), func(Entry) error { return nil })
	if !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a folder that is not there: %v", err)
	}
}

func TestListingStopsWhenAsked(t *testing.T) {
	folder := shoot(t, map[string]string{"a.xmp": "", "b.xmp": ""})
	ctx, cancel := context.WithCancel(t.Context())
	n := 0
	err := List(ctx, folder, Labels(), func(Entry) error { n++; cancel(); return nil })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("%d were listed: %v", n, err)
	}
	broken := errors.New("the pipe is closed")
	if err := List(t.Context(), folder, Labels(), func(Entry) error { return broken }); !errors.Is(err, broken) {
		t.Errorf("the error of the listener is lost: %v", err)
	}
}

func TestAPlanSaysWhatWritingWouldChangeAndWritesNothing(t *testing.T) {
	folder := shoot(t, map[string]string{
		"same.CR2": "", "same.xmp": `xmp:Rating="3"`,
		"more.CR2": "", "more.xmp": `xmp:Rating="3" xmp:Label="Red"`,
		"none.CR2": "", "none.xmp": `xmp:Rating="3"`,
		"new.CR2": "", "bad.CR2": "", "bad.xmp": `"`, "late.CR2": "", "late.xmp": `xmp:Rating="1"`,
	})
	before := listed(t, folder)
	photo := func(name string, d library.Decision, sidecars ...string) library.Photo {
		p := library.Photo{Path: filepath.Join(folder, name+".CR2"), Decision: d}
		for _, s := range sidecars {
			p.Companions = append(p.Companions, library.Companion{Path: filepath.Join(folder, s), Kind: library.CompanionSidecar})
		}
		return p
	}
	photos := []library.Photo{
		photo("same", library.Decision{Rating: 3}, "same.xmp"),
		photo("more", library.Decision{Flag: library.Pick}, "more.xmp"),
		photo("none", library.Decision{}, "none.xmp"),
		photo("new", library.Decision{Rating: 2}),
		photo("bad", library.Decision{Rating: 2}, "bad.xmp"),
		photo("late", library.Decision{Rating: 4}), // its sidecar came after the folder was read
	}
	var got []string
	err := Plan(t.Context(), photos, WriteOptions(time.Now()), func(c Change) error {
		line := filepath.Base(c.Path) + ": " + changeLine(&c)
		got = append(got, line)
		return nil
	})
	want := []string{"more.xmp: none 3 red, pick 3 red", "new.xmp: new none 2 none", "bad.xmp: refused", "late.xmp: none 1 none, none 4 none"}
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("planned %q, want %q: %v", got, want, err)
	}
	if after := listed(t, folder); !slices.Equal(after, before) {
		t.Error("the files have changed")
	}
}

func changeLine(c *Change) string {
	say := func(d library.Decision) string { return fmt.Sprint(d.Flag, " ", d.Rating, " ", d.Label) }
	switch {
	case c.Problem != nil:
		return "refused"
	case c.New:
		return "new " + say(c.Will)
	}
	return say(c.Was) + ", " + say(c.Will)
}

func TestARowNamesTheProperties(t *testing.T) {
	said, err := sidecar.Read([]byte(`<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:Rating="0" xmp:Label="Kunde A"/></rdf:RDF>`), Labels())
	if err != nil {
		t.Fatal(err)
	}
	r := RowOf(&Entry{Path: "/a/b.xmp", Said: said})
	if r.Rating == nil || *r.Rating != 0 || r.By["rating"] != "xmp:Rating" || r.Label != "Kunde A" || r.Flag != "" {
		t.Errorf("%+v", r)
	}
}

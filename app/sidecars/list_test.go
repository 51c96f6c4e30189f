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
	err := List(t.Context(), folder, sidecar.EnglishLabels(), func(e Entry) error {
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
	err := List(t.Context(), filepath.Join(folder, "gone"), sidecar.EnglishLabels(), func(Entry) error { return nil })
	if !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a folder that is not there: %v", err)
	}
}

func TestListingStopsWhenAsked(t *testing.T) {
	folder := shoot(t, map[string]string{"a.xmp": "", "b.xmp": ""})
	ctx, cancel := context.WithCancel(t.Context())
	n := 0
	err := List(ctx, folder, sidecar.EnglishLabels(), func(Entry) error { n++; cancel(); return nil })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("%d were listed: %v", n, err)
	}
	broken := errors.New("the pipe is closed")
	if err := List(t.Context(), folder, sidecar.EnglishLabels(), func(Entry) error { return broken }); !errors.Is(err, broken) {
		t.Errorf("the error of the listener is lost: %v", err)
	}
}

func TestARowNamesTheProperties(t *testing.T) {
	said, err := sidecar.Read([]byte(`<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:Rating="0" xmp:Label="Kunde A"/></rdf:RDF>`), sidecar.EnglishLabels())
	if err != nil {
		t.Fatal(err)
	}
	r := RowOf(&Entry{Path: "/a/b.xmp", Said: said})
	if r.Rating == nil || *r.Rating != 0 || r.By["rating"] != "xmp:Rating" || r.Label != "Kunde A" || r.Flag != "" {
		t.Errorf("%+v", r)
	}
}

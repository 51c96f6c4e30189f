package sidecars

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/library/picture"
	"keeplight.app/keeplight/library/sidecar"
	"keeplight.app/keeplight/library/volumes"
)

// desk is a catalogue with the photos of one folder.
type desk struct {
	*testing.T
	dir    string
	cat    *catalog.Catalog
	sync   *Sync
	clock  time.Time
	events []Event
}

// newDesk makes files in a folder, whose values are the attributes of a sidecar, and
// puts those that are photos into a catalogue.
func newDesk(t *testing.T, files map[string]string) *desk {
	t.Helper()
	cat, err := catalog.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := cat.Close(); err != nil {
			t.Error(err)
		}
	})
	d := &desk{T: t, dir: t.TempDir(), cat: cat, clock: time.Date(2026, 5, 4, 3, 2, 1, 0, time.UTC)}
	d.sync = New(cat, Options{
		Now: func() time.Time { return d.clock }, Connected: func() ([]volumes.Volume, error) { return nil, nil },
	})
	d.sync.events.set(func(e Event) { d.events = append(d.events, e) })
	for name, attrs := range files {
		d.write(name, attrs)
	}
	for name := range files {
		if picture.FormatByName(name) != library.UnknownFormat {
			d.photo(name)
		}
	}
	return d
}

func (d *desk) path(name string) string { return filepath.Join(d.dir, name) }

// xmp is a sidecar with attributes and what stands within the description.
func xmp(attrs, inner string) string {
	return `<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="Adobe XMP Core 7.0"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">` +
		`<rdf:Description xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:xmpDM="http://ns.adobe.com/xmp/1.0/DynamicMedia/"` +
		` xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:other="http://example.org/other/" ` +
		attrs + `>` + inner + `</rdf:Description></rdf:RDF></x:xmpmeta>`
}

// write writes a file; a sidecar has these attributes, another one these bytes.
func (d *desk) write(name, text string) {
	d.Helper()
	if strings.HasSuffix(strings.ToLower(name), ".xmp") && !strings.HasPrefix(text, "<") {
		text = xmp(text, "")
	}
	d.must(os.WriteFile(d.path(name), []byte(text), 0o644))
}

func (d *desk) must(err error) {
	d.Helper()
	if err != nil {
		d.Fatal(err)
	}
}

// photo puts a file, with the picture files that belong to it, into the catalogue or
// gives it from there.
func (d *desk) photo(name string, companions ...string) library.Photo {
	d.Helper()
	f := catalog.File{Path: d.path(name), Format: picture.FormatByName(name)}
	for _, c := range companions {
		f.Companions = append(f.Companions, library.Companion{Path: d.path(c), Kind: library.CompanionImage})
	}
	photos, err := d.cat.PutFiles(d.Context(), []catalog.File{f})
	d.must(err)
	return photos[0]
}

// look looks at all photos' sidecars.
func (d *desk) look() {
	d.Helper()
	photos, err := d.cat.Photos(d.Context(), nil)
	d.must(err)
	var ids []library.ID
	for i := range photos {
		ids = append(ids, photos[i].ID)
	}
	d.must(d.sync.lookAll(d.Context(), ids))
}

func (d *desk) decision(name string) library.Decision {
	d.Helper()
	return d.stored(name).Decision
}

func (d *desk) stored(name string) library.Photo {
	d.Helper()
	photos, err := d.cat.Photos(d.Context(), nil)
	d.must(err)
	for _, p := range photos {
		if p.Path == d.path(name) {
			return p
		}
	}
	d.Fatalf("the catalogue has no %s", name)
	return library.Photo{}
}

// decide makes the person's decision all of want.
func (d *desk) decide(name string, want library.Decision) {
	d.Helper()
	_, err := d.cat.Decide(d.Context(), []catalog.Mark{{ID: d.stored(name).ID, Flag: &want.Flag, Rating: &want.Rating, Label: &want.Label}})
	d.must(err)
}

// save writes all photos' sidecars because the person asks for it, and gives what
// changed.
func (d *desk) save(insist bool) (all []Change) {
	d.Helper()
	photos, err := d.cat.Photos(d.Context(), nil)
	d.must(err)
	d.must(d.sync.WriteNow(d.Context(), photos, insist, func(c Change) error { all = append(all, c); return nil }))
	return all
}

// read gives the bytes of a file.
func (d *desk) read(name string) string {
	d.Helper()
	b, err := os.ReadFile(d.path(name))
	d.must(err)
	return string(b)
}

// said gives what a sidecar says.
func (d *desk) said(name string) library.Decision {
	d.Helper()
	f, err := sidecar.Read([]byte(d.read(name)), sidecar.EnglishLabels())
	d.must(err)
	return f.Decision()
}

func (d *desk) conflicts() (all []string) {
	d.Helper()
	found, err := d.sync.Conflicts(d.Context(), nil)
	d.must(err)
	for _, c := range found {
		all = append(all, fmt.Sprintf("%s %s %d/%d", c.Photo.Name(), c.Field, valueOf(c.Field, c.Ours), valueOf(c.Field, c.Theirs)))
	}
	return all
}

func (d *desk) undo() {
	d.Helper()
	_, step, err := d.cat.Undo(d.Context())
	d.must(err)
	if step.IsZero() {
		d.Fatal("there is nothing to undo")
	}
}

// names gives what lies in the folder.
func (d *desk) names() (all []string) {
	d.Helper()
	entries, err := os.ReadDir(d.dir)
	d.must(err)
	for _, e := range entries {
		all = append(all, e.Name())
	}
	return all
}

func contextWithCancel(t *testing.T) (context.Context, context.CancelFunc) {
	t.Helper()
	return context.WithCancel(t.Context())
}

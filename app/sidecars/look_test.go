package sidecars

import (
	"encoding/binary"
	"fmt"
	"os"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/library/message"
)

func TestAFolderThatIsOpenedTakesOverWhatItsSidecarsSayAsOneStep(t *testing.T) {
	d := newDesk(t, map[string]string{
		"1.CR2": "", "1.xmp": `xmp:Rating="4" xmpDM:pick="1" xmpDM:good="true" xmp:Label="Red" xmp:CreatorTool="Adobe Photoshop Lightroom Classic 15.1 (Windows)"`,
		"2.CR2": "", "2.CR2.xmp": `xmp:Rating="-1"`,
		"3.CR2": "", "3.xmp": xmp("", `<dc:title><rdf:Alt><rdf:li xml:lang="x-default">Gull</rdf:li></rdf:Alt></dc:title><dc:subject><rdf:Bag><rdf:li>sea</rdf:li></rdf:Bag></dc:subject>`),
		"4.CR2": "", "5.CR2": "", "5.xmp": "<broken",
	})
	d.decide("1.CR2", library.Decision{Rating: 2})
	d.look()
	if got := d.decision("1.CR2"); got != (library.Decision{Flag: library.Pick, Rating: 2, Label: library.Red}) {
		t.Errorf("1: %+v", got)
	}
	if got := d.decision("2.CR2"); got != (library.Decision{Flag: library.Reject}) {
		t.Errorf("2: %+v", got)
	}
	if got := d.stored("3.CR2").Metadata; got.Title != "Gull" || !slices.Equal(got.Keywords, []string{"sea"}) {
		t.Errorf("3: %+v", got)
	}
	if got := d.conflicts(); !slices.Equal(got, []string{"1.CR2 rating 2/4"}) {
		t.Errorf("conflicts: %q", got)
	}
	if len(d.events) != 1 || !d.events[0].Conflicts {
		t.Fatalf("told %+v", d.events)
	}
	in := d.events[0].Import
	if in.Decided != 2 || in.Described != 1 || len(in.Photos) != 3 || !slices.Equal(in.Programs, []string{"Adobe", "Lightroom"}) || len(in.Unread) != 1 {
		t.Errorf("told %+v", in)
	}
	next, err := d.cat.NextUndo(t.Context())
	if want := "Read from sidecars of 2 photos in " + library.Display(d.dir); err != nil || message.English(next.Message) != want {
		t.Errorf("%q, want %q: %v", message.English(next.Message), want, err)
	}
	d.undo()
	d.look()
	if got := d.decision("2.CR2"); got != (library.Decision{}) || len(d.events) != 1 {
		t.Errorf("what was undone came back: %+v, %+v", got, d.events)
	}
	d.write("2.CR2.xmp", `xmp:Rating="-1" other:edited="1"`)
	d.look()
	if got := d.decision("2.CR2"); got != (library.Decision{}) {
		t.Errorf("what was undone came back with another change: %+v", got)
	}
	d.write("2.CR2.xmp", `xmp:Rating="3"`)
	d.look()
	if got := d.decision("2.CR2"); got != (library.Decision{Rating: 3}) {
		t.Errorf("a new value was not taken: %+v", got)
	}
	origins, err := d.sync.Origins(t.Context(), d.stored("1.CR2").ID)
	if err != nil || origins[Flag].Known || origins[Rating] != (Origin{Known: true}) {
		t.Errorf("%+v, %v", origins, err)
	}
	if origins, err = d.sync.Origins(t.Context(), d.stored("2.CR2").ID); err != nil || origins[Rating] != (Origin{Known: true, Sidecar: true, Program: "Adobe", Path: d.path("2.CR2.xmp")}) {
		t.Errorf("%+v, %v", origins, err)
	}
}

// three writes a value as the stars of a decision and of a sidecar.
func three(n int) string { return fmt.Sprintf(`xmp:Rating="%d"`, n) }

func TestALaterChangeIsMergedByWhatBothHadInCommon(t *testing.T) {
	for name, c := range map[string]struct {
		was, ours, theirs int
		want              int
		asks              bool
	}{
		"nobody":              {3, 3, 3, 3, false},
		"the other program":   {3, 3, 5, 5, false},
		"the person":          {3, 4, 3, 4, false},
		"both alike":          {3, 4, 4, 4, false},
		"both":                {3, 4, 5, 4, true},
		"the person unrates":  {3, 0, 3, 0, false},
		"unrated, they rate":  {3, 0, 5, 0, true},
		"they unrate":         {3, 3, 0, 0, false},
		"rated, they unrate":  {3, 4, 0, 4, true},
		"nothing was there":   {0, 0, 2, 2, false},
		"nothing, both rate":  {0, 1, 2, 1, true},
		"nothing, person":     {0, 1, 0, 1, false},
		"both unrate":         {3, 0, 0, 0, false},
		"full range they":     {0, 0, 5, 5, false},
		"full range together": {5, 1, 1, 1, false},
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t, map[string]string{"1.NEF": "", "1.xmp": three(c.was)})
			d.look()
			if c.ours != c.was {
				d.decide("1.NEF", library.Decision{Rating: library.Rating(c.ours)})
			}
			d.write("1.xmp", three(c.theirs)+` other:more="x"`)
			d.look()
			if got := int(d.decision("1.NEF").Rating); got != c.want {
				t.Errorf("%d stars, want %d", got, c.want)
			}
			if got := d.conflicts(); c.asks != (len(got) == 1) {
				t.Errorf("conflicts: %q", got)
			}
		})
	}
}

func TestAConflictStaysUntilItIsSettled(t *testing.T) {
	for _, keep := range []Side{Ours, Theirs} {
		d := newDesk(t, map[string]string{"1.NEF": "", "1.xmp": three(3)})
		d.look()
		d.decide("1.NEF", library.Decision{Rating: 4})
		d.write("1.xmp", three(5))
		d.look()
		d.write("1.xmp", three(5)+` xmp:Label="Red" photoshop:LabelColor="red"`) // something else
		d.look()
		if got := d.conflicts(); !slices.Equal(got, []string{"1.NEF rating 4/5"}) {
			t.Fatalf("%q", got)
		}
		if got := d.decision("1.NEF"); got.Label != library.Red {
			t.Errorf("the other field is %+v", got)
		}
		if changes := d.save(false); len(changes) != 1 || changes[0].changes() || !slices.Equal(changes[0].Clashes, []Field{Rating}) || d.said("1.xmp").Rating != 5 {
			t.Errorf("written while it asks: %+v", changes)
		}
		all, err := d.sync.Conflicts(t.Context(), nil)
		if err != nil {
			t.Fatal(err)
		}
		photos, err := d.sync.Settle(t.Context(), all, keep)
		if err != nil || len(d.conflicts()) != 0 {
			t.Fatal(err, d.conflicts())
		}
		want := library.Rating(4)
		if keep == Theirs {
			if want = 5; len(photos) != 1 || photos[0].Decision.Rating != 5 {
				t.Errorf("gave %+v", photos)
			}
		}
		d.save(false)
		d.look()
		if got := d.decision("1.NEF").Rating; got != want || d.said("1.xmp").Rating != want || len(d.conflicts()) != 0 {
			t.Errorf("settled to %d: %d in the catalogue, %d in the sidecar", want, got, d.said("1.xmp").Rating)
		}
	}
}

func TestOfTwoSidecarsTheNewerCountsAtFirstReading(t *testing.T) {
	for name, want := range map[string]library.Rating{"2026-02-01T00:00:00Z": 2, "2025-12-01T00:00:00Z": 1} {
		d := newDesk(t, map[string]string{
			"1.CR2": "", "1.xmp": three(1) + ` xmp:MetadataDate="2026-01-01T00:00:00Z"`,
			"1.CR2.xmp": three(2) + ` xmp:MetadataDate="` + name + `"`,
		})
		d.look()
		if got := d.decision("1.CR2").Rating; got != want {
			t.Errorf("%d stars, want %d", got, want)
		}
		// From now on the one that changes counts.
		d.write("1.xmp", three(5)+` xmp:MetadataDate="2020-01-01T00:00:00Z"`)
		d.look()
		if got := d.decision("1.CR2").Rating; (got == 5) != (want == 1) && len(d.conflicts()) == 0 {
			t.Errorf("after a change of the other: %d", got)
		}
	}
}

func TestWhatAProgramDropsThatDoesNotKnowItIsNotTakenAway(t *testing.T) {
	for toolkit, want := range map[string]library.Decision{
		"XMP Core 4.4.0-Exiv2": {Flag: library.Pick, Label: library.Red},
		"Adobe XMP Core 7.0":   {},
	} {
		d := newDesk(t, map[string]string{"1.CR2": ""})
		d.decide("1.CR2", library.Decision{Flag: library.Pick, Label: library.Red})
		d.save(false)
		d.write("1.xmp", `<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="`+toolkit+`"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description/></rdf:RDF></x:xmpmeta>`)
		d.look()
		if got := d.decision("1.CR2"); got != want {
			t.Errorf("%s: %+v, want %+v", toolkit, got, want)
		}
	}
}

// jpegWith is the head of a JPEG file with XMP in it.
func jpegWith(packet string) string {
	body := "http://ns.adobe.com/xap/1.0/\x00" + packet
	n := len(body) + 2
	return "\xff\xd8\xff\xe0\x00\x04ab\xff\xe1" + string([]byte{byte(n >> 8), byte(n)}) + body + "\xff\xda"
}

func TestXMPInThePhotosFileFillsInWhatNoSidecarSays(t *testing.T) {
	d := newDesk(t, map[string]string{
		"1.jpg": jpegWith(xmp(`xmp:Rating="3" xmp:Label="Blue"`, `<dc:description><rdf:Alt><rdf:li>at dusk</rdf:li></rdf:Alt></dc:description>`)),
		"1.xmp": `xmp:Rating="0"`, "2.jpg": jpegWith(xmp(`xmp:Rating="5"`, "")), "3.jpg": jpegWith("<broken"), "4.jpg": "\xff\xd8\xff\xda",
	})
	d.look()
	if got := d.stored("1.jpg"); got.Decision != (library.Decision{Label: library.Blue}) || got.Metadata.Caption != "at dusk" {
		t.Errorf("%+v, %+v", got.Decision, got.Metadata)
	}
	if got := d.decision("2.jpg"); got != (library.Decision{Rating: 5}) {
		t.Errorf("%+v", got)
	}
	before := d.read("2.jpg")
	d.decide("2.jpg", library.Decision{Rating: 1})
	d.save(false)
	d.look()
	if d.said("2.xmp").Rating != 1 || d.read("2.jpg") != before || d.decision("2.jpg").Rating != 1 {
		t.Errorf("the sidecar says %+v", d.said("2.xmp"))
	}
	if n := len(d.events); n != 1 {
		t.Errorf("told %d times", n)
	}
}

func TestASidecarGoesToThePhotoThatItNames(t *testing.T) {
	d := newDesk(t, map[string]string{
		"1.CR2": "", "1.DNG": "", "1.xmp": `xmp:Rating="4" photoshop:SidecarForExtension="DNG"`,
		"2.CR2": "", "2.JPG": "", "2.xmp": `xmp:Rating="3" photoshop:SidecarForExtension="CR2"`,
	})
	d.look()
	if a, b := d.decision("1.CR2").Rating, d.decision("1.DNG").Rating; a != 0 || b != 4 {
		t.Errorf("%d and %d stars", a, b)
	}
	if a, b := d.decision("2.CR2").Rating, d.decision("2.JPG").Rating; a != 3 || b != 0 {
		t.Errorf("%d and %d stars", a, b)
	}
	d.decide("1.CR2", library.Decision{Rating: 1})
	d.save(false)
	if d.said("1.xmp").Rating != 4 || d.said("1.CR2.xmp").Rating != 1 {
		t.Errorf("holds %q", d.names())
	}
}

func TestASidecarThatIsBeingWrittenLosesNoMemory(t *testing.T) {
	d := newDesk(t, map[string]string{"1.CR2": "", "1.xmp": three(3)})
	d.look()
	d.decide("1.CR2", library.Decision{Rating: 4})
	d.write("1.xmp", "<x:xmpmeta")
	d.look()
	d.write("1.xmp", three(3)+` other:x="1"`)
	d.look()
	if got := d.decision("1.CR2").Rating; got != 4 || len(d.conflicts()) > 0 {
		t.Errorf("%d stars, %q", got, d.conflicts())
	}
}

func TestASidecarThatGoesTakesNoDecisionAndOneThatMovesIsNoNews(t *testing.T) {
	d := newDesk(t, map[string]string{"1.CR2": "", "1.xmp": three(3)})
	d.look()
	d.must(os.Rename(d.path("1.xmp"), d.path("1.CR2.xmp")))
	d.decide("1.CR2", library.Decision{Rating: 5})
	d.look()
	d.must(os.Remove(d.path("1.CR2.xmp")))
	d.look()
	if got := d.decision("1.CR2").Rating; got != 5 || len(d.conflicts()) > 0 {
		t.Errorf("%d stars, %q", got, d.conflicts())
	}
	rows, err := d.cat.Sidecars(t.Context(), nil)
	if err != nil || len(rows[d.stored("1.CR2").ID]) != 1 {
		t.Errorf("%+v, %v", rows, err)
	}
}

func TestTheInboxWaitsForAFoldersPhotosAndNotForEver(t *testing.T) {
	b, at := newInbox(), time.Now()
	if _, ok := b.ripe(at); ok {
		t.Error("an empty one is ripe")
	}
	b.add([]library.ID{2, 1}, at)
	if wait, ok := b.ripe(at); !ok || wait != quiet {
		t.Error(wait, ok)
	}
	for i := range 100 {
		b.add([]library.ID{library.ID(i + 1)}, at.Add(time.Duration(i)*100*time.Millisecond))
	}
	if wait, ok := b.ripe(at.Add(longest)); !ok || wait != 0 {
		t.Error(wait, ok)
	}
	if got := b.take(); len(got) != 100 || got[0] != 1 {
		t.Error(got)
	}
	if d := cmp.Diff([]library.ID(nil), b.take()); d != "" {
		t.Error(d)
	}
}

func TestAFileWhoseFormatHadNoReaderIsReadOnceMore(t *testing.T) {
	text := "XML:com.adobe.xmp\x00\x00\x00\x00\x00" + xmp(three(4), "")
	photo := "\x89PNG\r\n\x1a\n" + string(binary.BigEndian.AppendUint32(nil, uint32(len(text)))) + "iTXt" + text + "\x00\x00\x00\x00"
	d := newDesk(t, map[string]string{"1.png": photo, "2.png": "", "3.jpg": ""})
	var take catalog.SidecarTake
	for name, again := range map[string]bool{"1.png": true, "2.png": true, "3.jpg": false} {
		p := d.stored(name)
		info, err := os.Stat(p.Path)
		d.must(err)
		row := catalog.Sidecar{ID: p.ID, Path: p.Path, Size: info.Size(), ModTime: info.ModTime(), Digest: noPacketBefore}
		take.Sidecars = append(take.Sidecars, row)
		if same, err := (source{path: p.Path, embedded: true}).isAsBefore(&row); same == again || err != nil {
			t.Errorf("%s is as before: %v, %v", name, same, err)
		}
	}
	_, _, err := d.cat.TakeSidecars(t.Context(), take)
	d.must(err)
	d.look()
	if got := d.decision("1.png"); got.Rating != 4 {
		t.Errorf("read is %+v", got)
	}
	for name, want := range map[string]bool{"1.png": false, "2.png": true} {
		p := d.stored(name)
		rows, err := d.cat.Sidecars(t.Context(), []library.ID{p.ID})
		d.must(err)
		row := rows[p.ID][0]
		if same, err := (source{path: p.Path, embedded: true}).isAsBefore(&row); !same || err != nil || (row.Digest == noPacket) != want {
			t.Errorf("%s: %q, as before %v, %v", name, row.Digest, same, err)
		}
	}
}

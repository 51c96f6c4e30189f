package sidecar

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"keeplight.app/keeplight/library"
)

// written writes a decision into a file of the corpus.
func written(t *testing.T, name string, want library.Decision, o Options) string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", "corpus", name+Extension))
	if err != nil {
		t.Fatal(err)
	}
	out, err := Write(b, want, o)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return string(out)
}

func TestEditsLookLikeTheirNeighbours(t *testing.T) {
	pick := library.Decision{Flag: library.Pick, Rating: 4, Label: library.Green}
	for _, c := range []struct {
		name string
		want []string // stretches of what is written
	}{
		{"shape-elements", []string{"\n   <xmp:Rating>4</xmp:Rating>\n", "\n   <xmp:MetadataDate>2026-09-30T10:00:00+02:00</xmp:MetadataDate>\n  </rdf:Description>"}},
		{"shape-single-quotes", []string{"\n   xmpDM:good='true'", "xmlns:photoshop='http://ns.adobe.com/photoshop/1.0/'"}},
		{"shape-crlf", []string{"\r\n   xmpDM:pick=\"1\"\r\n   xmpDM:good=\"true\""}},
		{"shape-tabs", []string{"\n\txmpDM:pick=\"1\""}},
		{"shape-taken-prefix", []string{`xmpDM:pick="9" xmp:Rating="1"`, `xmlns:xmpDM2="http://ns.adobe.com/xmp/1.0/DynamicMedia/"`, `xmpDM2:pick="1"`, `xmp2:Rating="4"`}},
		{"shape-odd-prefixes", []string{`xmp:Rating="1" a:Rating="4"`, `a:Label="Green"`}},
		{"shape-empty-rdf-tag", []string{"22-rdf-syntax-ns#\">\r\n  <rdf:Description rdf:about=\"\"\r\n   xmlns:xmp=", "/>\r\n</rdf:RDF>\r\n</x:xmpmeta>\r\n"}},
		{"shape-default-namespace", []string{`<Rating xmlns="http://ns.adobe.com/xap/1.0/">4</Rating>`}},
		{"shape-empty-element", []string{"<xmp:Rating>4</xmp:Rating>", "<xmp:Label>Green</xmp:Label>"}},
		{"shape-qualified", []string{"<rdf:value>4</rdf:value>\n    <xmp:Note>by hand</xmp:Note>"}},
		{"shape-cdata", []string{"<xmp:Rating>4</xmp:Rating>", "<![CDATA[<xmp:Rating>1</xmp:Rating>]]>"}},
		{"shape-nested-rating", []string{"\n   xmp:Rating=\"4\"", "<xmp:Rating>1</xmp:Rating>"}},
		{"shape-comments", []string{`<!-- by hand: xmp:Rating="1" -->`, `<!-- </rdf:RDF> -->`}},
		{"shape-twice", []string{`xmp:Rating="4"`, "<xmp:Rating>4</xmp:Rating>"}},
		{"lightroom-german", []string{`xmp:Label="Grün"`}},
		{"lightroom-desktop-pick", []string{`xmpDM:good="True"`, `xmpDM:pick="1"`}},
		{"darktable-blue", []string{"<rdf:li>3</rdf:li>", `xmp:Label="Green"`, `darktable:params="0000000000004842"`}},
		{"digikam-pick-1", []string{`digiKam:PickLabel="3"`}},
		{"digikam-full", []string{`acdsee:rating="4"`, `MicrosoftPhoto:Rating="75"`}},
		{"mechanic-untagged", []string{`photomechanic:Prefs="1:0:4:008772"`, `photomechanic:Tagged="True"`}},
		{"mechanic-prefs-odd", []string{`photomechanic:Prefs="x:3:4"`}},
	} {
		got := written(t, c.name, pick, options())
		for _, want := range c.want {
			if !strings.Contains(got, want) {
				t.Errorf("%s lacks %q:\n%s", c.name, want, got)
			}
		}
	}
}

func TestForeignFieldsAreChangedAndNeverAdded(t *testing.T) {
	got := written(t, "lightroom-stars-2", library.Decision{Flag: library.Pick, Rating: 4, Label: library.Green}, options())
	for _, foreign := range []string{"digiKam", "darktable", "photomechanic", "MicrosoftPhoto", "acdsee"} {
		if strings.Contains(got, foreign) {
			t.Errorf("%s is added:\n%s", foreign, got)
		}
	}
}

func TestALabelThatIsNoneOfTheFiveStays(t *testing.T) {
	for name, label := range map[string]string{"lightroom-own-name": "Kunde A", "lightroom-own-colour": "Teal", "lightroom-own-name-coloured": "To print"} {
		got := written(t, name, library.Decision{Rating: 5}, options())
		if !strings.Contains(got, `xmp:Label="`+label+`"`) {
			t.Errorf("%s loses %q:\n%s", name, label, got)
		}
		if said, err := Read([]byte(got), EnglishLabels()); err != nil || said.Words.Label != label || said.Label != library.NoLabel {
			t.Errorf("%s says %+v: %v", name, said, err)
		}
	}
}

func TestAConfiguredSetIsWrittenAndReadFirst(t *testing.T) {
	o := options()
	o.Labels = LabelNames{"Auswahl", "Green", "Fertig", "Blau", "Lila"} // "Green" is yellow here
	got := written(t, "lightroom-stars-1", library.Decision{Rating: 1, Label: library.Yellow}, o)
	if !strings.Contains(got, `xmp:Label="Green"`) || !strings.Contains(got, `photoshop:LabelColor="yellow"`) {
		t.Error(got)
	}
	said, err := Read(bytes.ReplaceAll([]byte(got), []byte("photoshop:LabelColor"), []byte("photoshop:Other")), o.Labels)
	if err != nil || said.Label != library.Yellow {
		t.Errorf("it says %v: %v", said.Label, err)
	}
}

func TestARejectIsMinusOneOnlyOnRequest(t *testing.T) {
	reject := library.Decision{Flag: library.Reject, Rating: 3}
	if got := written(t, "lightroom-stars-3", reject, options()); !strings.Contains(got, `xmp:Rating="3"`) {
		t.Error(got)
	}
	o := options()
	o.RejectAsRating = true
	if got := written(t, "lightroom-stars-3", reject, o); !strings.Contains(got, `xmp:Rating="-1"`) || !strings.Contains(got, `xmpDM:pick="-1"`) {
		t.Error(got)
	}
	// What Bridge and darktable have marked so stays so while the reject stands.
	if got := written(t, "bridge-reject", library.Decision{Flag: library.Reject}, options()); !strings.Contains(got, `xmp:Rating="-1"`) {
		t.Error(got)
	}
	if got := written(t, "bridge-reject", library.Decision{Flag: library.Pick}, options()); !strings.Contains(got, `xmp:Rating="0"`) {
		t.Error(got)
	}
}

func TestACharacterThatTheEncodingLacksIsAReference(t *testing.T) {
	o := options()
	o.Labels = JapaneseLabels()
	got := written(t, "encoding-latin1", library.Decision{Label: library.Red}, o)
	if !strings.Contains(got, `xmp:Label="&#x30EC;&#x30C3;&#x30C9;"`) || !strings.Contains(got, "na\xefve caf\xe9") {
		t.Errorf("%q", got)
	}
}

func TestANewSidecarSaysWhatItIsFor(t *testing.T) {
	for _, want := range decisions() {
		b, err := New("cr3", want, options())
		if err != nil {
			t.Fatal(err)
		}
		said, err := Read(b, EnglishLabels())
		if err != nil || said.Decision() != want || said.Extension != "CR3" || !said.Changed.Equal(options().Now) {
			t.Errorf("%+v: it says %+v: %v", want, said, err)
		}
		if !bytes.HasPrefix(b, []byte("<?xpacket begin=\"\ufeff\"")) {
			t.Errorf("it begins with %q", b[:30])
		}
	}
}

func TestAnImpossibleDecisionIsNotWritten(t *testing.T) {
	for _, d := range []library.Decision{{Rating: 6}, {Label: 6}, {Flag: 2}, {Flag: -2}} {
		if b, err := New("cr3", d, options()); err == nil {
			t.Errorf("%+v is written: %s", d, b)
		}
	}
	list := []byte(`<rdf:RDF xmlns:rdf="` + nsRDF + `" xmlns:xmp="` + nsXMP + `"><rdf:Description><xmp:Rating><rdf:Bag><rdf:li>3</rdf:li></rdf:Bag></xmp:Rating></rdf:Description></rdf:RDF>`)
	if _, err := Write(list, library.Decision{Rating: 2}, options()); !errors.Is(err, ErrNotXMP) {
		t.Errorf("a list of ratings: %v", err)
	}
}

func TestWordsAreRead(t *testing.T) {
	b, err := os.ReadFile(filepath.Join("testdata", "corpus", "lightroom-keywords.xmp"))
	if err != nil {
		t.Fatal(err)
	}
	said, err := Read(b, EnglishLabels())
	want := library.Metadata{Title: "First kiss", Caption: "Anna & Ben <3", Keywords: []string{"wedding", "Lund"}}
	if diff := cmp.Diff(want, said.Words); err != nil || diff != "" {
		t.Errorf("%v %s", err, diff)
	}
	if diff := cmp.Diff([]string{"places|Sweden|Lund"}, said.Hierarchy); diff != "" {
		t.Error(diff)
	}
}

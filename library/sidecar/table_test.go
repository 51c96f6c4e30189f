package sidecar

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"keeplight.app/keeplight/library"
)

// sample is a value of a property that says one star, a pick or red.
var samples = map[string]string{
	"xmp:Rating": "1", "xmpDM:pick": "1", "xmpDM:good": "true", "xmp:Label": "Red", "photoshop:LabelColor": "red",
	"digiKam:PickLabel": "3", "digiKam:ColorLabel": "1", "photomechanic:Tagged": "True", "photomechanic:Prefs": "0:0:1:000001",
	"MicrosoftPhoto:Rating": "1", "acdsee:rating": "1", "darktable:colorlabels": "<rdf:Bag><rdf:li>0</rdf:li></rdf:Bag>", "photoshop:Urgency": "1",
}

// holding is a sidecar with one property; none for "".
func holding(property string) []byte {
	text := `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="` + nsRDF + `"><rdf:Description rdf:about=""`
	for _, uri := range []string{nsXMP, nsDM, nsPhotoshop, nsDigiKam, nsMechanic, nsMicrosoft, nsACDSee, nsDarktable} {
		text += fmt.Sprintf(` xmlns:%s="%s"`, prefixOf(uri), uri)
	}
	text += ">"
	if property != "" {
		text += "<" + property + ">" + samples[property] + "</" + property + ">"
	}
	return []byte(text + "</rdf:Description></rdf:RDF></x:xmpmeta>")
}

func TestTheTableOfFieldsIsWhatTheCodeDoes(t *testing.T) {
	page, err := os.ReadFile(filepath.Join("..", "..", "docs", "sidecars.md"))
	if err != nil {
		t.Fatal(err)
	}
	rows := regexp.MustCompile("(?m)^\\| `([^`]+)` \\| [^|]+ \\| (\\w+) \\| (added|kept up|never) \\|$").FindAllStringSubmatch(string(page), -1)
	if len(rows) != len(samples) {
		t.Errorf("the page has %d properties, want %d", len(rows), len(samples))
	}
	want := library.Decision{Flag: library.Reject, Rating: 3, Label: library.Blue}
	bare, err := Write(holding(""), want, options())
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		property, says, written := row[1], row[2], row[3]
		said, err := Read(holding(property), EnglishLabels())
		if err != nil {
			t.Fatalf("%s: %v", property, err)
		}
		by := map[string]string{"stars": said.RatingBy, "flag": said.FlagBy, "label": said.LabelBy}
		for what, who := range by {
			if (what == says) != (who == property) {
				t.Errorf("%s: %s by %q, and the page says %s", property, what, who, says)
			}
		}
		out, err := Write(holding(property), want, options())
		if err != nil {
			t.Fatalf("%s: %v", property, err)
		}
		isAdded := strings.Contains(string(bare), property)
		isChanged := !strings.Contains(string(out), "<"+property+">"+samples[property]+"</"+property+">")
		if isAdded != (written == "added") || isChanged != (written != "never") {
			t.Errorf("%s: added %v, changed %v, and the page says %s", property, isAdded, isChanged, written)
		}
	}
}

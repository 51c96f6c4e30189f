package sidecar

import (
	"fmt"
	"testing"

	"keeplight.app/keeplight/library"
)

func TestANameThatAnotherProgramChangedCountsBeforeTheColour(t *testing.T) {
	for _, c := range []struct {
		label, colour string
		want          library.Label
		words         string
	}{
		{"Red", "green", library.Red, ""},          // only the name was changed
		{"Green", "green", library.Green, ""},      // as Adobe's programs and Keeplight write
		{"Grün", "", library.Green, ""},            // Lightroom in German
		{"An die Braut", "blue", library.Blue, ""}, // a set of the person's own
		{"An die Braut", "", library.NoLabel, "An die Braut"},
		{"", "blue", library.Blue, ""},
	} {
		text := fmt.Sprintf(`<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" xmp:Label=%q photoshop:LabelColor=%q/>
</rdf:RDF></x:xmpmeta>`, c.label, c.colour)
		f, err := Read([]byte(text), EnglishLabels())
		if err != nil || f.Label != c.want || f.Words.Label != c.words {
			t.Errorf("%q with %q is %v, %q, %v", c.label, c.colour, f.Label, f.Words.Label, err)
		}
	}
}

package rendition

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"strings"

	"keeplight.app/keeplight/library"
)

// xmpOf writes an XMP packet with the words and, where d is not nil, stars and colour
// label; nil where there is nothing to say. Flags stay at home: whom a photo is sent to
// need not know how it was chosen.
func xmpOf(m *library.Metadata, d *library.Decision) []byte {
	var attributes, elements strings.Builder
	if d != nil && d.Rating > 0 {
		fmt.Fprintf(&attributes, "\n   xmp:Rating=%q", fmt.Sprint(d.Rating))
	}
	if d != nil && d.Label != library.NoLabel {
		name := d.Label.String()
		fmt.Fprintf(&attributes, "\n   xmp:Label=%q", strings.ToUpper(name[:1])+name[1:])
	}
	alternative := func(name, words string) {
		if words != "" {
			fmt.Fprintf(&elements, "   <dc:%s><rdf:Alt><rdf:li xml:lang=\"x-default\">%s</rdf:li></rdf:Alt></dc:%s>\n", name, escaped(words), name)
		}
	}
	alternative("title", m.Title)
	alternative("description", m.Caption)
	if len(m.Keywords) > 0 {
		elements.WriteString("   <dc:subject><rdf:Bag>")
		for _, k := range m.Keywords {
			fmt.Fprintf(&elements, "<rdf:li>%s</rdf:li>", escaped(k))
		}
		elements.WriteString("</rdf:Bag></dc:subject>\n")
	}
	if attributes.Len()+elements.Len() == 0 {
		return nil
	}
	return fmt.Appendf(nil, `<?xpacket begin="`+"\ufeff"+`" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="Keeplight">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about=""
   xmlns:xmp="http://ns.adobe.com/xap/1.0/"
   xmlns:dc="http://purl.org/dc/elements/1.1/"%s>
%s  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>`, attributes.String(), elements.String())
}

// escaped is text as XML; what XML cannot hold becomes U+FFFD.
func escaped(s string) string {
	var b bytes.Buffer
	_ = xml.EscapeText(&b, []byte(s)) // a buffer takes everything
	return b.String()
}

package sidecar

import (
	"strings"
	"time"

	"keeplight.app/keeplight/library"
)

// New gives a new sidecar for a file with an extension, such as "CR3", with or without
// its dot. Errors are those of Write.
func New(extension string, want library.Decision, o Options) ([]byte, error) {
	b := []byte(strings.Join([]string{
		"<?xpacket begin=\"\ufeff\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>",
		`<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="Keeplight">`,
		` <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">`,
		`  <rdf:Description rdf:about=""`,
		`    xmlns:xmp="http://ns.adobe.com/xap/1.0/"`,
		`    xmlns:xmpDM="http://ns.adobe.com/xmp/1.0/DynamicMedia/"`,
		`    xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"`,
		`   photoshop:SidecarForExtension="` + escape(strings.ToUpper(strings.TrimPrefix(extension, "."))) + `"`,
		`   xmp:MetadataDate="` + o.Now.Format(time.RFC3339) + `"/>`,
		` </rdf:RDF>`,
		`</x:xmpmeta>`,
		`<?xpacket end="w"?>`,
	}, "\n"))
	return Write(b, want, o)
}

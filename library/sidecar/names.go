package sidecar

// The namespaces of XMP, by their URIs (Adobe, XMP specification parts 1 and 2; for the
// others ExifTool's XMP.pm). Files are read by URI, whatever prefix they bind to it.
const (
	nsRDF       = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
	nsXML       = "http://www.w3.org/XML/1998/namespace"
	nsXMLNS     = "http://www.w3.org/2000/xmlns/"
	nsX         = "adobe:ns:meta/"
	nsXMP       = "http://ns.adobe.com/xap/1.0/"
	nsDM        = "http://ns.adobe.com/xmp/1.0/DynamicMedia/"
	nsPhotoshop = "http://ns.adobe.com/photoshop/1.0/"
	nsDC        = "http://purl.org/dc/elements/1.1/"
	nsLR        = "http://ns.adobe.com/lightroom/1.0/"
	nsDigiKam   = "http://www.digikam.org/ns/1.0/"
	nsDarktable = "http://darktable.sf.net/"
	nsMicrosoft = "http://ns.microsoft.com/photo/1.0"
	nsExiv2     = "http://ns.microsoft.com/photo/1.0/" // as Exiv2 spells it
	nsMechanic  = "http://ns.camerabits.com/photomechanic/1.0/"
	nsACDSee    = "http://ns.acdsee.com/iptc/1.0/"
)

// prefixOf is how the namespaces are called in what is written and said.
func prefixOf(uri string) string {
	switch uri {
	case nsXMP:
		return "xmp"
	case nsDM:
		return "xmpDM"
	case nsPhotoshop:
		return "photoshop"
	case nsDigiKam:
		return "digiKam"
	case nsDarktable:
		return "darktable"
	case nsMicrosoft, nsExiv2:
		return "MicrosoftPhoto"
	case nsMechanic:
		return "photomechanic"
	case nsACDSee:
		return "acdsee"
	case nsDC:
		return "dc"
	case nsLR:
		return "lr"
	}
	return "ns"
}

// name is the name of a property.
type name struct{ uri, local string }

// String gives it as people know it, such as "xmp:Rating".
func (n name) String() string { return prefixOf(n.uri) + ":" + n.local }

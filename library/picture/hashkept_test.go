package picture

import (
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"slices"
	"testing"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/exif"
)

// TestHashesStayAsTheyWere holds the hashes that the version before gave for
// files whose metadata is read better now: stored scores and decisions hang on
// them.
func TestHashesStayAsTheyWere(t *testing.T) {
	const prefix = "Exif\x00\x00"
	turned := exif.TIFF(exif.Fields{Make: "Canon", Orientation: 6})
	grey := mustBase64("iVBORw0KGgoAAAANSUhEUgAAABAAAAAMCAAAAAE5i1LLAAAAF0lEQVR4nGLw9UVG2AmaMGgqAAgAAP//aIw5wQAZ9vgAAAAASUVORK5CYII=")
	png := func(kind string, body []byte) []byte {
		const afterHeader = 8 + 25
		return slices.Concat(grey[:afterHeader], chunk(kind, body), grey[afterHeader:])
	}
	webp := func(block []byte) []byte {
		le := binary.LittleEndian
		part := func(kind string, body []byte) []byte {
			return append(append(le.AppendUint32([]byte(kind), uint32(len(body))), body...), make([]byte, len(body)%2)...)
		}
		body := slices.Concat([]byte("WEBP"), part("VP8X", []byte{8, 0, 0, 0, 3, 0, 0, 2, 0, 0}), losslessWebP()[12:], part("EXIF", block))
		return append(le.AppendUint32([]byte("RIFF"), uint32(len(body))), body...)
	}
	jpeg := func(payloads ...[]byte) []byte {
		plain := cmykJPEG([4]byte{1, 200, 30, 90}) // made by hand: no encoder's changes reach it
		out := plain[:2:2]
		for _, p := range payloads {
			out = binary.BigEndian.AppendUint16(append(out, 0xff, markerAPP1), uint16(len(p)+2))
			out = append(out, p...)
		}
		return append(out, plain[2:]...)
	}
	text := fmt.Appendf(nil, "Raw profile type exif\x00\nexif\n%8d\n%s\n", len(turned), hex.EncodeToString(turned))
	xmp := []byte("http://ns.adobe.com/xap/1.0/\x00" + `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">` +
		`<rdf:Description xmlns:tiff="http://ns.adobe.com/tiff/1.0/" tiff:Orientation="8"/></rdf:RDF></x:xmpmeta>`)
	segment := append([]byte(prefix), turned...)
	for name, c := range map[string]struct {
		data        []byte
		format      library.Format
		orientation int // as it is read now
		want        library.Hash
	}{
		"PNG":                      {png("eXIf", turned), library.PNG, 6, "png-xxh3:0e8c1ff401080fc36f9038d3e1880108"},
		"PNG with EXIF as text":    {png("tEXt", text), library.PNG, 6, "png-xxh3:60b0688deee3c5cef893e8fb1780aca5"},
		"WebP":                     {webp(turned), library.WebP, 6, "webp-xxh3:55551fe0369e93c74ddefe45c45c7625"},
		"WebP with a prefix":       {webp(segment), library.WebP, 6, "webp-xxh3:8af2d75dd96145496da222c9120301f9"},
		"JPEG":                     {jpeg(segment), library.JPEG, 6, "jpeg-xxh3:f12e996f8bcbbe38736bf19936dd8bb0"},
		"JPEG with a second block": {jpeg([]byte(prefix), segment), library.JPEG, 6, "jpeg-xxh3:99d986c35e09fb1ee90b009338807505"},
		"JPEG turned by XMP":       {jpeg(xmp), library.JPEG, 8, "jpeg-xxh3:99d986c35e09fb1ee90b009338807505"},
	} {
		if got := ImageHash(c.data, c.format); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
		if got := orientationOf(c.data, c.format); got != c.orientation {
			t.Errorf("%s: orientation %d, want %d", name, got, c.orientation)
		}
	}
}

package exif

import (
	"bytes"
	"io"

	"github.com/andybalholm/brotli"
)

// jxlBoxes gives the bodies of the boxes of a kind in a JPEG XL file, unpacked where
// a brob box holds them (ISO/IEC 18181-2). A bare codestream has none.
func jxlBoxes(data []byte, kind string) (bodies [][]byte) {
	const packed, most = "brob", 1 << 16
	if len(data) < 12 || string(data[4:8]) != "JXL " {
		return nil
	}
	room := int64(maxItem) // for what is unpacked
	for n := 0; n < most && len(bodies) < maxStructures; n++ {
		body, rest, ok := nextBox(data)
		if !ok {
			break
		}
		switch own := string(data[4:8]); {
		case own == kind:
			bodies = append(bodies, body)
		case own == packed && len(body) > 4 && string(body[:4]) == kind:
			bodies = append(bodies, unpacked(body[4:], room))
			room -= int64(len(bodies[len(bodies)-1]))
		}
		data = rest
	}
	return bodies
}

// unpacked gives what Brotli's data holds, as far as it can be read, at most
// most bytes.
func unpacked(data []byte, most int64) (all []byte) {
	// The decoder is others' code and sees hostile files; a slip of its own must
	// cost the facts, not the program.
	defer func() {
		if recover() != nil {
			all = nil
		}
	}()
	all, _ = io.ReadAll(io.LimitReader(brotli.NewReader(bytes.NewReader(data)), most)) // what came before an error may do
	return all
}

// jxlStructures reads the Exif boxes: the place of the TIFF header in what follows,
// and that.
func jxlStructures(data []byte) (found [][]byte) {
	for _, body := range jxlBoxes(data, "Exif") {
		if tiff := heifBlock(body); tiff != nil {
			found = append(found, tiff)
		}
	}
	return found
}

// jxlXMP gives the XMP packet of a JPEG XL in the only kind of file in which
// imagemeta reads one of any size: a WebP with nothing else in it. It gives nil where
// there is none.
func jxlXMP(data []byte) []byte {
	packets := jxlBoxes(data, "xml ")
	if len(packets) == 0 {
		return nil
	}
	const hasXMP = 1 << 2
	packet := packets[0]
	out := []byte("RIFF")
	out = append(out, le32(uint32(4+8+10+8+len(packet)+len(packet)%2))...)
	out = append(out, "WEBPVP8X\x0a\x00\x00\x00"...)
	out = append(out, hasXMP, 0, 0, 0, 0, 0, 0, 0, 0, 0)
	out = append(out, "XMP "...)
	out = append(out, le32(uint32(len(packet)))...)
	out = append(out, packet...)
	return append(out, make([]byte, len(packet)%2)...)
}

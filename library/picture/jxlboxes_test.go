package picture

import (
	"encoding/binary"
	"slices"
	"testing"

	"keeplight.app/keeplight/library"
)

func jxlBoxOf(kind string, parts ...[]byte) []byte {
	body := slices.Concat(parts...)
	return append(append(binary.BigEndian.AppendUint32(nil, uint32(len(body)+8)), kind...), body...)
}

// jxlFile is a JPEG XL of some boxes behind its first two.
func jxlFile(boxes ...[]byte) []byte {
	start := slices.Concat(jxlBoxOf("JXL ", []byte("\r\n\x87\n")), jxlBoxOf("ftyp", []byte("jxl \x00\x00\x00\x00jxl ")))
	return append(start, slices.Concat(boxes...)...)
}

// jxlPieces are boxes that hold a codestream in pieces.
func jxlPieces(pieces ...string) (boxes []byte) {
	for i, piece := range pieces {
		number := uint32(i)
		if i == len(pieces)-1 {
			number |= 1 << 31
		}
		boxes = append(boxes, jxlBoxOf("jxlp", binary.BigEndian.AppendUint32(nil, number), []byte(piece))...)
	}
	return boxes
}

const jxlStream = "\xff\x0athis stands for a picture"

func TestTheHashOfAJPEGXLIsThatOfItsCodestream(t *testing.T) {
	bare, whole := []byte(jxlStream), jxlBoxOf("jxlc", []byte(jxlStream))
	metadata := jxlBoxOf("Exif", make([]byte, 40))
	for name, c := range map[string]struct {
		data []byte
		same bool
	}{
		"in a box":                    {jxlFile(whole), true},
		"with metadata in front":      {jxlFile(metadata, whole), true},
		"with metadata behind":        {jxlFile(whole, jxlBoxOf("xml ", []byte("<x/>"))), true},
		"with what a JPEG needs":      {jxlFile(jxlBoxOf("jbrd", []byte("abc")), whole), true},
		"in pieces":                   {jxlFile(jxlPieces(jxlStream[:9], jxlStream[9:])), true},
		"in pieces, metadata between": {jxlFile(jxlPieces(jxlStream[:9], jxlStream[9:])[:12+9], metadata, jxlPieces(jxlStream[:9], jxlStream[9:])[12+9:]), true},
		"another picture":             {jxlFile(jxlBoxOf("jxlc", []byte(jxlStream+"!"))), false},
		"pieces in another order":     {jxlFile(jxlPieces(jxlStream[9:], jxlStream[:9])), false},
		"a picture whose end is away": {jxlFile(whole[:len(whole)-3]), false},
		"without its last piece":      {jxlFile(jxlPieces(jxlStream[:9], jxlStream[9:])[:12+9]), false},
		"a bare one with more to it":  {append([]byte(jxlStream), 0), false},
	} {
		if got := ImageHash(c.data, library.JPEGXL) == ImageHash(bare, library.JPEGXL); got != c.same {
			t.Errorf("%s: the same hash: %v", name, got)
		}
	}
}

// TestOnlyACutJPEGXLIsSaidToBeCut goes through all that may stand at the end of one.
func TestOnlyACutJPEGXLIsSaidToBeCut(t *testing.T) {
	whole := jxlBoxOf("jxlc", []byte(jxlStream))
	pieces := jxlPieces(jxlStream[:9], jxlStream[9:15], jxlStream[15:])
	toTheEnd := slices.Concat([]byte{0, 0, 0, 0}, whole[4:])
	for name, data := range map[string][]byte{
		"a bare codestream":           []byte(jxlStream),
		"one box":                     jxlFile(whole),
		"pieces":                      jxlFile(pieces),
		"a box to the end":            jxlFile(toTheEnd),
		"zeros behind":                append(jxlFile(whole), make([]byte, 100)...),
		"a line's end behind":         append(jxlFile(whole), '\n'),
		"metadata behind that is cut": append(jxlFile(whole), jxlBoxOf("Exif", make([]byte, 40))[:20]...),
		"an empty box in front":       jxlFile(jxlBoxOf("free"), whole),
	} {
		if !IsWholeJPEGXL(data) {
			t.Errorf("%s counts as cut", name)
		}
	}
	for _, data := range [][]byte{jxlFile(whole), jxlFile(pieces)} {
		for n := 2; n < len(data); n++ {
			if IsWholeJPEGXL(data[:n]) {
				t.Errorf("%d of %d bytes count as whole", n, len(data))
			}
		}
	}
}

func FuzzJPEGXLBoxes(f *testing.F) {
	f.Add(jxlFile(jxlBoxOf("Exif", make([]byte, 40)), jxlBoxOf("jxlc", []byte(jxlStream))))
	f.Add(jxlFile(jxlPieces(jxlStream[:9], jxlStream[9:])))
	f.Add([]byte(jxlStream))
	f.Fuzz(func(t *testing.T, data []byte) {
		size := 0
		whole := jxlCodestream(data, func(piece []byte) { size += len(piece) })
		if size > len(data) || whole != IsWholeJPEGXL(data) {
			t.Errorf("%d bytes of %d, whole: %v", size, len(data), whole)
		}
		ImageHash(data, library.JPEGXL)
	})
}

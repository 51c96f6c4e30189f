package picture

import (
	"bytes"
	"encoding/binary"
	"testing"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/phototest"
)

// rawWith builds a DNG-like file whose only picture is a preview. orientation is
// what the RAW file itself says, 0 for nothing.
func rawWith(t testing.TB, orientation uint16, preview []byte) []byte {
	t.Helper()
	const fields, start = 4, 8 + 2 + 4*12 + 4
	var b bytes.Buffer
	b.WriteString("II*\x00\x08\x00\x00\x00")
	entry := func(tag, kind uint16, count, value uint32) []any { return []any{tag, kind, count, value} }
	parts := []any{uint16(fields)}
	parts = append(parts, entry(0x0103, 3, 1, 6)...) // compression: JPEG
	parts = append(parts, entry(0x0112, 3, 1, uint32(max(orientation, 1)))...)
	parts = append(parts, entry(0x0201, 4, 1, start)...)
	parts = append(parts, entry(0x0202, 4, 1, uint32(len(preview)))...)
	parts = append(parts, uint32(0))
	for _, p := range parts {
		if err := binary.Write(&b, binary.LittleEndian, p); err != nil {
			t.Fatal(err)
		}
	}
	return append(b.Bytes(), preview...)
}

func TestSizeIsWhatDecodeSays(t *testing.T) {
	wide, high := phototest.Scene(120, 80, 1), phototest.Scene(80, 120, 1)
	for name, c := range map[string]struct {
		data []byte
		file string
		w, h int
	}{
		"a JPEG":                          {phototest.JPEG(wide, phototest.Exif{}), "a.jpg", 120, 80},
		"a turned JPEG":                   {phototest.JPEG(wide, phototest.Exif{Orientation: 6}), "a.jpg", 80, 120},
		"a RAW file":                      {rawWith(t, 1, phototest.PlainJPEG(wide, 80)), "a.nef", 120, 80},
		"a RAW file to be turned":         {rawWith(t, 6, phototest.PlainJPEG(wide, 80)), "a.nef", 80, 120},
		"its preview is upright already":  {rawWith(t, 6, phototest.PlainJPEG(high, 80)), "a.nef", 80, 120},
		"its preview says how it lies":    {rawWith(t, 1, phototest.JPEG(wide, phototest.Exif{Orientation: 8})), "a.nef", 80, 120},
		"its preview says that it stands": {rawWith(t, 8, phototest.JPEG(wide, phototest.Exif{Orientation: 1})), "a.nef", 120, 80},
	} {
		t.Run(name, func(t *testing.T) {
			format := Sniff(c.data, c.file)
			w, h, err := Size(c.data, format)
			if err != nil || w != c.w || h != c.h {
				t.Errorf("%s: %d x %d, %v", format, w, h, err)
			}
			pic, err := Decode(t.Context(), c.data, c.file, 40)
			if err != nil || pic.Width != w || pic.Height != h {
				t.Fatalf("decoded: %+v, %v", pic, err)
			}
			if b := pic.Pixels.Rect; (b.Dx() > b.Dy()) != (w > h) {
				t.Errorf("pixels of %v for a picture of %d x %d", b, w, h)
			}
		})
	}
	if _, _, err := Size([]byte("GIF89a"), library.UnknownFormat); err == nil {
		t.Error("what is no picture has a size")
	}
}

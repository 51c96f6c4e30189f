package exif

import (
	"encoding/binary"
	"math"
	"slices"
	"testing"

	"keeplight.app/keeplight/library"
)

// withNote is a TIFF structure of a picture of 6000 x 4000 pixels with a maker's
// note; the note is built for the place where it comes to lie.
func withNote(maker, model string, orientation int, note func(at int) []byte) []byte {
	build := func(body []byte) []byte {
		var first, shot directory
		first.text(tagMake, maker)
		first.text(tagModel, model)
		first.short(tagOrientation, orientation)
		first.long(tagExifIFD, 0)
		first.set(tagExifIFD, uint32(8+first.size()))
		shot.short(0xa002, 6000)
		shot.short(0xa003, 4000)
		shot.rational(tagFocalLength, [2]uint32{50, 1})
		shot.add(tagMakerNote, typeUndefined, len(body), body)
		out := slices.Concat([]byte("II*\x00"), le32(8))
		return shot.append(first.append(out, 0), 0)
	}
	size := len(note(0))
	marker := make([]byte, size)
	for i := range marker {
		marker[i] = 0xee
	}
	at := len(build(marker)) - size - size%2
	// Values stand in the order of their tags: the note's is the last but the
	// sizes, which are short.
	return build(note(at))
}

// noteDirectory is a note's directory behind a head; its places count from base.
func noteDirectory(head string, base int, fields directory) []byte {
	out := append(make([]byte, base), head...)
	return fields.append(out, 0)[base:]
}

func shorts(v ...int) (b []byte) {
	for _, n := range v {
		b = binary.LittleEndian.AppendUint16(b, uint16(n))
	}
	return b
}

func TestMakersNotesTellFocusLensAndISO(t *testing.T) {
	canon := func(at int) []byte {
		var d directory
		// Three areas, of which the first two were in focus: 10 % and 20 % to the
		// right of the middle, and 5 % above it.
		d.add(0x0026, typeShort, 21, shorts(42, 0, 3, 3, 6000, 4000, 1000, 1000, 9, 9, 9, 9, 9, 9, 100, 200, 300, 50, 50, -50, 0b011))
		d.text(0x0095, "EF50mm f/1.4 USM")
		return noteDirectory("", at, d)
	}
	sony := func(at int) []byte {
		var d directory
		d.add(0x2027, typeShort, 4, shorts(6000, 4000, 1500, 1000))
		return noteDirectory("SONY DSC \x00\x00\x00", at, d)
	}
	panasonic := func(at int) []byte {
		var d directory
		d.add(0x004d, typeRational, 2, slices.Concat(le32(3), le32(4), le32(1), le32(2)))
		d.text(0x0051, "LUMIX G VARIO 12-60/F3.5-5.6")
		return noteDirectory("Panasonic\x00\x00\x00", at, d)
	}
	fujifilm := func(int) []byte {
		var d directory
		d.add(0x1023, typeShort, 2, shorts(1200, 3000))
		return noteDirectory("FUJIFILM\x0c\x00\x00\x00", 0, d)
	}
	for name, c := range map[string]struct {
		maker, model string
		orientation  int
		note         func(int) []byte
		focus        library.Focus
		lens         string
	}{
		"Canon EOS":            {"Canon", "Canon EOS R5", 1, canon, library.Focus{X: 0.65, Y: 0.45, Known: true}, "EF50mm f/1.4 USM"},
		"Canon PowerShot":      {"Canon", "Canon PowerShot G7", 1, canon, library.Focus{X: 0.65, Y: 0.55, Known: true}, "EF50mm f/1.4 USM"},
		"Sony":                 {"SONY", "ILCE-7M4", 1, sony, library.Focus{X: 0.25, Y: 0.25, Known: true}, ""},
		"Sony held on its end": {"SONY", "ILCE-7M4", 8, sony, library.Focus{X: 0.25, Y: 0.75, Known: true}, ""},
		"Panasonic":            {"Panasonic", "DC-G9", 3, panasonic, library.Focus{X: 0.25, Y: 0.5, Known: true}, "LUMIX G VARIO 12-60/F3.5-5.6"},
		"Fujifilm":             {"FUJIFILM", "X-T5", 6, fujifilm, library.Focus{X: 0.25, Y: 0.2, Known: true}, ""},
	} {
		got, err := Read(withNote(c.maker, c.model, c.orientation, c.note), library.TIFF)
		if err != nil {
			t.Fatal(err)
		}
		near := math.Abs(got.Focus.X-c.focus.X) < 1e-9 && math.Abs(got.Focus.Y-c.focus.Y) < 1e-9
		if !near || got.Focus.Known != c.focus.Known || got.Lens != c.lens {
			t.Errorf("%s: focus %+v, lens %q; want %+v, %q", name, got.Focus, got.Lens, c.focus, c.lens)
		}
	}
}

func TestPanasonicRAWTellsItsISOAndWhatOnlyItsPreviewKnows(t *testing.T) {
	note := func(at int) []byte {
		var d directory
		d.text(0x0051, "LUMIX G 20/F1.7")
		return noteDirectory("Panasonic\x00\x00\x00", at, d)
	}
	plain := []byte{0xff, 0xd8, 0xff, 0xc0, 0, 17, 8, 0, 90, 0, 160, 3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1, 0xff, 0xd9}
	app1 := append([]byte(header), withNote("Panasonic", "DC-G9", 1, note)...)
	jpeg := slices.Concat(plain[:2], []byte{0xff, 0xe1}, binary.BigEndian.AppendUint16(nil, uint16(len(app1)+2)), app1, plain[2:])
	var first directory
	first.short(0x0017, 800)
	first.text(tagMake, "Panasonic")
	first.text(tagModel, "DC-G9")
	first.add(0x002e, typeUndefined, len(jpeg), jpeg)
	got, err := Read(first.append(slices.Concat([]byte("IIU\x00"), le32(8)), 0), library.RAW)
	if err != nil || got.ISO != 800 || got.Lens != "LUMIX G 20/F1.7" || got.Camera != "Panasonic DC-G9" {
		t.Errorf("got %+v, %v", got, err)
	}
}

func TestFocusTurnsWithThePicture(t *testing.T) {
	// A corner of each turned picture must come to lie at the upper left.
	for orientation, from := range map[int][2]float64{
		1: {0, 0}, 2: {1, 0}, 3: {1, 1}, 4: {0, 1}, 5: {0, 0}, 6: {0, 1}, 7: {1, 1}, 8: {1, 0},
	} {
		if x, y := uprightPoint(from[0], from[1], orientation); x != 0 || y != 0 {
			t.Errorf("orientation %d: %v goes to %v, %v", orientation, from, x, y)
		}
	}
}

func FuzzMakersNote(f *testing.F) {
	f.Add([]byte("SONY DSC \x00\x00\x00\x01\x00\x27\x20\x03\x00\x04\x00\x00\x00\x00\x00\x00\x00"), "SONY", "ILCE-1")
	f.Add([]byte("\x01\x00\x26\x00\x03\x00\x15\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"), "Canon", "Canon EOS R5")
	f.Add([]byte("QVC\x00\x00\x00\x00\x01\x30\x14\x00\x03\x00\x00\x00\x01\x00\x64\x00\x00"), "CASIO", "EX-Z3")
	f.Add(append([]byte("KDK INFO"), make([]byte, 120)...), "Kodak", "DX6490")
	f.Add([]byte("Nikon\x00\x02\x11\x00\x00II*\x00\x08\x00\x00\x00\x01\x00\x89\x00\x03\x00\x01\x00\x00\x00\x10\x00"), "NIKON", "Z 8")
	f.Add([]byte("OLYMPUS\x00II\x03\x00\x01\x00\x20\x20\x04\x00\x01\x00\x00\x00\x1a\x00\x00\x00\x00\x00\x00\x00"), "OLYMPUS", "E-M1")
	f.Fuzz(func(t *testing.T, body []byte, maker, model string) {
		c, _ := Read(withNote(maker, model, 6, func(int) []byte { return body }), library.TIFF)
		if c.FocusDistance < 0 || c.Bracketing != "" && c.Bracketing != library.ExposureBracketing && c.Bracketing != library.FocusBracketing {
			t.Errorf("%+v", c)
		}
		if f := c.Focus; f.Known != (f != library.Focus{}) || f.X < 0 || f.X > 1 || f.Y < 0 || f.Y > 1 || c.ISO < 0 {
			t.Errorf("%+v", c)
		}
	})
}

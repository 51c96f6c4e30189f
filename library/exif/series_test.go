package exif

import (
	"math"
	"testing"

	"keeplight.app/keeplight/library"
)

func TestSeriesAreToldByTheStandardsFields(t *testing.T) {
	for name, c := range map[string]struct {
		fields Fields
		want   library.Capture
	}{
		"nothing":        {Fields{}, library.Capture{}},
		"under by 2/3":   {Fields{Bias: -0.67, Serial: "012 345"}, library.Capture{ExposureBias: -0.67, Serial: "012 345"}},
		"over by 2":      {Fields{Bias: 2}, library.Capture{ExposureBias: 2}},
		"no such bias":   {Fields{Bias: 1e6}, library.Capture{}},
		"auto bracket":   {Fields{AutoBracket: true}, library.Capture{Bracketing: library.ExposureBracketing}},
		"focus at 45 cm": {Fields{FocusDistance: 0.45}, library.Capture{FocusDistance: 0.45}},
		"a serial of 0s": {Fields{Serial: "0000-000"}, library.Capture{}},
		"a hostile name": {Fields{Serial: "a\x1b[31m\nb"}, library.Capture{Serial: "a[31mb"}},
	} {
		got, err := Read(TIFF(c.fields), library.TIFF)
		if err != nil {
			t.Fatal(err)
		}
		if got != c.want {
			t.Errorf("%s: got %+v, want %+v", name, got, c.want)
		}
	}
}

func TestMakersNotesTellBrackets(t *testing.T) {
	plain := func(head string, base bool, fields directory) func(int) []byte {
		return func(at int) []byte {
			if base {
				at = 0
			}
			return noteDirectory(head, at, fields)
		}
	}
	canon := func(bracketing, upper, lower int) directory {
		shot := make([]int, 30)
		shot[16], shot[19], shot[20] = bracketing, upper, lower
		return directory{{0x0004, typeShort, 30, shorts(shot...)}}
	}
	short := func(tag uint16, v int) directory { return directory{{tag, typeShort, 1, append(shorts(v), 0, 0)}} }
	nikon := func(mode int) func(int) []byte {
		return func(int) []byte {
			inner := directory{{0x001d, typeASCII, 8, []byte("6001234\x00")}, {0x0089, typeShort, 1, append(shorts(mode), 0, 0)}}
			return append([]byte("Nikon\x00\x02\x11\x00\x00"), inner.append([]byte("II*\x00\x08\x00\x00\x00"), 0)...)
		}
	}
	// A directory counts places from where it is written, which is the head's end.
	olympus := func(drive ...int) func(int) []byte {
		return func(int) []byte {
			head := []byte("OLYMPUS\x00II\x03\x00")
			camera := directory{{0x0600, typeShort, uint32(len(drive)), shorts(drive...)}}
			main := directory{{0x2020, typeLong, 1, le32(0)}}
			main.set(0x2020, uint32(len(head)+main.size()))
			return camera.append(main.append(head, 0), 0)
		}
	}
	for name, c := range map[string]struct {
		maker string
		note  func(int) []byte
		want  library.Bracketing
		focus float64
	}{
		"Canon":                 {"Canon", plain("", false, canon(0xffff, 300, 200)), library.ExposureBracketing, 2.5},
		"Canon without":         {"Canon", plain("", false, canon(0, 0, 0)), "", 0},
		"Canon at infinity":     {"Canon", plain("", false, canon(0, 65535, 65535)), "", 0},
		"Sony":                  {"SONY", plain("SONY DSC \x00\x00\x00", false, short(0xb049, 5)), library.ExposureBracketing, 0},
		"Sony continuous":       {"SONY", plain("SONY DSC \x00\x00\x00", false, short(0xb049, 2)), "", 0},
		"Panasonic exposure":    {"Panasonic", plain("Panasonic\x00\x00\x00", false, short(0x2a, 2)), library.ExposureBracketing, 0},
		"Panasonic focus":       {"Panasonic", plain("Panasonic\x00\x00\x00", false, short(0x2a, 3)), library.FocusBracketing, 0},
		"Fujifilm":              {"FUJIFILM", plain("FUJIFILM\x0c\x00\x00\x00", true, short(0x1100, 1)), library.ExposureBracketing, 0},
		"Nikon":                 {"NIKON CORPORATION", nikon(1<<4 | 1), library.ExposureBracketing, 0},
		"Nikon, white balance":  {"NIKON CORPORATION", nikon(1<<4 | 1<<6), "", 0},
		"Olympus focus":         {"OLYMPUS CORPORATION", olympus(5, 3, 1<<6), library.FocusBracketing, 0},
		"Olympus exposure":      {"OLYMPUS CORPORATION", olympus(5, 1, 1), library.ExposureBracketing, 0},
		"Olympus white balance": {"OLYMPUS CORPORATION", olympus(5, 1, 2), "", 0},
		"Olympus single":        {"OLYMPUS CORPORATION", olympus(0, 0, 0), "", 0},
	} {
		got, err := Read(withNote(c.maker, "X", 1, c.note), library.TIFF)
		if err != nil {
			t.Fatal(err)
		}
		if got.Bracketing != c.want || math.Abs(got.FocusDistance-c.focus) > 1e-9 {
			t.Errorf("%s: %q at %v m; want %q at %v m", name, got.Bracketing, got.FocusDistance, c.want, c.focus)
		}
		if c.maker == "NIKON CORPORATION" && got.Serial != "6001234" {
			t.Errorf("%s: serial %q", name, got.Serial)
		}
	}
}

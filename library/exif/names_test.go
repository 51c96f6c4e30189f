package exif

import (
	"strings"
	"testing"
	"time"
)

func TestCameraNamesCarryTheBrandOnce(t *testing.T) {
	for _, c := range [][3]string{
		{"Canon", "Canon EOS R5", "Canon EOS R5"},
		{"Canon\x00rubbish", "Canon EOS R5\x00\xff\x01", "Canon EOS R5"},
		{"NIKON CORPORATION", "NIKON D750", "Nikon D750"},
		{"NIKON", "COOLPIX P1000", "Nikon COOLPIX P1000"},
		{"SONY", "ILCE-7M4", "Sony ILCE-7M4"},
		{"OLYMPUS IMAGING CORP.  ", "E-M5MarkII      ", "Olympus E-M5MarkII"},
		{"OM Digital Solutions", "OM-1", "OM System OM-1"},
		{"RICOH IMAGING COMPANY, LTD.", "PENTAX K-1 Mark II", "Pentax K-1 Mark II"},
		{"EASTMAN KODAK COMPANY", "KODAK EASYSHARE Z1012 IS", "Kodak EASYSHARE Z1012 IS"},
		{"LEICA CAMERA AG", "LEICA Q3", "Leica Q3"},
		{"FUJIFILM", "X-T5", "Fujifilm X-T5"},
		{"Hewlett-Packard", "HP PhotoSmart C812", "HP PhotoSmart C812"},
		{"Unheard-of", "Unheard-of One", "Unheard-of One"},
		{"Unheard-of", "Two", "Unheard-of Two"},
		{"", "Canon EOS R5", "Canon EOS R5"},
		{"Canon", "", "Canon"},
		{"", "", ""},
		{"Sony\u202e", "IL\tCE\n7", "Sony IL CE 7"},
	} {
		if got := cameraName(c[0], c[1]); got != c[2] {
			t.Errorf("cameraName(%q, %q) = %q, want %q", c[0], c[1], got, c[2])
		}
	}
}

func TestLensNamesThatSayNothingAreUnknown(t *testing.T) {
	for in, want := range map[string]string{
		"RF50mm F1.2 L USM":  "RF50mm F1.2 L USM",
		" EF24-70mm\x00\x00": "EF24-70mm",
		"24-70":              "24-70",
		"----":               "",
		"0.0 mm f/0.0":       "",
		"None":               "",
		"\x00\x00":           "",
		"\xff\xfe":           "",
		"Größe 50 mm":        "Größe 50 mm",
	} {
		if got := lensName(in); got != want {
			t.Errorf("lensName(%q) = %q, want %q", in, got, want)
		}
	}
	if n := len(lensName(strings.Repeat("é", 500))); n > maxName || n < maxName-2 {
		t.Errorf("a long name keeps %d bytes", n)
	}
}

func TestDatesAreReadAsCamerasWriteThem(t *testing.T) {
	for in, want := range map[string]string{
		"2025:06:01 12:00:00":  "2025-06-01T12:00:00Z",
		"2025-06-01T12:00:00Z": "2025-06-01T12:00:00Z",
		"2025/06/01 12:00:00":  "2025-06-01T12:00:00Z",
		"0000:00:00 00:00:00":  "",
		"2025:02:31 12:00:00":  "",
		"1650:01:01 00:00:00":  "",
		"    :  :     :  :  ":  "",
		"2025:06:01":           "",
	} {
		when, ok := parseDate(in)
		got := ""
		if ok {
			got = when.Format(time.RFC3339)
		}
		if got != want {
			t.Errorf("parseDate(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestFractionsOfASecondKeepTheirZeros(t *testing.T) {
	for in, want := range map[string]time.Duration{
		"5": 500 * time.Millisecond, "05": 50 * time.Millisecond, "050": 50 * time.Millisecond,
		"123456789": 123456789, "1234567891234": 123456789, "": 0, "x5": 0, " 25 ": 250 * time.Millisecond,
	} {
		if got := parseSubSeconds(in); got != want {
			t.Errorf("parseSubSeconds(%q) = %v, want %v", in, got, want)
		}
	}
}

func TestZones(t *testing.T) {
	for in, want := range map[string]int{"+02:00": 7200, "-07:30": -27000, "Z": 0, "+00:00": 0} {
		zone, ok := parseZone(in)
		if !ok {
			t.Errorf("%q was not read", in)
			continue
		}
		if _, got := time.Date(2025, 1, 1, 0, 0, 0, 0, zone).Zone(); got != want {
			t.Errorf("%q is %d s east", in, got)
		}
	}
	for _, in := range []string{"", "+99:00", "02:00", "   :  "} {
		if _, ok := parseZone(in); ok {
			t.Errorf("%q was read as a zone", in)
		}
	}
}

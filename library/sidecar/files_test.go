package sidecar

import "testing"

func TestSidecarsAreFoundByBothNames(t *testing.T) {
	folder := []string{"IMG_1.CR2", "IMG_1.xmp", "IMG_1.CR2.XMP", "img_2.XMP", "IMG_2.xmp", "a.b.jpg", "a.b.xmp", "a.xmp", "README", "README.xmp", "IMG_1_01.CR2.xmp"}
	for photo, want := range map[string]Names{
		"IMG_1.CR2": {Full: "IMG_1.CR2.XMP", Stem: "IMG_1.xmp"},
		"img_1.cr2": {Full: "IMG_1.CR2.XMP", Stem: "IMG_1.xmp"},
		"IMG_2.ARW": {Stem: "IMG_2.xmp"},
		"img_2.ARW": {Stem: "img_2.XMP"},
		"a.b.jpg":   {Stem: "a.b.xmp"},
		"README":    {Full: "README.xmp"},
		"IMG_1.xmp": {}, // a sidecar has none
		"IMG_3.CR2": {},
	} {
		if got := Find(photo, folder); got != want {
			t.Errorf("%s: %+v, want %+v", photo, got, want)
		}
	}
}

func TestPhotosWhoseNamesDifferOnlyInCaseShareNoSidecar(t *testing.T) {
	folder := []string{"Case.jpg", "case.jpg", "case.xmp", "CASE.xmp", "Case.jpg.xmp", "bad\xff.jpg", "bad\xfe.jpg", "bad\xff.xmp"}
	for photo, want := range map[string]Names{
		"Case.jpg":    {Full: "Case.jpg.xmp"},
		"case.jpg":    {Stem: "case.xmp"},
		"bad\xff.jpg": {Stem: "bad\xff.xmp"},
		"bad\xfe.jpg": {}, // other bytes are another name, also where they are no letters
	} {
		if got := Find(photo, folder); got != want {
			t.Errorf("%s: %+v, want %+v", photo, got, want)
		}
	}
}

func TestASidecarOfTwoPhotosBelongsToTheOneItNames(t *testing.T) {
	for _, c := range []struct {
		says, photo string
		alone, want bool
	}{
		{"", "IMG_1.CR3", false, true},
		{"CR3", "IMG_1.CR3", false, true},
		{"cr3", "IMG_1.CR3", false, true},
		{".CR3", "IMG_1.cr3", false, true},
		{"CR3", "IMG_1.JPG", false, false},
		{"CR3", "IMG_1.JPG", true, true}, // the RAW file is gone
	} {
		if got := Belongs(Facts{Extension: c.says}, c.photo, c.alone); got != c.want {
			t.Errorf("%q to %s, alone %v: %v", c.says, c.photo, c.alone, got)
		}
	}
}

func TestNamesOfBothStyles(t *testing.T) {
	for _, c := range []struct {
		photo string
		style Style
		want  string
	}{
		{"/a/IMG_1.CR2", StemStyle, "/a/IMG_1.xmp"},
		{"/a/IMG_1.CR2", FullStyle, "/a/IMG_1.CR2.xmp"},
		{"/a.b/IMG", StemStyle, "/a.b/IMG.xmp"},
		{"x.y.jpg", StemStyle, "x.y.xmp"},
	} {
		if got := Name(c.photo, c.style); got != c.want {
			t.Errorf("%s: %s, want %s", c.photo, got, c.want)
		}
	}
}

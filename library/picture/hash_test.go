package picture

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/phototest"
)

func TestImageHashKeepsWithMetadataAndChangesWithWhatIsSeen(t *testing.T) {
	scene := phototest.Scene(64, 48, 1)
	plain := phototest.PlainJPEG(scene, phototest.Quality)
	jpegSegment := func(marker byte, body string) []byte {
		head := []byte{0xff, marker, 0, byte(len(body) + 2)}
		return slices.Concat(plain[:2], head, []byte(body), plain[2:])
	}
	png := mustPNG(scene)
	pngChunk := func(kind, body string) []byte {
		const afterHeader = 8 + 25
		return slices.Concat(png[:afterHeader], chunk(kind, []byte(body)), png[afterHeader:])
	}
	webp := losslessWebP()
	for name, c := range map[string]struct {
		format library.Format
		a, b   []byte
		same   bool
	}{
		"JPEG with capture facts":  {library.JPEG, plain, phototest.JPEG(scene, phototest.Exif{Make: "Canon", ISO: 100}), true},
		"JPEG said to be upright":  {library.JPEG, plain, phototest.JPEG(scene, phototest.Exif{Orientation: 1}), true},
		"JPEG turned by a tag":     {library.JPEG, plain, phototest.JPEG(scene, phototest.Exif{Orientation: 6}), false},
		"JPEG with a comment":      {library.JPEG, plain, jpegSegment(markerCOM, "hello"), true},
		"JPEG with XMP":            {library.JPEG, plain, jpegSegment(markerAPP1, "http://ns.adobe.com/xap/1.0/\x00<x/>"), true},
		"JPEG with a profile":      {library.JPEG, plain, jpegSegment(markerAPP2, "ICC_PROFILE\x00\x01\x01abc"), false},
		"JPEG with bytes behind":   {library.JPEG, plain, append(slices.Clone(plain), "film"...), true},
		"JPEG of other quality":    {library.JPEG, plain, phototest.PlainJPEG(scene, 89), false},
		"JPEG of another scene":    {library.JPEG, plain, phototest.PlainJPEG(phototest.Scene(64, 48, 2), 90), false},
		"JPEG with a changed byte": {library.JPEG, plain, changed(plain, len(plain)/2), false},
		"JPEG that ends early":     {library.JPEG, plain, plain[:len(plain)-20], false},
		"PNG with a text":          {library.PNG, png, pngChunk("tEXt", "Comment\x00hello"), true},
		"PNG with a profile":       {library.PNG, png, pngChunk("iCCP", "abc"), false},
		"PNG of another scene":     {library.PNG, png, mustPNG(phototest.Scene(64, 48, 2)), false},
		"WebP with XMP":            {library.WebP, webp, append(slices.Clone(webp), "XMP \x04\x00\x00\x00abcd"...), true},
		"WebP with a changed byte": {library.WebP, webp, changed(webp, 40), false},
		"TIFF with a changed byte": {library.TIFF, mustTIFF(scene), changed(mustTIFF(scene), 20), false},
	} {
		a, b := ImageHash(c.a, c.format), ImageHash(c.b, c.format)
		if (a == b) != c.same {
			t.Errorf("%s: %s and %s", name, a, b)
		}
	}
}

func changed(data []byte, at int) []byte {
	out := bytes.Clone(data)
	out[at] ^= 0x10
	return out
}

func TestImageHashDoesNotDependOnHowPNGDataIsCut(t *testing.T) {
	png := mustPNG(phototest.Scene(64, 48, 1))
	at := bytes.Index(png, []byte("IDAT")) - 4
	n := len(png) - at - 12 - 12 // one IDAT, then IEND
	body := png[at+8 : at+8+n]
	cut := slices.Concat(png[:at], chunk("IDAT", body[:100]), chunk("IDAT", body[100:]), chunk("IEND", nil))
	if a, b := ImageHash(png, library.PNG), ImageHash(cut, library.PNG); a != b {
		t.Errorf("%s and %s", a, b)
	}
}

func TestImageHashSaysHowItWasMade(t *testing.T) {
	jpeg := phototest.PlainJPEG(phototest.Scene(8, 8, 1), 90)
	for prefix, h := range map[string]library.Hash{
		"jpeg-xxh3:":  ImageHash(jpeg, library.JPEG),
		"png-xxh3:":   ImageHash(mustPNG(phototest.Scene(8, 8, 1)), library.PNG),
		"webp-xxh3:":  ImageHash(lossyWebP(), library.WebP),
		"bytes-xxh3:": ImageHash([]byte("II*\x00"), library.RAW),
	} {
		if !strings.HasPrefix(string(h), prefix) || len(h) != len(prefix)+32 {
			t.Errorf("%s is not of the form %s", h, prefix)
		}
	}
	for name, data := range map[string][]byte{"nothing": nil, "a header": jpeg[:20], "text": []byte("text")} {
		if h := ImageHash(data, library.JPEG); !strings.HasPrefix(string(h), "bytes-") {
			t.Errorf("%s gave %s", name, h)
		}
	}
}

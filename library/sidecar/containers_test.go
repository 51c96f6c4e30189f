package sidecar

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"errors"
	"image"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"keeplight.app/keeplight/library"
)

// boxOf is a box of a kind that holds some bytes.
func boxOf(kind string, parts ...string) string {
	body := strings.Join(parts, "")
	return string(binary.BigEndian.AppendUint32(nil, uint32(8+len(body)))) + kind + body
}

// pngChunk is a chunk of a PNG file, with a checksum that nobody checks.
func pngChunk(kind, body string) string {
	return string(binary.BigEndian.AppendUint32(nil, uint32(len(body)))) + kind + body + "\x00\x00\x00\x00"
}

// webpChunk is a chunk of a WebP file.
func webpChunk(kind, body string) string {
	chunk := kind + string(binary.LittleEndian.AppendUint32(nil, uint32(len(body)))) + body
	return chunk + strings.Repeat("\x00", len(body)%2)
}

func deflated(text string) string {
	var b bytes.Buffer
	z := zlib.NewWriter(&b)
	_, _ = z.Write([]byte(text)) // a buffer takes everything
	_ = z.Close()
	return b.String()
}

// heif is a file with an item of XMP in two pieces, in the box of small items or behind
// all boxes.
func heif(packet string, inData bool) string {
	const half = 5
	infos := boxOf("iinf", "\x00\x00\x00\x00", "\x00\x02",
		boxOf("infe", "\x02\x00\x00\x00", "\x00\x01", "\x00\x00", "hvc1", "\x00"),
		boxOf("infe", "\x02\x00\x00\x00", "\x00\x07", "\x00\x00", "mime", "xmp\x00", "application/rdf+xml\x00"))
	head := boxOf("ftyp", "heic\x00\x00\x00\x00mif1")
	meta := func(at int) string {
		method, base := "\x00\x00", at
		if inData {
			method, base = "\x00\x01", 0
		}
		u32 := func(n int) string { return string(binary.BigEndian.AppendUint32(nil, uint32(n))) }
		places := boxOf("iloc", "\x01\x00\x00\x00", "\x44\x40", "\x00\x02",
			"\x00\x01", "\x00\x00", "\x00\x00", u32(0), "\x00\x01", u32(3), u32(4),
			"\x00\x07", method, "\x00\x00", u32(base), "\x00\x02", u32(0), u32(half), u32(half), u32(len(packet)-half))
		data := ""
		if inData {
			data = boxOf("idat", packet)
		}
		return boxOf("meta", "\x00\x00\x00\x00", boxOf("hdlr", strings.Repeat("\x00", 24)), infos, places, data)
	}
	at := len(head) + len(meta(0)) + 8
	return head + meta(at) + boxOf("mdat", packet)
}

// containers are files of each format that hold a packet, by name.
func containers(packet string) map[string]string {
	pixels := pngChunk("IHDR", strings.Repeat("\x00", 13)) + pngChunk("tEXt", "XML:com.adobe.xmp\x00no") + pngChunk("IDAT", "pixels")
	end := pngChunk("IEND", "")
	return map[string]string{
		"PNG":             "\x89PNG\r\n\x1a\n" + pixels + pngChunk("iTXt", "XML:com.adobe.xmp\x00\x00\x00\x00\x00"+packet) + end,
		"PNG, compressed": "\x89PNG\r\n\x1a\n" + pixels + pngChunk("iTXt", "XML:com.adobe.xmp\x00\x01\x00en\x00word\x00"+deflated(packet)) + end,
		"WebP":            "RIFF\x00\x01\x00\x00WEBP" + webpChunk("VP8X", "0123456789") + webpChunk("VP8 ", "odd") + webpChunk("XMP ", packet),
		"JPEG XL":         boxOf("JXL ", "\r\n\x87\n") + boxOf("ftyp", "jxl \x00\x00\x00\x00jxl ") + boxOf("jxlc", "pixels") + boxOf("xml ", packet),
		"HEIC":            heif(packet, false),
		"AVIF":            heif(packet, true),
		"CR3":             boxOf("ftyp", "crx \x00\x00\x00\x01crx isom") + boxOf("moov", "x") + boxOf("uuid", xmpUUID, packet) + boxOf("mdat", "pixels"),
	}
}

func TestThePacketOfEveryContainerIsFound(t *testing.T) {
	const packet = "<x:xmpmeta>\xc3\xa9</x:xmpmeta>"
	for name, file := range containers(packet) {
		if got, err := Embedded(strings.NewReader(file)); err != nil || string(got) != packet {
			t.Errorf("%s: %q, %v", name, got, err)
		}
		for n := range len(file) - len(packet) { // cut off, it has none or says so
			if got, err := Embedded(strings.NewReader(file[:n])); err == nil && string(got) != packet || err != nil && !errors.Is(err, ErrNoPacket) {
				t.Errorf("%s of %d bytes: %q, %v", name, n, got, err)
			}
		}
	}
	huge := strings.Repeat(" ", MaxSize+1)
	for name, file := range map[string]string{
		"PNG": "\x89PNG\r\n\x1a\n" + pngChunk("iTXt", "XML:com.adobe.xmp\x00\x01\x00\x00\x00"+deflated(huge)), "JPEG XL": boxOf("ftyp", "jxl ") + boxOf("xml ", huge),
	} {
		if got, err := Embedded(strings.NewReader(file)); !errors.Is(err, ErrTooLarge) {
			t.Errorf("%s with too large a packet: %d bytes, %v", name, len(got), err)
		}
	}
}

// TestThePacketThatExifToolEmbedsIsReadInEveryContainer has ExifTool write into a file
// that is drawn, and into those that converters on this machine make of it.
func TestThePacketThatExifToolEmbedsIsReadInEveryContainer(t *testing.T) {
	if _, err := exec.LookPath("exiftool"); err != nil {
		t.Skip("exiftool is not installed: nothing else embeds a packet (apt-get install libimage-exiftool-perl)")
	}
	drawn := filepath.Join(t.TempDir(), "1.png")
	var b bytes.Buffer
	if err := errors.Join(png.Encode(&b, image.NewGray(image.Rect(0, 0, 64, 64))), os.WriteFile(drawn, b.Bytes(), 0o600)); err != nil {
		t.Fatal(err)
	}
	for ext, converter := range map[string][]string{
		".png": nil, ".heic": {"heif-enc", drawn, "-o"}, ".avif": {"heif-enc", "-A", drawn, "-o"}, ".webp": {"cwebp", "-quiet", drawn, "-o"}, ".jxl": {"cjxl", drawn},
	} {
		t.Run(ext, func(t *testing.T) {
			path := drawn
			if converter != nil {
				path = filepath.Join(t.TempDir(), "1"+ext)
				if out, err := exec.Command(converter[0], append(converter[1:], path)...).CombinedOutput(); err != nil {
					t.Skipf("%s makes no such file here: %v: %s", converter[0], err, out)
				}
			}
			if out, err := exec.Command("exiftool", "-q", "-m", "-overwrite_original", "-XMP-xmp:Rating=4", "-XMP-xmp:Label=Red", path).CombinedOutput(); err != nil {
				t.Skipf("exiftool does not write into it: %v: %s", err, out)
			}
			file, err := os.Open(path)
			if err != nil {
				t.Fatal(err)
			}
			defer file.Close()
			packet, err := Embedded(file)
			if err != nil {
				t.Fatal(err)
			}
			if said, err := Read(packet, EnglishLabels()); err != nil || said.Decision() != (library.Decision{Rating: 4, Label: library.Red}) {
				t.Errorf("%+v, %v", said.Decision(), err)
			}
		})
	}
}

package sidecar

import (
	"bytes"
	"encoding/binary"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/phototest"
)

// segment is a segment of a JPEG file.
func segment(marker byte, body string) string {
	return string([]byte{0xff, marker}) + string(binary.BigEndian.AppendUint16(nil, uint16(len(body)+2))) + body
}

// tiffWith is a TIFF file whose first directory has a packet in tag 700.
func tiffWith(order binary.AppendByteOrder, magic uint16, packet string) []byte {
	b := []byte("II")
	if order == binary.AppendByteOrder(binary.BigEndian) {
		b = []byte("MM")
	}
	b = order.AppendUint32(order.AppendUint16(b, magic), 8)
	b = order.AppendUint16(b, 2)
	b = order.AppendUint32(order.AppendUint32(order.AppendUint16(order.AppendUint16(b, 256), 3), 1), 1)
	b = order.AppendUint32(order.AppendUint32(order.AppendUint16(order.AppendUint16(b, 700), 1), uint32(len(packet))), 38)
	return append(order.AppendUint32(b, 0), packet...)
}

func TestThePacketInAPhotosFileIsFound(t *testing.T) {
	const packet = "<x:xmpmeta/>"
	xmp := segment(0xe1, jpegPacket+packet)
	for name, c := range map[string]struct {
		file string
		want string
	}{
		"JPEG":                      {"\xff\xd8" + segment(0xe0, "JFIF") + segment(0xe1, "Exif\x00\x00") + xmp + "\xff\xda", packet},
		"JPEG with fill bytes":      {"\xff\xd8\xff\xff" + xmp, packet},
		"behind the picture":        {"\xff\xd8" + segment(0xda, "x") + xmp, ""},
		"none":                      {"\xff\xd8" + segment(0xe0, "JFIF") + "\xff\xda", ""},
		"cut off":                   {"\xff\xd8" + xmp[:len(xmp)-1], ""},
		"a length of nothing":       {"\xff\xd8\xff\xe1\x00\x00" + packet, ""},
		"an empty packet":           {"\xff\xd8" + segment(0xe1, jpegPacket), ""},
		"TIFF, little end first":    {string(tiffWith(binary.LittleEndian, 42, packet)), packet},
		"TIFF, big end first":       {string(tiffWith(binary.BigEndian, 42, packet)), packet},
		"Olympus":                   {string(tiffWith(binary.LittleEndian, 0x4f52, packet)), packet},
		"Panasonic":                 {string(tiffWith(binary.LittleEndian, 0x55, packet)), packet},
		"filled up with zeros":      {string(tiffWith(binary.LittleEndian, 42, packet+"\x00\x00")), packet},
		"only zeros":                {string(tiffWith(binary.LittleEndian, 42, strings.Repeat("\x00", 9))), ""},
		"TIFF that ends too early":  {string(tiffWith(binary.LittleEndian, 42, packet)[:45]), ""},
		"TIFF without a directory":  {"II*\x00\xff\xff\xff\xff", ""},
		"an empty file":             {"", ""},
		"another format":            {"\x89PNG\r\n\x1a\n" + packet, ""},
		"the directory is cut off ": {string(tiffWith(binary.LittleEndian, 42, packet)[:20]), ""},
	} {
		got, err := Embedded(strings.NewReader(c.file))
		if string(got) != c.want || (c.want == "") != errors.Is(err, ErrNoPacket) {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
	huge := tiffWith(binary.LittleEndian, 42, packet)
	binary.LittleEndian.PutUint32(huge[26:], 0xfffffff0)
	if _, err := Embedded(bytes.NewReader(huge)); !errors.Is(err, ErrTooLarge) {
		t.Errorf("a packet of gigabytes: %v", err)
	}
}

func TestThePacketThatExifToolEmbedsIsRead(t *testing.T) {
	if _, err := exec.LookPath("exiftool"); err != nil {
		t.Skip("exiftool is not installed: nothing else embeds a packet (apt-get install libimage-exiftool-perl)")
	}
	path := filepath.Join(t.TempDir(), "1.jpg")
	photo := phototest.PlainJPEG(phototest.Scene(64, 48, 1), 90)
	run := exec.Command("exiftool", "-q", "-o", path, "-XMP-xmp:Rating=4", "-XMP-xmp:Label=Grün", "-XMP-dc:Title=Möwe", "-XMP-dc:Subject=sea", "-")
	run.Stdin = bytes.NewReader(photo)
	if out, err := run.CombinedOutput(); err != nil {
		t.Fatalf("exiftool: %v: %s", err, out)
	}
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	b, err := Embedded(file)
	if err != nil {
		t.Fatal(err)
	}
	said, err := Read(b, EnglishLabels())
	if err != nil || said.Decision() != (library.Decision{Rating: 4, Label: library.Green}) || said.Words.Title != "Möwe" || len(said.Words.Keywords) != 1 || said.Program != "ExifTool" {
		t.Errorf("%+v, %v", said, err)
	}
}

func FuzzEmbedded(f *testing.F) {
	f.Add([]byte("\xff\xd8" + segment(0xe1, jpegPacket+"<a/>")))
	f.Add(tiffWith(binary.BigEndian, 42, "<x:xmpmeta/>"))
	for _, file := range containers("<x:xmpmeta/>") {
		f.Add([]byte(file))
	}
	f.Add([]byte(endless(3, "\x00\x00")))
	f.Add([]byte("II*\x00\x08\x00\x00\x00\xff\xff"))
	f.Fuzz(func(t *testing.T, b []byte) {
		packet, err := Embedded(bytes.NewReader(b))
		if err != nil {
			return
		}
		inOnePiece := b[0] == 0xff || b[0] == 'I' || b[0] == 'M' || b[0] == 'R'
		if len(packet) == 0 || inOnePiece && !bytes.Contains(b, packet) {
			t.Errorf("%q holds %q", b, packet)
		}
	})
}

func TestTheProgramThatWroteASidecarIsNamed(t *testing.T) {
	for _, f := range corpus(t) {
		want, adobe := "", false
		for prefix, program := range map[string]string{
			"lightroom-": "Lightroom", "darktable-": "darktable", "digikam-": "digiKam", "mechanic-": "Photo Mechanic", "fastraw": "FastRawViewer",
		} {
			if strings.HasPrefix(f.name, prefix) {
				want = program
			}
		}
		adobe = strings.HasPrefix(f.name, "lightroom-") || strings.HasPrefix(f.name, "bridge-")
		said, err := Read(f.data, EnglishLabels())
		if err != nil {
			t.Fatal(err)
		}
		if want != "" && said.Program != want && !(adobe && said.Program == "Adobe") || adobe && !said.Adobe {
			t.Errorf("%s: %q, Adobe's %v, by %q", f.name, said.Program, said.Adobe, said.Toolkit)
		}
	}
}

package raw

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/jpeg"
	"slices"
	"testing"
)

// No RAW file of a camera lies in the repository; these build the containers as
// ExifTool's tables describe them, around real JPEGs.

func jpegOf(w, h int) []byte {
	var buf bytes.Buffer
	if err := jpeg.Encode(&buf, image.NewGray(image.Rect(0, 0, w, h)), nil); err != nil {
		panic(err)
	}
	return buf.Bytes()
}

// le builds little-endian bytes from numbers, texts and bytes.
func le(parts ...any) []byte { return pack(binary.LittleEndian, parts) }

func be(parts ...any) []byte { return pack(binary.BigEndian, parts) }

func pack(order binary.AppendByteOrder, parts []any) []byte {
	var out []byte
	for _, p := range parts {
		switch p := p.(type) {
		case uint16:
			out = order.AppendUint16(out, p)
		case uint32:
			out = order.AppendUint32(out, p)
		case int:
			out = order.AppendUint32(out, uint32(p))
		case uint64:
			out = order.AppendUint64(out, p)
		case string:
			out = append(out, p...)
		case []byte:
			out = append(out, p...)
		}
	}
	return out
}

const long = uint16(4)

// tiffLike is a TIFF whose one directory points at a JPEG by the two fields.
func tiffLike(magic string, at, length uint16, preview []byte) []byte {
	const start = 8 + 2 + 2*entryBytes + 4
	return le(magic, 8, uint16(2), at, long, 1, start, length, long, 1, len(preview), 0, preview)
}

func panasonic(preview []byte) []byte {
	const start = 8 + 2 + entryBytes + 4
	return le("IIU\x00", 8, uint16(1), uint16(tagPanasonicJPEG), uint16(7), len(preview), start, 0, preview)
}

func raf(preview []byte) []byte {
	head := make([]byte, 84)
	copy(head, "FUJIFILMCCD-RAW 0201FF")
	return be(head, 160, len(preview), make([]byte, 160-92), preview)
}

func boxOf(kind string, parts ...any) []byte {
	body := be(parts...)
	return be(len(body)+8, kind, body)
}

func cr3(preview, track []byte) []byte {
	ftyp := boxOf("ftyp", "crx ", 1, "crx isom")
	prvw := boxOf("uuid", make([]byte, 16), 0, 1,
		boxOf("PRVW", make([]byte, 6), uint16(160), uint16(120), uint16(1), len(preview), preview))
	// The track's sample lies at the end of the file, whose length is known
	// once the boxes before it are.
	build := func(at uint64) []byte {
		stbl := boxOf("stbl", boxOf("stsd", 0, 1, 50, "CRAW", make([]byte, 34), "JPEG"),
			boxOf("stsz", 0, len(track), 1), boxOf("co64", 0, 1, at))
		facts := boxOf("uuid", make([]byte, 16), boxOf("CMT1", "II*\x00", make([]byte, 12)))
		moov := boxOf("moov", facts, boxOf("trak", boxOf("mdia", boxOf("minf", stbl))))
		return slices.Concat(ftyp, moov, prvw)
	}
	at := len(build(0)) + 8
	return slices.Concat(build(uint64(at)), boxOf("mdat", track))
}

func crw(preview []byte) []byte {
	const head = 26
	heap := le(preview, uint16(1), uint16(ciffPreview), len(preview), 0, len(preview))
	return slices.Concat(le("II", head, "HEAPCCDR", make([]byte, head-14)), heap)
}

// withNote is a TIFF whose EXIF directory holds a maker's note; the note is
// built once the place where it lies is known.
func withNote(note func(at int) []byte) []byte {
	const shot = 8 + 2 + entryBytes + 4
	const at = shot + 2 + entryBytes + 4
	body := note(at)
	return le("II*\x00", 8, uint16(1), uint16(tagExifIFD), long, 1, shot, 0,
		uint16(1), uint16(tagMakerNote), uint16(7), len(body), at, 0, body)
}

func nikon(preview []byte) []byte {
	return withNote(func(int) []byte {
		const inner = 8 + 2 + entryBytes + 4
		const start = inner + 2 + 2*entryBytes + 4
		return le("Nikon\x00\x02\x11\x00\x00", "II*\x00", 8, uint16(1), uint16(tagNikonPreviewIFD), long, 1, inner, 0,
			uint16(2), uint16(tagJPEGOffset), long, 1, start, uint16(tagJPEGLength), long, 1, len(preview), 0, preview)
	})
}

func olympus(preview []byte) []byte {
	return withNote(func(int) []byte {
		const inner = 12 + 2 + entryBytes + 4
		const start = inner + 2 + 2*entryBytes + 4
		return le("OLYMPUS\x00II\x03\x00", uint16(1), uint16(tagOlympusSettings), uint16(13), 1, inner, 0,
			uint16(2), uint16(tagOlympusPreviewAt), long, 1, start, uint16(tagOlympusPreviewN), long, 1, len(preview), 0, preview)
	})
}

// pentax counts from the start of the file or from the start of its note.
func pentax(preview []byte, fromNote bool) []byte {
	return withNote(func(at int) []byte {
		start := 6 + 2 + 2*entryBytes + 4
		if !fromNote {
			start += at
		}
		return le("AOC\x00II", uint16(2), uint16(tagPentaxPreviewN), long, 1, len(preview),
			uint16(tagPentaxPreviewAt), long, 1, start, 0, preview)
	})
}

func TestBuiltTracksLieWhereTheySay(t *testing.T) {
	data := cr3(jpegOf(160, 120), jpegOf(320, 240))
	if !bytes.HasSuffix(data, jpegOf(320, 240)) {
		t.Fatal("the track's sample is not the end of the file")
	}
}

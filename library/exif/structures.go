package exif

import (
	"bytes"
	"encoding/binary"
	"maps"

	"keeplight.app/keeplight/library"
)

// maxStructures is how many EXIF blocks of a file are read; no honest one has
// more than two.
const maxStructures = 8

// structures gives the TIFF structures that hold a file's EXIF data, in the
// file's order. It finds what imagemeta passes over: a JPEG's second segment, a
// WebP's with a prefix, a PNG's as text.
func structures(data []byte, f library.Format) [][]byte {
	var found [][]byte
	switch f {
	case library.TIFF:
		return [][]byte{data}
	case library.JPEG:
		found = jpegStructures(data)
	case library.PNG:
		found = pngStructures(data)
	case library.WebP:
		found = webpStructures(data)
	case library.HEIF, library.AVIF:
		found = heifStructures(data)
	case library.JPEGXL:
		found = jxlStructures(data)
	}
	return found[:min(len(found), maxStructures)]
}

// merge adds the fields of a block that comes later in the file, as ExifTool
// counts them: what it says stands, a date with its own fraction and zone, but
// for the orientation, which is the first block's.
func (t tags) merge(later tags) {
	for _, d := range []exifDate{originalDate(), digitizedDate(), modifiedDate()} {
		if later.exifTime(d).IsZero() {
			delete(later, d.name) // a blank date says nothing
			continue
		}
		delete(t, d.fractions[0])
		if d.zones[0] != "OffsetTime" { // which is other dates' too
			delete(t, d.zones[0])
		}
	}
	first, turned := t["Orientation"]
	maps.Copy(t, later)
	if turned {
		t["Orientation"] = first
	}
}

// withoutHeader gives the TIFF structure in an EXIF block, which may have a
// JPEG segment's header in front, or nil where there is none.
func withoutHeader(block []byte) []byte {
	tiff := bytes.TrimPrefix(block, []byte(header))
	if !isTIFF(tiff) {
		return nil
	}
	return tiff
}

func isTIFF(b []byte) bool {
	return bytes.HasPrefix(b, []byte("II*\x00")) || bytes.HasPrefix(b, []byte("MM\x00*"))
}

// jpegStructures reads the APP1 segments. A block of more than 64 KB is
// continued in the next ones, which then begin without a TIFF header of their
// own, as ExifTool has it.
func jpegStructures(data []byte) (found [][]byte) {
	const app1, startOfScan = 0xe1, 0xda
	copied := false // the last one is ours to append to
	jpegSegments(data, func(marker byte, payload []byte) bool {
		block, ok := bytes.CutPrefix(payload, []byte(header))
		switch {
		case marker != app1 || !ok:
		case isTIFF(block):
			found, copied = append(found, block), false
		case len(found) > 0:
			last := &found[len(found)-1]
			if !copied {
				*last, copied = bytes.Clone(*last), true
			}
			*last = append(*last, block...)
		}
		return marker != startOfScan && len(found) <= maxStructures
	})
	return found
}

// jpegSegments calls fn for the segments of a JPEG up to the first scan, until
// it gives false.
func jpegSegments(data []byte, fn func(marker byte, payload []byte) bool) {
	for at := 2; at+4 <= len(data); {
		if data[at] != 0xff || data[at+1] == 0 || data[at+1] == 0xff {
			at++ // fill bytes, or what a program left between segments
			continue
		}
		marker := data[at+1]
		if marker >= 0xd0 && marker <= 0xd9 { // without a length
			at += 2
			continue
		}
		end := at + 2 + int(binary.BigEndian.Uint16(data[at+2:]))
		if end < at+4 || end > len(data) || !fn(marker, data[at+4:end]) {
			return
		}
		at = end
	}
}

// webpStructures reads the EXIF chunks, whether or not the header announces
// them.
func webpStructures(data []byte) (found [][]byte) {
	const riffHeader, chunkHeader = 12, 8
	for at := riffHeader; at+chunkHeader <= len(data) && len(found) < maxStructures; {
		size := int64(binary.LittleEndian.Uint32(data[at+4:]))
		start := int64(at + chunkHeader)
		end := min(start+size, int64(len(data)))
		if string(data[at:at+4]) == "EXIF" {
			if tiff := withoutHeader(data[start:end]); tiff != nil {
				found = append(found, tiff)
			}
		}
		at = int(min(start+size+size%2, int64(len(data))))
	}
	return found
}

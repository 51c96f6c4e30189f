package picture

import (
	"bytes"

	"keeplight.app/keeplight/library"
)

// SniffBytes is how many of a file's first bytes Sniff looks at.
const SniffBytes = 64

// Sniff tells a file's format from its first bytes, at most SniffBytes of them.
// Most RAW formats are TIFF files by their bytes; the name's extension tells
// these two apart. It gives UnknownFormat for anything that is no picture.
func Sniff(head []byte, name string) library.Format {
	has := func(at int, magic string) bool {
		return len(head) >= at+len(magic) && string(head[at:at+len(magic)]) == magic
	}
	switch {
	case has(0, "\xff\xd8\xff"), has(0, "\xff\xd8") && FormatByName(name) == library.JPEG:
		// Decoders find their way over garbage behind the first marker.
		return library.JPEG
	case has(0, "\x89PNG\r\n\x1a\n"):
		return library.PNG
	case has(0, "RIFF") && has(8, "WEBP"):
		return library.WebP
	case has(0, "\xff\x0a"), has(0, "\x00\x00\x00\x0cJXL \r\n\x87\n"):
		return library.JPEGXL
	case has(4, "ftyp"):
		return sniffBrand(head)
	case has(0, "FUJIFILMCCD-RAW"), has(6, "HEAPCCDR"), // Fujifilm RAF, Canon CRW
		has(0, "IIRO"), has(0, "IIRS"), has(0, "MMOR"), // Olympus ORF
		has(0, "IIU\x00"),                 // Panasonic RW2
		has(0, "FOVb"), has(0, "\x00MRM"): // Sigma X3F, Minolta MRW
		return library.RAW
	case has(0, "II*\x00"), has(0, "MM\x00*"), has(0, "II+\x00"), has(0, "MM\x00+"):
		if has(8, "CR\x02") || FormatByName(name) == library.RAW {
			return library.RAW
		}
		return library.TIFF
	}
	return library.UnknownFormat
}

// sniffBrand reads the brands of an ISO base media file (ISO/IEC 14496-12).
func sniffBrand(head []byte) library.Format {
	head = head[:min(len(head), SniffBytes)]
	if len(head) < 12 {
		return library.UnknownFormat
	}
	switch string(head[8:12]) {
	case "crx ":
		return library.RAW
	case "avif", "avis":
		return library.AVIF
	case "heic", "heix", "heim", "heis", "hevc", "hevx", "hevm", "hevs":
		return library.HEIF
	case "mif1", "msf1", "mif2", "MiHE":
		// The general brand: the compatible ones say which codec is inside.
		if bytes.Contains(head[12:], []byte("avif")) {
			return library.AVIF
		}
		return library.HEIF
	}
	return library.UnknownFormat
}

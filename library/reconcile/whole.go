package reconcile

import (
	"encoding/binary"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/picture"
)

// isWhole is false when a file's own structure says that more should follow, as
// in a copy that has not ended or was cut off. Formats that do not tell count as
// whole.
func isWhole(data []byte, format library.Format) bool {
	switch format {
	case library.JPEG:
		return picture.IsWholeJPEG(data)
	case library.PNG:
		return isWholePNG(data)
	case library.WebP:
		return isWholeWebP(data)
	case library.HEIF, library.AVIF:
		return isWholeBMFF(data)
	case library.JPEGXL:
		return picture.IsWholeJPEGXL(data)
	}
	return true
}

// isWholePNG follows the chunks to IEND.
func isWholePNG(data []byte) bool {
	const signature, frame = 8, 12 // a chunk's length, type and checksum
	for pos := signature; pos+frame <= len(data); {
		length := int64(binary.BigEndian.Uint32(data[pos:]))
		if length > int64(len(data)-pos-frame) {
			return false
		}
		if string(data[pos+4:pos+8]) == "IEND" {
			return true
		}
		pos += frame + int(length)
	}
	return false
}

// isWholeWebP compares the length that the RIFF header promises.
func isWholeWebP(data []byte) bool {
	return len(data) >= 8 && int64(binary.LittleEndian.Uint32(data[4:]))+8 <= int64(len(data))
}

// isWholeBMFF follows the top-level boxes (ISO/IEC 14496-12, 4.2) to the end.
func isWholeBMFF(data []byte) bool {
	for len(data) > 0 {
		if len(data) < 8 {
			return false
		}
		size := uint64(binary.BigEndian.Uint32(data))
		switch {
		case size == 0: // to the end of the file, wherever that is
			return true
		case size == 1 && len(data) >= 16:
			size = binary.BigEndian.Uint64(data[8:])
		}
		if size < 8 || size > uint64(len(data)) {
			return false
		}
		data = data[size:]
	}
	return true
}

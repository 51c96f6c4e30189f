package intake

import (
	"bytes"
	"encoding/binary"
)

// Markers of ITU-T T.81, table B.1.
const (
	markerTEM   = 0x01
	markerSOF0  = 0xC0
	markerDHT   = 0xC4
	markerJPG   = 0xC8
	markerDAC   = 0xCC
	markerSOF15 = 0xCF
	markerRST0  = 0xD0
	markerSOI   = 0xD8
	markerEOI   = 0xD9
	markerSOS   = 0xDA
)

// jpegOutline is what a JPEG's markers tell.
type jpegOutline struct {
	width, height int  // as it lies in the file; 0 when no frame header was found
	whole         bool // the picture's own end-of-image marker is there
}

// outlineJPEG follows a JPEG's markers to the end of the picture. One in an
// embedded thumbnail does not count, and what cameras put behind the picture is
// no matter.
func outlineJPEG(data []byte) jpegOutline {
	var o jpegOutline
	sawScan := false
	for pos := 0; ; {
		// Behind a scan's header this passes over its coded data, where a 0xFF
		// is followed by 0 or a restart marker.
		skip := bytes.IndexByte(data[pos:], 0xFF)
		if skip < 0 || pos+skip+1 >= len(data) {
			return o
		}
		pos += skip + 1
		marker := data[pos]
		switch {
		case marker == 0xFF: // fill: the marker starts at the next byte
			continue
		case marker == markerEOI:
			o.whole = sawScan
			return o
		case marker == 0, marker == markerTEM, marker >= markerRST0 && marker <= markerSOI:
			pos++
			continue
		}
		sawScan = sawScan || marker == markerSOS
		if pos+3 > len(data) {
			return o
		}
		length := int(binary.BigEndian.Uint16(data[pos+1:]))
		if length < 2 || pos+1+length > len(data) {
			return o
		}
		if isFrame(marker) && length >= 8 && o.width == 0 {
			o.height = int(binary.BigEndian.Uint16(data[pos+4:]))
			o.width = int(binary.BigEndian.Uint16(data[pos+6:]))
		}
		pos += 1 + length
	}
}

// isFrame is true for the markers that begin a frame header.
func isFrame(marker byte) bool {
	switch marker {
	case markerDHT, markerJPG, markerDAC:
		return false
	}
	return marker >= markerSOF0 && marker <= markerSOF15
}

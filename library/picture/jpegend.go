package picture

import "bytes"

// zeroTail is how many zeros at the end of a file that has no end marker were
// never written: the smallest piece that a card or disk allots. No scan of a
// picture with anything in it has so many.
const zeroTail = 512

// endOf tells whether the marker that ends a JPEG's picture is there, and up to
// where there is anything to decode: that is all of a file that ends properly, of
// which bytes behind the marker do not matter, as many cameras write some. Of any
// other it leaves out a tail of zeros, and a segment that was cut in two, at which
// a decoder would give up on what it has.
func endOf(data []byte) (end int, proper bool) {
	end = len(data)
	at := segments(data, func(segment) bool { return true })
	// Most files end in it, and looking for it costs a pass over all bytes. Only a
	// segment between two scans could end so too.
	if at+2 <= end && data[end-2] == 0xff && data[end-1] == markerEOI {
		return end, true
	}
	cut := false
	for at < len(data) {
		next := nextMarker(data, at)
		if next < 0 {
			break
		}
		s, ok := segmentAt(data, next)
		switch {
		case !ok && !cut:
			end, cut = next, true
			at = next + 2
		case !ok:
			at = next + 2
		case s.marker == markerEOI:
			return len(data), true
		default:
			at = s.end
		}
	}
	tail := end - len(bytes.TrimRight(data[:end], "\x00"))
	if tail >= zeroTail {
		end -= tail
	}
	return end, false
}

// endsProperly is true when the marker that ends the picture is there.
func endsProperly(data []byte) bool {
	_, proper := endOf(data)
	return proper
}

package picture

import (
	"bytes"
	"encoding/binary"
	"encoding/hex"

	"github.com/zeebo/xxh3"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/exif"
)

// ImageHash names what a file shows, without what is written about it: an
// edited caption, keyword or rating keeps the hash and with it the scores. What
// changes the picture that is seen counts even where it is stored as metadata:
// the orientation, and the colour profile.
//
// The form is "<method>-xxh3:<32 hex digits>"; the method is "jpeg", "png", "webp"
// or "jxl", or "bytes" for the whole file where the format has no such reader or
// the file is too damaged for it.
func ImageHash(data []byte, f library.Format) library.Hash {
	h := hasher{xxh3.New128()}
	var ok bool
	switch f {
	case library.JPEG:
		ok = h.jpeg(data)
	case library.PNG:
		ok = h.png(data)
	case library.WebP:
		ok = h.webp(data)
	case library.JPEGXL:
		ok = h.jxl(data)
	}
	if !ok {
		sum := xxh3.Hash128(data).Bytes()
		return library.Hash("bytes-xxh3:" + hex.EncodeToString(sum[:]))
	}
	// Scores and decisions hang on hashes: what is found by better reading of
	// metadata must not change those that are stored.
	h.number(uint64(max(exif.HashOrientation(data, f), 1)))
	sum := h.Sum128().Bytes()
	return library.Hash(string(f) + "-xxh3:" + hex.EncodeToString(sum[:]))
}

// hasher adds the parts of a file to one hash.
type hasher struct {
	*xxh3.Hasher128
}

// part adds bytes with a name and their length, so that no two different lists
// of parts look the same.
func (h hasher) part(name string, data []byte) {
	_, _ = h.WriteString(name) // hashing cannot fail
	h.number(uint64(len(data)))
	_, _ = h.Write(data)
}

func (h hasher) number(n uint64) {
	_, _ = h.Write(binary.LittleEndian.AppendUint64(nil, n))
}

// jpeg adds everything that decides about pixels: tables, frame and scans, the
// profile, and Adobe's word on the colours. Other application segments and
// comments are left out, and so is what follows the end of the picture.
func (h hasher) jpeg(data []byte) bool {
	scan := false
	at := segments(data, func(s segment) bool {
		h.jpegSegment(s)
		scan = scan || s.marker == markerSOS
		return true
	})
	if !scan {
		return false
	}
	for at < len(data) {
		next := nextMarker(data, at)
		if next < 0 {
			h.part("scan", data[at:])
			return true
		}
		h.part("scan", data[at:next])
		s, ok := segmentAt(data, next)
		if !ok { // no segment: taken for scan data as decoders do
			at = next + 2
			continue
		}
		h.jpegSegment(s)
		if s.marker == markerEOI {
			return true
		}
		at = s.end
	}
	return true
}

func (h hasher) jpegSegment(s segment) {
	profile := s.marker == markerAPP2 && bytes.HasPrefix(s.payload, []byte("ICC_PROFILE\x00"))
	adobe := s.marker == markerAPP14 && bytes.HasPrefix(s.payload, []byte("Adobe"))
	metadata := s.marker >= markerAPP0 && s.marker <= markerAPP15 || s.marker == markerCOM
	if metadata && !profile && !adobe {
		return
	}
	h.part(string([]byte{s.marker}), s.payload)
}

// png adds the chunks that decide about pixels.
func (h hasher) png(data []byte) bool {
	const signature, frame = 8, 12 // a chunk's length, type and checksum
	found := false
	for at := signature; at+frame <= len(data); {
		n := int64(binary.BigEndian.Uint32(data[at:]))
		if n > int64(len(data)-at-frame) {
			return false
		}
		body, kind := data[at+8:at+8+int(n)], string(data[at+4:at+8])
		switch kind {
		case "IDAT":
			found = true
			// Where the data is cut into chunks says nothing about the pixels.
			_, _ = h.Write(body)
		case "IHDR", "PLTE", "tRNS", "iCCP":
			h.part(kind, body)
		case "IEND":
			return found
		}
		at += frame + int(n)
	}
	return false
}

// webp adds the chunks that decide about pixels.
func (h hasher) webp(data []byte) bool {
	const header, frame = 12, 8
	found := false
	for at := header; at+frame <= len(data); {
		n := int64(binary.LittleEndian.Uint32(data[at+4:]))
		if n > int64(len(data)-at-frame) {
			return false
		}
		kind := string(data[at : at+4])
		switch kind {
		case "VP8 ", "VP8L", "ANMF":
			found = true
			fallthrough
		case "ALPH", "ICCP":
			h.part(kind, data[at+frame:at+frame+int(n)])
		}
		at += frame + int(n+n%2)
	}
	return found
}

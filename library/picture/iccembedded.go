package picture

import (
	"bytes"
	"compress/zlib"
	"io"

	"keeplight.app/keeplight/library"
)

// maxProfile is in bytes. The profiles of print machines, the largest that
// photographs carry, have about 2 MB.
const maxProfile = 4 << 20

// profileOf gives the ICC profile that a file carries, or nil. A broken one is
// no reason to hide the picture. Foreign formats' come with their pixels.
func profileOf(data []byte, format library.Format) []byte {
	var profile []byte
	switch format {
	case library.JPEG:
		profile = jpegProfile(data)
	case library.PNG:
		profile = pngProfile(data)
	}
	if len(profile) > maxProfile {
		return nil
	}
	return profile
}

// jpegProfile joins the APP2 segments of a profile, which come in order.
func jpegProfile(data []byte) (profile []byte) {
	const numbers = 2 // which part it is, and of how many
	segments(data, func(s segment) bool {
		if s.marker == markerAPP2 {
			if part, ok := bytes.CutPrefix(s.payload, []byte("ICC_PROFILE\x00")); ok && len(part) > numbers {
				profile = append(profile, part[numbers:]...)
			}
		}
		return len(profile) <= maxProfile
	})
	return profile
}

// pngProfile unpacks the iCCP chunk: a name, NUL, a method byte and zlib data.
func pngProfile(data []byte) []byte {
	const searched = 64 << 10 // it stands before the picture's data
	at := bytes.Index(data[:min(len(data), searched)], []byte("iCCP"))
	if at < 0 {
		return nil
	}
	_, rest, ok := bytes.Cut(data[at+4:], []byte{0})
	if !ok || len(rest) < 2 {
		return nil
	}
	z, err := zlib.NewReader(bytes.NewReader(rest[1:]))
	if err != nil {
		return nil
	}
	profile, err := io.ReadAll(io.LimitReader(z, maxProfile+1))
	if err != nil {
		return nil
	}
	return profile
}

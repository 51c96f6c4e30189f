package exif

import (
	"bytes"
	"fmt"

	"github.com/bep/imagemeta"
)

const (
	iptcDate  = "IPTC date"
	iptcClock = "IPTC time"
)

// readIPTC adds the date and time of creation that agencies' programs wrote. It
// is for files in which nothing better says when.
func (t tags) readIPTC(data []byte, f imagemeta.ImageFormat) error {
	_, err := imagemeta.Decode(imagemeta.Options{
		R:               &budgetReader{Reader: bytes.NewReader(data), bytes: 64 << 20, calls: 1 << 18},
		ImageFormat:     f,
		Sources:         imagemeta.IPTC,
		ShouldHandleTag: func(info imagemeta.TagInfo) bool { return iptcName(info) != "" },
		HandleTag: func(info imagemeta.TagInfo) error {
			if text, ok := info.Value.(string); ok {
				t.add(iptcName(info), text)
			}
			return nil
		},
		LimitNumTags: maxTags,
		LimitTagSize: maxTagBytes,
	})
	if err != nil {
		return fmt.Errorf("reading IPTC: %w", err)
	}
	return nil
}

// iptcName gives the name under which a field is kept, "" for all others.
func iptcName(info imagemeta.TagInfo) string {
	switch info.Tag {
	case "DateCreated":
		return iptcDate
	case "TimeCreated":
		return iptcClock
	}
	return ""
}

package exif

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/bep/imagemeta"
)

// readXMP adds what programs wrote into a file's XMP packet about the shot. It
// is for files in which EXIF does not say when, which way up or through which lens.
func (t tags) readXMP(data []byte, f imagemeta.ImageFormat) error {
	_, err := imagemeta.Decode(imagemeta.Options{
		R:               &budgetReader{Reader: bytes.NewReader(data), bytes: 64 << 20, calls: 1 << 18},
		ImageFormat:     f,
		Sources:         imagemeta.XMP,
		ShouldHandleTag: func(info imagemeta.TagInfo) bool { return xmpName(info) != "" },
		HandleTag: func(info imagemeta.TagInfo) error {
			if text, ok := info.Value.(string); ok {
				t.add(xmpName(info), text)
			}
			return nil
		},
		LimitNumTags: maxTags,
		LimitTagSize: maxTagBytes,
	})
	if err != nil {
		return fmt.Errorf("reading XMP: %w", err)
	}
	return nil
}

const (
	xmpLens        = "XMP lens"
	xmpOrientation = "XMP orientation"
	xmpDate        = "XMP date"
	xmpMade        = "XMP date of making" // of the file, which for a scan is not that of the shot
)

// xmpName gives the name under which a property is kept, "" for all others.
func xmpName(info imagemeta.TagInfo) string {
	switch info.Namespace + info.Tag {
	case "http://ns.adobe.com/exif/1.0/aux/Lens", "http://cipa.jp/exif/1.0/LensModel":
		return xmpLens
	case "http://ns.adobe.com/exif/1.0/DateTimeOriginal", "http://ns.adobe.com/photoshop/1.0/DateCreated":
		return xmpDate
	case "http://ns.adobe.com/xap/1.0/CreateDate":
		return xmpMade
	case "http://ns.adobe.com/tiff/1.0/Orientation":
		return xmpOrientation
	}
	return ""
}

// zoneOf gives what stands behind the time of a date as XMP writes it, such as
// "+02:00" in 2025-06-01T12:00:00.5+02:00.
func zoneOf(date string) string {
	_, clock, ok := strings.Cut(date, "T")
	if at := strings.IndexAny(clock, "Z+-"); ok && at >= 0 {
		return clock[at:]
	}
	return ""
}

// fractionOf gives the digits behind the second of such a date.
func fractionOf(date string) string {
	_, digits, _ := strings.Cut(date, ".")
	return digits
}

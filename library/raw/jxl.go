package raw

import (
	"cmp"
	"io"
	"slices"
)

// Tags and numbers of TIFF 6.0 and DNG 1.7 that tell JPEG XL previews from sensor
// data, depth maps and masks.
const (
	tagSubfileType = 0x00fe

	compressionJXL = 52546

	photometricGrey  = 1
	photometricRGB   = 2
	photometricYCbCr = 6

	subfileFull             = 0
	subfilePreview          = 1
	subfileAlternatePreview = 0x10001
)

// JXLPreviews finds the previews in a DNG that are JPEG XL, whole in one strip or
// tile, the largest first. Their size is what the file says, not what their own
// header does.
func JXLPreviews(r io.ReaderAt, size int64) []Preview {
	f := &finder{file: newFile(r, size), seen: map[int64]bool{}}
	f.search()
	slices.SortStableFunc(f.jxl, func(a, b Preview) int { return cmp.Compare(b.Width*b.Height, a.Width*a.Height) })
	return f.jxl
}

// HasJXLData is true for a DNG whose sensor data is compressed with JPEG XL.
func HasJXLData(r io.ReaderAt, size int64) bool {
	f := &finder{file: newFile(r, size), seen: map[int64]bool{}}
	f.search()
	return f.jxlData
}

// addJXL notes what a directory of JPEG XL describes.
func (f *finder) addJXL(fields map[uint16]field, base int64) {
	switch fields[tagPhotometric].value {
	case photometricCFA, photometricLinear:
		f.jxlData = true
		return
	case photometricGrey, photometricRGB, photometricYCbCr:
	default:
		return
	}
	switch fields[tagSubfileType].value {
	case subfileFull, subfilePreview, subfileAlternatePreview:
	default:
		return
	}
	at, lengths := fields[tagStripOffsets], fields[tagStripLengths]
	if at.count == 0 {
		at, lengths = fields[tagTileOffsets], fields[tagTileLengths]
	}
	const most = 1 << 20 // pixels of a side
	w, h := fields[tagWidth].value, fields[tagHeight].value
	if at.count != 1 || lengths.count != 1 || w == 0 || h == 0 || w > most || h > most || len(f.jxl) >= maxCandidates {
		return
	}
	p := Preview{Offset: base + int64(at.value), Width: int(w), Height: int(h), Source: "JPEG XL"}
	p.Length = min(int64(lengths.value), f.size-p.Offset)
	if head, ok := f.read(p.Offset, 12); ok && p.Length >= 12 && isJXL(head) {
		f.jxl = append(f.jxl, p)
	}
}

// isJXL is true for the first bytes of a codestream, bare or in boxes.
func isJXL(head []byte) bool {
	return string(head[:2]) == "\xff\x0a" || string(head) == "\x00\x00\x00\x0cJXL \r\n\x87\n"
}

package raw

import (
	"bytes"
	"errors"
	"testing"
)

const jxlStream = "\xff\x0athis stands for a picture"

// dngPart is a directory of a DNG and the data that it describes.
type dngPart struct {
	subfile, compression, photometric uint32
	width, height                     uint32
	tiled                             bool
	pieces                            uint32
	data                              string
}

// dng is a chain of directories.
func dng(parts ...dngPart) []byte {
	const entries = 7
	const size = 2 + entries*entryBytes + 4
	at := 8
	out := le("II*\x00", at)
	for i, p := range parts {
		offset, length := uint16(tagStripOffsets), uint16(tagStripLengths)
		if p.tiled {
			offset, length = tagTileOffsets, tagTileLengths
		}
		next := 0
		if i < len(parts)-1 {
			next = at + size + len(p.data)
		}
		pieces := max(p.pieces, 1)
		out = append(out, le(uint16(entries), uint16(tagSubfileType), long, 1, p.subfile, uint16(tagWidth), long, 1, p.width, uint16(tagHeight), long, 1, p.height,
			uint16(tagCompression), long, 1, p.compression, uint16(tagPhotometric), long, 1, p.photometric,
			offset, long, pieces, at+size, length, long, pieces, len(p.data), next, p.data)...)
		at += size + len(p.data)
	}
	return out
}

func TestJPEGXLPreviewsInADNGAreFound(t *testing.T) {
	sensor := dngPart{subfile: subfileFull, compression: compressionJXL, photometric: photometricCFA, width: 6000, height: 4000, tiled: true, data: jxlStream}
	preview := dngPart{subfile: subfilePreview, compression: compressionJXL, photometric: photometricRGB, width: 1024, height: 683, data: jxlStream}
	change := func(fn func(*dngPart)) dngPart {
		p := preview
		fn(&p)
		return p
	}
	for name, c := range map[string]struct {
		parts []dngPart
		want  int // long side of the largest, 0 for none
		data  bool
	}{
		"a strip":                       {[]dngPart{sensor, preview}, 1024, true},
		"a tile":                        {[]dngPart{change(func(p *dngPart) { p.tiled = true })}, 1024, false},
		"the larger of two":             {[]dngPart{preview, sensor, change(func(p *dngPart) { p.width, p.height = 2000, 3000 })}, 3000, true},
		"an alternate one":              {[]dngPart{change(func(p *dngPart) { p.subfile = subfileAlternatePreview })}, 1024, false},
		"a full picture":                {[]dngPart{change(func(p *dngPart) { p.subfile = subfileFull })}, 1024, false},
		"in boxes":                      {[]dngPart{change(func(p *dngPart) { p.data = "\x00\x00\x00\x0cJXL \r\n\x87\nmore" })}, 1024, false},
		"sensor data alone":             {[]dngPart{sensor}, 0, true},
		"linear sensor data":            {[]dngPart{change(func(p *dngPart) { p.photometric = photometricLinear })}, 0, true},
		"a depth map":                   {[]dngPart{change(func(p *dngPart) { p.photometric = 51177 })}, 0, false},
		"a mask":                        {[]dngPart{change(func(p *dngPart) { p.subfile = 0x10004 })}, 0, false},
		"several tiles":                 {[]dngPart{change(func(p *dngPart) { p.tiled, p.pieces = true, 4 })}, 0, false},
		"what is no JPEG XL":            {[]dngPart{change(func(p *dngPart) { p.data = "something else altogether" })}, 0, false},
		"no size":                       {[]dngPart{change(func(p *dngPart) { p.width = 0 })}, 0, false},
		"a JPEG of another compression": {[]dngPart{change(func(p *dngPart) { p.compression = compressionJPEG })}, 0, false},
	} {
		data := dng(c.parts...)
		previews := JXLPreviews(bytes.NewReader(data), int64(len(data)))
		got := 0
		if len(previews) > 0 {
			got = previews[0].Long()
		}
		if got != c.want || HasJXLData(bytes.NewReader(data), int64(len(data))) != c.data {
			t.Errorf("%s: %+v", name, previews)
		}
		for _, p := range previews {
			if head := data[p.Offset : p.Offset+p.Length]; !isJXL(head[:12]) {
				t.Errorf("%s: at %d there is %q", name, p.Offset, head)
			}
		}
		if _, err := Previews(bytes.NewReader(data), int64(len(data))); !errors.Is(err, ErrNoPreview) {
			t.Errorf("%s: a JPEG was found, %v", name, err)
		}
	}
}

func FuzzJXLPreviews(f *testing.F) {
	f.Add(dng(dngPart{subfilePreview, compressionJXL, photometricRGB, 1024, 683, false, 1, jxlStream}))
	f.Add(dng(dngPart{subfilePreview, compressionJXL, photometricYCbCr, 1024, 683, true, 1, jxlStream}, dngPart{0, compressionJXL, photometricCFA, 60, 40, true, 1, jxlStream}))
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, p := range JXLPreviews(bytes.NewReader(data), int64(len(data))) {
			if p.Offset < 0 || p.Length <= 0 || p.Offset+p.Length > int64(len(data)) || p.Width <= 0 || p.Height <= 0 {
				t.Errorf("preview %+v of %d bytes", p, len(data))
			}
		}
		HasJXLData(bytes.NewReader(data), int64(len(data)))
	})
}

package raw

import (
	"cmp"
	"encoding/binary"
	"errors"
	"io"
	"slices"
)

// Preview is a JPEG inside a file: complete, baseline or progressive, with a
// frame header that was read; or what JXLPreviews finds.
type Preview struct {
	Offset, Length int64 // bytes from the start of the file
	Width, Height  int   // pixels as the preview stores them, perhaps not upright
	Source         string
}

// Long is the preview's long side in pixels.
func (p Preview) Long() int { return max(p.Width, p.Height) }

// ErrNoPreview says that a file holds no preview that can be read.
var ErrNoPreview = errors.New("no preview was found")

// Previews finds the JPEGs inside a RAW file of the TIFF family (ARW, CR2, DNG,
// NEF, ORF, PEF, RW2, SRW and others), RAF, CR3 or CRW, the largest first. It
// also works on any TIFF structure, such as the one in a JPEG's EXIF segment.
//
// The error is ErrNoPreview; what cannot be read is passed over.
func Previews(r io.ReaderAt, size int64) ([]Preview, error) {
	f := &finder{file: newFile(r, size), seen: map[int64]bool{}}
	f.search()
	var found []Preview
	for _, c := range f.candidates {
		if w, h, ok := f.frameSize(c); ok {
			c.Width, c.Height = w, h
			found = append(found, c)
		}
	}
	if len(found) == 0 {
		return nil, ErrNoPreview
	}
	slices.SortStableFunc(found, func(a, b Preview) int {
		return cmp.Or(cmp.Compare(b.Width*b.Height, a.Width*a.Height), cmp.Compare(b.Length, a.Length))
	})
	return found, nil
}

// maxCandidates bounds what a malicious file can make the search remember.
const maxCandidates = 64

// finder collects the places that may hold a preview.
type finder struct {
	*file
	candidates []Preview
	seen       map[int64]bool // directories that were walked, so that no loop is
	beyond     bool           // something would lie behind the end of the file

	// visit is shown each TIFF directory and its place; nil looks at none.
	visit func(fields map[uint16]field, base, at int64)

	jxl     []Preview // those that are JPEG XL
	jxlData bool      // sensor data is
}

// search looks where the kind of file says that previews are.
func (f *finder) search() {
	head, ok := f.read(0, 32)
	if !ok {
		return
	}
	order := orderOf(head)
	switch {
	case string(head[:8]) == "FUJIFILM":
		f.searchRAF()
	case string(head[4:12]) == "ftypcrx ":
		f.searchCR3()
	case order == nil:
		return
	case string(head[6:14]) == "HEAPCCDR":
		f.order = order
		f.searchCIFF(int64(f.order.Uint32(head[2:])), f.size, 0)
	default:
		f.order = order
		f.searchIFD(0, int64(f.order.Uint32(head[4:])), 0)
	}
}

// searchRAF reads the place of the one full-size JPEG from Fujifilm's header.
func (f *finder) searchRAF() {
	if d, ok := f.read(84, 8); ok {
		f.add(int64(binary.BigEndian.Uint32(d)), int64(binary.BigEndian.Uint32(d[4:])), "RAF header")
	}
}

// add remembers a place that may hold a preview. One that reaches beyond the
// end of the file is cut there: the decoder shows what is left.
func (f *finder) add(offset, length int64, source string) {
	const tiny = 64 // no JPEG with a picture is smaller
	f.beyond = f.beyond || offset+length > f.size
	if offset <= 0 || offset >= f.size || len(f.candidates) >= maxCandidates {
		return
	}
	length = min(length, f.size-offset)
	if length < tiny {
		return
	}
	for _, c := range f.candidates {
		if c.Offset == offset {
			return
		}
	}
	f.candidates = append(f.candidates, Preview{Offset: offset, Length: length, Source: source})
}

// frameSize reads the size of a candidate from its frame header. ok is false
// for what is no JPEG that pictures are made of: sensor data is often stored as
// lossless JPEG, which no decoder here understands.
func (f *finder) frameSize(c Preview) (w, h int, ok bool) {
	const maxSegments = 64
	soi, ok := f.read(c.Offset, 2)
	if !ok || soi[0] != 0xff || soi[1] != 0xd8 {
		return 0, 0, false
	}
	end := c.Offset + c.Length
	for at, n := c.Offset+2, 0; n < maxSegments && at+10 <= end; n++ {
		s, ok := f.read(at, 10)
		if !ok || s[0] != 0xff {
			return 0, 0, false
		}
		switch marker := s[1]; {
		case marker == 0xff: // fill byte
			at++
			continue
		case marker >= 0xc0 && marker <= 0xc2:
			h, w = int(binary.BigEndian.Uint16(s[5:])), int(binary.BigEndian.Uint16(s[7:]))
			return w, h, w > 0 && h > 0
		case marker > 0xc2 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc,
			marker == 0xd9, marker == 0xda:
			return 0, 0, false
		}
		at += 2 + int64(binary.BigEndian.Uint16(s[2:]))
	}
	return 0, 0, false
}

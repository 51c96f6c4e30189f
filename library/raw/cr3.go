package raw

import (
	"bytes"
	"encoding/binary"
	"io"
)

const (
	maxBoxes   = 1024
	headerSize = 8

	// idSize is the length of the identifier at the start of a uuid box.
	idSize = 16
)

// box is one box of an ISO base media file (ISO/IEC 14496-12, 4.2).
type box struct {
	kind      string
	body, end int64
}

// boxes lists the boxes from a place to an end. A last box that claims more
// than there is ends the list, except for mdat, which may lack its end.
func (f *file) boxes(at, end int64) []box {
	var list []box
	for at+headerSize <= end && len(list) < maxBoxes {
		head, ok := f.read(at, headerSize)
		if !ok {
			break
		}
		size, body := int64(binary.BigEndian.Uint32(head)), at+headerSize
		switch size {
		case 0:
			size = end - at
		case 1:
			long, ok := f.read(body, 8)
			if !ok {
				return list
			}
			size, body = int64(binary.BigEndian.Uint64(long)), body+8
		}
		kind := string(head[4:8])
		if size > end-at && kind == "mdat" {
			size = end - at
		}
		if size < body-at || size > end-at {
			break
		}
		list = append(list, box{kind, body, at + size})
		at += size
	}
	return list
}

// searchCR3 looks for the preview box and for tracks of JPEGs.
func (f *finder) searchCR3() {
	for _, b := range f.boxes(0, f.size) {
		switch b.kind {
		case "uuid":
			f.searchPRVW(b)
		case "moov":
			for _, inner := range f.boxes(b.body, b.end) {
				if inner.kind == "trak" {
					f.searchTrack(inner)
				}
			}
		}
	}
}

// searchPRVW reads the preview box inside Canon's uuid box: 4 bytes of zeros
// behind the type, width and height, then the length and the JPEG.
func (f *finder) searchPRVW(b box) {
	n := min(b.end-b.body, idSize+64)
	d, ok := f.read(b.body, int(n))
	if !ok {
		return
	}
	i := bytes.Index(d, []byte("PRVW"))
	if i < 0 || i+20 > len(d) {
		return
	}
	f.add(b.body+int64(i)+20, int64(binary.BigEndian.Uint32(d[i+16:])), "CR3 preview")
}

// searchTrack reads where a track of one JPEG lies.
func (f *finder) searchTrack(trak box) {
	var at, length int64
	var isJPEG bool
	var walk func(b box, depth int)
	walk = func(b box, depth int) {
		for _, inner := range f.boxes(b.body, b.end) {
			switch inner.kind {
			case "mdia", "minf", "stbl":
				if depth < maxDepth {
					walk(inner, depth+1)
				}
			case "stsd":
				d, ok := f.read(inner.body, int(min(inner.end-inner.body, 256)))
				isJPEG = isJPEG || ok && bytes.Contains(d, []byte("JPEG"))
			case "stsz":
				length = f.sampleSize(inner)
			case "co64":
				if d, ok := f.read(inner.body+8, 8); ok {
					at = int64(binary.BigEndian.Uint64(d))
				}
			case "stco":
				if d, ok := f.read(inner.body+8, 4); ok {
					at = int64(binary.BigEndian.Uint32(d))
				}
			}
		}
	}
	walk(trak, 0)
	if isJPEG {
		f.add(at, length, "CR3 track")
	}
}

// sampleSize reads the size of a track's first sample: one for all, or the
// first of a table.
func (f *file) sampleSize(b box) int64 {
	d, ok := f.read(b.body+4, 4)
	if !ok {
		return 0
	}
	if n := binary.BigEndian.Uint32(d); n != 0 {
		return int64(n)
	}
	if d, ok = f.read(b.body+12, 4); !ok {
		return 0
	}
	return int64(binary.BigEndian.Uint32(d))
}

// Block is a part of a file.
type Block struct {
	Kind           string // "CMT1": the picture, "CMT2": the exposure, "CMT3": Canon's own note
	Offset, Length int64
}

// MetadataBlocks gives the places of the TIFF structures in which a CR3 file
// keeps its capture facts, as they lie in the file. Any other file gives none.
func MetadataBlocks(r io.ReaderAt, size int64) []Block {
	f := newFile(r, size)
	if head, ok := f.read(0, 12); !ok || string(head[4:]) != "ftypcrx " {
		return nil
	}
	var blocks []Block
	for _, moov := range f.boxes(0, f.size) {
		if moov.kind != "moov" {
			continue
		}
		for _, id := range f.boxes(moov.body, moov.end) {
			if id.kind != "uuid" {
				continue
			}
			for _, b := range f.boxes(id.body+idSize, id.end) {
				if b.kind == "CMT1" || b.kind == "CMT2" || b.kind == "CMT3" {
					blocks = append(blocks, Block{b.kind, b.body, b.end - b.body})
				}
			}
		}
	}
	return blocks
}

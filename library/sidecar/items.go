package sidecar

import (
	"bytes"
	"encoding/binary"
	"io"
)

// maxMeta is the largest list of a file's items that is read, in bytes: a picture of
// thousands of tiles has some hundred thousand.
const maxMeta = 8 << 20

// inMeta finds the item of HEIC and AVIF files that holds XMP (ISO/IEC 23008-12, annex
// A.3): by its content type among the items, and by their places in the file.
func inMeta(r io.ReaderAt, meta box) ([]byte, error) {
	if meta.size < 4 || meta.size > maxMeta {
		return nil, ErrNoPacket
	}
	parts := map[string]box{}
	err := eachBox(r, meta.at+4, meta.at+meta.size, func(b box) error {
		parts[b.kind] = b
		return nil
	})
	if err != nil {
		return nil, err
	}
	infos, err := io.ReadAll(io.NewSectionReader(r, parts["iinf"].at, parts["iinf"].size))
	if err != nil {
		return nil, err
	}
	places, err := io.ReadAll(io.NewSectionReader(r, parts["iloc"].at, parts["iloc"].size))
	if err != nil {
		return nil, err
	}
	id, ok := xmpItem(infos)
	if !ok {
		return nil, ErrNoPacket
	}
	p := placesOf(places, id)
	var all []byte
	for _, part := range p.extents {
		at := part.at
		if p.inData {
			at += parts["idat"].at
		}
		if part.size <= 0 || at < 0 || int64(len(all))+part.size > MaxSize {
			return nil, ErrNoPacket
		}
		b, err := io.ReadAll(io.NewSectionReader(r, at, part.size))
		if err != nil {
			return nil, err
		}
		if int64(len(b)) < part.size {
			return nil, ErrNoPacket // the file ends before it does
		}
		all = append(all, b...)
	}
	return packet(bytes.NewReader(all), 0, int64(len(all)))
}

// fields reads numbers one after the other; past the end they are 0, and ended is true.
type fields struct {
	b     []byte
	ended bool
}

func (f *fields) number(size int) (n uint64) {
	if f.ended = f.ended || len(f.b) < size; f.ended {
		return 0
	}
	for _, c := range f.b[:size] {
		n = n<<8 | uint64(c)
	}
	f.b = f.b[size:]
	return n
}

func (f *fields) text() string {
	text, rest, ok := bytes.Cut(f.b, []byte{0})
	f.b, f.ended = rest, f.ended || !ok
	return string(text)
}

// xmpItem gives the number of the item that is XMP.
func xmpItem(iinf []byte) (id uint64, ok bool) {
	f := &fields{b: iinf}
	wide := f.number(4)>>24 > 0
	f.number(map[bool]int{false: 2, true: 4}[wide])
	r := bytes.NewReader(f.b)
	_ = eachBox(r, 0, int64(len(f.b)), func(b box) error { // a list that ends early has what it has
		item := &fields{b: f.b[b.at : b.at+b.size]}
		version := item.number(4) >> 24
		number := item.number(map[bool]int{false: 2, true: 4}[version > 2])
		item.number(2) // protection
		kind := item.number(4)
		item.text() // its name
		if b.kind == "infe" && version >= 2 && kind == uint64(binary.BigEndian.Uint32([]byte("mime"))) && item.text() == "application/rdf+xml" {
			id, ok = number, true
			return errStop
		}
		return nil
	})
	return id, ok
}

// extent is a piece of an item.
type extent struct{ at, size int64 }

// itemPlaces says where an item is: in the file, or in the box of small items.
type itemPlaces struct {
	inData  bool
	extents []extent
}

// placesOf finds an item in the list of places (ISO/IEC 14496-12, 8.11.3).
func placesOf(iloc []byte, id uint64) (p itemPlaces) {
	f := &fields{b: iloc}
	version := f.number(4) >> 24
	sizes := f.number(2)
	offsetSize, lengthSize, baseSize, indexSize := int(sizes>>12), int(sizes>>8&15), int(sizes>>4&15), int(sizes&15)
	idSize := map[bool]int{false: 2, true: 4}[version >= 2]
	for count := f.number(idSize); count > 0 && !f.ended; count-- {
		here := itemPlaces{}
		number := f.number(idSize)
		if version > 0 {
			here.inData = f.number(2)&15 == 1
		}
		f.number(2) // of the file that holds it, which is this one
		base := f.number(baseSize)
		for n := f.number(2); n > 0 && !f.ended; n-- {
			if version > 0 {
				f.number(indexSize)
			}
			at := base + f.number(offsetSize)
			here.extents = append(here.extents, extent{int64(at & (1<<62 - 1)), int64(f.number(lengthSize) & (1<<62 - 1))})
		}
		if number == id && !f.ended {
			return here
		}
	}
	return itemPlaces{}
}

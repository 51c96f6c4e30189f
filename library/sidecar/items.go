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
	lists := map[string][]byte{}
	for _, kind := range []string{"iinf", "iloc", "iref", "pitm"} {
		if lists[kind], err = io.ReadAll(io.NewSectionReader(r, parts[kind].at, parts[kind].size)); err != nil {
			return nil, err
		}
	}
	items := xmpItems(lists["iinf"])
	if len(items) == 0 {
		return nil, ErrNoPacket
	}
	p := placesOf(lists["iloc"], ofPrimary(items, lists["iref"], lists["pitm"]))
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

// skip passes over so many bytes.
func (f *fields) skip(size uint64) {
	if f.ended = f.ended || uint64(len(f.b)) < size; !f.ended {
		f.b = f.b[size:]
	}
}

func (f *fields) text() string {
	text, rest, ok := bytes.Cut(f.b, []byte{0})
	f.b, f.ended = rest, f.ended || !ok
	return string(text)
}

// xmpItems gives the numbers of the items that are XMP.
func xmpItems(iinf []byte) (ids []uint64) {
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
			ids = append(ids, number)
		}
		return nil
	})
	return ids
}

// ofPrimary gives that of some items which describes the picture that the file is shown
// as (ISO/IEC 14496-12, 8.11.4 and 8.11.12), the first one where none does: the others
// may describe a thumbnail or a depth map.
func ofPrimary(items []uint64, iref, pitm []byte) (id uint64) {
	p := &fields{b: pitm}
	primary := p.number(map[bool]int{false: 2, true: 4}[p.number(4)>>24 > 0])
	f := &fields{b: iref}
	idSize := map[bool]int{false: 2, true: 4}[f.number(4)>>24 > 0]
	r := bytes.NewReader(f.b)
	id = items[0]
	isXMP := map[uint64]bool{}
	for _, item := range items {
		isXMP[item] = true
	}
	_ = eachBox(r, 0, int64(len(f.b)), func(b box) error { // as above
		if b.kind != "cdsc" || p.ended {
			return nil
		}
		ref := &fields{b: f.b[b.at : b.at+b.size]}
		from := ref.number(idSize)
		for count := ref.number(2); isXMP[from] && count > 0 && !ref.ended; count-- {
			if to := ref.number(idSize); to == primary && !ref.ended {
				id = from
				return errStop
			}
		}
		return nil
	})
	return id
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
	if version == 0 {
		indexSize = 0 // the bits have no meaning
	}
	each := indexSize + offsetSize + lengthSize
	if lengthSize == 0 {
		return p // each item is the whole file, which is no XMP
	}
	for count := f.number(idSize); count > 0 && !f.ended; count-- {
		number := f.number(idSize)
		if version > 0 {
			p.inData = f.number(2)&15 == 1
		}
		f.number(2) // of the file that holds it, which is this one
		base := f.number(baseSize)
		n := f.number(2)
		if number != id {
			f.skip(n * uint64(each))
			continue
		}
		for ; n > 0 && !f.ended; n-- {
			f.number(indexSize)
			at := base + f.number(offsetSize)
			p.extents = append(p.extents, extent{int64(at & (1<<62 - 1)), int64(f.number(lengthSize) & (1<<62 - 1))})
		}
		if !f.ended {
			return p
		}
	}
	return itemPlaces{}
}

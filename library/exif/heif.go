package exif

import (
	"bytes"
	"encoding/binary"
)

// maxItem bounds in bytes an EXIF item that is put together from pieces.
const maxItem = 4 << 20

// heifStructures reads the items of type Exif in a HEIF or AVIF file (ISO/IEC
// 23008-12, A.2.1): the place of the TIFF header in what follows, and that.
func heifStructures(data []byte) (found [][]byte) {
	meta := findBox(data, "meta")
	if len(meta) < 4 {
		return nil
	}
	meta = meta[4:] // version and flags
	wanted := exifItems(findBox(meta, "iinf"))
	if len(wanted) == 0 {
		return nil
	}
	for _, item := range itemPieces(findBox(meta, "iloc"), wanted) {
		if tiff := heifBlock(item.join(data, findBox(meta, "idat"))); tiff != nil {
			found = append(found, tiff)
		}
		if len(found) >= maxStructures {
			break
		}
	}
	return found
}

// heifBlock gives the TIFF structure in an item or a box of type Exif, or nil.
func heifBlock(block []byte) []byte {
	if len(block) < 4 {
		return nil
	}
	skip := int64(binary.BigEndian.Uint32(block))
	if skip > int64(len(block)-4) {
		skip = 0 // some programs write the header's own length, or nothing sensible
	}
	if tiff := withoutHeader(block[4+skip:]); tiff != nil {
		return tiff
	}
	return withoutHeader(block[4:])
}

// findBox gives the body of the first box of a kind in a row of boxes (ISO/IEC
// 14496-12, 4.2), or nil.
func findBox(data []byte, kind string) []byte {
	for {
		body, rest, ok := nextBox(data)
		if !ok {
			return nil
		}
		if string(data[4:8]) == kind {
			return body
		}
		data = rest
	}
}

// nextBox splits the first of a row of boxes (ISO/IEC 14496-12, 4.2) from what
// follows it. One that would reach beyond the end ends there; ok is false where there
// is none.
func nextBox(data []byte) (body, rest []byte, ok bool) {
	if len(data) < 8 {
		return nil, nil, false
	}
	size, head := uint64(binary.BigEndian.Uint32(data)), uint64(8)
	switch {
	case size == 0: // to the end
		size = uint64(len(data))
	case size == 1 && len(data) >= 16:
		size, head = binary.BigEndian.Uint64(data[8:]), 16
	}
	if size < head {
		return nil, nil, false
	}
	end := min(size, uint64(len(data)))
	return data[head:end], data[end:], true
}

// exifItems gives the numbers of the items of type Exif in an iinf box.
func exifItems(iinf []byte) map[uint64]bool {
	c := cursor{rest: iinf}
	version := c.number(1)
	c.skip(3)
	if version == 0 {
		c.skip(2) // the count: the boxes say it themselves
	} else {
		c.skip(4)
	}
	items := map[uint64]bool{}
	for rest := c.rest; len(rest) >= 8; {
		size := uint64(binary.BigEndian.Uint32(rest))
		if size < 8 || size > uint64(len(rest)) {
			break
		}
		entry := cursor{rest: rest[8:size]}
		rest = rest[size:]
		version := entry.number(1)
		entry.skip(3)
		width := 2
		if version >= 3 {
			width = 4
		}
		id := entry.number(width)
		entry.skip(2) // protection
		if version >= 2 && !entry.short && bytes.HasPrefix(entry.rest, []byte("Exif")) && len(items) < maxStructures {
			items[id] = true
		}
	}
	return items
}

// piece is a part of an item, in the file or in the idat box.
type piece struct{ offset, length uint64 }

// item is where an item's bytes lie.
type item struct {
	inBox  bool // in the idat box
	pieces []piece
}

// itemPieces reads the places of the wanted items from an iloc box (ISO/IEC
// 14496-12, 8.11.3).
func itemPieces(iloc []byte, wanted map[uint64]bool) (items []item) {
	c := cursor{rest: iloc}
	version := c.number(1)
	c.skip(3)
	sizes := c.number(2)
	offsets, lengths, bases, indices := int(sizes>>12), int(sizes>>8&15), int(sizes>>4&15), int(sizes&15)
	width := 2
	if version >= 2 {
		width = 4
	}
	if version == 0 {
		indices = 0
	}
	most := uint64(1<<16 - 1)
	if indices+offsets+lengths == 0 {
		most = 1 // pieces that take no bytes would be counted for ever
	}
	for n := c.number(width); n > 0 && !c.short; n-- {
		id := c.number(width)
		method := uint64(0)
		if version > 0 {
			method = c.number(2) & 15
		}
		c.skip(2) // which file
		base := c.number(bases)
		it := item{inBox: method == 1}
		for pieces := min(c.number(2), most); pieces > 0 && !c.short; pieces-- {
			c.skip(indices)
			it.pieces = append(it.pieces, piece{base + c.number(offsets), c.number(lengths)})
		}
		if wanted[id] && method <= 1 && !c.short {
			items = append(items, it)
		}
	}
	return items
}

// join gives an item's bytes, as far as they are there.
func (i item) join(file, idat []byte) (all []byte) {
	source := file
	if i.inBox {
		source = idat
	}
	for _, p := range i.pieces {
		if p.offset > uint64(len(source)) || len(all) >= maxItem {
			break
		}
		part := source[p.offset:]
		if p.length > 0 { // 0 means to the end
			part = part[:min(p.length, uint64(len(part)))]
		}
		all = append(all, part[:min(len(part), maxItem-len(all))]...)
	}
	return all
}

// cursor reads big-endian numbers one after the other.
type cursor struct {
	rest  []byte
	short bool // the bytes did not suffice; numbers are 0 from then on
}

// number reads one of 0 to 8 bytes.
func (c *cursor) number(size int) (n uint64) {
	if c.short || size > 8 || len(c.rest) < size {
		c.short = true
		return 0
	}
	for _, b := range c.rest[:size] {
		n = n<<8 | uint64(b)
	}
	c.rest = c.rest[size:]
	return n
}

func (c *cursor) skip(size int) { c.number(size) }

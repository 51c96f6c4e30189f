package picture

import "encoding/binary"

// The TIFF fields that matter here (TIFF 6.0, and its technical note 1).
const (
	tagSubfileType    = 0x00fe
	tagWidth          = 0x0100
	tagHeight         = 0x0101
	tagOrientation    = 0x0112
	tagSubDirectories = 0x014a
)

// tiffLayout reads the directories of a TIFF or a BigTIFF.
type tiffLayout struct {
	data  []byte
	order binary.ByteOrder
	big   bool
}

// newTIFFLayout gives ok false for what is no TIFF.
func newTIFFLayout(data []byte) (l tiffLayout, ok bool) {
	if len(data) < 16 {
		return l, false
	}
	l = tiffLayout{data: data, order: binary.LittleEndian}
	if data[0] == 'M' {
		l.order = binary.BigEndian
	}
	version := l.order.Uint16(data[2:])
	l.big = version == 43
	return l, data[0] == data[1] && (version == 42 || l.big)
}

// word gives an offset or a count of the file's kind, 0 beyond its end.
func (l tiffLayout) word(at uint64) uint64 {
	switch n := uint64(len(l.data)); {
	case l.big && at <= n && n-at >= 8:
		return l.order.Uint64(l.data[at:])
	case !l.big && at <= n && n-at >= 4:
		return uint64(l.order.Uint32(l.data[at:]))
	}
	return 0
}

// sizes are those of a directory's count, of an entry, and of where an entry's
// count and value lie in it.
func (l tiffLayout) sizes() (count, entry, number, value uint64) {
	if l.big {
		return 8, 20, 4, 12
	}
	return 2, 12, 4, 8
}

// first gives where the first directory lies.
func (l tiffLayout) first() uint64 {
	if l.big {
		return l.word(8)
	}
	return l.word(4)
}

// tiffDirectory is a directory's entries, and where the next directory lies, 0
// for none.
type tiffDirectory struct {
	layout  tiffLayout
	entries []byte
	next    uint64
}

// directory gives ok false where the file does not hold it whole.
func (l tiffLayout) directory(at uint64) (d tiffDirectory, ok bool) {
	const most = 4096
	count, entry, _, _ := l.sizes()
	size := uint64(len(l.data))
	if at == 0 || at > size || size-at < count {
		return d, false
	}
	n := uint64(l.order.Uint16(l.data[at:]))
	if l.big {
		n = l.order.Uint64(l.data[at:])
	}
	start := at + count
	if n > most || size-start < n*entry {
		return d, false
	}
	end := start + n*entry
	return tiffDirectory{layout: l, entries: l.data[start:end], next: l.word(end)}, true
}

// numbers gives a field's values of whole numbers without a sign, most of them
// at most, or nil.
func (d tiffDirectory) numbers(tag uint16, most int) []uint64 {
	_, size, number, value := d.layout.sizes()
	for e := d.entries; uint64(len(e)) >= size; e = e[size:] {
		if d.layout.order.Uint16(e) != tag {
			continue
		}
		width := map[uint16]uint64{1: 1, 3: 2, 4: 4, 13: 4, 16: 8, 18: 8}[d.layout.order.Uint16(e[2:])]
		count := uint64(d.layout.order.Uint32(e[number:]))
		if d.layout.big {
			count = d.layout.order.Uint64(e[number:])
		}
		return d.layout.values(e[value:size], width, min(count, uint64(most)))
	}
	return nil
}

// values reads n numbers of so many bytes, which lie in the field or, where that
// is too small, where it says.
func (l tiffLayout) values(field []byte, width, n uint64) (all []uint64) {
	if width*n > uint64(len(field)) {
		at := uint64(l.order.Uint32(field))
		if l.big {
			at = l.order.Uint64(field)
		}
		if size := uint64(len(l.data)); at > size || size-at < width*n {
			return nil
		}
		field = l.data[at:]
	}
	for i := range n {
		switch b := field[i*width:]; width {
		case 1:
			all = append(all, uint64(b[0]))
		case 2:
			all = append(all, uint64(l.order.Uint16(b)))
		case 4:
			all = append(all, uint64(l.order.Uint32(b)))
		case 8:
			all = append(all, l.order.Uint64(b))
		}
	}
	return all
}

// number gives a field's first value, 0 where there is none.
func (d tiffDirectory) number(tag uint16) uint64 {
	if all := d.numbers(tag, 1); len(all) > 0 {
		return all[0]
	}
	return 0
}

// tiffPage gives the directory of the first page that is a full picture: neither
// a smaller copy nor a mask of another, else the first page. That is the one that
// the decode worker shows.
func tiffPage(data []byte) (page tiffDirectory, ok bool) {
	const mostPages = 64
	l, ok := newTIFFLayout(data)
	if !ok {
		return page, false
	}
	first, ok := l.directory(l.first())
	if !ok || first.isFull() {
		return first, ok
	}
	places := first.numbers(tagSubDirectories, mostPages)
	for d, n := first, 1; n < mostPages; n++ {
		if d, ok = l.directory(d.next); !ok {
			break
		}
		if d.isFull() {
			return d, true
		}
	}
	for _, at := range places {
		if d, ok := l.directory(at); ok && d.isFull() {
			return d, true
		}
	}
	return first, true
}

func (d tiffDirectory) isFull() bool {
	const reducedOrMask = 1 | 4
	return d.number(tagWidth) > 0 && d.number(tagHeight) > 0 && d.number(tagSubfileType)&reducedOrMask == 0
}

// tiffSize gives the size of the picture when that is upright. Its errors are
// Decode's.
func tiffSize(data []byte) (w, h int, err error) {
	page, ok := tiffPage(data)
	if !ok {
		return 0, 0, problemf(ErrDamaged, "the file is damaged: it ends before its picture is described")
	}
	wide, high := page.number(tagWidth), page.number(tagHeight)
	if wide > 1<<31 || high > 1<<31 {
		wide, high = 0, 0
	}
	if err := checkSize(int(wide), int(high), 0); err != nil {
		return 0, 0, err
	}
	if swapsSides(int(page.number(tagOrientation))) {
		wide, high = high, wide
	}
	return int(wide), int(high), nil
}

package raw

// Tags of TIFF 6.0, TIFF/EP, EXIF and Panasonic's RW2 that lead to previews.
const (
	tagCompression     = 0x0103
	tagStripOffsets    = 0x0111
	tagStripLengths    = 0x0117
	tagSubIFDs         = 0x014a
	tagJPEGOffset      = 0x0201
	tagJPEGLength      = 0x0202
	tagExifIFD         = 0x8769
	tagMakerNote       = 0x927c
	tagPanasonicJPEG   = 0x002e
	compressionOldJPEG = 6
	compressionJPEG    = 7
)

const (
	typeShort  = 3
	entryBytes = 12

	maxEntries     = 2000
	maxDirectories = 64
	maxDepth       = 6
	maxSubIFDs     = 16
)

// field is one entry of a TIFF directory.
type field struct {
	kind  uint16
	count uint32
	value uint32 // the value itself if it fits, else where it lies
}

// readIFD reads the directory at a place: its fields by tag and the place of
// the next directory, relative to the same base as all places in it.
func (f *file) readIFD(at int64) (fields map[uint16]field, next uint32, ok bool) {
	head, ok := f.read(at, 2)
	if !ok {
		return nil, 0, false
	}
	n := int(f.order.Uint16(head))
	if n == 0 || n > maxEntries {
		return nil, 0, false
	}
	table, ok := f.read(at+2, n*entryBytes)
	if !ok {
		return nil, 0, false
	}
	fields = make(map[uint16]field, n)
	for i := range n {
		e := table[i*entryBytes:]
		v := field{kind: f.order.Uint16(e[2:]), count: f.order.Uint32(e[4:]), value: f.order.Uint32(e[8:])}
		if v.kind == typeShort && v.count == 1 {
			v.value = uint32(f.order.Uint16(e[8:]))
		}
		fields[f.order.Uint16(e)] = v
	}
	if tail, ok := f.read(at+2+int64(n*entryBytes), 4); ok {
		next = f.order.Uint32(tail)
	}
	return fields, next, true
}

// searchIFD looks through the directory at a place, those below it and those
// that follow it. Places in a directory are relative to base.
func (f *finder) searchIFD(base, at int64, depth int) {
	for at != 0 && depth <= maxDepth && len(f.seen) < maxDirectories && !f.seen[at] {
		f.seen[at] = true
		fields, next, ok := f.readIFD(at)
		if !ok {
			f.beyond = f.beyond || at > f.size-2
			return
		}
		f.addFrom(fields, base)
		if f.visit != nil {
			f.visit(fields, base, at)
		}
		f.searchBelow(fields, base, depth)
		if next == 0 {
			return
		}
		at, depth = base+int64(next), depth+1
	}
}

// addFrom adds the previews that a directory's own fields describe.
func (f *finder) addFrom(fields map[uint16]field, base int64) {
	if at, ok := fields[tagJPEGOffset]; ok {
		f.add(base+int64(at.value), int64(fields[tagJPEGLength].value), "JPEG field")
	}
	strip, lengths := fields[tagStripOffsets], fields[tagStripLengths]
	compression := fields[tagCompression].value
	if strip.count == 1 && lengths.count == 1 && (compression == compressionOldJPEG || compression == compressionJPEG) {
		f.add(base+int64(strip.value), int64(lengths.value), "JPEG strip")
	}
	if compression == compressionJXL {
		f.addJXL(fields, base)
	}
	if p, ok := fields[tagPanasonicJPEG]; ok && p.count > 4 {
		f.add(base+int64(p.value), int64(p.count), "Panasonic JPEG")
	}
}

// searchBelow follows the fields that lead to other directories.
func (f *finder) searchBelow(fields map[uint16]field, base int64, depth int) {
	for _, at := range f.longs(fields[tagSubIFDs], base) {
		f.searchIFD(base, base+int64(at), depth+1)
	}
	if exif, ok := fields[tagExifIFD]; ok {
		f.searchIFD(base, base+int64(exif.value), depth+1)
	}
	if note, ok := fields[tagMakerNote]; ok && note.count > 4 {
		f.searchMakerNote(base, base+int64(note.value), depth+1)
	}
}

// longs gives the values of a field of 32 bit numbers, at most maxSubIFDs.
func (f *file) longs(v field, base int64) []uint32 {
	switch {
	case v.count == 0:
		return nil
	case v.count == 1:
		return []uint32{v.value}
	}
	n := int(min(v.count, maxSubIFDs))
	b, ok := f.read(base+int64(v.value), 4*n)
	if !ok {
		return nil
	}
	values := make([]uint32, n)
	for i := range values {
		values[i] = f.order.Uint32(b[4*i:])
	}
	return values
}

package raw

const (
	ciffEntryBytes = 10
	maxCIFFEntries = 1000
	maxCIFFDepth   = 5

	ciffPreview   = 0x2007
	ciffThumbnail = 0x2008
)

// searchCIFF looks through the heap from start to end of a Canon CRW file
// (CIFF 1.0): its last four bytes say where its directory is.
func (f *finder) searchCIFF(start, end int64, depth int) {
	if depth > maxCIFFDepth || end-start < 6 {
		return
	}
	tail, ok := f.read(end-4, 4)
	if !ok {
		return
	}
	at := start + int64(f.order.Uint32(tail))
	head, ok := f.read(at, 2)
	if !ok {
		return
	}
	n := int(f.order.Uint16(head))
	if n > maxCIFFEntries {
		return
	}
	table, ok := f.read(at+2, n*ciffEntryBytes)
	if !ok {
		return
	}
	for i := range n {
		f.searchCIFFEntry(table[i*ciffEntryBytes:], start, end, depth)
	}
}

func (f *finder) searchCIFFEntry(e []byte, start, end int64, depth int) {
	tag := f.order.Uint16(e)
	length, at := int64(f.order.Uint32(e[2:])), start+int64(f.order.Uint32(e[6:]))
	if tag&0xc000 != 0 {
		return // the value lies in the entry itself
	}
	switch kind := tag & 0x3800; {
	case tag == ciffPreview, tag == ciffThumbnail:
		f.add(at, length, "CRW preview")
	case kind == 0x2800 || kind == 0x3000: // a heap within the heap
		if at+length <= end {
			f.searchCIFF(at, at+length, depth+1)
		}
	}
}

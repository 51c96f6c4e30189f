package raw

import "math"

// InOneStrip gives a copy of a DNG whose uncompressed sensor data lie in one strip:
// LibRaw reads the data from where the first strip begins straight on, and before
// 0.21 so it does with tiles, which gives noise. ok is false where they lie so
// already, or are compressed, or lie in a way that is not understood.
func InOneStrip(data []byte, s Sensor) (copied []byte, ok bool) {
	p := &s.parts
	row := rowBytes(s.Width, p.samples, s.Bits)
	if !s.IsDNG || s.Compression > 1 || p.isPlanar || row == 0 || !p.areWhole(s) || p.followEachOther(s, row) {
		return nil, false
	}
	size := row * s.Height
	// A header may claim anything; of what it claims half must be there.
	if size/2 > len(data) || int64(len(data))+int64(size) > math.MaxUint32 {
		return nil, false
	}
	start := len(data) + len(data)%2
	copied = make([]byte, start+size)
	copy(copied, data)
	for i, at := range p.places {
		p.copyPart(copied[start:], data, s, i, at)
	}
	return copied, p.rewrite(copied, uint32(start), uint32(size), uint32(s.Height))
}

// rowBytes is 0 for samples that are none.
func rowBytes(width, samples, bits int) int {
	const most = 64
	if width <= 0 || samples <= 0 || samples > most || bits <= 0 || bits > most {
		return 0
	}
	return (width*samples*bits + 7) / 8
}

// across and down count the parts.
func (p *parts) across(s Sensor) int { return (s.Width + p.width - 1) / p.width }
func (p *parts) down(s Sensor) int   { return (s.Height + p.height - 1) / p.height }

// areWhole is true where there are as many parts as the data need, and each begins
// with a whole byte.
func (p *parts) areWhole(s Sensor) bool {
	const most = 1 << 20
	if p.width <= 0 || p.height <= 0 || p.width > most {
		return false
	}
	p.height = min(p.height, max(s.Height, 1)) // a strip of all rows may claim more
	return len(p.places) == p.across(s)*p.down(s) && (p.across(s) == 1 || p.width*p.samples*s.Bits%8 == 0)
}

// followEachOther is true where the rows of all parts follow each other as they
// would in one strip.
func (p *parts) followEachOther(s Sensor, row int) bool {
	if s.IsTiled && (p.width != s.Width || len(p.places) > 1) {
		return false
	}
	for i := range len(p.places) - 1 {
		if p.places[i+1] != p.places[i]+int64(row*p.height) {
			return false
		}
	}
	return true
}

// copyPart copies the rows of a part to where they belong. What lies behind the
// file's end stays zero.
func (p *parts) copyPart(to, data []byte, s Sensor, i int, at int64) {
	row, own := rowBytes(s.Width, p.samples, s.Bits), rowBytes(p.width, p.samples, s.Bits)
	left, top := i%p.across(s)*own, i/p.across(s)*p.height
	for y := top; y < min(top+p.height, s.Height) && at >= 0 && at < int64(len(data)); y++ {
		copy(to[y*row+left:(y+1)*row], data[at:min(at+int64(own), int64(len(data)))])
		at += int64(own)
	}
}

// rewrite has the directory say that there is one strip. Fields need not be in
// order for LibRaw.
func (p *parts) rewrite(data []byte, start, size, rows uint32) bool {
	const unused = 0xfde8 // for nobody (TIFF 6.0, section 2)
	if p.directory < 0 || p.directory+2 > int64(len(data)) {
		return false
	}
	table := data[p.directory:]
	n := int(p.order.Uint16(table))
	if len(table) < 2+n*entryBytes {
		return false
	}
	for i := range n {
		e := table[2+i*entryBytes:][:entryBytes]
		switch p.order.Uint16(e) {
		case tagStripOffsets, tagTileOffsets:
			p.putField(e, tagStripOffsets, start)
		case tagStripLengths, tagTileLengths:
			p.putField(e, tagStripLengths, size)
		case tagStripRows, tagTileHeight:
			p.putField(e, tagStripRows, rows)
		case tagTileWidth:
			p.putField(e, unused, 0)
		}
	}
	return true
}

func (p *parts) putField(e []byte, tag uint16, v uint32) {
	const long = 4
	p.order.PutUint16(e, tag)
	p.order.PutUint16(e[2:], long)
	p.order.PutUint32(e[4:], 1)
	p.order.PutUint32(e[8:], v)
}

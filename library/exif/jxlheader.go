package exif

import "bytes"

// jxlOrientation gives how a JPEG XL's own header has its picture turned, which is
// what decoders do whatever its EXIF data says, as EXIF's number. It is 0 for what is
// no codestream.
func jxlOrientation(data []byte) int {
	b := jxlBits{data: jxlStart(data)}
	if b.take(16) != 0x0aff {
		return 0
	}
	b.skipSize()
	isUsual := b.take(1) != 0
	orientation := 1
	if !isUsual && b.take(1) != 0 { // fields that most files lack
		orientation = int(b.take(3)) + 1
	}
	if b.short {
		return 0
	}
	return orientation
}

// jxlStart gives the first bytes of a file's codestream.
func jxlStart(data []byte) []byte {
	const number = 4 // of a piece
	if bytes.HasPrefix(data, []byte("\xff\x0a")) {
		return data
	}
	if all := jxlBoxes(data, "jxlc"); len(all) > 0 {
		return all[0]
	}
	if pieces := jxlBoxes(data, "jxlp"); len(pieces) > 0 && len(pieces[0]) > number {
		return pieces[0][number:]
	}
	return nil
}

// jxlBits reads a codestream's header, which is written from the lowest bit of each
// byte on (ISO/IEC 18181-1, B.2).
type jxlBits struct {
	data  []byte
	at    int
	short bool // the bits did not suffice; numbers are 0 from then on
}

func (b *jxlBits) take(n int) (v uint64) {
	if b.short || b.at+n > 8*len(b.data) {
		b.short = true
		return 0
	}
	for i := range n {
		v |= uint64(b.data[b.at/8]>>(b.at%8)&1) << i
		b.at++
	}
	return v
}

// skipSize reads over the SizeHeader (ISO/IEC 18181-1, D.2).
func (b *jxlBits) skipSize() {
	isSmall := b.take(1) != 0
	side := func() {
		if isSmall {
			b.take(5)
			return
		}
		b.take([]int{9, 13, 18, 30}[b.take(2)])
	}
	side()
	if shape := b.take(3); shape == 0 {
		side()
	}
}

package picture

import "encoding/binary"

// jxlBox is one box of a JPEG XL file (ISO/IEC 18181-2; ISO/IEC 14496-12, 4.2).
type jxlBox struct {
	kind  string
	body  []byte
	whole bool // the file holds all of it, as far as is said
}

// jxlBoxes calls fn for the boxes of a JPEG XL file until it gives false. A bare
// codestream has none.
func jxlBoxes(data []byte, fn func(jxlBox) bool) {
	const short, long = 8, 16 // bytes of a header
	if len(data) < short || string(data[4:8]) != "JXL " {
		return
	}
	for len(data) >= short {
		size, head := uint64(binary.BigEndian.Uint32(data)), uint64(short)
		switch {
		case size == 0: // to the end of the file, wherever that is
			size = uint64(len(data))
		case size == 1 && len(data) >= long:
			size, head = binary.BigEndian.Uint64(data[short:]), long
		}
		if size < head {
			return
		}
		end := min(size, uint64(len(data)))
		if !fn(jxlBox{string(data[4:8]), data[head:end], size == end}) {
			return
		}
		data = data[end:]
	}
}

// jxlCodestream calls fn for the pieces of the picture itself, in their order, and
// is true where all of it is there, as far as its boxes tell. A bare codestream
// does not say where it ends.
func jxlCodestream(data []byte, fn func(piece []byte)) (whole bool) {
	const number = 4 // of a piece, and whether it is the last
	if len(data) >= 2 && string(data[:2]) == "\xff\x0a" {
		fn(data)
		return true
	}
	jxlBoxes(data, func(b jxlBox) bool {
		switch {
		case b.kind == "jxlc":
			fn(b.body)
			whole = b.whole
			return false
		case b.kind == "jxlp" && len(b.body) >= number:
			fn(b.body[number:])
			whole = b.whole && b.body[0]&0x80 != 0
			return !whole && b.whole
		}
		return true
	})
	return whole
}

// IsWholeJPEGXL is false where the boxes of a JPEG XL say that more of its picture
// should follow. What follows the picture may be missing: it is not seen.
func IsWholeJPEGXL(data []byte) bool { return jxlCodestream(data, func([]byte) {}) }

// jxl adds the codestream, which holds all that decides about pixels, turning and
// colours included. In how many pieces it is cut says nothing.
func (h hasher) jxl(data []byte) bool {
	found := false
	whole := jxlCodestream(data, func(piece []byte) {
		found = found || len(piece) > 0
		_, _ = h.Write(piece)
	})
	return whole && found
}

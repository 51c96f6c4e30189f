//go:build !cgo

package picture

// acrossLine is across for a row that may run back.
func (r *reducer) acrossLine(pix []byte, back bool) {
	if back {
		turned := make([]byte, len(pix))
		for i := 0; i+4 <= len(pix); i += 4 {
			copy(turned[len(pix)-4-i:], pix[i:i+4])
		}
		pix = turned
	}
	r.across(pix)
}

// acrossRows averages the rows at the offsets, which are an upright row's pixels of
// one span, for every column of the file.
func (t *turnedReducer) acrossRows(pix []byte, s span) {
	scale := float32(len(t.columns)) / float32(t.srcW)
	last := len(t.offsets) - 1
	for x := range t.width {
		for c := range channels {
			at := 4*x + c
			sum := s.firstWeight * float32(pix[t.offsets[0]+int64(at)])
			if last > 0 {
				inner := 0 // whole pixels are summed exactly
				for _, o := range t.offsets[1:last] {
					inner += int(pix[o+int64(at)])
				}
				sum += float32(inner) + s.lastWeight*float32(pix[t.offsets[last]+int64(at)])
			}
			t.row[channels*x+c] = sum * scale
		}
	}
}

// finishColumn averages what acrossRows gave along the columns, and writes it to dst.
func (t *turnedReducer) finishColumn(out int) {
	scale := float32(len(t.lines)) / float32(t.srcH)
	for y, s := range t.lines {
		to := t.dst.Pix[y*t.dst.Stride+4*out:][:4]
		for c := range channels {
			sum := float32(0)
			for i := int(s.first); i <= int(s.last); i++ {
				x := i
				if t.columnsBack {
					x = t.width - 1 - i
				}
				sum += s.weight(i) * t.row[channels*x+c]
			}
			to[c] = uint8(min(sum*scale+0.5, 255))
		}
		to[3] = 255
	}
}

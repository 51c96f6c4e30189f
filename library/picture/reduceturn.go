package picture

// turn is how a picture has to be turned, taken apart into an exchange of rows for
// columns and the directions in which they then run.
type turn struct {
	swaps       bool // rows of the file are columns of the upright picture
	columnsBack bool // columns of the file run against the upright picture
	rowsBack    bool
}

func turnOf(orientation int) turn {
	t := turn{swaps: swapsSides(orientation)}
	switch orientation {
	case 2, 8:
		t.columnsBack = true
	case 3, 7:
		t.columnsBack, t.rowsBack = true, true
	case 4, 6:
		t.rowsBack = true
	}
	return t
}

// turnedReducer averages a picture down as reducer does with the upright one, to
// the last bit, while its rows come as they lie in the file. What is added up in
// which order matters to that: it waits for all rows that one pixel covers, and
// begins with the uppermost or leftmost of them.
type turnedReducer struct {
	*reducer // of the upright picture
	turn
	width, height int     // of the picture in the file
	lines         []span  // what the rows of the upright picture cover; columns is that of its columns
	next          int     // of the spans that the file's rows fill, in the order in which these come
	offsets       []int64 // of the rows of one of these
}

// newTurnedReducer is for a picture that has w x h pixels in the file, and is to
// have dw x dh when it is turned as little.
func newTurnedReducer(w, h, dw, dh, orientation int) *turnedReducer {
	t := &turnedReducer{turn: turnOf(orientation), width: w, height: h}
	if t.swaps {
		t.reducer = newReducer(h, w, dh, dw)
		t.row = make([]float32, channels*w)
	} else {
		t.reducer = newReducer(w, h, dw, dh)
	}
	t.lines = make([]span, t.dst.Rect.Dy())
	for i := range t.lines {
		t.lines[i] = cover(i, t.srcH, len(t.lines))
	}
	return t
}

// take reduces what has come complete.
func (t *turnedReducer) take(r *Recent) {
	spans, reduce := t.lines, t.line
	if t.swaps {
		spans, reduce = t.columns, t.column
	}
	for ; t.next < len(spans); t.next++ {
		at := t.next
		if t.rowsBack {
			at = len(spans) - 1 - at
		}
		if s := spans[at]; max(t.stored(s.first), t.stored(s.last)) < r.end {
			reduce(r, at, s)
		} else {
			return
		}
	}
}

// stored gives where in the file a line of the upright picture lies.
func (t *turnedReducer) stored(line int32) int {
	if t.rowsBack {
		return t.height - 1 - int(line)
	}
	return int(line)
}

// line makes a row of the upright picture from rows of the file.
func (t *turnedReducer) line(r *Recent, out int, s span) {
	for i := s.first; i <= s.last; i++ {
		t.acrossLine(r.Row(t.stored(i)), t.columnsBack)
		t.accumulate(s.weight(int(i)))
	}
	t.out = out
	t.finish()
}

// column makes a column of the upright picture from rows of the file.
func (t *turnedReducer) column(r *Recent, out int, s span) {
	t.offsets = t.offsets[:0]
	for i := s.first; i <= s.last; i++ {
		t.offsets = append(t.offsets, int64(r.offset(t.stored(i))))
	}
	t.acrossRows(r.pix, s)
	t.finishColumn(out)
}

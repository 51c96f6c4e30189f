package picture

import "image"

// stripBytes is about how much of a picture is decoded before it is averaged
// down: it stays in the processor's cache, and fresh memory costs more than
// decoding into it.
const stripBytes = 256 << 10

// Recent holds the rows of a picture that were decoded last, as they lie in the
// file and in its colours: four bytes a pixel, of which the fourth means nothing.
type Recent struct {
	pix           []byte
	width, height int // of the picture
	room          int // rows that pix has room for
	end           int // rows that were decoded so far
}

// recentRows is how many rows of a picture are held: a tile and what is decoded at a
// time.
func recentRows(width, height int) int { return min(height, TileSide+stripRowsOf(width)) }

// stripRowsOf is how many rows of a picture are decoded before anybody looks at them.
func stripRowsOf(width int) int { return max(1, stripBytes/(4*width)) }

// newRecent takes the memory for recentRows, or that of a whole picture.
func newRecent(pix []byte, width, height int) *Recent {
	return &Recent{pix: pix, width: width, height: height, room: min(height, len(pix)/(4*width))}
}

// End is how many rows were decoded so far.
func (r *Recent) End() int { return r.end }

// Has is true while the rows from one up to another, which is not one of them, are
// there.
func (r *Recent) Has(from, to int) bool { return from >= r.end-r.room && to <= r.end }

// Row gives a row that is there.
func (r *Recent) Row(y int) []byte {
	at := r.offset(y)
	return r.pix[at : at+4*r.width : at+4*r.width]
}

func (r *Recent) offset(y int) int { return y % r.room * 4 * r.width }

// Copy fills dst from the place whose upper left corner is at. All its rows are
// there.
func (r *Recent) Copy(dst *image.RGBA, at image.Point) {
	n := 4 * dst.Rect.Dx()
	for y := range dst.Rect.Dy() {
		copy(dst.Pix[y*dst.Stride:][:n], r.Row(at.Y + y)[4*at.X:])
	}
}

// next gives the memory of the rows that are decoded next.
func (r *Recent) next() []byte {
	at := r.end % r.room
	n := min(stripRowsOf(r.width), r.room-at, r.height-r.end)
	return r.pix[4*r.width*at : 4*r.width*(at+n)]
}

// add says that so many rows of next were filled.
func (r *Recent) add(rows int) { r.end += rows }

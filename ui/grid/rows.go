package grid

import "sort"

// The heights of what stands between rows of cells, in device-independent pixels.
const (
	headHeight float32 = 30
	trayGap    float32 = 6 // between a tray and what follows
)

// rowKind is what a row holds.
type rowKind uint8

const (
	cellRow rowKind = iota
	headRow         // what a section says above its cells
	footRow         // what an open stack says below its cells
)

// row is a strip of the wall from its left edge to its right.
type row struct {
	kind    rowKind
	y, high float32 // from the wall's top, in device-independent pixels
	first   int     // cell, of a cellRow
	cells   int     // how many
	section int     // in whose range it lies, -1 before the first
}

// rows is where everything of the wall stands.
type rows struct {
	all     []row
	lines   []int // places in all of the rows of cells
	of      []int32
	columns int
	pitch   float32 // of rows of cells
	high    float32 // of all
}

// layRows puts n cells into rows of so many columns. A section begins a new row, and so
// does what follows an open stack, whose foot is as high as foot says.
func layRows(n, columns int, pitch float32, sections []Section, foot func(*Tray) float32) *rows {
	r := &rows{columns: max(1, columns), pitch: pitch, of: make([]int32, n)}
	next := 0
	for k := range sections {
		s := &sections[k]
		at := max(next, min(s.At, n))
		r.cells(next, at, k-1)
		if next = at; at == n {
			break
		}
		if s.Title != "" || s.Tray != nil {
			r.add(row{kind: headRow, high: headHeight, section: k})
		}
		if s.Tray != nil {
			end := min(at+max(1, s.Tray.Cells), n)
			r.cells(at, end, k)
			r.add(row{kind: footRow, high: foot(s.Tray), section: k})
			r.high += trayGap
			next = end
		}
	}
	r.cells(next, n, len(sections)-1)
	return r
}

func (r *rows) add(x row) {
	x.y = r.high
	r.all = append(r.all, x)
	r.high += x.high
}

// cells adds rows for the cells from one to before another.
func (r *rows) cells(from, to, section int) {
	for ; from < to; from += r.columns {
		count := min(r.columns, to-from)
		for i := range count {
			r.of[from+i] = int32(len(r.all))
		}
		r.lines = append(r.lines, len(r.all))
		r.add(row{kind: cellRow, high: r.pitch, first: from, cells: count, section: section})
	}
}

// between gives the rows that lie between two heights, from the first to before the
// last.
func (r *rows) between(top, bottom float32) (first, last int) {
	first = sort.Search(len(r.all), func(i int) bool { return r.all[i].y+r.all[i].high > top })
	last = sort.Search(len(r.all), func(i int) bool { return r.all[i].y >= bottom })
	return first, max(first, last)
}

// cellsOf gives the cells of some rows, from the first to before the last.
func (r *rows) cellsOf(first, last int) (from, to int) {
	from = -1
	for i := first; i < last; i++ {
		if x := &r.all[i]; x.kind == cellRow {
			if from < 0 {
				from = x.first
			}
			to = x.first + x.cells
		}
	}
	return max(from, 0), to
}

// vertical gives the cell that stands so many rows of cells below another, or above it
// where by is negative: in the same column, or the last of a shorter row. Beyond the
// first and the last row it gives the cell itself.
func (r *rows) vertical(i, by int) int {
	if i < 0 || i >= len(r.of) {
		return i
	}
	here := int(r.of[i])
	line := sort.SearchInts(r.lines, here)
	to := max(0, min(line+by, len(r.lines)-1))
	if to == line {
		return i
	}
	x := &r.all[r.lines[to]]
	return x.first + min(i-r.all[here].first, x.cells-1)
}

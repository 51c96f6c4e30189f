package compare

import (
	"cmp"
	"math"
	"slices"

	"fyne.io/fyne/v2"
)

// box is where a pane stands.
type box struct {
	at   fyne.Position
	size fyne.Size
}

// rowsOf finds where the panes of photos of these shapes (width / height) stand in an
// area, in rows from the left and the top, so that the photos are largest. All panes
// together fill the area but for the gaps.
//
// Of all ways to break the photos into rows it takes the one in which the product of
// the photos' areas is largest, so that none is large at the cost of another that is
// tiny; of those that are as good, the one with the most even rows.
func rowsOf(shapes []float64, area fyne.Size, gap float32) []box {
	n := len(shapes)
	if n == 0 {
		return nil
	}
	shapes = slices.Clone(shapes)
	for i, s := range shapes {
		if !(s > 0) || math.IsInf(s, 0) {
			shapes[i] = 1.5
		}
	}
	var best [][]float64
	most := math.Inf(-1)
	for breaks := range 1 << (n - 1) {
		rows := broken(shapes, breaks)
		worth := worthOf(rows, area, gap)
		for _, row := range rows {
			worth -= unevenness * float64(len(row)*len(row))
		}
		if worth > most-1e-9 { // of equals the one with the longer rows above
			best, most = rows, worth
		}
	}
	return place(best, area, gap)
}

// unevenness is what rows of different lengths cost: less than anybody would see.
const unevenness = 1e-4

// broken breaks shapes into rows: bit i of breaks begins a row after shape i.
func broken(shapes []float64, breaks int) [][]float64 {
	var rows [][]float64
	from := 0
	for i := range shapes {
		if i == len(shapes)-1 || breaks>>i&1 == 1 {
			rows = append(rows, shapes[from:i+1])
			from = i + 1
		}
	}
	return rows
}

// rowShape is photos beside each other in a height.
type rowShape struct {
	shapes []float64
	height float64
	wide   float64 // what their widths add up to at most
}

// widths gives every photo the same width, but none more than it needs in the height
// of the row: what one does not need is the others'.
func (r *rowShape) widths() []float64 {
	needs := make([]float64, len(r.shapes))
	for i, s := range r.shapes {
		needs[i] = r.height * s
	}
	return shared(needs, r.wide)
}

// used is how much of the height the photos fill.
func (r *rowShape) used() (used float64) {
	for i, w := range r.widths() {
		used = max(used, min(r.height, w/r.shapes[i]))
	}
	return used
}

// shared divides room equally among those that need some, but gives none more than it
// needs.
func shared(needs []float64, room float64) []float64 {
	given := make([]float64, len(needs))
	order := make([]int, len(needs))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(needs[a], needs[b]) })
	for n, i := range order {
		given[i] = max(1, min(needs[i], room/float64(len(order)-n)))
		room -= given[i]
	}
	return given
}

// fitRows gives each row a height: the same, but for what its photos cannot use.
func fitRows(rows [][]float64, area fyne.Size, gap float32) []rowShape {
	room := float64(area.Height - gap*float32(len(rows)-1))
	out := make([]rowShape, len(rows))
	needs := make([]float64, len(rows))
	for i, row := range rows {
		needs[i] = math.Inf(1)
		out[i] = rowShape{shapes: row, wide: float64(area.Width - gap*float32(len(row)-1))}
	}
	for range rows { // each time the others get what one row cannot use
		for i, h := range shared(needs, room) {
			out[i].height = h
			if used := out[i].used(); used < h-0.5 {
				needs[i] = used
			}
		}
	}
	return out
}

// worthOf is the sum of the logarithms of the photos' areas.
func worthOf(rows [][]float64, area fyne.Size, gap float32) (worth float64) {
	for _, r := range fitRows(rows, area, gap) {
		for i, w := range r.widths() {
			side := max(1, min(w, r.height*r.shapes[i]))
			worth += math.Log(side * side / r.shapes[i])
		}
	}
	return worth
}

// place gives the panes of the rows; what room the photos leave is shared by all.
func place(rows [][]float64, area fyne.Size, gap float32) []box {
	fitted := fitRows(rows, area, gap)
	left := float64(area.Height - gap*float32(len(rows)-1))
	for _, r := range fitted {
		left -= r.height
	}
	var boxes []box
	y := float32(0)
	for _, r := range fitted {
		h := float32(max(1, r.height+max(0, left)/float64(len(fitted))))
		widths := r.widths()
		more := max(0, r.wide-sum(widths)) / float64(len(widths))
		x := float32(0)
		for _, w := range widths {
			boxes = append(boxes, box{fyne.NewPos(x, y), fyne.NewSize(float32(max(1, w+more)), h)})
			x += float32(w+more) + gap
		}
		y += h + gap
	}
	return boxes
}

// beside gives equal boxes beside each other.
func beside(n int, area fyne.Size, gap float32) []box {
	boxes := make([]box, n)
	w := (area.Width - gap*float32(n-1)) / float32(max(1, n))
	for i := range boxes {
		boxes[i] = box{fyne.NewPos(float32(i)*(w+gap), 0), fyne.NewSize(w, area.Height)}
	}
	return boxes
}

// neighbour is the box nearest to box i in a direction, which is -1, 0 or 1 on each
// axis; i where there is none.
func neighbour(boxes []box, i, dx, dy int) int {
	if i < 0 || i >= len(boxes) {
		return i
	}
	middle := func(b box) (x, y float64) {
		return float64(b.at.X + b.size.Width/2), float64(b.at.Y + b.size.Height/2)
	}
	x, y := middle(boxes[i])
	best, nearest := i, math.Inf(1)
	for j, b := range boxes {
		bx, by := middle(b)
		along := (bx-x)*float64(dx) + (by-y)*float64(dy)
		across := math.Abs((bx-x)*float64(dy)) + math.Abs((by-y)*float64(dx))
		if along < 1 {
			continue
		}
		// A pane of the same row or column is nearer than any other.
		if distance := along + 3*across; distance < nearest {
			best, nearest = j, distance
		}
	}
	return best
}

func sum(values []float64) (all float64) {
	for _, v := range values {
		all += v
	}
	return all
}

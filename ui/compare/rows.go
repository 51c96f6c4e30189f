package compare

import (
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
// tiny.
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
		if worth := worthOf(rows, area, gap); worth > most+1e-9 {
			best, most = rows, worth
		}
	}
	return place(best, area, gap)
}

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

// heights gives each row the height at which its photos fill the width, but takes
// from the highest rows what does not fit; what is left over goes to all.
func heights(rows [][]float64, area fyne.Size, gap float32) []float64 {
	room := float64(area.Height - gap*float32(len(rows)-1))
	wanted := make([]float64, len(rows))
	var all float64
	for i, row := range rows {
		wanted[i] = max(1, float64(area.Width-gap*float32(len(row)-1))) / sum(row)
		all += wanted[i]
	}
	if all <= room {
		for i := range wanted {
			wanted[i] += (room - all) / float64(len(rows))
		}
		return wanted
	}
	limit := level(wanted, room)
	for i := range wanted {
		wanted[i] = min(wanted[i], limit)
	}
	return wanted
}

// level finds the limit to which heights have to be cut so that they add up to room.
func level(heights []float64, room float64) float64 {
	sorted := slices.Sorted(slices.Values(heights))
	for i, h := range sorted {
		if left := float64(len(sorted) - i); h*left > room {
			return max(room/left, 1)
		}
		room -= h
	}
	return sorted[len(sorted)-1]
}

// worthOf is the sum of the logarithms of the photos' areas.
func worthOf(rows [][]float64, area fyne.Size, gap float32) (worth float64) {
	for i, h := range heights(rows, area, gap) {
		wide := max(1, float64(area.Width-gap*float32(len(rows[i])-1))) / sum(rows[i])
		for _, shape := range rows[i] {
			side := max(1, min(h, wide))
			worth += math.Log(side * side * shape)
		}
	}
	return worth
}

func place(rows [][]float64, area fyne.Size, gap float32) []box {
	var boxes []box
	y := float32(0)
	for i, h := range heights(rows, area, gap) {
		x, wide := float32(0), float64(area.Width-gap*float32(len(rows[i])-1))/sum(rows[i])
		for _, shape := range rows[i] {
			w := float32(wide * shape)
			boxes = append(boxes, box{fyne.NewPos(x, y), fyne.NewSize(max(w, 1), max(float32(h), 1))})
			x += w + gap
		}
		y += float32(h) + gap
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

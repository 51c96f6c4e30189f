package faces

import (
	"cmp"
	"context"
	"math"
	"slices"

	"keeplight.app/keeplight/library"
)

// How far a face may have moved and grown from one frame of a stack to the next and
// still be taken for the same: the distance of the middles in face sizes, and the ratio
// of the sizes.
const (
	mostMoved = 1.0
	mostGrown = 2.0
)

// Columns gives every face of every frame of a stack a column, 0..count-1 from the left,
// so that the same person stands in the same one: by position alone, nobody is
// recognised. The frames come in their order; the one with the most faces is the
// reference, and from there on each frame is held against what stood in the columns
// last. A face that is new somewhere opens a column of its own, and one that is missing
// leaves its column empty. of has the shape of frames. A long burst of a crowd takes a
// while: where ctx ends before, the error is its own, and the rest means nothing.
func Columns(ctx context.Context, frames [][]library.Box) (count int, of [][]int, err error) {
	of = make([][]int, len(frames))
	reference := 0
	for i, boxes := range frames {
		if len(boxes) > len(frames[reference]) {
			reference = i
		}
	}
	var first, last []library.Box // of each column: where it stood first, and last
	take := func(i int) {
		of[i] = matched(last, frames[i])
		for j, column := range of[i] {
			if column < 0 {
				of[i][j] = len(first)
				first, last = append(first, frames[i][j]), append(last, frames[i][j])
			} else {
				last[column] = frames[i][j]
			}
		}
	}
	for i := reference; i < len(frames) && ctx.Err() == nil; i++ {
		take(i)
	}
	last = slices.Clone(first)
	for i := reference - 1; i >= 0 && ctx.Err() == nil; i-- {
		take(i)
	}
	if err := ctx.Err(); err != nil {
		return 0, nil, err
	}
	fromLeft(first, of)
	return len(first), of, nil
}

// fromLeft numbers columns anew, from the left by where they stood first.
func fromLeft(first []library.Box, of [][]int) {
	order := make([]int, len(first))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(middleX(&first[a]), middleX(&first[b])) })
	at := make([]int, len(first))
	for place, column := range order {
		at[column] = place
	}
	for _, columns := range of {
		for j := range columns {
			columns[j] = at[columns[j]]
		}
	}
}

func middleX(b *library.Box) float64 { return b.X + b.Width/2 }
func middleY(b *library.Box) float64 { return b.Y + b.Height/2 }

// matched gives each box the place among columns of the one it is likest, -1 where it is
// like none. A camera that moved moves all faces: where several fit better once all are
// moved by the same, they are.
func matched(columns, boxes []library.Box) []int {
	row := inOrder(columns)
	of, worth, _ := paired(columns, row, boxes, 0, 0)
	for _, c := range largest(columns) {
		for _, b := range largest(boxes) {
			dx, dy := middleX(&b)-middleX(&c), middleY(&b)-middleY(&c)
			if math.Abs(dx) > mostShifted || math.Abs(dy) > mostShifted {
				continue
			}
			if moved, w, n := paired(columns, row, boxes, dx, dy); n > 1 && w > worth+muchBetter {
				of, worth = moved, w
			}
		}
	}
	return of
}

// How far a camera may have moved between two frames, as a share of the picture's sides;
// by how much faces have to fit better for that, in the units of paired's worth; and how
// many of the largest faces tell how far it may have been.
const (
	mostShifted = 0.3
	muchBetter  = 0.2
	tellShift   = 4
)

// largest gives the largest boxes, a few.
func largest(boxes []library.Box) []library.Box {
	all := slices.Clone(boxes)
	slices.SortStableFunc(all, func(a, b library.Box) int { return cmp.Compare(b.Width, a.Width) })
	return all[:min(len(all), tellShift)]
}

// inOrder are the places of columns by the middles of their boxes, from the left.
func inOrder(columns []library.Box) []int {
	row := make([]int, len(columns))
	for i := range row {
		row[i] = i
	}
	slices.SortFunc(row, func(a, b int) int { return cmp.Compare(middleX(&columns[a]), middleX(&columns[b])) })
	return row
}

// paired pairs columns, moved by so much, with boxes: the likest pair first, and none of
// them twice. row are the columns in order. worth is 1 for each pair that fits exactly,
// and less for others.
func paired(columns []library.Box, row []int, boxes []library.Box, dx, dy float64) (of []int, worth float64, n int) {
	type pair struct {
		column, box int
		distance    float64
	}
	var pairs []pair
	for b := range boxes {
		// Further away than that nothing is like it, so a crowd is not held against itself.
		reach := 1.001 * mostMoved * boxes[b].Width * (1 + mostGrown) / 2
		middle := middleX(&boxes[b]) - dx
		from, _ := slices.BinarySearchFunc(row, middle-reach, func(c int, x float64) int { return cmp.Compare(middleX(&columns[c]), x) })
		for _, c := range row[from:] {
			moved := columns[c]
			if middleX(&moved) > middle+reach {
				break
			}
			moved.X, moved.Y = moved.X+dx, moved.Y+dy
			if d := distance(&moved, &boxes[b]); d <= mostMoved {
				pairs = append(pairs, pair{c, b, d})
			}
		}
	}
	slices.SortFunc(pairs, func(a, b pair) int {
		return cmp.Or(cmp.Compare(a.distance, b.distance), cmp.Compare(a.column, b.column), cmp.Compare(a.box, b.box))
	})
	of = make([]int, len(boxes))
	for i := range of {
		of[i] = -1
	}
	taken := make([]bool, len(columns))
	for _, p := range pairs {
		if of[p.box] < 0 && !taken[p.column] {
			of[p.box], taken[p.column] = p.column, true
			worth, n = worth+1-p.distance/mostMoved, n+1
		}
	}
	return of, worth, n
}

// distance is how far two boxes are apart, in the mean of their sizes; infinite where
// one is much larger than the other, or empty.
func distance(a, b *library.Box) float64 {
	w, h := (a.Width+b.Width)/2, (a.Height+b.Height)/2
	grown := max(a.Width, b.Width) / min(a.Width, b.Width)
	if !(w > 0 && h > 0 && grown <= mostGrown) {
		return math.Inf(1)
	}
	return math.Hypot((middleX(a)-middleX(b))/w, (middleY(a)-middleY(b))/h)
}

// Seen gives where a box of the upright picture is seen once the photo is turned.
func Seen(b library.Box, turn library.Rotation) library.Box {
	x0, y0 := turn.Point(b.X, b.Y)
	x1, y1 := turn.Point(b.X+b.Width, b.Y+b.Height)
	return library.Box{X: min(x0, x1), Y: min(y0, y1), Width: math.Abs(x1 - x0), Height: math.Abs(y1 - y0)}
}

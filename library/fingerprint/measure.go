package fingerprint

import (
	"cmp"
	"image"
	"math"
	"slices"
)

// grid holds a value for each cell, row by row.
type grid [cells]float64

// measure gives the mean brightness of each cell, 0..255, and the mean light of the
// picture, 0..1. A picture of fewer pixels than cells gives pixels to several.
func measure(img *image.RGBA) (brightness grid, light float64) {
	w, h := img.Rect.Dx(), img.Rect.Dy()
	linear := linearTable()
	var total uint64
	for row := range side {
		top, bottom := span(row, h)
		for column := range side {
			left, right := span(column, w)
			var sum, lit uint64
			for y := top; y < bottom; y++ {
				line := img.Pix[y*img.Stride+4*left : y*img.Stride+4*right]
				for ; len(line) >= 4; line = line[4:] {
					// Rec. 601's weights of 256, as JPEG has them.
					v := (77*uint64(line[0]) + 150*uint64(line[1]) + 29*uint64(line[2])) >> 8
					sum += v
					lit += uint64(linear[v])
				}
			}
			n := uint64((bottom - top) * (right - left))
			brightness[row*side+column] = float64(sum) / float64(n)
			total += lit / n
		}
	}
	return brightness, float64(total) / cells / math.MaxUint16
}

// span gives the pixels of a row or column of cells, at least one.
func span(cell, pixels int) (from, to int) {
	from, to = cell*pixels/side, (cell+1)*pixels/side
	return from, max(to, from+1)
}

// linearTable gives the light, 0..65535, of sRGB's values (IEC 61966-2-1).
func linearTable() (table [256]uint16) {
	for i := range table {
		v := float64(i) / 255
		if v <= 0.04045 {
			v /= 12.92
		} else {
			v = math.Pow((v+0.055)/1.055, 2.4)
		}
		table[i] = uint16(math.Round(v * math.MaxUint16))
	}
	return table
}

func deviation(g *grid) float64 {
	var sum, squares float64
	for _, v := range g {
		sum += v
		squares += v * v
	}
	mean := sum / cells
	return math.Sqrt(max(squares/cells-mean*mean, 0))
}

// rank gives each cell's place among all, 0..1; equal ones share theirs, as in a
// sky that is burnt out. Ranks stay where exposure and tone curve change.
func rank(g *grid) (ranks grid) {
	var order [cells]int
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order[:], func(a, b int) int {
		return cmp.Or(cmp.Compare(g[a], g[b]), cmp.Compare(a, b))
	})
	// Brightness that differs by less than a grey level is noise.
	const same = 0.5
	for from := 0; from < cells; {
		to := from + 1
		for to < cells && g[order[to]]-g[order[from]] < same {
			to++
		}
		for _, i := range order[from:to] {
			ranks[i] = float64(from+to-1) / 2 / (cells - 1)
		}
		from = to
	}
	return ranks
}

// blur smooths by a Gaussian whose deviation is an eighth of the frame: what is
// subtracted from a pattern so that a bright sky above dark land, which most
// landscapes have, does not make them alike.
func blur(g *grid) grid {
	const reach = side * 3 / 8
	var weights [reach + 1]float64
	for d := range weights {
		x := float64(d) / (side / 8.0)
		weights[d] = math.Exp(-x * x / 2)
	}
	across := func(g *grid, at func(line, place int) int) (out grid) {
		for line := range side {
			for place := range side {
				var sum, total float64
				for d := -reach; d <= reach; d++ {
					w := weights[max(d, -d)]
					sum += w * g[at(line, min(max(place+d, 0), side-1))]
					total += w
				}
				out[at(line, place)] = sum / total
			}
		}
		return out
	}
	rows := across(g, func(line, place int) int { return line*side + place })
	return across(&rows, func(line, place int) int { return place*side + line })
}

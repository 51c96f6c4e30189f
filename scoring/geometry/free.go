package geometry

import "math"

// free gives the sides of a picture of w x h pixels: the nearest multiples of a
// token's side, smaller in proportion where that is more than Most tokens and
// larger where it is less than Fewest (smart_resize of Qwen2-VL's processor, Wang
// et al. 2024). Whatever has these sides already keeps them, in mtmd too.
func (g Geometry) free(w, h int) (int, int) {
	side := float64(g.Token)
	width, height := float64(w), float64(h)
	columns := max(1, int(math.Round(width/side)))
	rows := max(1, int(math.Round(height/side)))
	switch {
	case columns*rows > g.Most:
		scale := math.Sqrt(float64(g.Most) * side * side / (width * height))
		columns = max(1, int(width*scale/side))
		rows = max(1, int(height*scale/side))
	case columns*rows < g.Fewest:
		scale := math.Sqrt(float64(g.Fewest) * side * side / (width * height))
		columns = int(math.Ceil(width * scale / side))
		rows = int(math.Ceil(height * scale / side))
	}
	// A very narrow picture has one token across, and then too many along.
	columns = min(columns, max(1, g.Most/rows))
	rows = min(rows, max(1, g.Most/columns))
	return columns * g.Token, rows * g.Token
}

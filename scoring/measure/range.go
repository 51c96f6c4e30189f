package measure

const rangeSide = 16

// measureRange gives the mean difference of the brightest and the darkest channel
// in a block, 0..1. Haze and fading lower it everywhere, by lifting what is dark (the
// dark channel of He et al. 2009) more than what is bright.
func (k *workspace) measureRange() float64 {
	cols, rows := k.w/rangeSide, k.h/rangeSide
	sum := 0
	for by := range rows {
		for bx := range cols {
			least, most := 255, 0
			for y := by * rangeSide; y < (by+1)*rangeSide; y += 4 {
				for _, c := range k.colours(y)[bx*rangeSide:][:rangeSide] {
					r, g, b := c.channels()
					least, most = min(least, r, g, b), max(most, r, g, b)
				}
			}
			sum += most - least
		}
	}
	return float64(sum) / 255 / float64(max(1, cols*rows))
}

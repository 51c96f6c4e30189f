package measure

// halve gives the luma at half size, and keeps it as the second scale of smearCells.
func (k *workspace) halve() (luma []int16, w, h int) { return k.halfOf(1, k.luma, k.w, k.h) }

// halfOf gives a picture at half its size, kept as that of the scale.
func (k *workspace) halfOf(scale int, from []int16, w, h int) (to []int16, hw, hh int) {
	hw, hh = w/2, h/2
	k.halves[scale] = sized(k.halves[scale], hw*hh)
	for y := range hh {
		halveLine(from[2*y*w:][:2*hw], from[(2*y+1)*w:][:2*hw], k.halves[scale][y*hw:][:hw])
	}
	return k.halves[scale], hw, hh
}

// halveLine averages two rows, two by two. It gives two results at a time: a lane
// and the next are added up in the lower one.
func halveLine(up, down, to []int16) {
	x := 0
	for ; x+2 <= len(to); x += 2 {
		columns := lanesAt(up, 2*x) + lanesAt(down, 2*x)
		sums := (columns + columns>>16 + 2*inLanes) >> 2
		to[x], to[x+1] = int16(sums&0x3fff), int16(sums>>32&0x3fff)
	}
	if x < len(to) {
		to[x] = int16((int(up[2*x]) + int(up[2*x+1]) + int(down[2*x]) + int(down[2*x+1]) + 2) >> 2)
	}
}

package measure

import "image"

// Tiles says of square parts of photos at full size how crisp they are, by the measure
// that the tile pass has, for who finds parts that it does not know of. It may be used
// from several goroutines at once.
type Tiles struct{ spare workspaces }

// NewTiles gives one, which takes memory once it is asked.
func NewTiles() *Tiles { return &Tiles{newWorkspaces()} }

// leastTile is the side in pixels of the smallest part of which anything is said: it has
// some blocks of calm skin beside those with an edge.
const leastTile = 128

// Version names the measure: what it gives is kept, and compared with no other's.
func (*Tiles) Version() string { return "1" }

// Detail gives the share of variation that a blur would destroy in the most contrasty
// tenth of a square part, 0..1 (Crete et al. 2007), without noise. known is false for
// one below 128 pixels, and where there is too little contrast to see blur by.
func (t *Tiles) Detail(part *image.RGBA) (share float64, known bool) {
	if part.Rect.Dx() != part.Rect.Dy() || part.Rect.Dx() < leastTile {
		return 0, false
	}
	k := t.spare.borrow()
	defer t.spare.giveBack(k)
	s, _ := k.measureTile(part)
	return s.Reblur, s.Contrast >= tileContest/2.0
}

package picture

import "image"

// previewer makes a small picture from rows as they come.
type previewer interface {
	take(recent *Recent)
	// picture gives the upright preview, after the last row.
	picture() *image.RGBA
}

// newPreviewer is for a preview with a long side of at most side pixels, whose bytes
// are those of Fit for the upright picture.
func newPreviewer(lies Shape, side int) previewer {
	w, h := fitted(lies.Width, lies.Height, side)
	switch {
	case w == lies.Width && h == lies.Height:
		return &copier{img: image.NewRGBA(image.Rect(0, 0, w, h)), orientation: lies.Orientation}
	case turnOf(lies.Orientation) == turn{}:
		return &plainReducer{newReducer(lies.Width, lies.Height, w, h)}
	}
	return newTurnedReducer(lies.Width, lies.Height, w, h, lies.Orientation)
}

// copier keeps a picture that is small enough.
type copier struct {
	img         *image.RGBA
	orientation int
	taken       int
}

func (c *copier) take(r *Recent) {
	for ; c.taken < r.end; c.taken++ {
		copy(c.img.Pix[c.taken*c.img.Stride:], r.Row(c.taken))
	}
}

func (c *copier) picture() *image.RGBA {
	makeOpaque(c.img)
	return orient(c.img, c.orientation)
}

// plainReducer is reducer for rows that come as they are shown.
type plainReducer struct{ *reducer }

func (p *plainReducer) take(r *Recent) {
	for p.y < r.end {
		p.acrossLine(r.Row(p.y), false)
		p.down()
	}
}

func (p *plainReducer) picture() *image.RGBA { return p.dst }

func (t *turnedReducer) picture() *image.RGBA { return t.dst }

func makeOpaque(img *image.RGBA) {
	for i := 3; i < len(img.Pix); i += 4 {
		img.Pix[i] = 255
	}
}

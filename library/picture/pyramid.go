package picture

import "image"

// pyramidTop is the long side in pixels at which a pyramid ends.
const pyramidTop = 512

// Pyramid is one picture at falling sizes, so that a view can draw any zoom
// from a level near it. Levels[0] is the full picture and each next one has
// half its sides, until the long side is at most 512 pixels.
type Pyramid struct {
	Levels []*image.RGBA
}

// NewPyramid builds the levels. full is kept, not copied.
func NewPyramid(full *image.RGBA) *Pyramid {
	p := &Pyramid{Levels: []*image.RGBA{full}}
	for {
		last := p.Levels[len(p.Levels)-1]
		long := max(last.Rect.Dx(), last.Rect.Dy())
		if long <= pyramidTop {
			return p
		}
		p.Levels = append(p.Levels, Fit(last, (long+1)/2))
	}
}

// At gives the smallest level whose long side is at least side pixels, or the
// full picture where none is.
func (p *Pyramid) At(side int) *image.RGBA {
	for i := len(p.Levels) - 1; i > 0; i-- {
		if l := p.Levels[i]; max(l.Rect.Dx(), l.Rect.Dy()) >= side {
			return l
		}
	}
	return p.Levels[0]
}

// Bytes is how much memory the levels' pixels take.
func (p *Pyramid) Bytes() int64 {
	var n int64
	for _, l := range p.Levels {
		n += int64(len(l.Pix))
	}
	return n
}

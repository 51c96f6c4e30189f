package demo

import "image"

// Render draws one picture, upright, with the given long side in pixels. The
// same shot and width give the same bytes. A width below 16 is taken as 16; a
// scene that is not known gives a plain sky.
func Render(s Shot, width int) *image.RGBA {
	width = max(width, 16)
	w, h := width, (width*2+1)/3
	if s.Portrait {
		w, h = h, w
	}
	p := newPainter(&s, w, h)
	p.paint(s.Scene)
	if s.Has(Cluttered) {
		p.clutter()
	}
	return p.develop()
}

// paint draws the scene of that name.
func (p *painter) paint(scene string) {
	switch scene {
	case "mountains":
		p.mountains()
	case "lighthouse":
		p.lighthouse()
	case "boat":
		p.boat()
	case "forest":
		p.forest()
	case "flower":
		p.flower()
	case "street":
		p.street()
	case "market":
		p.market()
	case "silhouette":
		p.silhouette()
	case "gull":
		p.gull()
	case "night":
		p.night()
	case "city":
		p.city()
	case "dunes":
		p.dunes()
	default:
		p.each(func(_, y float64, c *rgb) { *c = mix(hex(0x3f6fa8), hex(0xcfe0ea), (y+1)/2) })
	}
}

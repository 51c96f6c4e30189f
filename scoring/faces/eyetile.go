package faces

import "image"

// eyeTileSides are the sides in pixels, at full size, that a tile around an eye may
// have: that of the tiles by which scores judge focus, and its halves for smaller faces.
var eyeTileSides = [...]int{512, 256, 128}

// nearer says which eye is nearer to the camera: the one that is seen wider.
func (f *seenFace) nearer() int {
	if f.Eyes[1].Width > f.Eyes[0].Width {
		return 1
	}
	return 0
}

// eyeTile gives the tile around the nearer eye, the largest that is no wider than the
// face, so that no background lies in it; empty where even the smallest is, or where the
// eye cannot be judged.
func (f *seenFace) eyeTile(photo image.Point) image.Rectangle {
	eye := f.nearer()
	if !f.isMeasurable(eye) {
		return image.Rectangle{}
	}
	for _, side := range eyeTileSides {
		if float64(side) <= f.Box.Width*float64(photo.X) && side <= min(photo.X, photo.Y) {
			middle := f.eyes[eye].middle
			x := min(max(floor(middle.x)-side/2, 0), photo.X-side)
			y := min(max(floor(middle.y)-side/2, 0), photo.Y-side)
			return image.Rect(x, y, x+side, y+side)
		}
	}
	return image.Rectangle{}
}

// measureDetail fills in the detail around the nearer eye, where this layer shows it at
// full size.
func (l *layer) measureDetail(f *seenFace, p *photo) {
	r := f.eyeTile(p.size)
	if r.Empty() || f.Detail > 0 || l.sx != 1 || l.sy != 1 {
		return
	}
	plane := l.planes[0]
	r = r.Sub(image.Pt(floor(l.origin.x), floor(l.origin.y)))
	if !r.In(image.Rect(0, 0, plane.w, plane.h)) {
		return
	}
	tile := &image.RGBA{
		Pix: plane.pix[r.Min.Y*plane.stride+4*r.Min.X:], Stride: plane.stride,
		Rect: image.Rect(0, 0, r.Dx(), r.Dy()),
	}
	if share, known := p.tiles.Detail(tile); known {
		f.Detail = share
	}
}

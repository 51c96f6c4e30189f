package library

// Rotation is how the person turned a photo in the program, in clockwise quarter
// turns of the upright picture, 0..3. The file is not touched, and neither are
// scores: they are of the picture as the camera wrote it.
type Rotation uint8

// MaxRotation is the most quarter turns that are not a full one.
const MaxRotation Rotation = 3

// Plus is the rotation after more quarter turns: clockwise above 0, anticlockwise
// below.
func (r Rotation) Plus(quarters int) Rotation { return Rotation(((int(r)+quarters)%4 + 4) % 4) }

// Minus is the rotation that leads from another one to this.
func (r Rotation) Minus(other Rotation) Rotation { return r.Plus(-int(other)) }

// Degrees is the rotation clockwise: 0, 90, 180 or 270.
func (r Rotation) Degrees() int { return 90 * int(r) }

// Size is the size at which a picture of w x h is seen.
func (r Rotation) Size(w, h int) (int, int) {
	if r%2 == 1 {
		return h, w
	}
	return w, h
}

// Point gives where a place of the upright picture is seen. Both are shares of the
// width and the height, 0..1 from the left and the top edge.
func (r Rotation) Point(x, y float64) (float64, float64) {
	switch r % 4 {
	case 1:
		return 1 - y, x
	case 2:
		return 1 - x, 1 - y
	case 3:
		return y, 1 - x
	}
	return x, y
}

// Back gives the place of the upright picture that is seen at a place: what Point
// turns there.
func (r Rotation) Back(x, y float64) (float64, float64) { return Rotation(0).Minus(r).Point(x, y) }

// ShownSize is how many pixels the photo has on each side as it is seen, with its
// rotation; 0 while that is not known.
func (p *Photo) ShownSize() (w, h int) { return p.Rotation.Size(p.Width, p.Height) }

// ShownFocus is where the camera focused in the photo as it is seen, with its
// rotation.
func (p *Photo) ShownFocus() Focus {
	f := p.Capture.Focus
	f.X, f.Y = p.Rotation.Point(f.X, f.Y)
	return f
}

package details

import "keeplight.app/keeplight/library"

// Faces says what is known of the faces in photos, "" for nothing.
type Faces interface {
	// Line is what the inspector says.
	Line(p *library.Photo) string
	// Badge is what a cell says.
	Badge(p *library.Photo) string
}

// UseFaces has cells and inspector say what is known of faces; it is called once, before
// anything is shown.
func (d *Details) UseFaces(f Faces) { d.faces = f }

// eyes is what the cell of a photo says of the eyes in it.
func (d *Details) eyes(p *library.Photo) string {
	if d.faces == nil {
		return ""
	}
	return d.faces.Badge(p)
}

package pictures

import (
	"image"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/picture"
)

// Upright is a picture, or a part of one, as the person turned its photo.
func Upright(p *image.RGBA, photo *library.Photo) *image.RGBA { return picture.Turn(p, photo.Rotation) }

package picture

import (
	"image"

	"keeplight.app/keeplight/library"
)

// swapsSides is true for the EXIF orientations that turn a picture by a quarter.
func swapsSides(orientation int) bool { return orientation >= 5 && orientation <= 8 }

// orient gives the picture upright as its EXIF orientation says (EXIF 2.32,
// 4.6.4 A). 1 and values out of range give src itself.
func orient(src *image.RGBA, orientation int) *image.RGBA {
	if orientation < 2 || orientation > 8 {
		return src
	}
	w, h := src.Rect.Dx(), src.Rect.Dy()
	dw, dh := w, h
	if swapsSides(orientation) {
		dw, dh = h, w
	}
	dst := image.NewRGBA(image.Rect(0, 0, dw, dh))
	start, right, down := walk(orientation, w, h, src.Stride)
	for y := range dh {
		from := start + y*down
		row := dst.Pix[y*dst.Stride : y*dst.Stride+4*dw]
		for x := 0; x < len(row); x += 4 {
			// Full slices let the compiler copy the four bytes as one word.
			copy(row[x:x+4:x+4], src.Pix[from:from+4:from+4])
			from += right
		}
	}
	return dst
}

// walk says where in the source's bytes the upright picture's first pixel lies,
// and how far a step to the right and a step down go.
func walk(orientation, w, h, stride int) (start, right, down int) {
	lastX, lastY := 4*(w-1), stride*(h-1)
	switch orientation {
	case 2: // mirrored left to right
		return lastX, -4, stride
	case 3: // upside down
		return lastX + lastY, -4, -stride
	case 4: // mirrored top to bottom
		return lastY, 4, -stride
	case 5: // mirrored along the falling diagonal
		return 0, stride, 4
	case 6: // needs a quarter turn clockwise
		return lastY, -stride, 4
	case 7: // mirrored along the rising diagonal
		return lastX + lastY, -stride, -4
	case 8: // needs a quarter turn anticlockwise
		return lastX, stride, -4
	}
	return 0, 4, stride
}

// Turn gives the picture as it is seen after a rotation; none gives src itself.
func Turn(src *image.RGBA, r library.Rotation) *image.RGBA {
	return orient(src, [4]int{1, 6, 3, 8}[r%4])
}

package main

import (
	"image"
	"math"
)

// onWhite lays a transparent picture on white in place, as paper and browsers
// show it. The pixels are straight, or premultiplied by their alpha.
func onWhite(img *image.RGBA, premultiplied bool) {
	for y := range img.Rect.Dy() {
		row := img.Pix[y*img.Stride : y*img.Stride+4*img.Rect.Dx()]
		for i := 0; i+4 <= len(row); i += 4 {
			p := row[i : i+4 : i+4]
			a := uint32(p[3])
			if a == 255 {
				continue
			}
			for c := range 3 {
				v := uint32(p[c]) * 255
				if !premultiplied {
					v = uint32(p[c]) * a
				}
				p[c] = uint8(min((v+255*(255-a)+127)/255, 255))
			}
			p[3] = 255
		}
	}
}

// layOnWhite lays pixels of 4 bytes on white by their transparency.
func layOnWhite(to []byte, alpha []uint16) {
	for i, a := range alpha {
		if a == math.MaxUint16 {
			continue
		}
		for c := range 3 {
			p := &to[4*i+c]
			*p = uint8((uint32(*p)*uint32(a) + 255*uint32(math.MaxUint16-a) + 0x7fff) / math.MaxUint16)
		}
	}
}

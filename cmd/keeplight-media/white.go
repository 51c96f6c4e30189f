package main

import "image"

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

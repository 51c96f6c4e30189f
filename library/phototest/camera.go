package phototest

import (
	"image"
	"math/rand/v2"

	"golang.org/x/image/draw"
)

// Camera draws a Scene of w x h pixels as a sensor at a middling ISO would see
// it: detail down to two pixels, and grain that differs from pixel to pixel and
// a little between the channels. As a JPEG of Quality, 24 megapixels of it take
// about 9 MB, which is what cameras write.
func Camera(w, h int, seed uint64) *image.RGBA {
	scene := Scene(max(w/2, 1), max(h/2, 1), seed)
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	draw.BiLinear.Scale(img, img.Rect, scene, scene.Rect, draw.Src, nil)
	r := rand.New(rand.NewPCG(seed, 0x9ea1))
	for i := 0; i < len(img.Pix); i += 4 {
		bits := r.Uint64()
		luma := grain(bits)
		for c := range 3 {
			v := int(img.Pix[i+c]) + luma + grain(bits>>(16*(c+1)))/4
			img.Pix[i+c] = uint8(min(max(v, 0), 255))
		}
	}
	return img
}

// grain turns 16 random bits into a number around 0 with a bell-like spread of
// about 8: the sum of two dice of 0..31 stands for a normal distribution.
func grain(bits uint64) int {
	const sides = 32
	return (int(bits%sides) + int(bits/sides%sides) - (sides - 1)) * 5 / 8
}

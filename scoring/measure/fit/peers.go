package main

import (
	"bytes"
	"image"
	"image/jpeg"

	"keeplight.app/keeplight/scoring/measure"
	"keeplight.app/keeplight/scoring/measure/training"
)

// peersOf takes the simple measures. A picture without a file is saved as JPEG of
// quality 90 to count its bytes.
func peersOf(img *image.RGBA, f *measure.Features) (training.Peers, error) {
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, &jpeg.Options{Quality: 90}); err != nil {
		return training.Peers{}, err
	}
	return training.Peers{
		Laplacian:     laplacianVariance(img),
		BytesPerPixel: float64(b.Len()) / float64(img.Rect.Dx()*img.Rect.Dy()),
		Colourfulness: f.Colour.Colourfulness,
	}, nil
}

// laplacianVariance is that of the Laplacian of the whole picture's luma
// (Pech-Pacheco 2000).
func laplacianVariance(img *image.RGBA) float64 {
	w, h := img.Rect.Dx(), img.Rect.Dy()
	luma := func(x, y int) int {
		p := img.Pix[y*img.Stride+4*x:]
		return (299*int(p[0]) + 587*int(p[1]) + 114*int(p[2])) / 1000
	}
	sum, squares := 0, 0
	for y := 1; y < h-1; y++ {
		for x := 1; x < w-1; x++ {
			v := luma(x-1, y) + luma(x+1, y) + luma(x, y-1) + luma(x, y+1) - 4*luma(x, y)
			sum, squares = sum+v, squares+v*v
		}
	}
	n := float64(max(1, (w-2)*(h-2)))
	mean := float64(sum) / n
	return float64(squares)/n - mean*mean
}

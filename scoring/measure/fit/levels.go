package main

import (
	"fmt"
	"image"
	"math"

	"keeplight.app/keeplight/scoring/measure/damage"
	"keeplight.app/keeplight/scoring/measure/training"
)

// perKind is how many pictures of each photo have one of TID2013's damages.
const perKind = 3

// levels makes pictures of the kinds of TID2013, at and between its levels. A third are first made lighter or darker, so
// that the head does not judge by brightness.
func (m *maker) levels() error {
	for _, kind := range training.Kinds()[:6] {
		for range perKind {
			level := 0.5 + 5*m.r.Float64()
			original := m.img
			if m.r.IntN(3) == 0 {
				original = damage.Expose(m.img, 1.4*m.r.Float64()-0.9)
			}
			damaged, err := toLevel(original, kind, level)
			if err != nil {
				return err
			}
			if err := m.measure(original, damaged, kind, training.Clean, level); err != nil {
				return err
			}
		}
	}
	return nil
}

// toLevel damages a photo until its PSNR is that of the level. What noise does to
// PSNR is known beforehand; the rest is searched on a part of the photo.
func toLevel(img *image.RGBA, kind training.Kind, level float64) (*image.RGBA, error) {
	psnr := training.LevelPSNR(level)
	power := 255 * 255 * math.Pow(10, -psnr/10) // mean square of the damage
	search := func(lo, hi float64, apply func(*image.RGBA, float64) *image.RGBA) *image.RGBA {
		_, amount := damage.Towards(psnr, middle(img), lo, hi, apply)
		return apply(img, amount)
	}
	switch kind {
	case training.Noise:
		return damage.Noise(img, math.Sqrt(power)), nil
	case training.Speckle:
		return damage.Speckle(img, math.Sqrt(power/meanSquares(img, 0))), nil
	case training.Specks:
		return damage.Specks(img, power/((meanSquares(img, 0)+meanSquares(img, 255))/2)), nil
	case training.Blur:
		return search(0.3, 12, damage.Blur), nil
	case training.Wavelet:
		return search(4, 400, damage.Wavelet), nil
	case training.JPEG:
		return jpegTo(psnr, img)
	}
	return nil, fmt.Errorf("damaging by %s: no such kind", kind)
}

// jpegTo searches the quality from coarse to fine.
func jpegTo(psnr float64, img *image.RGBA) (*image.RGBA, error) {
	part := middle(img)
	lo, hi := 1, 95
	for lo < hi {
		quality := (lo + hi) / 2
		try, err := damage.JPEG(part, float64(quality))
		if err != nil {
			return nil, err
		}
		if damage.PSNR(part, try) < psnr {
			lo = quality + 1
		} else {
			hi = quality
		}
	}
	return damage.JPEG(img, float64(lo))
}

// middle cuts out the middle quarter of a picture.
func middle(img *image.RGBA) *image.RGBA {
	w, h := img.Rect.Dx(), img.Rect.Dy()
	part := image.NewRGBA(image.Rect(0, 0, w/2, h/2))
	for y := range h / 2 {
		copy(part.Pix[y*part.Stride:(y+1)*part.Stride], img.Pix[(y+h/4)*img.Stride+4*(w/4):])
	}
	return part
}

// meanSquares is the mean squared distance of the channel values from v.
func meanSquares(img *image.RGBA, v float64) float64 {
	var sum float64
	for i, c := range img.Pix {
		if i%4 != 3 {
			sum += (float64(c) - v) * (float64(c) - v)
		}
	}
	return max(1, sum/float64(len(img.Pix)/4*3))
}

package main

import (
	"fmt"
	"image"
	"math"
	"math/rand/v2"
	"path/filepath"

	"keeplight.app/keeplight/scoring/measure"
	"keeplight.app/keeplight/scoring/measure/damage"
	"keeplight.app/keeplight/scoring/measure/training"
)

// kinds gives the damages that are applied, those of TID2013 first.
func kinds() []training.Kind {
	return []training.Kind{
		training.Noise, training.Specks, training.Blur, training.JPEG, training.Wavelet, training.Speckle,
		training.Defocus, training.Motion,
	}
}

// damageAll measures every clean photo undamaged and damaged.
func damageAll(dir string) ([]training.Row, error) {
	paths, err := filepath.Glob(filepath.Join(dir, "*.png"))
	if err != nil || len(paths) == 0 {
		return nil, fmt.Errorf("looking for clean photos in %s: found %d: %w", dir, len(paths), err)
	}
	each := make([][]training.Row, len(paths))
	err = training.Each(len(paths), func(i int) error {
		img, err := training.LoadPicture(paths[i])
		if err != nil {
			return err
		}
		each[i], err = damageOne(img, uint64(i))
		return err
	})
	var rows []training.Row
	for _, r := range each {
		rows = append(rows, r...)
	}
	return rows, err
}

// damageOne applies every kind at every level, moved off it at random by up to
// half a step, and some pairs of kinds. A third of the photos are first made
// lighter or darker, so that the head does not judge by brightness.
func damageOne(img *image.RGBA, seed uint64) ([]training.Row, error) {
	r := rand.New(rand.NewPCG(seed, 13))
	rows := []training.Row{row(img, training.Clean, 0, training.Clean, 0)}
	for _, stops := range []float64{-1, 0.6} {
		rows = append(rows, row(damage.Expose(img, stops), training.Clean, 0, training.Clean, 0))
	}
	for _, kind := range kinds() {
		for step := range 5 {
			level := max(0.2, float64(step+1)+r.Float64()-0.5)
			base := img
			if r.IntN(3) == 0 {
				base = damage.Expose(img, 1.4*r.Float64()-0.9)
			}
			spoiled, err := toLevel(base, kind, level, r)
			if err != nil {
				return nil, err
			}
			rows = append(rows, row(spoiled, kind, level, training.Clean, 0))
		}
	}
	for range 6 {
		first := []training.Kind{training.Blur, training.Defocus, training.Motion, training.Noise}[r.IntN(4)]
		second := []training.Kind{training.JPEG, training.Noise}[r.IntN(2)]
		if first == training.Noise {
			second = training.JPEG
		}
		l1, l2 := 0.3+3.7*r.Float64(), 0.3+3.7*r.Float64()
		once, err := toLevel(img, first, l1, r)
		if err != nil {
			return nil, err
		}
		twice, err := toLevel(once, second, l2, r)
		if err != nil {
			return nil, err
		}
		rows = append(rows, row(twice, first, l1, second, l2))
	}
	mild, err := mildly(img, seed)
	return append(rows, mild...), err
}

func row(img *image.RGBA, kind training.Kind, level float64, also training.Kind, alsoLevel float64) training.Row {
	f := measure.Extract(img)
	return training.Row{Kind: kind, Level: level, Also: also, AlsoLevel: alsoLevel, Weight: 1, Features: f.HeadVector()}
}

// toLevel damages a photo until its PSNR is that of the level. What noise does to
// PSNR is known beforehand; the rest is searched on a part of the photo.
func toLevel(img *image.RGBA, kind training.Kind, level float64, r *rand.Rand) (*image.RGBA, error) {
	psnr := training.LevelPSNR(level)
	power := 255 * 255 * math.Pow(10, -psnr/10) // mean square of the damage
	angle := 180 * r.Float64()
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
	case training.Defocus:
		return search(0.6, 12, damage.Defocus), nil
	case training.Motion:
		return search(0.8, 30, func(i *image.RGBA, length float64) *image.RGBA { return damage.Motion(i, length, angle) }), nil
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

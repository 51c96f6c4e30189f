package main

import (
	"image"
	"math"
	"math/rand/v2"

	"golang.org/x/image/draw"

	"keeplight.app/keeplight/scoring/measure/damage"
	"keeplight.app/keeplight/scoring/measure/training"
)

const (
	mildClean  = 10  // parts of each photo that are left undamaged
	mildSpoilt = 22  // and that are damaged mildly
	mildMost   = 2.0 // level; photographs of everyday lie below it
	// mildWeight is how much such a row counts: at 1 the many mild ones drown what
	// TID2013's observers said of plain damage.
	mildWeight = 0.05
)

// mildly measures parts of a photo, undamaged and with the mild faults, alone and
// in pairs, that photographs of everyday have: a soft lens or a moving hand, then
// noise, then a saved JPEG. Without them a head knows plain damage only and ranks
// everyday photos by what they show.
func mildly(img *image.RGBA, seed uint64) ([]training.Row, error) {
	r := rand.New(rand.NewPCG(seed, 29))
	var rows []training.Row
	for range mildClean {
		rows = append(rows, row(part(img, r), training.Clean, 0, training.Clean, 0))
	}
	for range mildSpoilt {
		lens := []training.Kind{training.Blur, training.Defocus, training.Motion}[r.IntN(3)]
		faults := [][2]training.Kind{
			{lens, training.Clean},
			{training.Noise, training.Clean},
			{training.JPEG, training.Clean},
			{lens, training.Noise},
			{lens, training.JPEG},
			{training.Noise, training.JPEG},
		}[r.IntN(6)]
		spoilt, levels := part(img, r), [2]float64{}
		for i, kind := range faults {
			if kind == training.Clean {
				continue
			}
			levels[i] = mildMost * math.Pow(r.Float64(), 1.5)
			var err error
			if spoilt, err = toLevel(spoilt, kind, levels[i], r); err != nil {
				return nil, err
			}
		}
		rows = append(rows, row(spoilt, faults[0], levels[0], faults[1], levels[1]))
	}
	for i := range rows {
		rows[i].Weight = mildWeight
	}
	return rows, nil
}

// part cuts a part of random place and shape out of a photo, and sometimes fills it
// with texture, makes it smaller, sharpens it or makes it lighter or darker: what
// none of that costs is quality, and a head must not take it for damage.
func part(img *image.RGBA, r *rand.Rand) *image.RGBA {
	width, height := 0.6+0.4*r.Float64(), 0.6+0.4*r.Float64()
	w, h := int(width*float64(img.Rect.Dx())), int(height*float64(img.Rect.Dy()))
	at := image.Pt(r.IntN(img.Rect.Dx()-w+1), r.IntN(img.Rect.Dy()-h+1))
	scale := 1.0
	if r.IntN(3) == 0 {
		scale = 0.65 + 0.3*r.Float64()
	}
	cut := image.NewRGBA(image.Rect(0, 0, int(scale*float64(w)), int(scale*float64(h))))
	draw.CatmullRom.Scale(cut, cut.Rect, img, image.Rectangle{Min: at, Max: at.Add(image.Pt(w, h))}, draw.Src, nil)
	switch r.IntN(6) {
	case 0, 1:
		cut = litter(cut, r)
	case 2:
		cut = collage(cut)
	}
	if r.IntN(3) == 0 {
		cut = sharpened(cut, 0.9*r.Float64())
	}
	if r.IntN(3) == 0 {
		cut = damage.Expose(cut, 1.4*r.Float64()-0.9)
	}
	return cut
}

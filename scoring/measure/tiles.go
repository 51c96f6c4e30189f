package measure

import (
	"context"
	"image"

	"keeplight.app/keeplight/scoring"
)

const (
	tileSide      = 512 // pixels of the full picture
	tileCount     = 3   // tiles that are read whole, besides the one on the salient area
	scoutRows     = 16  // one row of this many is looked at when tiles are compared
	fullLeast     = 1.5 // times the preview's long side from which the full picture tells more
	fullPlenty    = 3   // and from which its word counts in full
	blindContrast = 0.4 // mean difference of neighbours, levels, below which even that says nothing
	tileContest   = 2   // mean difference of neighbours, levels, from which blur can be seen surely
)

// FullDetail is how crisp the full-resolution picture is at its best.
type FullDetail struct {
	Known    bool
	Scale    float64 // long side of the full picture over that of the preview
	Reblur   float64 // as Sharpness.Reblur, of the crispest tile
	Contrast float64 // mean difference of neighbours where that was read, levels
	Noise    float64 // of that tile, levels
	Smear    Smear   // of that tile, pixels of the full picture
	Subject  float64 // Reblur of the tile where the camera focused, else on the salient area; equal to Reblur without one
	Focused  bool    // Subject was read where the camera focused
	Tile     Rect    // the crispest tile
}

// measureFull reads the sharpest of a grid of tiles of the full picture, which a scout
// has kept, and the one where the camera focused or, where it did not say, on the
// salient area: a slightly missed focus cannot be seen on the preview.
func (k *workspace) measureFull(ctx context.Context, parts scoring.Parts, scout *Scout, r *Region) (FullDetail, error) {
	w, h := parts.Size()
	if len(scout.best) == 0 {
		return FullDetail{}, nil
	}
	d := FullDetail{Known: true, Scale: fullScale(w, h)}
	for _, t := range scout.best {
		s, noise := k.measureTile(parts.Upright(t.pixels))
		if s.Reblur*sure(s.Contrast) > d.Reblur*sure(d.Contrast) {
			d.Reblur, d.Contrast, d.Noise = s.Reblur, s.Contrast, noise
			k.halve()
			d.Smear = k.measureSmear(noise)
			d.Tile = Rect{
				X: float64(t.at.X) / float64(w), Y: float64(t.at.Y) / float64(h),
				W: tileSide / float64(w), H: tileSide / float64(h),
			}
		}
	}
	d.Subject = d.Reblur
	switch {
	case scout.spot != nil:
		// Cameras do not focus on nothing.
		if s, _ := k.measureTile(parts.Upright(scout.spot.pixels)); s.Contrast >= blindContrast {
			d.Subject, d.Focused = s.Reblur, true
		}
	case r.Known():
		at := tileAround(r.PeakX, r.PeakY, w, h)
		tile, err := parts.At(ctx, image.Rectangle{Min: at, Max: at.Add(image.Pt(tileSide, tileSide))})
		if err != nil {
			return FullDetail{}, err
		}
		if s, _ := k.measureTile(tile); s.Contrast >= tileContest/2.0 {
			d.Subject = s.Reblur
		}
	}
	return d, nil
}

// tileAround gives the corner of the tile around a point, 0..1 from the left and from
// the top, of a picture of w x h pixels.
func tileAround(x, y float64, w, h int) image.Point {
	return image.Pt(
		min(max(int(x*float64(w))-tileSide/2, 0), w-tileSide),
		min(max(int(y*float64(h))-tileSide/2, 0), h-tileSide))
}

// sure weighs a reading by the contrast that blur can be seen by.
func sure(contrast float64) float64 { return min(1, contrast/tileContest) }

// starts lays tiles side by side over n samples, the first and the last at the
// ends.
func starts(n int) []int {
	count := (n + tileSide - 1) / tileSide
	s := make([]int, count)
	for i := range s {
		if count > 1 {
			s[i] = i * (n - tileSide) / (count - 1)
		}
	}
	return s
}

// measureTile reads one square tile at full size.
func (k *workspace) measureTile(tile *image.RGBA) (s Sharpness, noise float64) {
	side := tile.Rect.Dx()
	k.w, k.h = side, side
	k.luma, k.cellFrom = sized(k.luma, side*side), cellStarts(side)
	k.rgb = sized(k.rgb, side*side)
	for y := range side {
		src := tile.Pix[y*tile.Stride:][:4*side]
		to, colours := k.row(y), k.colours(y)
		for x := range to {
			p := src[4*x : 4*x+3 : 4*x+3]
			colours[x] = rgb(p[0]) | rgb(p[1])<<8 | rgb(p[2])<<16
			to[x] = int16((int(p[0])*306 + int(p[1])*601 + int(p[2])*117) * fine >> 10)
		}
	}
	k.measureDetail()
	noise, _, _ = k.measureNoise()
	return k.measureSharpness(noise), noise
}

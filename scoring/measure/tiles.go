package measure

import (
	"image"
	"slices"

	"keeplight.app/keeplight/library"
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

// measureFull reads the sharpest of a grid of tiles of the full picture, and the
// one where the camera focused or, where it did not say, on the salient area: a slightly missed focus cannot be seen on the preview.
// A scouting pass over every scoutRows-th row finds the tiles with most fine
// detail; only those are read whole.
func (k *workspace) measureFull(full *image.RGBA, previewSide int, r *Region, focus library.Focus) FullDetail {
	w, h := full.Rect.Dx(), full.Rect.Dy()
	scale := float64(max(w, h)) / float64(previewSide)
	if scale < fullLeast || min(w, h) < tileSide {
		return FullDetail{}
	}
	d := FullDetail{Known: true, Scale: scale}
	for _, t := range bestTiles(full) {
		s, noise := k.measureTile(full, t)
		if s.Reblur*sure(s.Contrast) > d.Reblur*sure(d.Contrast) {
			d.Reblur, d.Contrast, d.Noise = s.Reblur, s.Contrast, noise
			k.halve()
			d.Smear = k.measureSmear(noise)
			d.Tile = Rect{
				X: float64(t.X) / float64(w), Y: float64(t.Y) / float64(h),
				W: tileSide / float64(w), H: tileSide / float64(h),
			}
		}
	}
	d.Subject = d.Reblur
	x, y := r.PeakX, r.PeakY
	if focus.Known {
		x, y = focus.X, focus.Y
	}
	if focus.Known || r.Known() {
		at := image.Pt(
			min(max(int(x*float64(w))-tileSide/2, 0), w-tileSide),
			min(max(int(y*float64(h))-tileSide/2, 0), h-tileSide))
		least := tileContest / 2.0
		if focus.Known {
			least = blindContrast // cameras do not focus on nothing
		}
		if s, _ := k.measureTile(full, at); s.Contrast >= least {
			d.Subject, d.Focused = s.Reblur, focus.Known
		}
	}
	return d
}

// sure weighs a reading by the contrast that blur can be seen by.
func sure(contrast float64) float64 { return min(1, contrast/tileContest) }

// bestTiles gives the corners of the tiles with the strongest fine differences.
func bestTiles(full *image.RGBA) []image.Point {
	type tile struct {
		at     image.Point
		energy int
	}
	w, h := full.Rect.Dx(), full.Rect.Dy()
	var tiles []tile
	for _, y := range starts(h) {
		for _, x := range starts(w) {
			tiles = append(tiles, tile{image.Pt(x, y), scout(full, x, y)})
		}
	}
	slices.SortStableFunc(tiles, func(a, b tile) int { return b.energy - a.energy })
	best := make([]image.Point, 0, tileCount)
	for _, t := range tiles[:min(tileCount, len(tiles))] {
		best = append(best, t.at)
	}
	return best
}

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

// scout adds up second differences of green along some rows of a tile; small ones
// are noise.
func scout(full *image.RGBA, x0, y0 int) int {
	const noise = 6
	sum := 0
	for y := y0; y < y0+tileSide; y += scoutRows {
		row := full.Pix[y*full.Stride+4*x0:][:4*tileSide]
		a, b := int(row[1]), int(row[5])
		for i := 9; i < len(row); i += 4 {
			c := int(row[i])
			sum += max(0, abs(a-2*b+c)-noise)
			a, b = b, c
		}
	}
	return sum
}

// measureTile reads one tile at full size.
func (k *workspace) measureTile(full *image.RGBA, at image.Point) (s Sharpness, noise float64) {
	k.w, k.h = tileSide, tileSide
	k.luma, k.cellFrom = sized(k.luma, tileSide*tileSide), cellStarts(tileSide)
	k.rgb = sized(k.rgb, tileSide*tileSide)
	for y := range tileSide {
		src := full.Pix[(at.Y+y)*full.Stride+4*at.X:][:4*tileSide]
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

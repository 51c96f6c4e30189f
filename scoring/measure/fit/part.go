package main

import (
	"image"
	"math/rand/v2"
	"strings"

	"golang.org/x/image/draw"

	"keeplight.app/keeplight/scoring/measure/damage"
)

func (p photo) isClean() bool { return strings.HasPrefix(p.name, "clean/") }

// cut gives a part of the photo of random place and shape, at the size of img.
func (m *maker) cut() *image.RGBA {
	width, height := 0.6+0.4*m.r.Float64(), 0.6+0.4*m.r.Float64()
	full := m.img.Rect.Size()
	w, h := int(width*float64(full.X)), int(height*float64(full.Y))
	at := image.Pt(m.r.IntN(full.X-w+1), m.r.IntN(full.Y-h+1))
	part := image.NewRGBA(image.Rect(0, 0, w, h))
	draw.Draw(part, part.Rect, m.img, at, draw.Src)
	return part
}

// scale gives by how much a part is made smaller: to a long side of 352 to 640
// pixels, or, one in eight, up to the 1024 of a preview, and never so little that the
// softness of a camera's own pixels shows.
func (m *maker) scale(cut *image.RGBA) float64 {
	side := 352 + m.r.IntN(289)
	if m.r.IntN(8) == 0 {
		side = 640 + m.r.IntN(385)
	}
	long := float64(max(cut.Rect.Dx(), cut.Rect.Dy()))
	return min(float64(side)/long, m.sharp)
}

// part makes a cut as small as pictures are measured, and sometimes fills it with
// texture, sharpens it or makes it lighter or darker: what none of that costs is
// quality, and a head must not take it for damage.
func (m *maker) part(cut *image.RGBA) *image.RGBA {
	part := cut
	if scale := m.scale(cut); scale < 1 {
		part = damage.Resize(cut, scale)
	}
	switch m.r.IntN(10) {
	case 0, 1:
		part = litter(part, m.r)
	case 2:
		part = collage(part)
	}
	if m.r.IntN(4) == 0 {
		const radius = 0.8
		part = damage.Unsharp(part, radius, 0.9*m.r.Float64())
	}
	return toned(part, m.r)
}

// toned makes a third of pictures lighter or darker in a way that may be meant:
// low-key and high-key ones, night and fog.
func toned(img *image.RGBA, r *rand.Rand) *image.RGBA {
	switch r.IntN(12) {
	case 0, 1:
		return damage.Expose(img, 1.4*r.Float64()-0.9)
	case 2:
		return lowKey(img)
	case 3:
		return highKey(img)
	}
	return img
}

// lowKey darkens all but the lights, as a lamp at night does.
func lowKey(img *image.RGBA) *image.RGBA {
	return damage.Mapped(img, func(_, _, _ int, v float64) float64 { return v * (0.25 + 0.75*v/255) })
}

// highKey lightens all but the darks, as a white studio or fog does.
func highKey(img *image.RGBA) *image.RGBA {
	return damage.Mapped(img, func(_, _, _ int, v float64) float64 { return 255 - (255-v)*(0.35+0.65*(255-v)/255) })
}

package pane

import (
	"image"

	"keeplight.app/keeplight/library"
)

// Painted is what a pane has just painted.
type Painted struct {
	Photo *library.Photo
	At    image.Rectangle // what the photo covers; it may reach beyond the edges

	// Settled is true where it stays as it is: with all the pixels that there is room
	// for, and sampled finely. What is worked out of painted pixels waits for it.
	Settled bool
	// Passing is true while the person passes by photos: nothing that takes long is
	// worth while then.
	Passing bool
	// Picture is the smallest picture of the whole photo that is there and large enough
	// to stand for it, else the largest. Nobody changes its pixels. It is not turned.
	Picture *image.RGBA
}

// enoughToCount is the long side, in pixels, from which a picture stands for the whole
// photo where pixels are counted.
const enoughToCount = 1000

// painted says what a pane has painted, whose photo covers a part of it.
func painted(p *Pane, at image.Rectangle) Painted {
	out := Painted{Photo: &p.shown.photo, At: at, Settled: p.view.Smooth && !p.pace.passing && p.Sharp(), Passing: p.pace.passing}
	for _, l := range p.view.Levels {
		if out.Picture == nil || max(l.Rect.Dx(), l.Rect.Dy()) >= enoughToCount {
			out.Picture = l
		}
	}
	return out
}

// AwaitRest has the photo painted once more, settled, when the hand rests: for what is
// drawn over it and waits for that.
func (p *Pane) AwaitRest() { p.awaited = true }

package pane

import (
	"context"
	"image"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/picture"
)

// Decoder gives a photo's pixels, upright, long side at most side; 0 for all.
type Decoder func(ctx context.Context, p *library.Photo, side int) (*picture.Picture, error)

// Request is what a pane wants to show now and could want next.
type Request struct {
	Photo      library.Photo
	Neighbours []library.Photo // likely to be shown next, the likeliest first
	Side       int             // long side of the view in device pixels
	Look       Look            // what is seen of it, as far as that is known
	Inspect    Inspection      // is given the preview once that is delivered; may be nil
	HasSmall   bool            // something small of it is shown already
	Passing    bool            // other photos come and go: nothing that takes long is wanted yet
}

// Inspection works something out of a photo's preview, on a goroutine of its own.
// What it gives runs on the window's, if the photo is still shown then.
type Inspection func(photo *library.Photo, preview *image.RGBA) (then func())

// Loaded is a photo at one size, or why it cannot be shown.
type Loaded struct {
	ID     library.ID
	Levels []*image.RGBA // falling sizes, the largest first
	Info   picture.Info
	Full   bool  // Levels[0] has every pixel
	Part   *Part // a part of it alone, beside the Levels of before; nil for none
	Err    error

	then func() // what came of an inspection; nothing else is set then but ID
}

// Source reads what a pane shows; a Seat is one. It hands that to the pane's
// Deliver, on the window's goroutine.
type Source interface {
	// Load asks for a photo in place of the last one. It never waits, and gives the
	// photo at the size of the view where that is at hand.
	Load(Request) (got Loaded, ok bool)
}

// Looker is a Source that reads only what is seen of photos that are enlarged.
type Looker interface {
	Source
	// Look says what is seen, whenever the pane is painted. It never waits, and gives
	// that part where it is at hand and was not given before; else nil.
	Look(Look) *Part
}

package views

import (
	"image"

	"keeplight.app/keeplight/ui/loupe"
	"keeplight.app/keeplight/ui/pane"
)

// Looking is what helps to look at photos, drawn over them and shown beside one.
type Looking interface {
	// Watch gives what draws over a pane's photo. changed hears, at a later moment, that
	// something became known of it.
	Watch(p *pane.Pane, changed func()) func(dst *image.RGBA, of pane.Painted)
	// Forget lets go of what is known of a pane that shows nothing any more.
	Forget(*pane.Pane)
	// Drop ends what Watch began.
	Drop(*pane.Pane)
	// Words say what is drawn over a pane's photo.
	Words(*pane.Pane) []string
	// Hints are the keys of what can be shown.
	Hints() []loupe.Hint
	// Fill shows the histogram of what a pane shows in the panel beside the photo, or on
	// the pane itself.
	Fill(panel loupe.Curves, p *pane.Pane)
}

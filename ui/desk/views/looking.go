package views

import (
	"image"

	"keeplight.app/keeplight/ui/loupe"
	"keeplight.app/keeplight/ui/pane"
	"keeplight.app/keeplight/ui/pixels"
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
	// Histogram is that of the photo which a pane shows, nil while it is not known;
	// wanted says whether the person wants to see it.
	Histogram(*pane.Pane) (h *pixels.Histogram, wanted bool)
	// Fill shows in the panel beside a photo what is known of it.
	Fill(panel *loupe.Side, p *pane.Pane)
}

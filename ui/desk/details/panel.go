package details

import (
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/inspector"
)

// Panel is the right panel with what is said of one photo.
type Panel struct {
	*inspector.Panel
	details *Details
	shown   *library.Photo // nil is none
}

// NewPanel makes the right panel without a photo.
func (d *Details) NewPanel() *Panel {
	p := &Panel{Panel: inspector.New(), details: d}
	p.OnAgainst = func(place int) {
		d.hold(place)
		p.Show(p.shown)
	}
	return p
}

// Show says all that is known of a photo; nil is none.
func (p *Panel) Show(photo *library.Photo) {
	p.shown = photo
	p.Set(p.details.Inspector(photo))
	p.SetSaid(p.details.said(photo))
}

// Changed says that scores or decisions may have changed.
func (p *Panel) Changed() { p.details.means.keepers.Changed() }

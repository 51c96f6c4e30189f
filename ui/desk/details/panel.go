package details

import (
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/inspector"
)

// Panel is the right panel with what is said of one photo.
type Panel struct {
	*inspector.Panel
	details *Details
}

// NewPanel makes the right panel without a photo.
func (d *Details) NewPanel() *Panel { return &Panel{Panel: inspector.New(), details: d} }

// Show says all that is known of a photo; nil is none.
func (p *Panel) Show(photo *library.Photo) { p.Set(p.details.Inspector(photo)) }

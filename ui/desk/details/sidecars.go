package details

import (
	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/inspector"
)

// Sidecars says what is known of photos through their sidecars.
type Sidecars interface {
	// Said is what the inspector says of a photo.
	Said(p *library.Photo) inspector.Said
	// InConflict is true where another program decided otherwise than the person.
	InConflict(id library.ID) bool
}

// UseSidecars has cells and inspector say what sidecars say; it is called once, before
// anything is shown.
func (d *Details) UseSidecars(s Sidecars) { d.sidecars = s }

// said is what the inspector says of a photo's sidecars; nil is no photo.
func (d *Details) said(p *library.Photo) inspector.Said {
	if d.sidecars == nil || p == nil {
		return inspector.Said{}
	}
	return d.sidecars.Said(p)
}

// conflict is the word on the cell of a photo that another program decided otherwise of.
func (d *Details) conflict(id library.ID) string {
	if d.sidecars == nil || !d.sidecars.InConflict(id) {
		return ""
	}
	return lang.L("conflict")
}

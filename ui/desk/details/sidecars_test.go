package details

import (
	"testing"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/inspector"
)

// fakeSidecars has a conflict of one photo.
type fakeSidecars struct{ id library.ID }

func (f fakeSidecars) Said(*library.Photo) inspector.Said { return inspector.Said{Title: "The rings"} }

func (f fakeSidecars) InConflict(id library.ID) bool { return id == f.id }

func TestAConflictStandsOnItsCell(t *testing.T) {
	d, _ := onePhoto(false)
	if got := d.Tile(0).Conflict; got != "" {
		t.Errorf("without sidecars it says %q", got)
	}
	d.UseSidecars(fakeSidecars{1})
	if got := d.Tile(0).Conflict; got != "conflict" {
		t.Errorf("it says %q", got)
	}
	d.UseSidecars(fakeSidecars{2})
	if got := d.Tile(0).Conflict; got != "" {
		t.Errorf("of another photo it says %q", got)
	}
	if got := d.said(nil).Title; got != "" {
		t.Errorf("of no photo it says %q", got)
	}
}

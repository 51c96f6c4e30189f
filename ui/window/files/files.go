package files

import (
	"keeplight.app/keeplight/app/settings"
	"keeplight.app/keeplight/app/shoot"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/command"
	"keeplight.app/keeplight/ui/desk"
	"keeplight.app/keeplight/ui/desk/exporting"
	"keeplight.app/keeplight/ui/desk/history"
	"keeplight.app/keeplight/ui/overlay"
	"keeplight.app/keeplight/ui/session"
)

// Export is the command that copies or moves the keepers.
const Export = exporting.Export

// Needs is what the rooms ask of the window.
type Needs struct {
	Session  *session.Session
	Desk     *desk.Desk
	Notices  *desk.Notices
	Overlay  *overlay.Overlay
	Chooser  *overlay.Chooser
	Apply    func(change.Set)
	Shoot    *shoot.Shoot
	Settings *settings.Settings
	Targets  func() []library.ID // the photos that the view's keys mean
	Open     func(path string)   // opens a folder
	Do       func(id command.ID) // runs a command
	GoTo     func(number int64)  // undoes or redoes until this step is the last that is done
	Grid     command.ID          // shows several photos
}

// Rooms are made together.
type Rooms struct {
	exporting *exporting.Exporting
	history   *history.History
}

// New makes the rooms.
func New(n Needs) *Rooms {
	return &Rooms{
		exporting: exporting.New(exporting.Needs{
			Session: n.Session, Desk: n.Desk, Notices: n.Notices, Overlay: n.Overlay, Chooser: n.Chooser,
			Shoot: n.Shoot, Chosen: &n.Settings.Export,
		}),
		history: history.New(history.Needs{
			Journal: n.Shoot.Catalog(), Session: n.Session, Desk: n.Desk, Notices: n.Notices, Overlay: n.Overlay,
			GoTo: n.GoTo, Apply: n.Apply, Do: n.Do, Grid: n.Grid,
		}),
	}
}

// Stored hears that a decision was stored, undone or redone.
func (r *Rooms) Stored() { r.history.Renew() }

// Commands are those of all rooms, in the order of the keys sheet.
func (r *Rooms) Commands() []command.Binding {
	var all []command.Binding
	for _, room := range [][]command.Binding{r.history.Commands(), r.exporting.Commands()} {
		all = append(all, room...)
	}
	return all
}

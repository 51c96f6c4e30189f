package files

import (
	"context"

	"fyne.io/fyne/v2"

	"keeplight.app/keeplight/app/settings"
	"keeplight.app/keeplight/app/shoot"
	appsidecars "keeplight.app/keeplight/app/sidecars"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/command"
	"keeplight.app/keeplight/ui/desk"
	"keeplight.app/keeplight/ui/desk/discarding"
	"keeplight.app/keeplight/ui/desk/exporting"
	"keeplight.app/keeplight/ui/desk/history"
	"keeplight.app/keeplight/ui/desk/ingesting"
	"keeplight.app/keeplight/ui/desk/sidecars"
	"keeplight.app/keeplight/ui/overlay"
	"keeplight.app/keeplight/ui/session"
)

// Export copies or moves the keepers, Import copies from a card.
const Export, Import = exporting.Export, ingesting.Import

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
	Culling  Culling             // stores decisions
	Grid     command.ID          // shows several photos
	Grown    func()              // the strip beside the photos came, went or needs another height
	Reveal   func(place int)     // brings the photo at a place into view with the inspector beside it
}

// Culling stores decisions.
type Culling interface {
	discarding.Culling
	sidecars.Culling
	// Import stores what sidecars say in its turn among the person's decisions.
	Import(do func(context.Context) (photos []library.Photo, step bool, err error))
	// GoTo undoes or redoes until this step is the last that is done.
	GoTo(number int64)
}

// Rooms are made together.
type Rooms struct {
	exporting  *exporting.Exporting
	Ingesting  *ingesting.Ingesting
	discarding *discarding.Discarding
	Sidecars   *sidecars.Sidecars
	history    *history.History
}

// New makes the rooms.
func New(n Needs) *Rooms {
	r := &Rooms{
		exporting: exporting.New(exporting.Needs{
			Session: n.Session, Desk: n.Desk, Notices: n.Notices, Overlay: n.Overlay, Chooser: n.Chooser,
			Shoot: n.Shoot, Chosen: &n.Settings.Export, Thumb: n.Shoot.Pictures().Thumb, Load: n.Shoot.Pictures().Load,
		}),
		Ingesting: ingesting.New(ingesting.Needs{
			Session: n.Session, Desk: n.Desk, Notices: n.Notices, Overlay: n.Overlay, Chooser: n.Chooser,
			Shoot: n.Shoot, Catalog: n.Shoot.Catalog(), Chosen: &n.Settings.Ingest, Open: n.Open,
			ReadOnly: n.Shoot.Catalog().ReadOnly(),
		}),
		discarding: discarding.New(discarding.Needs{
			Session: n.Session, Desk: n.Desk, Notices: n.Notices, Overlay: n.Overlay,
			Store: n.Shoot.Catalog(), Culling: n.Culling, Targets: n.Targets, Folders: n.Shoot.Folders,
		}),
		history: history.New(history.Needs{
			Journal: n.Shoot.Catalog(), Session: n.Session, Desk: n.Desk, Notices: n.Notices, Overlay: n.Overlay,
			GoTo: n.Culling.GoTo, Apply: n.Apply, Do: n.Do, Grid: n.Grid,
		}),
		Sidecars: sidecars.New(sidecars.Needs{
			Sync: appsidecars.New(n.Shoot.Catalog(), appsidecars.Options{
				Roots: n.Shoot.Folders,
				Door:  func(do func(context.Context) ([]library.Photo, bool, error)) { n.Culling.Import(do) },
			}),
			Session: n.Session, Desk: n.Desk, Notices: n.Notices, Overlay: n.Overlay, Apply: n.Apply,
			Shoot: n.Shoot, Journal: n.Shoot.Catalog(), ReadOnly: n.Shoot.Catalog().ReadOnly(),
			Culling: n.Culling, Grown: n.Grown, Reveal: n.Reveal,
		}),
	}
	r.discarding.Resume()
	return r
}

// Run says when a card is connected, until ctx ends.
func (r *Rooms) Run(ctx context.Context) { r.Ingesting.Run(ctx) }

// Progress is how far an import is, for the status line; "" where none runs.
func (r *Rooms) Progress() string { return r.Ingesting.Progress() }

// Stored hears that a decision was stored, undone or redone.
func (r *Rooms) Stored() { r.history.Renew() }

// FolderMenu adds what is done with the files of a folder to its menu.
func (r *Rooms) FolderMenu(menu *fyne.Menu, path string) *fyne.Menu {
	menu.Items = append(menu.Items, r.Sidecars.FolderMenu(path))
	return menu
}

// Commands are those of all rooms, in the order of the keys sheet.
func (r *Rooms) Commands() []command.Binding {
	var all []command.Binding
	for _, room := range [][]command.Binding{r.history.Commands(), r.Ingesting.Commands(), r.Sidecars.Commands(), r.exporting.Commands(), r.discarding.Commands()} {
		all = append(all, room...)
	}
	return all
}

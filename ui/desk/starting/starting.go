// Package starting is a first minute with the program: the screen without a
// folder, and the question how photos are to be scored.
//
// Flows in: the folders of other times and the cards that are connected, whether anybody
// was asked before. Flows out: the welcome, the question beside the photos, and what is
// chosen there.
// Does not belong here: opening folders (ui/desk/folders), choosing a model
// (ui/desk/scorers), installing one (ui/desk/installing).
package starting

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"keeplight.app/keeplight/app/settings"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/scoring/local"
	"keeplight.app/keeplight/scoring/models"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/command"
	"keeplight.app/keeplight/ui/desk"
	"keeplight.app/keeplight/ui/overlay"
	"keeplight.app/keeplight/ui/sheets"
)

// Counter counts the photos that the catalogue knows below folders.
type Counter interface {
	Count(ctx context.Context, folders []string) (catalog.Counts, error)
}

// Needs is what a start asks of others.
type Needs struct {
	Overlay  *overlay.Overlay
	Store    *models.Store // of what can be installed; nil asks nothing
	ReadOnly bool
	Shoot    *settings.Shoot
	Model    *local.Settings
	Desk     *desk.Desk
	Photos   Counter
	Grown    func() // the question beside the photos came, went or needs another height

	OpenSettings, OpenOwn func()
	OpenFolder, OpenDemo  command.ID
	Do                    func(command.ID)
	Open                  func(folder string)
	ImportKey             command.ID
	Import                func(volume string) // shows the form of an import from a card
	Showing               func() bool         // the welcome is on the screen
}

// Starting is the logic of a first start. It belongs to fyne's goroutine.
type Starting struct {
	Needs
	welcome *sheets.Welcome // nil before it was shown
	looking bool            // what the welcome offers is being looked up
	beside  *fyne.Container // the question beside the photos, hidden where there is none
}

// New asks nothing yet.
func New(n Needs) *Starting {
	s := &Starting{Needs: n, beside: container.NewStack()}
	s.beside.Hide()
	return s
}

// Beside is where the question stands beside the photos.
func (s *Starting) Beside() fyne.CanvasObject { return s.beside }

// hints are the keys of what is offered.
func (s *Starting) hints() sheets.Hints {
	return sheets.Hints{Open: s.Desk.Key(s.OpenFolder), Settings: s.Desk.Key("settings"), Model: s.Desk.Key("model"), Import: s.Desk.Key(s.ImportKey)}
}

// mayAsk is true where nobody was asked yet how photos are to be scored, and nobody
// has chosen a model without being asked.
func (s *Starting) mayAsk() bool {
	return !s.Shoot.Introduced && s.Store != nil && s.Model.Model == "" && !s.Overlay.IsOpen() && !s.ReadOnly
}

// AskBeside asks at a first start how photos are to be scored, once there are photos to
// be seen: whoever opens a folder wants to see it, and all keys are theirs.
func (s *Starting) AskBeside() {
	if !s.mayAsk() {
		return
	}
	s.Shoot.Introduced = true
	view := sheets.FirstView{
		Hints:     s.hints(),
		OnMeasure: func() { s.End() },
		OnModel:   func() { s.End(); s.OpenSettings() },
		OnOwn:     func() { s.End(); s.OpenOwn() },
	}
	s.beside.Objects = []fyne.CanvasObject{sheets.AskBeside(view, s.Grown)}
	s.beside.Show()
	s.Grown()
}

// End takes the question away that stands beside the photos; it is false where
// there is none.
func (s *Starting) End() bool {
	if !s.beside.Visible() {
		return false
	}
	s.beside.Hide()
	s.beside.Objects = nil
	s.Grown()
	return true
}

// Back is End for the Esc key.
func (s *Starting) Back() (change.Set, bool) { return change.None, s.End() }

// Lacking is true where there is no model and one can be installed.
func (s *Starting) Lacking() bool { return s.Store != nil && s.Model.Model == "" && !s.ReadOnly }

// Install opens the page on which models are installed, for whoever asks for what only a
// model can do. It is false where Lacking is.
func (s *Starting) Install() bool {
	if !s.Lacking() {
		return false
	}
	s.End()
	s.OpenSettings()
	return true
}

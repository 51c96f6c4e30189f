// Package starting is a first minute with the program: the screen without a
// folder, and the question how photos are to be scored.
//
// Flows in: whether anybody was asked before. Flows out: the welcome, the question
// as a sheet or beside the photos, and what is chosen there.
// Does not belong here: opening folders (ui/desk/folders), choosing a model
// (ui/desk/scorers), installing one (ui/desk/installing).
package starting

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/app/settings"
	"keeplight.app/keeplight/scoring/engine"
	"keeplight.app/keeplight/scoring/local"
	"keeplight.app/keeplight/scoring/models"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/command"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/overlay"
	"keeplight.app/keeplight/ui/sheets"
)

// Needs is what a start asks of others.
type Needs struct {
	Overlay  *overlay.Overlay
	Store    *models.Store // of what can be installed; nil asks nothing
	ReadOnly bool
	Shoot    *settings.Shoot
	Model    *local.Settings
	Devices  func() []engine.Device
	Fit      func(*models.Model, []engine.Device) string // says in words whether a model fits
	Grown    func()                                      // the question beside the photos came, went or needs another height

	OpenSettings, OpenOwn func()
	OpenFolder, OpenDemo  command.ID
	Do                    func(command.ID)
	OpenRecent            func(folder string)
}

// Starting is the logic of a first start. It belongs to fyne's goroutine.
type Starting struct {
	Needs
	beside *fyne.Container // the question beside the photos, hidden where there is none
}

// New asks nothing yet.
func New(n Needs) *Starting {
	s := &Starting{Needs: n, beside: container.NewStack()}
	s.beside.Hide()
	return s
}

// Beside is where the question stands beside the photos.
func (s *Starting) Beside() fyne.CanvasObject { return s.beside }

// Welcome is what stands in the window without a folder.
func (s *Starting) Welcome() fyne.CanvasObject {
	return sheets.Welcome(sheets.WelcomeView{
		Recent:   s.Shoot.Recent,
		OnOpen:   func() { s.Do(s.OpenFolder) },
		OnDemo:   func() { s.Do(s.OpenDemo) },
		OnRecent: s.OpenRecent,
	})
}

// mayAsk is true where nobody was asked yet how photos are to be scored, and nobody
// has chosen a model without being asked.
func (s *Starting) mayAsk() bool {
	return !s.Shoot.Introduced && s.Store != nil && s.Model.Model == "" && !s.Overlay.IsOpen() && !s.ReadOnly
}

// Ask asks at a first start how photos are to be scored, once the first folder was
// chosen.
func (s *Starting) Ask() {
	if !s.mayAsk() {
		return
	}
	s.Shoot.Introduced = true
	view := s.view(s.Overlay.Close)
	s.Overlay.Show(overlay.Sheet{Object: sheets.First(view), ClosedBy: "back", Keys: map[string]func(){
		string(fyne.KeyReturn): view.OnMeasure, string(fyne.KeyEnter): view.OnMeasure,
		"a": view.OnModel, "f": view.OnOwn,
	}})
}

// AskBeside asks the same beside the photos: whoever came with a folder wants to
// see it, and all keys are theirs.
func (s *Starting) AskBeside() {
	if !s.mayAsk() {
		return
	}
	s.Shoot.Introduced = true
	s.beside.Objects = []fyne.CanvasObject{sheets.AskBeside(s.view(func() { s.End() }), s.Grown)}
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

// view is what both ways of asking offer. done takes the question away.
func (s *Starting) view(done func()) sheets.FirstView {
	devices := s.Devices()
	known := len(devices) > 0
	proposed := s.Store.Table().Propose(devices, known)
	size := map[string]any{"Size": language.Bytes(proposed.Size())}
	view := sheets.FirstView{
		Model:     lang.L("{{.Size}} to download. The next screen says what fits, and asks before it downloads anything.", size),
		OnMeasure: done,
		OnModel:   func() { done(); s.OpenSettings() },
		OnOwn:     func() { done(); s.OpenOwn() },
	}
	if known {
		size["Fit"] = s.Fit(proposed, devices)
		view.Model = lang.L("{{.Size}} to download: {{.Fit}}.", size)
	}
	return view
}

package models

import (
	"keeplight.app/keeplight/app/settings"
	"keeplight.app/keeplight/app/shoot"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/desk"
	"keeplight.app/keeplight/ui/desk/appearance"
	"keeplight.app/keeplight/ui/desk/explaining"
	"keeplight.app/keeplight/ui/desk/installing"
	"keeplight.app/keeplight/ui/desk/scorers"
	"keeplight.app/keeplight/ui/desk/servers"
	"keeplight.app/keeplight/ui/desk/standing"
	"keeplight.app/keeplight/ui/judging"
	"keeplight.app/keeplight/ui/overlay"
	"keeplight.app/keeplight/ui/session"
)

// The rooms, and what belongs to them, under the names that the window uses.
type (
	// Scorers is the room of whose scores are shown.
	Scorers = scorers.Scorers
	// Explaining is the room of what models write about photos.
	Explaining = explaining.Explaining
	// Installing is the room of models and devices.
	Installing = installing.Installing
	// Engines is what can be installed and run.
	Engines = installing.Engines
	// StartModel starts a model.
	StartModel = scorers.StartModel
	// Culling stores decisions.
	Culling = judging.Culling
	// Marks are the commands that give verdicts in a blind session.
	Marks = judging.Marks
	// Window is what the rooms in which scorers are held against the person ask of it.
	Window = judging.Window
)

const (
	SortAgain = scorers.SortAgain // the command that puts the grid in order
	Pause     = scorers.Pause     // the command that stops scoring for a while, or goes on
)

// Needs is what the rooms ask of the window.
type Needs struct {
	Session    *session.Session
	Desk       *desk.Desk
	Notices    *desk.Notices
	Overlay    *overlay.Overlay
	Chooser    *overlay.Chooser
	Apply      func(change.Set)
	Shoot      *shoot.Shoot
	Settings   *settings.Settings
	Appearance *appearance.Appearance
	Engines    Engines
	StartModel StartModel // nil offers no model
	Opens      func()     // hears that a form or a page is about to be shown
	Regroup    func()     // shows photos in new groups before the grid is sorted again

	// Lacking is true where no model is installed and one can be had; Install opens
	// what installs it, or gives false.
	Lacking, Install func() bool

	Window Window
}

// Rooms are made together.
type Rooms struct {
	Scorers    *Scorers
	Explaining *Explaining
	Installing *Installing
	Servers    *servers.Servers
	Standing   *standing.Standing // where photos stand among others by their scores
	Devices    *installing.Devices
	Judging    *judging.Rooms // scorers, against the person's own choices
}

// New makes the rooms.
func New(n Needs) *Rooms {
	r := &Rooms{Devices: installing.NewDevices(n.Desk, n.Engines.List)}
	r.Scorers = scorers.New(scorers.Needs{
		Session: n.Session, Desk: n.Desk, Notices: n.Notices, Overlay: n.Overlay, Chooser: n.Chooser, Apply: n.Apply,
		List: n.Shoot.Scorers(), Stored: n.Shoot.Catalog(), ReadOnly: n.Shoot.Catalog().ReadOnly(),
		Start: n.StartModel, Devices: r.Devices, Chosen: &n.Settings.Scorers, Model: &n.Settings.Model,
		ModelChanged: func() { r.Explaining.Automate() },
		Rescored:     func() { r.Explaining.LookAgain() },
		FormOpens:    n.Opens, Regroup: n.Regroup, Install: n.Install,
	})
	r.Explaining = explaining.New(explaining.Needs{
		Session: n.Session, Desk: n.Desk, Notices: n.Notices, Source: n.Shoot.Scorers(), Store: n.Shoot.Catalog(),
		ModelOn: func() bool { return r.Servers.Explains(r.Scorers.ModelOn) }, Served: func() bool { return r.Servers.On() }, Chosen: &n.Settings.Explain, Lacking: n.Lacking, Install: n.Install,
	})
	r.Servers = servers.New(servers.Needs{
		Session: n.Session, Desk: n.Desk, Notices: n.Notices, Overlay: n.Overlay, List: n.Shoot.Scorers(), ReadOnly: n.Shoot.Catalog().ReadOnly(),
		Settings: n.Settings, Show: r.Scorers.Choose, Changed: func() { r.Explaining.Automate() }, Opens: n.Opens,
	})
	r.Installing = installing.New(installing.Needs{
		Desk: n.Desk, Overlay: n.Overlay, Apply: n.Apply, Engines: n.Engines, CanRun: n.StartModel != nil,
		Devices: r.Devices, Chosen: &n.Settings.Model, Model: r.Scorers, Explanations: r.Explaining, Appearance: n.Appearance,
		PageOpens: n.Opens,
	})
	r.Standing = standing.New(standing.Needs{
		Session: n.Session, Desk: n.Desk, Notices: n.Notices, Store: n.Shoot.Catalog(), Chosen: &n.Settings.Scorers,
	})
	r.Judging = judging.New(judging.Needs{
		Session: n.Session, Desk: n.Desk, Notices: n.Notices, Overlay: n.Overlay, Chooser: n.Chooser, Apply: n.Apply,
		Shoot: n.Shoot, Window: n.Window, Choose: r.Scorers.Choose,
	})
	return r
}

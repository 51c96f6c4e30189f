package scorers

import (
	"context"
	"slices"

	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/app/scorers"
	"keeplight.app/keeplight/app/settings"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/scoring/engine"
	"keeplight.app/keeplight/scoring/local"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/desk"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/overlay"
	"keeplight.app/keeplight/ui/session"
)

// StartModel starts a model on this machine.
type StartModel = scorers.StartModel

// Devices knows what the chosen llama.cpp can run on.
type Devices interface {
	All() []engine.Device
	List(folder string) // asks, unless that is known
	WhenListed(f func())
	TimeText(name string) string // how fast it runs the model, in words; "" is not known
}

// Needs is what the controller asks of others.
type Needs struct {
	Session *session.Session
	Desk    *desk.Desk
	Notices *desk.Notices
	Overlay *overlay.Overlay
	Chooser *overlay.Chooser
	Apply   func(change.Set) // brings up to date what a form changed

	List     *scorers.List
	Stored   scorers.StoredScores
	ReadOnly bool       // another window has the catalogue
	Start    StartModel // nil offers no model
	Devices  Devices

	Chosen *settings.Scorers
	Model  *local.Settings

	ModelChanged func() // hears that a model came or went
	Rescored     func() // hears of new scores of others than the built-in scorer
	FormOpens    func() // hears that the form is about to be shown
	Regroup      func() // shows photos in new groups before the grid is sorted again; nil has none

	// Install opens what installs a model, where there is none and one can be had,
	// else it gives false; nil never does.
	Install func() bool
}

// Scorers is whose scores are shown and what the model does. It belongs to fyne's
// goroutine.
type Scorers struct {
	Needs
	runner *scorers.Runner
	model  model
	form   form
}

// New gives a controller without a running model.
func New(n Needs) *Scorers {
	s := &Scorers{Needs: n}
	s.runner = scorers.NewRunner(n.List, scorers.Model, n.Start, func(news scorers.ModelNews) {
		n.Desk.Post(func() change.Set { return s.heard(news) })
	}, n.Desk.Log)
	n.Devices.WhenListed(s.showForm)
	return s
}

// Run starts, changes and ends the model as it is requested, until ctx ends. It
// has a goroutine of its own.
func (s *Scorers) Run(ctx context.Context) { s.runner.Run(ctx) }

// End ends the model once Run has returned.
func (s *Scorers) End() { s.runner.End() }

// Option is a scorer that can be chosen.
type Option struct {
	ID    scorers.ID
	Title string
}

// Options gives the scorers that can be chosen, the built-in one first: those that
// score now, and the model that was chosen.
func (s *Scorers) Options() []Option {
	options := []Option{{scorers.BuiltIn, lang.L("Built-in")}}
	for _, e := range s.List.All() {
		if e.ID != scorers.BuiltIn {
			options = append(options, Option{e.ID, library.Display(e.Title)})
		}
	}
	name := s.Model.Name()
	isModel := func(o Option) bool { return o.ID == scorers.Model }
	if name != "" && s.Start != nil && !slices.ContainsFunc(options, isModel) {
		options = append(options, Option{scorers.Model, library.Display(name)})
	}
	return options
}

// Titles names the options, and says at which place the one stands whose scores are
// shown.
func (s *Scorers) Titles() (titles []string, chosen int) {
	for i, o := range s.Options() {
		titles = append(titles, o.Title)
		if o.ID == s.Session.Chosen() {
			chosen = i
		}
	}
	return titles, chosen
}

// ChooseAt is Choose of the option at a place in Titles.
func (s *Scorers) ChooseAt(place int) change.Set { return s.Choose(s.Options()[place].ID) }

// Choose shows the scores of one scorer, and starts the model where it does not
// run.
func (s *Scorers) Choose(by scorers.ID) change.Set {
	var changed change.Set
	if by == scorers.Model && s.ModelOff() && s.Start != nil {
		changed |= s.StartModel()
		if len(s.Model.Missing()) > 0 {
			return changed
		}
	}
	s.Session.Choose(by)
	s.Chosen.Shown = by
	if by != scorers.BuiltIn {
		changed |= s.spreadOut(true)
	}
	return changed | change.All&^change.View
}

// canSwitch says whether there is another scorer to be had.
func (s *Scorers) canSwitch() (ok bool, why string) {
	if s.Start == nil && len(s.Options()) == 1 && s.Session.Chosen() == scorers.BuiltIn {
		return false, language.Mark("There is no other scorer")
	}
	return true, ""
}

// switchScorer goes to the next scorer of the options, and to the first one from a
// scorer that is not among them any more.
func (s *Scorers) switchScorer() change.Set {
	options := s.Options()
	at := slices.IndexFunc(options, func(o Option) bool { return o.ID == s.Session.Chosen() })
	if len(options) == 1 && at == 0 && s.Install != nil && s.Install() {
		return change.None // there is no model yet
	}
	next := options[(at+1)%len(options)]
	if len(options) == 1 && at == 0 {
		next = Option{ID: scorers.Model} // which asks for one
	}
	changed := s.Choose(next.ID)
	switch chosen := s.Session.Chosen(); {
	case chosen == scorers.BuiltIn && next.ID == scorers.BuiltIn:
		changed |= s.Notices.Say(lang.L("Showing the built-in scorer's scores"))
	case chosen == next.ID:
		changed |= s.Notices.Say(lang.L("Showing the scores of {{.Scorer}}", map[string]any{"Scorer": next.Title}))
	}
	return changed
}

// spreadOut learns anew how the model's scores lie over the whole catalogue, and
// shows them spread out where the person wants that. With sort the grid is put in
// order afterwards, because the person asked for it.
func (s *Scorers) spreadOut(sort bool) change.Set {
	const by = scorers.Model
	key := s.model.key
	if s.Chosen.RawScores || key == "" {
		s.Session.SetSpread(by, nil)
		return s.sortAfter(sort)
	}
	s.calibrate(key, func(spread func(library.Score) library.Score) change.Set {
		if s.model.key != key || s.Chosen.RawScores {
			return change.None
		}
		s.Session.SetSpread(by, spread)
		return s.sortAfter(sort)
	})
	return change.None
}

func (s *Scorers) sortAfter(sort bool) change.Set {
	if sort && s.Session.Waiting().Any() {
		s.Session.Resort()
	}
	return change.Order | change.Tiles | change.Cursor | change.Counts
}

// sortAgain puts the grid in order with the scores that have come since.
func (s *Scorers) sortAgain() change.Set {
	if s.Regroup != nil {
		s.Regroup()
	}
	s.Session.Resort()
	changed := change.Order | change.Tiles | change.Cursor
	if s.Session.Chosen() != scorers.BuiltIn {
		changed |= s.spreadOut(true)
	}
	return changed
}

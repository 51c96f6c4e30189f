package scorers

import (
	"context"

	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/app/scorers"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/scoring/engine"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/language"
)

// model is what is known of the model.
type model struct {
	state   scorers.ModelState
	key     string // of the provenance under which its scores come
	status  engine.Status
	problem string
}

// ModelOn is true while a model runs.
func (s *Scorers) ModelOn() bool { return s.model.state == scorers.ModelOn }

// ModelOff is true where no model runs and none is being started.
func (s *Scorers) ModelOff() bool { return s.model.state == scorers.ModelOff }

// heard shows what has become of the model.
func (s *Scorers) heard(n scorers.ModelNews) change.Set {
	m := &s.model
	if !n.Settled {
		m.status = n.Status
		s.showForm()
		return change.Status
	}
	m.state, m.problem = n.State, ""
	changed := change.Marked
	if n.State != scorers.ModelOn {
		m.status = engine.Status{}
	}
	if n.Err != nil {
		m.problem = language.Sentence(library.Display(n.Err.Error()))
		changed |= s.Notices.Warn(lang.L("The model is not running: {{.Reason}}", map[string]any{"Reason": m.problem}))
	}
	if n.State == scorers.ModelOn {
		if m.key != n.Key {
			s.Session.ForgetScores(scorers.Model)
			m.key = n.Key
		}
		name := map[string]any{"Model": library.Display(s.Model.Name())}
		said := lang.L("{{.Model}} is scoring; M switches between its scores and the measured ones", name)
		if n.Anew {
			said = lang.L("{{.Model}} scores all photos anew: it is shown them at another size now. Its earlier scores are kept.", name)
		}
		changed |= s.Notices.Say(said)
		changed |= s.spreadOut(false)
	}
	s.ModelChanged()
	s.showForm()
	return changed
}

// StartModel starts the chosen model, or starts it anew; where something is still
// to be chosen it asks for that.
func (s *Scorers) StartModel() change.Set {
	switch {
	case s.Start == nil || len(s.Model.Missing()) > 0:
		s.OpenForm()
		return change.None
	case s.ReadOnly:
		return s.Notices.Warn(lang.L("Another window has this catalogue open, so no model can score here."))
	}
	s.Chosen.ModelOn = true
	wanted := *s.Model
	s.runner.Request(&wanted)
	return change.None
}

// StopModel ends the model. Its scores stay and can still be shown.
func (s *Scorers) StopModel() {
	s.Chosen.ModelOn = false
	s.runner.Request(nil)
}

// calibrate learns how the scores under a key lie, away from fyne's goroutine, and
// hands the map to learnt.
func (s *Scorers) calibrate(key string, learnt func(func(library.Score) library.Score) change.Set) {
	s.Desk.Go(func(ctx context.Context) {
		spread, err := scorers.Calibrate(ctx, s.Stored, key)
		if err != nil {
			s.Desk.Log(err.Error())
			return
		}
		s.Desk.Post(func() change.Set { return learnt(spread) })
	})
}

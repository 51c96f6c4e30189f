package window

import (
	"fmt"
	"strings"

	"keeplight.app/keeplight/app/scorers"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/plain"
	"keeplight.app/keeplight/scoring/engine"
	"keeplight.app/keeplight/ui/session"
	"keeplight.app/keeplight/ui/sheets"
)

// The states of the model, by their short names.
const (
	modelOff      = scorers.ModelOff
	modelStarting = scorers.ModelStarting
	modelOn       = scorers.ModelOn
)

// modelView is what the window knows of the model.
type modelView struct {
	runner  *scorers.Runner
	state   scorers.ModelState
	key     string // of the provenance under which its scores come
	status  engine.Status
	problem string
	form    *sheets.Model // nil while it is not open
	devices []engine.Device
	listed  string // the library whose devices these are
}

// modelChanged shows what has become of the model.
func (w *Window) modelChanged(n scorers.ModelNews) {
	m := &w.model
	if !n.Settled {
		m.status = n.Status
		w.dirty.status = true
		w.showModelForm()
		return
	}
	m.state, m.problem = n.State, ""
	if n.State != modelOn {
		m.status = engine.Status{}
	}
	if n.Err != nil {
		m.problem = sentence(library.Display(n.Err.Error()))
		w.warn("The model does not run: " + m.problem)
	}
	if n.State == modelOn {
		if m.key != n.Key {
			w.session.ForgetScores(session.Opinion)
			m.key = n.Key
		}
		w.say(fmt.Sprintf("%s scores now; M switches between its scores and the measured ones", w.state.Model.Name()))
		w.spreadOut(false)
	}
	w.explainByItself()
	w.dirty.tiles, w.dirty.cursor, w.dirty.status, w.dirty.counts = true, true, true, true
	w.showModelForm()
}

// startModel starts the chosen model, or starts it anew.
func (w *Window) startModel() {
	if w.opts.StartModel == nil || len(w.state.Model.Missing()) > 0 {
		w.openModelForm()
		return
	}
	if w.shoot.Catalog().ReadOnly() {
		w.warn("Another window has this catalogue open, so no model can score here.")
		return
	}
	w.state.ModelOn = true
	settings := w.state.Model
	w.model.runner.Request(&settings)
}

// stopModel ends the model. Its scores stay and can still be shown.
func (w *Window) stopModel() {
	w.state.ModelOn = false
	w.model.runner.Request(nil)
}

// chooseScorer shows the scores of one scorer, and starts the model where it
// does not run.
func (w *Window) chooseScorer(by session.Scorer) {
	if by == session.Opinion && w.model.state == modelOff && w.opts.StartModel != nil {
		w.startModel()
		if len(w.state.Model.Missing()) > 0 {
			return
		}
	}
	w.session.Choose(by)
	w.state.Scorer = by
	if by == session.Opinion {
		w.spreadOut(true)
	}
	w.dirty.order, w.dirty.tiles, w.dirty.cursor, w.dirty.counts, w.dirty.status = true, true, true, true, true
}

// switchScorer goes to the other scorer.
func (w *Window) switchScorer() {
	if w.session.Chosen() == session.Opinion {
		w.chooseScorer(session.BuiltIn)
		w.say("Sorted and shown by what was measured")
		return
	}
	w.chooseScorer(session.Opinion)
	if w.session.Chosen() == session.Opinion {
		w.say("Sorted and shown by the opinion of " + w.state.Model.Name())
	}
}

// spreadOut learns anew how the model's scores lie over the whole catalogue, and
// shows them spread out where the person wants that. With sort the grid is put
// in order afterwards, because the person asked for it.
func (w *Window) spreadOut(sort bool) {
	if w.state.RawScores || w.model.key == "" {
		w.session.SetSpread(session.Opinion, nil)
		w.sortAfter(sort)
		return
	}
	key := w.model.key
	w.spawn(func() {
		spread, err := scorers.Calibrate(w.ctx, w.shoot.Catalog(), key)
		if err != nil {
			w.opts.Log(err.Error())
			return
		}
		w.events.Post(func() {
			if w.model.key != key || w.state.RawScores {
				return
			}
			w.session.SetSpread(session.Opinion, spread)
			w.sortAfter(sort)
		})
	})
}

func (w *Window) sortAfter(sort bool) {
	if sort && w.session.Waiting().Any() {
		w.session.Resort()
	}
	w.dirty.order, w.dirty.tiles, w.dirty.cursor, w.dirty.counts = true, true, true, true
}

// engineText says what the model runs on and how much memory that has in use.
func (w *Window) engineText() string {
	s := w.model.status
	parts := []string{library.Display(s.Backend)}
	if s.Device != "" && s.Device != s.Backend {
		parts = append(parts, library.Display(s.Device))
	}
	switch {
	case s.MemoryUsed > 0 && s.MemoryTotal > 0:
		parts = append(parts, plain.Bytes(s.MemoryUsed)+" of "+plain.Bytes(s.MemoryTotal)+" in use")
	case s.MemoryUsed > 0:
		parts = append(parts, plain.Bytes(s.MemoryUsed)+" in use")
	}
	if s.Restarts > 0 {
		parts = append(parts, plain.Plural(s.Restarts, "restart", "restarts"))
	}
	return strings.Trim(strings.Join(parts, " · "), " ·")
}

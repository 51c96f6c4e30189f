package window

import (
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"

	"keeplight/library"
	"keeplight/library/plain"
	"keeplight/scoring/calibration"
	"keeplight/scoring/engine"
	"keeplight/scoring/mllm"
	"keeplight/ui/look"
	"keeplight/ui/model"
	"keeplight/ui/sheets"
)

// modelView is what the window knows of the model.
type modelView struct {
	runner  *modelRunner
	state   modelState
	key     string // of the provenance under which its scores come
	status  engine.Status
	problem string
	form    *sheets.Model // nil while it is not open
	devices []engine.Device
	listed  string // the library whose devices these are
}

// modelChanged shows what has become of the model.
func (w *Window) modelChanged(n modelNews) {
	m := &w.model
	if !n.settled {
		m.status = n.status
		w.dirty.status = true
		w.showModelForm()
		return
	}
	m.state, m.problem = n.state, ""
	if n.state != modelOn {
		m.status = engine.Status{}
	}
	if n.err != nil {
		m.problem = sentence(library.Display(n.err.Error()))
		w.warn("The model does not run: " + m.problem)
	}
	if n.state == modelOn {
		if m.key != n.key {
			w.session.ForgetScores(model.Opinion)
			m.key = n.key
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
	if w.studio.Catalog().ReadOnly() {
		w.warn("Another window has this catalogue open, so no model can score here.")
		return
	}
	w.state.ModelOn = true
	settings := w.state.Model
	w.model.runner.wish(&settings)
}

// stopModel ends the model. Its scores stay and can still be shown.
func (w *Window) stopModel() {
	w.state.ModelOn = false
	w.model.runner.wish(nil)
}

// chooseScorer shows the scores of one scorer, and starts the model where it
// does not run.
func (w *Window) chooseScorer(by model.Scorer) {
	if by == model.Opinion && w.model.state == modelOff && w.opts.StartModel != nil {
		w.startModel()
		if len(w.state.Model.Missing()) > 0 {
			return
		}
	}
	w.session.Choose(by)
	w.state.Scorer = by
	if by == model.Opinion {
		w.spreadOut(true)
	}
	w.dirty.order, w.dirty.tiles, w.dirty.cursor, w.dirty.counts, w.dirty.status = true, true, true, true, true
}

// switchScorer goes to the other scorer.
func (w *Window) switchScorer() {
	if w.session.Chosen() == model.Opinion {
		w.chooseScorer(model.BuiltIn)
		w.say("Sorted and shown by what was measured")
		return
	}
	w.chooseScorer(model.Opinion)
	if w.session.Chosen() == model.Opinion {
		w.say("Sorted and shown by the opinion of " + w.state.Model.Name())
	}
}

// spreadOut learns anew how the model's scores lie over the whole catalogue, and
// shows them spread out where the person wants that. With sort the grid is put
// in order afterwards, because the person asked for it.
func (w *Window) spreadOut(sort bool) {
	if w.state.RawScores || w.model.key == "" {
		w.session.SetSpread(model.Opinion, nil)
		w.sortAfter(sort)
		return
	}
	key := w.model.key
	w.work.Go(func() {
		stored, err := w.studio.Catalog().Scores(w.ctx, nil, key)
		if err != nil {
			w.opts.Log("learning how a model's scores lie: " + err.Error())
			return
		}
		scores := make([]library.Score, 0, len(stored))
		for _, s := range stored {
			scores = append(scores, s)
		}
		set := calibration.Learn(scores)
		w.events.Post(func() {
			if w.model.key != key || w.state.RawScores {
				return
			}
			var spread func(library.Score) library.Score
			if !set.IsIdentity() {
				spread = set.Apply
			}
			w.session.SetSpread(model.Opinion, spread)
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

// openModelForm shows where a model is chosen, started and stopped.
func (w *Window) openModelForm() {
	m := &w.model
	set := func(field *string) func(string) {
		return func(path string) {
			*field = expandHome(path)
			m.problem = ""
			w.showModelForm()
		}
	}
	s := &w.state.Model
	m.form = sheets.NewModel(sheets.ModelCallbacks{
		OnLibrary: set(&s.Library), OnModel: set(&s.Model), OnProjector: set(&s.Projector),
		OnChooseLibrary:   func() { w.chooseModelFolder(set(&s.Library)) },
		OnChooseModel:     func() { w.chooseModelFile(set(&s.Model)) },
		OnChooseProjector: func() { w.chooseModelFile(set(&s.Projector)) },
		OnDevice:          func(i int) { s.Device = w.deviceNames()[i]; w.showModelForm() },
		OnPaper:           func(on bool) { s.Form = map[bool]mllm.Form{true: mllm.Paper}[on]; w.showModelForm() },
		OnCareful:         func(on bool) { s.Careful = on; w.showModelForm() },
		OnSpread: func(on bool) {
			w.state.RawScores = !on
			w.spreadOut(w.session.Chosen() == model.Opinion)
			w.showModelForm()
			w.settle()
		},
		OnStart: func() { w.startModel(); w.showModelForm(); w.settle() },
		OnStop:  func() { w.stopModel(); w.settle() },
		OnClose: w.closeSheet,
	})
	w.showSheet(m.form, model.ModelSettings, func() { m.form = nil; w.settle() })
	w.showModelForm()
	m.form.Focus(w.win.Canvas())
}

// showModelForm brings the form up to date, if it is open.
func (w *Window) showModelForm() {
	m := &w.model
	if m.form == nil {
		return
	}
	w.listDevices()
	s := &w.state.Model
	v := sheets.ModelView{
		State:   sheets.ModelState(m.state),
		Library: s.Library, Model: s.Model, Projector: s.Projector,
		Devices: w.deviceTitles(), Device: max(0, slices.Index(w.deviceNames(), s.Device)),
		Paper: s.Form == mllm.Paper, Careful: s.Careful, Spread: !w.state.RawScores,
		Problem: m.problem,
	}
	if missing := s.Missing(); len(missing) > 0 {
		v.Blocked = "Still to choose: " + strings.Join(missing, ", ") + "."
	}
	switch m.state {
	case modelStarting:
		v.Words = []string{"Loading " + library.Display(s.Name()) + "… the first time its files are read through once."}
	case modelOn:
		v.Words = []string{library.Display(s.Name()) + " is loaded · " + w.engineText()}
		if m.status.Problem != "" {
			v.Words = append(v.Words, sentence(library.Display(m.status.Problem)))
		}
	}
	m.form.Set(v)
}

// listDevices asks what the chosen library can run on, once for each library.
func (w *Window) listDevices() {
	m := &w.model
	folder := w.state.Model.Library
	if m.listed == folder || w.opts.ListDevices == nil {
		return
	}
	m.listed, m.devices = folder, nil
	if folder == "" {
		return
	}
	w.work.Go(func() {
		devices, err := w.opts.ListDevices(w.ctx, folder)
		w.events.Post(func() {
			if m.listed != folder {
				return
			}
			if err == nil {
				m.devices = devices
			}
			w.showModelForm()
			w.showSettings()
		})
	})
}

// deviceNames are the values of local.Settings.Device that can be chosen.
func (w *Window) deviceNames() []string {
	names := []string{"", engine.CPU}
	for _, d := range w.model.devices {
		if d.GPU {
			names = append(names, d.Name)
		}
	}
	return names
}

func (w *Window) deviceTitles() []string {
	titles := []string{"The best there is", "The processor"}
	for _, d := range w.model.devices {
		if d.GPU {
			titles = append(titles, look.Shorten(library.Display(d.Description+" · "+d.Backend), look.TextSmall, false, 420))
		}
	}
	return titles
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

func (w *Window) chooseModelFolder(chosen func(string)) {
	w.askPath(dialog.NewFolderOpen(func(u fyne.ListableURI, err error) {
		if err == nil && u != nil {
			chosen(u.Path())
		}
	}, w.win))
}

func (w *Window) chooseModelFile(chosen func(string)) {
	w.askPath(dialog.NewFileOpen(func(u fyne.URIReadCloser, err error) {
		if err == nil && u != nil {
			chosen(u.URI().Path())
			_ = u.Close() // it was only chosen, nothing was read
		}
	}, w.win))
}

func (w *Window) askPath(d *dialog.FileDialog) {
	size := w.win.Canvas().Size()
	d.Resize(fyne.NewSize(min(900, size.Width*0.8), min(640, size.Height*0.8)))
	d.Show()
}

package window

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"keeplight/library"
	"keeplight/library/plain"
	"keeplight/scoring/models"
	"keeplight/scoring/models/fetch"
	"keeplight/ui/model"
	"keeplight/ui/sheets"
)

// settingsView is what the window knows of the settings page. One installation
// runs at a time.
type settingsView struct {
	page    *sheets.Settings // nil while it is not open
	moving  string           // what is being installed or verified, "" for nothing
	stop    context.CancelFunc
	told    models.Progress
	words   string
	problem string
}

// engineKey tells an engine's name from a model's in settingsView.moving, and
// checkKey its check from both.
const (
	engineKey = "engine "
	checkKey  = "check"
)

// openSettings shows the settings page.
func (w *Window) openSettings() {
	if w.opts.Store == nil {
		return
	}
	s := &w.settings
	s.page = sheets.NewSettings(sheets.SettingsCallbacks{
		OnEngine: w.engineAction, OnModel: w.modelAction,
		OnOtherEngine: w.removeEngine, OnOtherModel: w.otherModelAction,
		OnCheck:    w.engineCheck(),
		OnOwnFiles: func() { w.closeSheet(); w.openModelForm(); w.settle() },
		OnClose:    w.closeSheet,
	})
	w.showSheet(s.page, model.Settings, func() { s.page = nil; w.settle() })
	w.showSettings()
}

// showSettings brings the page up to date, if it is open.
func (w *Window) showSettings() {
	s := &w.settings
	if s.page == nil {
		return
	}
	w.listDevices()
	v := sheets.SettingsView{Words: s.words, Problem: s.problem}
	for _, d := range w.model.devices {
		text := library.Display(d.Description + " · " + d.Backend)
		if d.MemoryTotal > 0 {
			text += " · " + plain.Bytes(d.MemoryTotal)
		}
		v.Devices = append(v.Devices, text)
	}
	if used := w.state.Model.Library; used != "" && !w.ownsEngine(used) {
		v.Devices = append(v.Devices, "In use: "+library.Display(used))
	}
	if used := &w.state.Model; used.Model != "" && s.words == "" {
		v.Words = "Chosen: " + library.Display(used.Name())
	}
	for _, e := range w.opts.Store.Engines() {
		v.Engines = append(v.Engines, w.engineOffer(e))
	}
	for _, m := range w.opts.Store.Models() {
		v.Models = append(v.Models, w.modelOffer(m))
	}
	s.page.Set(v)
}

// ownsEngine is true for a folder that was installed here.
func (w *Window) ownsEngine(folder string) bool {
	return slices.ContainsFunc(w.opts.Store.Engines(), func(e models.EngineState) bool { return e.Folder == folder })
}

// backendTitle is a backend's name for people.
func backendTitle(backend string) string {
	titles := map[string]string{"vulkan": "Vulkan, for most GPUs", "cpu": "the processor alone", "cuda": "CUDA, for NVIDIA's GPUs", "metal": "Metal"}
	return cmp.Or(titles[backend], backend)
}

func (w *Window) engineOffer(e models.EngineState) sheets.Offer {
	table := w.opts.Store.Table()
	o := sheets.Offer{ID: e.Backend, Title: "llama.cpp for " + backendTitle(e.Backend), Action: "Install"}
	about := []string{table.Engine.Build, table.Engine.Licence + " licence"}
	switch {
	case e.Installed && w.state.Model.Library == e.Folder:
		about, o.Action, o.Other = append(about, "in use", plain.Bytes(e.Size)+" on the disk"), "", "Remove"
	case e.Installed:
		about, o.Action, o.Other = append(about, plain.Bytes(e.Size)+" on the disk"), "Use", "Remove"
	}
	if e.Needs != "" {
		about = append(about, "needs "+e.Needs)
	}
	o.About = strings.Join(about, " · ")
	w.showMoving(&o, engineKey+e.Backend)
	return o
}

func (w *Window) modelOffer(m models.ModelState) sheets.Offer {
	known := len(w.model.devices) > 0
	_, fit := models.FitOn(&m.Model, w.model.devices, known)
	o := sheets.Offer{ID: m.ID, Title: m.Name + " · " + m.Quantised, Action: "Install"}
	about := []string{plain.Bytes(m.Size()), "about " + plain.Bytes(m.Memory) + " of memory", m.Licence, fit}
	switch chosen, _, _ := w.opts.Store.ModelFiles(m.ID); {
	case m.Installed && w.state.Model.Model == chosen:
		about, o.Action, o.Other = append(about, "in use"), "Verify", "Remove, frees "+plain.Bytes(m.Arrived)
	case m.Installed:
		about, o.Action, o.Other = append(about, "installed"), "Use", "Remove, frees "+plain.Bytes(m.Arrived)
	case m.Arrived > 0:
		about, o.Action, o.Other = append(about, plain.Bytes(m.Arrived)+" have arrived"), "Go on", "Discard"
	}
	o.About = strings.Join(about, " · ")
	w.showMoving(&o, m.ID)
	return o
}

// showMoving puts the progress of what is under way into its offer.
func (w *Window) showMoving(o *sheets.Offer, key string) {
	s := &w.settings
	if s.moving != key {
		return
	}
	o.Moving, o.Action, o.Other = true, "Pause", ""
	if s.told.Size > 0 {
		o.Share = float64(s.told.Done) / float64(s.told.Size)
	}
	o.About = progressWords(s.told)
}

// progressWords says how far an installation is.
func progressWords(p models.Progress) string {
	text := fmt.Sprintf("%s of %s", plain.Bytes(p.Done), plain.Bytes(p.Size))
	switch {
	case p.Size == 0:
		return "asking the publisher…"
	case p.Phase == fetch.Checking:
		return "comparing " + p.File + " with its published digest"
	case p.Phase == fetch.Waiting:
		return text + " · the connection broke, trying again"
	case p.Rate > 0:
		return fmt.Sprintf("%s · %s/s · %s", text, plain.Bytes(int64(p.Rate)), plain.Left(p.Left))
	}
	return text
}

// engineAction does what the button of an engine says.
func (w *Window) engineAction(backend string) {
	if w.pauseMoving(engineKey + backend) {
		return
	}
	store := w.opts.Store
	if folder := store.EngineFolder(backend); folder != "" {
		w.useEngine(folder)
		return
	}
	w.begin(engineKey+backend, func(ctx context.Context, tell func(models.Progress)) error {
		plan, err := store.PlanEngine(ctx, backend)
		if err != nil {
			return err
		}
		return store.InstallEngine(ctx, plan, tell)
	}, func() { w.useEngine(store.EngineFolder(backend)) })
}

// engineCheck is what the button for the eye chart does, nil where there is none.
func (w *Window) engineCheck() func() {
	if w.opts.CheckEngine == nil {
		return nil
	}
	return func() {
		s, folder := &w.settings, w.state.Model.Library
		if folder == "" {
			s.words, s.problem = "", "There is no llama.cpp to check yet: install one above, or use files you have."
			w.showSettings()
			return
		}
		var words string
		var right bool
		started := w.begin(checkKey, func(ctx context.Context, _ func(models.Progress)) (err error) {
			words, right, err = w.opts.CheckEngine(ctx, folder)
			return err
		}, func() {
			s.words = words
			if !right {
				s.words, s.problem = "", words
			}
		})
		if started {
			s.words = "Every device looks at the eye chart. A GPU may take a minute the first time…"
			w.showSettings()
		}
	}
}

func (w *Window) useEngine(folder string) {
	w.state.Model.Library = folder
	w.showSettings()
	w.settle()
}

// modelAction does what the first button of a model says.
func (w *Window) modelAction(id string) {
	if w.pauseMoving(id) {
		return
	}
	store := w.opts.Store
	for _, m := range store.Models() {
		if m.ID != id {
			continue
		}
		switch chosen, _, _ := store.ModelFiles(id); {
		case m.Installed && w.state.Model.Model == chosen:
			w.begin(id, func(ctx context.Context, _ func(models.Progress)) error { return store.VerifyModel(ctx, id, nil) },
				func() { w.settings.words = m.Name + ": both files are what their publisher announced." })
		case m.Installed:
			w.useModel(id)
		default:
			w.begin(id, func(ctx context.Context, tell func(models.Progress)) error { return store.InstallModel(ctx, id, tell) },
				func() { w.useModel(id) })
		}
	}
}

// useModel chooses an installed model, and starts it where it can run.
func (w *Window) useModel(id string) {
	s := &w.state.Model
	m, p, err := w.opts.Store.ModelFiles(id)
	if err != nil {
		w.settings.problem = err.Error()
		return
	}
	s.Model, s.Projector = m, p
	w.settings.words = "It is chosen. Install llama.cpp too, and it scores."
	if len(s.Missing()) == 0 {
		w.settings.words = "It is chosen and starts."
		w.startModel()
	}
	w.showSettings()
	w.settle()
}

// otherModelAction removes a model, or what has arrived of it.
func (w *Window) otherModelAction(id string) {
	chosen, _, _ := w.opts.Store.ModelFiles(id)
	w.remove(id, func() (int64, error) { return w.opts.Store.RemoveModel(id) }, func() {
		if w.state.Model.Model == chosen {
			w.stopModel()
			w.state.Model.Model, w.state.Model.Projector = "", ""
		}
	})
}

func (w *Window) removeEngine(backend string) {
	folder := w.opts.Store.EngineFolder(backend)
	w.remove("llama.cpp for "+backend, func() (int64, error) { return w.opts.Store.RemoveEngine(backend) }, func() {
		if w.state.Model.Library == folder {
			w.stopModel()
			w.state.Model.Library = ""
		}
	})
}

// remove removes something away from fyne's goroutine; done is called on it.
func (w *Window) remove(name string, remove func() (int64, error), done func()) {
	w.settings.words, w.settings.problem = "", ""
	w.work.Go(func() {
		freed, err := remove()
		w.events.Post(func() {
			if err != nil {
				w.settings.problem = sentence(library.Display(err.Error()))
			} else {
				w.settings.words = fmt.Sprintf("%s is removed: %s are free again. Its scores are kept.", name, plain.Bytes(freed))
				done()
			}
			w.showSettings()
			w.settle()
		})
	})
}

// pauseMoving ends what is under way under this name. What came of it stays.
func (w *Window) pauseMoving(key string) bool {
	if w.settings.moving != key {
		return false
	}
	w.settings.stop()
	return true
}

// begin runs an installation or a check away from fyne's goroutine; done is
// called on it when all went well. It gives false where another one runs.
func (w *Window) begin(key string, run func(context.Context, func(models.Progress)) error, done func()) bool {
	s := &w.settings
	if s.moving != "" {
		s.problem = "One thing at a time: pause the other one first."
		w.showSettings()
		return false
	}
	ctx, stop := context.WithCancel(w.ctx)
	s.moving, s.stop, s.told, s.words, s.problem = key, stop, models.Progress{}, "", ""
	w.showSettings()
	w.work.Go(func() {
		defer stop()
		err := run(ctx, func(p models.Progress) {
			w.events.Post(func() { s.told = p; w.showSettings() })
		})
		w.events.Post(func() {
			s.moving = ""
			switch {
			case errors.Is(err, context.Canceled):
				s.words = "Paused. What has arrived is kept."
			case err != nil:
				s.problem = sentence(library.Display(err.Error()))
				if errors.Is(err, fetch.ErrUnreachable) {
					s.problem += " Is there a network? The built-in scorer goes on without."
				}
			default:
				done()
			}
			w.showSettings()
			w.settle()
		})
	})
	return true
}

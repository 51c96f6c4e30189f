package window

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/plain"
	"keeplight.app/keeplight/scoring/models"
	"keeplight.app/keeplight/scoring/models/fetch"
)

// engineAction does what the button of an engine says: use what is installed, ask
// how large it is, or fetch what was agreed to.
func (w *Window) engineAction(backend string) {
	if w.pauseMoving(engineKey + backend) {
		return
	}
	store := w.opts.Store
	if folder := store.EngineFolder(backend); folder != "" {
		w.useEngine(folder)
		return
	}
	plan := w.settings.plan
	if plan == nil || plan.Backend != backend {
		w.askEngine(backend, "")
		return
	}
	if w.begin(engineKey+backend, func(ctx context.Context, tell func(models.Progress)) error {
		return store.InstallEngine(ctx, *plan, tell)
	}, func() { w.useEngine(store.EngineFolder(backend)) }) {
		w.settings.plan = nil
	}
}

// askEngine asks the publisher what an engine's size is, and the person whether to
// fetch it. why stands before the question.
func (w *Window) askEngine(backend, why string) {
	var plan models.Plan
	started := w.begin(engineKey+backend, func(ctx context.Context, _ func(models.Progress)) (err error) {
		plan, err = w.opts.Store.PlanEngine(ctx, backend)
		return err
	}, func() {
		w.settings.plan = &plan
		w.settings.words = why + "Nothing is fetched yet: llama.cpp has " + plain.Bytes(plan.Size()) + ". Shall it be?"
	})
	if started && why != "" {
		w.settings.words = why
		w.showSettings()
	}
}

func (w *Window) useEngine(folder string) {
	s := &w.state.Model
	s.Runtime = folder
	w.settings.words = "llama.cpp is chosen. A model below makes it score."
	if len(s.Missing()) == 0 && w.opts.StartModel != nil {
		w.settings.words = "llama.cpp is chosen, and the model starts."
		w.startModel()
	}
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
	switch engines := w.opts.Store.Engines(); {
	case len(s.Missing()) == 0 && w.opts.StartModel != nil:
		w.settings.words = "It is chosen and starts."
		w.startModel()
	case len(engines) > 0 && w.settings.moving == "":
		w.askEngine(engines[0].Backend, "The model is chosen. It runs on llama.cpp, which is still missing. ")
	case s.Runtime != "":
		w.settings.words = "It is chosen."
	default:
		w.settings.words = "It is chosen. It runs on llama.cpp, which is still missing: name its folder with Ctrl+M."
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

// otherEngineAction removes an engine, or leaves one where it is that was not
// agreed to.
func (w *Window) otherEngineAction(backend string) {
	if p := w.settings.plan; p != nil && p.Backend == backend {
		w.settings.plan, w.settings.words = nil, "Nothing was fetched."
		w.showSettings()
		return
	}
	folder := w.opts.Store.EngineFolder(backend)
	w.remove("llama.cpp for "+backend, func() (int64, error) { return w.opts.Store.RemoveEngine(backend) }, func() {
		if w.state.Model.Runtime == folder {
			w.stopModel()
			w.state.Model.Runtime = ""
		}
	})
}

// remove removes something away from fyne's goroutine; done is called on it.
func (w *Window) remove(name string, remove func() (int64, error), done func()) {
	w.settings.words, w.settings.problem = "", ""
	w.spawn(func() {
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
	w.spawn(func() {
		defer stop()
		err := run(ctx, func(p models.Progress) {
			w.events.Post(func() { s.told = p; w.showSettings() })
		})
		w.events.Post(func() {
			s.moving = ""
			switch {
			case errors.Is(err, context.Canceled):
				s.words = pausedWords(s.told)
			case err != nil:
				s.problem = problemWords(err)
			default:
				done()
			}
			w.showSettings()
			w.settle()
		})
	})
	return true
}

// pausedWords says what is left of something that was stopped.
func pausedWords(told models.Progress) string {
	if told.Size == 0 {
		return "Stopped. Nothing was fetched."
	}
	return "Paused. What has arrived is kept, and the same button goes on with it."
}

// problemWords says what went wrong, and what goes on all the same.
func problemWords(err error) string {
	text := strings.TrimSuffix(sentence(library.Display(err.Error())), ".") + "."
	if errors.Is(err, fetch.ErrUnreachable) {
		text += " Is there a network? What has arrived is kept. The built-in scorer needs no network and goes on."
	}
	return text
}

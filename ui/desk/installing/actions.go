package installing

import (
	"context"

	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/app/jobs"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/scoring/models"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/language"
)

// engineAction does what the button of an engine says: use what is installed, ask
// how large it is, or download what was agreed to.
func (i *Installing) engineAction(backend string) {
	if i.pause(engineKey + backend) {
		return
	}
	if folder := i.Store.EngineFolder(backend); folder != "" {
		i.useEngine(folder)
		return
	}
	plan := i.plan
	if plan == nil || plan.Backend != backend {
		i.askEngine(backend, "")
		return
	}
	if i.begin(engineKey+backend, func(ctx context.Context, tell func(jobs.Progress)) error {
		_, err := jobs.Do(ctx, i.Desk.Jobs(), &jobs.InstallEngine{Store: i.Store, Backend: backend}, *plan, tell)
		return err
	}, func() { i.useEngine(i.Store.EngineFolder(backend)) }) {
		i.plan = nil
	}
}

// askEngine asks the publisher what an engine's size is, and the person whether to
// download it. why stands before the question.
func (i *Installing) askEngine(backend, why string) {
	var plan models.Plan
	started := i.begin(engineKey+backend, func(ctx context.Context, _ func(jobs.Progress)) (err error) {
		plan, err = (&jobs.InstallEngine{Store: i.Store, Backend: backend}).Plan(ctx)
		return err
	}, func() {
		i.plan = &plan
		i.words = why + lang.L("Nothing is downloaded yet: llama.cpp has {{.Size}}. Download it?", map[string]any{"Size": language.Bytes(plan.Size())})
	})
	if started && why != "" {
		i.words = why
		i.show()
	}
}

func (i *Installing) useEngine(folder string) {
	i.Chosen.Runtime = folder
	i.words = lang.L("llama.cpp is chosen. Choose a model below to score with it.")
	changed := change.Status
	if len(i.Chosen.Missing()) == 0 && i.CanRun {
		i.words = lang.L("llama.cpp is chosen, and the model starts.")
		changed |= i.startTimed()
	}
	i.show()
	i.Apply(changed)
}

// modelAction does what the first button of a model says.
func (i *Installing) modelAction(id string) {
	if i.pause(id) {
		return
	}
	store := i.Store
	for _, m := range store.Models() {
		if m.ID != id {
			continue
		}
		switch chosen, _, _ := store.ModelFiles(id); {
		case m.Installed && i.Chosen.Model == chosen:
			i.begin(id, func(ctx context.Context, _ func(jobs.Progress)) error { return store.VerifyModel(ctx, id, nil) },
				func() {
					i.words = lang.L("{{.Name}}: both files match the digests that their publisher announced.", map[string]any{"Name": m.Name})
				})
		case m.Installed:
			i.useModel(id)
		default:
			i.begin(id, func(ctx context.Context, tell func(jobs.Progress)) error {
				_, err := jobs.PlanAndDo(ctx, i.Desk.Jobs(), &jobs.InstallModel{Store: store, ID: id}, tell)
				return err
			}, func() { i.useModel(id) })
		}
	}
}

// useModel chooses an installed model, and starts it where it can run.
func (i *Installing) useModel(id string) {
	m, p, err := i.Store.ModelFiles(id)
	if err != nil {
		i.problem = err.Error()
		return
	}
	i.Chosen.Model, i.Chosen.Projector = m, p
	changed := change.Status
	switch engines := i.Store.Engines(); {
	case len(i.Chosen.Missing()) == 0 && i.CanRun:
		i.words = lang.L("The model is chosen and starts.")
		changed |= i.startTimed()
	case len(engines) > 0 && i.running == "":
		i.askEngine(engines[0].Backend, lang.L("The model is chosen. It runs on llama.cpp, which is still missing.")+" ")
	case i.Chosen.Runtime != "":
		i.words = lang.L("The model is chosen.")
	default:
		i.words = lang.L("The model is chosen. It runs on llama.cpp, which is still missing: name its folder with {{.Key}}.",
			language.Args{"Key": i.Desk.KeyText("model")})
	}
	i.show()
	i.Apply(changed)
}

// otherModelAction removes a model, or what has arrived of it.
func (i *Installing) otherModelAction(id string) {
	chosen, _, _ := i.Store.ModelFiles(id)
	i.remove(id, func() (int64, error) { return i.Store.RemoveModel(id) }, func() {
		if i.Chosen.Model == chosen {
			i.Model.StopModel()
			i.Chosen.Model, i.Chosen.Projector = "", ""
		}
	})
}

// otherEngineAction removes an engine, or leaves one where it is that was not
// agreed to.
func (i *Installing) otherEngineAction(backend string) {
	if p := i.plan; p != nil && p.Backend == backend {
		i.plan, i.words = nil, lang.L("Nothing was downloaded.")
		i.show()
		return
	}
	folder := i.Store.EngineFolder(backend)
	i.remove(engineTitle(backend), func() (int64, error) { return i.Store.RemoveEngine(backend) }, func() {
		if i.Chosen.Runtime == folder {
			i.Model.StopModel()
			i.Chosen.Runtime = ""
		}
	})
}

// remove removes something away from fyne's goroutine; done is called on it.
func (i *Installing) remove(name string, remove func() (int64, error), done func()) {
	i.words, i.problem = "", ""
	i.Desk.Go(func(context.Context) {
		freed, err := remove()
		i.Desk.Post(func() change.Set {
			if err != nil {
				i.problem = language.Sentence(library.Display(err.Error()))
			} else {
				i.words = lang.L("{{.Name}} is removed: {{.Size}} are free again. Its scores are kept.",
					map[string]any{"Name": name, "Size": language.Bytes(freed)})
				done()
			}
			i.show()
			return change.Status
		})
	})
}

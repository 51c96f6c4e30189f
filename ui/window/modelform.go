package window

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/scoring/engine"
	"keeplight.app/keeplight/scoring/mllm"
	"keeplight.app/keeplight/ui/session"
	"keeplight.app/keeplight/ui/sheets"
	"keeplight.app/keeplight/ui/style"
)

// openModelForm shows where a model is chosen, started and stopped.
func (w *Window) openModelForm() {
	w.endAsking()
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
		OnLibrary: set(&s.Runtime), OnModel: set(&s.Model), OnProjector: set(&s.Projector),
		OnChooseLibrary: func() {
			w.askFolder("Which folder has llama.cpp's libraries?", "Use this folder", cmp.Or(s.Runtime, homeFolder()), set(&s.Runtime))
		},
		OnChooseModel: func() {
			w.askFile("Which GGUF file is the model?", "Use this file", cmp.Or(s.Model, homeFolder()), set(&s.Model))
		},
		OnChooseProjector: func() {
			w.askFile("Which GGUF file is its projector?", "Use this file", cmp.Or(s.Projector, s.Model, homeFolder()), set(&s.Projector))
		},
		OnDevice:  func(i int) { s.Device = w.deviceNames()[i]; w.showModelForm() },
		OnDetail:  func(i int) { s.ImageTokens = w.details()[i]; w.showModelForm() },
		OnPaper:   func(on bool) { s.Form = map[bool]mllm.Form{true: mllm.Paper}[on]; w.showModelForm() },
		OnCareful: func(on bool) { s.Careful = on; w.showModelForm() },
		OnSpread: func(on bool) {
			w.state.RawScores = !on
			w.spreadOut(w.session.Chosen() == session.Opinion)
			w.showModelForm()
			w.settle()
		},
		OnStart: func() { w.startModel(); w.showModelForm(); w.settle() },
		OnStop:  func() { w.stopModel(); w.settle() },
		OnClose: w.closeSheet,
	})
	w.showSheet(m.form, session.ModelSettings, func() { m.form = nil; w.settle() })
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
		Library: s.Runtime, Model: s.Model, Projector: s.Projector,
		Devices: w.deviceTitles(), Device: max(0, slices.Index(w.deviceNames(), s.Device)),
		Details: detailTitles(w.details()), Detail: max(0, slices.Index(w.details(), s.ImageTokens)),
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
	folder := w.state.Model.Runtime
	if m.listed == folder || w.opts.ListDevices == nil {
		return
	}
	m.listed, m.devices = folder, nil
	if folder == "" {
		return
	}
	w.spawn(func() {
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
			titles = append(titles, style.Shorten(library.Display(d.Description+" · "+d.Backend), style.TextSmall, false, 420))
		}
	}
	return titles
}

// details are the values of local.Settings.ImageTokens that can be chosen, and the
// one that was chosen elsewhere.
func (w *Window) details() []int {
	all := []int{0, engine.DefaultImageTokens / 2, 2 * engine.DefaultImageTokens}
	if n := w.state.Model.ImageTokens; !slices.Contains(all, n) {
		all = append(all, n)
	}
	return all
}

func detailTitles(tokens []int) []string {
	titles := []string{"As usual", "Coarse: faster, but misses small things", "Fine: sees smaller things, but is slower"}
	for _, n := range tokens[len(titles):] {
		titles = append(titles, fmt.Sprintf("At most %d tokens a picture", n))
	}
	return titles
}

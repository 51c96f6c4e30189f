package window

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/plain"
	"keeplight.app/keeplight/scoring/models"
	"keeplight.app/keeplight/scoring/models/fetch"
	"keeplight.app/keeplight/ui/session"
	"keeplight.app/keeplight/ui/sheets"
)

// settingsView is what the window knows of the settings page. One installation
// runs at a time.
type settingsView struct {
	page    *sheets.Settings // nil while it is not open
	moving  string           // what is being installed or verified, "" for nothing
	stop    context.CancelFunc
	told    models.Progress
	plan    *models.Plan // an engine that was asked about and waits for a yes, nil for none
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
	w.endAsking()
	s := &w.settings
	s.page = sheets.NewSettings(sheets.SettingsCallbacks{
		OnEngine: w.engineAction, OnModel: w.modelAction,
		OnOtherEngine: w.otherEngineAction, OnOtherModel: w.otherModelAction,
		OnFields: func(on bool) {
			w.explainAs(map[bool]library.ExplanationForm{true: library.Fields, false: library.Prose}[on])
		},
		OnInView:   w.explainInView,
		OnCheck:    w.engineCheck(),
		OnOwnFiles: w.openOwnFiles,
		OnClose:    w.closeSheet,
	})
	w.showSheet(s.page, session.Settings, func() { s.page, s.plan = nil, nil; w.settle() })
	w.bindSettings(s.page)
	w.showSettings()
}

// bindSettings gives the page its keys: everything on it can be done without a
// mouse.
func (w *Window) bindSettings(page *sheets.Settings) {
	press := func() { page.Press(false) }
	w.sheet.keys = map[string]func(){
		string(fyne.KeyUp): func() { page.Step(-1) }, string(fyne.KeyDown): func() { page.Step(1) },
		string(fyne.KeyReturn): press, string(fyne.KeyEnter): press,
		string(fyne.KeyDelete): func() { page.Press(true) },
	}
	if check := w.engineCheck(); check != nil {
		w.sheet.keys["c"] = check
	}
	w.sheet.commands = map[session.Command]func(){
		session.ModelSettings: w.openOwnFiles,
		session.ExplainForm:   func() { w.switchExplainForm(); w.showSettings() },
		session.ExplainInView: func() { w.switchExplainInView(); w.showSettings() },
	}
}

func (w *Window) openOwnFiles() {
	w.closeSheet()
	w.openModelForm()
	w.settle()
}

// showSettings brings the page up to date, if it is open.
func (w *Window) showSettings() {
	s := &w.settings
	if s.page == nil {
		return
	}
	w.listDevices()
	v := sheets.SettingsView{
		Words: s.words, Problem: s.problem,
		Fields: w.explainForm() == library.Fields, InView: w.state.ExplainInView,
	}
	for _, d := range w.model.devices {
		text := library.Display(d.Description + " · " + d.Backend)
		if d.MemoryTotal > 0 {
			text += " · " + plain.Bytes(d.MemoryTotal)
		}
		v.Devices = append(v.Devices, text)
	}
	if used := w.state.Model.Runtime; used != "" && !w.ownsEngine(used) {
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
	o := sheets.Offer{ID: e.Backend, Title: "llama.cpp for " + backendTitle(e.Backend), Action: "Install…"}
	about := []string{table.Engine.Build, table.Engine.Licence + " licence"}
	switch plan := w.settings.plan; {
	case plan != nil && plan.Backend == e.Backend && !e.Installed:
		o.Action, o.Other, o.Asked = "Fetch "+plain.Bytes(plan.Size()), "Not now", true
		about = []string{
			plain.Bytes(plan.Size()) + " to download from github.com/" + plan.Repo,
			table.Engine.Licence + " licence", "memory: what the model needs, hardly more",
		}
	case e.Installed && w.state.Model.Runtime == e.Folder:
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
	o := sheets.Offer{ID: m.ID, Title: m.Name + " · " + m.Quantised, Action: "Fetch " + plain.Bytes(m.Size())}
	if about := w.aboutModel(&m.Model); about != "" {
		o.Title += " · " + about
	}
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

// aboutModel says whom a model is for.
func (w *Window) aboutModel(m *models.Model) string {
	switch proposed := w.opts.Store.Table().Propose(w.model.devices, len(w.model.devices) > 0); {
	case m.ID == proposed.ID:
		return "the one to begin with"
	case m.Role == models.Default || m.About == "":
		return ""
	}
	return strings.ToLower(m.About[:1]) + strings.TrimSuffix(m.About[1:], ".")
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
	if s.told.Size == 0 && strings.HasPrefix(key, engineKey) {
		o.Action = "Stop"
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

// engineCheck is what the button for the eye chart does, nil where there is none.
func (w *Window) engineCheck() func() {
	if w.opts.CheckEngine == nil {
		return nil
	}
	return func() {
		s, folder := &w.settings, w.state.Model.Runtime
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

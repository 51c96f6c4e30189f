package scorers

import (
	"cmp"
	"slices"
	"strings"

	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/app/scorers"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/scoring/engine"
	"keeplight.app/keeplight/scoring/mllm"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/desk"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/overlay"
	"keeplight.app/keeplight/ui/sheets"
	"keeplight.app/keeplight/ui/style"
)

// form is the sheet in which a model is chosen, started and stopped.
type form struct {
	sheet *sheets.Model // nil while it is not open
}

// OpenForm shows where a model is chosen, started and stopped.
func (s *Scorers) OpenForm() {
	s.FormOpens()
	s.form.sheet = sheets.NewModel(s.formCallbacks())
	s.Overlay.Show(overlay.Sheet{
		Object: s.form.sheet, ClosedBy: ModelForm,
		OnClose: func() change.Set { s.form.sheet = nil; return change.None },
	})
	s.showForm()
	s.form.sheet.Focus(s.Overlay.Canvas())
}

func (s *Scorers) formCallbacks() sheets.ModelCallbacks {
	set := func(field *string) func(string) {
		return func(path string) {
			*field = desk.ExpandHome(path)
			s.model.problem = ""
			s.showForm()
		}
	}
	chosen := func(field *string) func(string) change.Set {
		return func(path string) change.Set { set(field)(path); return change.None }
	}
	m := s.Model
	useThis := lang.L("Use this file")
	return sheets.ModelCallbacks{
		OnLibrary: set(&m.Runtime), OnModel: set(&m.Model), OnProjector: set(&m.Projector),
		OnChooseLibrary: func() {
			s.Chooser.Folder(lang.L("Which folder has llama.cpp's libraries?"), lang.L("Use this folder"),
				cmp.Or(m.Runtime, desk.Home()), chosen(&m.Runtime))
		},
		OnChooseModel: func() {
			s.Chooser.File(lang.L("Which GGUF file is the model?"), useThis, cmp.Or(m.Model, desk.Home()), chosen(&m.Model))
		},
		OnChooseProjector: func() {
			s.Chooser.File(lang.L("Which GGUF file is its projector?"), useThis,
				cmp.Or(m.Projector, m.Model, desk.Home()), chosen(&m.Projector))
		},
		OnDevice:  func(i int) { m.Device = s.deviceNames()[i]; s.showForm() },
		OnDetail:  func(i int) { m.ImageTokens = s.details()[i]; s.showForm() },
		OnPaper:   func(on bool) { m.Form = map[bool]mllm.Form{true: mllm.Paper}[on]; s.showForm() },
		OnCareful: func(on bool) { m.Careful = on; s.showForm() },
		OnSpread: func(on bool) {
			s.Chosen.RawScores = !on
			s.Apply(s.spreadOut(s.Session.Chosen() == scorers.Model))
			s.showForm()
		},
		OnStart: func() { s.Apply(s.StartModel()); s.showForm() },
		OnStop:  func() { s.StopModel() },
		OnClose: s.Overlay.Close,
	}
}

// showForm brings the form up to date, if it is open.
func (s *Scorers) showForm() {
	if s.form.sheet == nil {
		return
	}
	m := s.Model
	s.Devices.List(m.Runtime)
	v := sheets.ModelView{
		State:   sheets.ModelState(s.model.state),
		Library: m.Runtime, Model: m.Model, Projector: m.Projector,
		Devices: s.deviceTitles(), Device: max(0, slices.Index(s.deviceNames(), m.Device)),
		Details: detailTitles(s.details()), Detail: max(0, slices.Index(s.details(), m.ImageTokens)),
		Paper: m.Form == mllm.Paper, Careful: m.Careful, Spread: !s.Chosen.RawScores,
		Problem: s.model.problem,
	}
	if missing := m.Missing(); len(missing) > 0 {
		for i := range missing {
			missing[i] = language.Marked(missing[i])
		}
		v.Blocked = lang.L("Still to choose: {{.Missing}}.", map[string]any{"Missing": strings.Join(missing, ", ")})
	}
	name := map[string]any{"Model": library.Display(m.Name())}
	switch s.model.state {
	case scorers.ModelStarting:
		v.Words = []string{lang.L("Loading {{.Model}}… the first time its files are read through once.", name)}
	case scorers.ModelOn:
		v.Words = []string{lang.L("{{.Model}} is loaded", name) + " · " + s.EngineText()}
		if s.model.status.Problem != "" {
			v.Words = append(v.Words, language.Sentence(library.Display(s.model.status.Problem)))
		}
	}
	s.form.sheet.Set(v)
}

// deviceNames are the values of local.Settings.Device that can be chosen.
func (s *Scorers) deviceNames() []string {
	names := []string{"", engine.CPU}
	for _, d := range s.Devices.All() {
		if d.GPU {
			names = append(names, d.Name)
		}
	}
	return names
}

func (s *Scorers) deviceTitles() []string {
	timed := func(title, name string) string {
		if took := s.Devices.TimeText(name); took != "" {
			return title + " · " + took
		}
		return title
	}
	titles := []string{lang.L("Automatic"), timed(lang.L("The processor"), engine.CPU)}
	for _, d := range s.Devices.All() {
		if d.GPU {
			title := style.Shorten(library.Display(d.Description+" · "+d.Backend), style.TextSmall, false, 420)
			titles = append(titles, timed(title, d.Name))
		}
	}
	return titles
}

// details are the values of local.Settings.ImageTokens that can be chosen, and the
// one that was chosen elsewhere.
func (s *Scorers) details() []int {
	all := []int{0, engine.DefaultImageTokens / 2, 2 * engine.DefaultImageTokens}
	if n := s.Model.ImageTokens; !slices.Contains(all, n) {
		all = append(all, n)
	}
	return all
}

func detailTitles(tokens []int) []string {
	titles := []string{lang.L("As usual"), lang.L("Coarse: faster, but misses small things"), lang.L("Fine: sees smaller things, but is slower")}
	for _, n := range tokens[len(titles):] {
		titles = append(titles, lang.L("At most {{.Tokens}} tokens a picture", map[string]any{"Tokens": n}))
	}
	return titles
}

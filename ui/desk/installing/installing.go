package installing

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"keeplight.app/keeplight/app/jobs"
	"keeplight.app/keeplight/app/scorers"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/scoring/engine"
	"keeplight.app/keeplight/scoring/local"
	"keeplight.app/keeplight/scoring/models"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/command"
	"keeplight.app/keeplight/ui/desk"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/overlay"
	"keeplight.app/keeplight/ui/sheets"
	"keeplight.app/keeplight/ui/style"
)

// Model starts and stops what was installed.
type Model interface {
	StartModel() change.Set
	StopModel()
	OpenForm()
}

// Explanations are the settings of explanations.
type Explanations interface {
	Form() library.ExplanationForm
	SetForm(library.ExplanationForm)
	InView() bool
	SetInView(on bool)
	SwitchForm() change.Set
	SwitchInView() change.Set
}

// TestEngine has a llama.cpp prove on every device that it computes as it should,
// and keeps what came of it.
type TestEngine func(ctx context.Context, folder string) (scorers.EngineVerdict, error)

// TimeDevices times the chosen model on devices, and says whether the fastest may be
// chosen for the person: nobody has chosen one, and no model has scored yet. Where it
// may not, it times only if the person asked for it.
type TimeDevices func(ctx context.Context, s local.Settings, devices []engine.Device, asked bool) (times []scorers.DeviceTime, first bool, err error)

// Appearance is the theme of the window.
type Appearance interface {
	Chosen() style.Appearance
	Choose(to style.Appearance) change.Set
}

// Engines is what can be installed and run on this machine.
type Engines struct {
	Store *models.Store                                                     // of what can be installed; nil offers nothing
	Test  TestEngine                                                        // nil offers no test
	Time  TimeDevices                                                       // nil times nothing
	List  func(ctx context.Context, folder string) ([]engine.Device, error) // what a llama.cpp can run on; may be nil
}

// Needs is what the page asks of others.
type Needs struct {
	Desk    *desk.Desk
	Overlay *overlay.Overlay
	Apply   func(change.Set)
	Engines
	CanRun       bool // models can be started here
	Devices      *Devices
	Chosen       *local.Settings
	Model        Model
	Explanations Explanations
	Appearance   Appearance
	PageOpens    func() // hears that the page is about to be shown
}

// Installing is the page's logic. One installation runs at a time. It belongs to
// fyne's goroutine.
type Installing struct {
	Needs
	page    *sheets.Settings // nil while it is not open
	running string           // what is being installed or verified, "" for nothing
	stop    context.CancelFunc
	told    jobs.Progress
	plan    *models.Plan // an engine that was asked about and waits for a yes, nil for none
	words   string
	problem string
}

// engineKey tells an engine's name from a model's in Installing.running, and
// testKey its test from both.
const (
	engineKey = "engine "
	testKey   = "test"
)

// Settings names the command that opens the page.
const Settings command.ID = "settings"

// New gives a page that is not shown.
func New(n Needs) *Installing {
	i := &Installing{Needs: n}
	n.Devices.WhenListed(i.show)
	return i
}

// Commands are what opens the page.
func (i *Installing) Commands() []command.Binding {
	return []command.Binding{{
		ID: Settings, Section: command.Work, Title: language.Mark("Settings"),
		Row:  language.Mark("Settings: theme, models, llama.cpp"),
		Keys: []command.Key{{Name: ",", Mod: command.Ctrl}}, Enabled: i.canOpen,
		Run: func() change.Set { i.Open(); return change.None },
	}}
}

func (i *Installing) canOpen() (ok bool, why string) {
	if i.Store == nil {
		return false, language.Mark("Nothing can be installed here")
	}
	return true, ""
}

// Open shows the page.
func (i *Installing) Open() {
	i.PageOpens()
	i.page = sheets.NewSettings(sheets.SettingsCallbacks{
		OnEngine: i.engineAction, OnModel: i.modelAction,
		OnOtherEngine: i.otherEngineAction, OnOtherModel: i.otherModelAction,
		OnFields: func(on bool) {
			i.Explanations.SetForm(map[bool]library.ExplanationForm{true: library.Fields, false: library.Prose}[on])
		},
		OnInView:     i.Explanations.SetInView,
		OnCheck:      i.test(),
		OnAppearance: func(to style.Appearance) { i.Apply(i.Appearance.Choose(to)); i.show() },
		OnOwnFiles:   i.openOwnFiles,
		OnClose:      i.Overlay.Close,
	}, sheets.Hints{Model: i.Desk.Key("model"), Form: i.Desk.Key("explain-form"), InView: i.Desk.Key("explain-in-view")})
	i.Overlay.Show(overlay.Sheet{
		Object: i.page, ClosedBy: Settings, Keys: i.keys(),
		Commands: map[command.ID]func() change.Set{
			"model":           func() change.Set { i.openOwnFiles(); return change.None },
			"explain-form":    func() change.Set { defer i.show(); return i.Explanations.SwitchForm() },
			"explain-in-view": func() change.Set { defer i.show(); return i.Explanations.SwitchInView() },
		},
		OnClose: func() change.Set { i.page, i.plan = nil, nil; return change.Status },
	})
	i.show()
}

// keys are the page's own: everything on it can be done without a mouse.
func (i *Installing) keys() map[string]func() {
	page := i.page
	press := func() { page.Press(false) }
	keys := map[string]func(){
		string(fyne.KeyUp): func() { page.Step(-1) }, string(fyne.KeyDown): func() { page.Step(1) },
		string(fyne.KeyReturn): press, string(fyne.KeyEnter): press,
		string(fyne.KeyDelete):                func() { page.Press(true) },
		strings.ToLower(sheets.AppearanceKey): page.NextAppearance,
	}
	if test := i.test(); test != nil {
		keys["c"] = test
	}
	return keys
}

func (i *Installing) openOwnFiles() {
	i.Overlay.Close()
	i.Model.OpenForm()
}

// show brings the page up to date, if it is open.
func (i *Installing) show() {
	if i.page == nil {
		return
	}
	i.Devices.List(i.Chosen.Runtime)
	v := sheets.SettingsView{
		Words: i.words, Problem: i.problem,
		Fields: i.Explanations.Form() == library.Fields, InView: i.Explanations.InView(),
		Appearance: i.Appearance.Chosen(),
	}
	for _, d := range i.Devices.All() {
		text := library.Display(d.Description + " · " + d.Backend)
		if d.MemoryTotal > 0 {
			text += " · " + language.Bytes(d.MemoryTotal)
		}
		if took := i.Devices.TimeText(scorers.SettingOf(d)); took != "" {
			text += " · " + took
		}
		v.Devices = append(v.Devices, text)
	}
	v.Devices = append(v.Devices, i.foreignEngine()...)
	if i.Chosen.Model != "" && i.words == "" {
		v.Words = chosenText(i.Chosen.Name())
	}
	for _, e := range i.Store.Engines() {
		v.Engines = append(v.Engines, i.engineOffer(e))
	}
	for _, m := range i.Store.Models() {
		v.Models = append(v.Models, i.modelOffer(m))
	}
	i.page.Set(v)
}

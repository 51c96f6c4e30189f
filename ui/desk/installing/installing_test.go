package installing

import (
	"bytes"
	"context"
	"net/http"
	"strings"
	"testing"

	"keeplight.app/keeplight/app/scorers"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/scoring/engine"
	"keeplight.app/keeplight/scoring/models"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/command"
	"keeplight.app/keeplight/ui/desk/desktest"
	"keeplight.app/keeplight/ui/style"
	"keeplight.app/keeplight/ui/style/styletest"
)

// fakeModel is a model that a person starts, stops and chooses files for.
type fakeModel struct {
	started, stopped int
	formOpens        int
}

func (m *fakeModel) StartModel() change.Set { m.started++; return change.Status }
func (m *fakeModel) StopModel()             { m.stopped++ }
func (m *fakeModel) OpenForm()              { m.formOpens++ }

// fakeExplanations keeps the settings of explanations.
type fakeExplanations struct {
	form   library.ExplanationForm
	inView bool
}

func (x *fakeExplanations) Form() library.ExplanationForm        { return x.form }
func (x *fakeExplanations) SetForm(form library.ExplanationForm) { x.form = form }
func (x *fakeExplanations) InView() bool                         { return x.inView }
func (x *fakeExplanations) SetInView(on bool)                    { x.inView = on }

func (x *fakeExplanations) SwitchForm() change.Set {
	x.form = map[library.ExplanationForm]library.ExplanationForm{library.Fields: library.Prose, library.Prose: library.Fields}[x.form]
	return change.Status
}

func (x *fakeExplanations) SwitchInView() change.Set {
	x.inView = !x.inView
	return change.Status
}

// fakeAppearance keeps the choice of a theme.
type fakeAppearance struct{ chosen style.Appearance }

func (a *fakeAppearance) Chosen() style.Appearance { return a.chosen }
func (a *fakeAppearance) Choose(to style.Appearance) change.Set {
	a.chosen = to
	return change.All
}

// page is a settings page on a desk.
type page struct {
	*Installing
	d            *desktest.Desk
	model        *fakeModel
	explanations *fakeExplanations
	appearance   fakeAppearance
}

// open shows a settings page that can install what engines offer.
func open(t *testing.T, engines Engines) *page {
	t.Helper()
	d := desktest.Open(t)
	p := &page{d: d, model: &fakeModel{}, explanations: &fakeExplanations{form: library.Prose}}
	p.Installing = New(Needs{
		Desk: d.Desk, Overlay: d.Overlay, Apply: d.Apply, Engines: engines, CanRun: true,
		Devices: NewDevices(d.Desk, engines.List), Chosen: &d.Settings.Model, Model: p.model,
		Explanations: p.explanations, Appearance: &p.appearance, PageOpens: func() {},
	})
	d.Do(t, p.Commands(), Settings)
	return p
}

// reopen shows the page again.
func (p *page) reopen(t *testing.T) {
	t.Helper()
	p.d.Do(t, p.Commands(), Settings)
}

// pressModel presses a model's first button and waits for what it begins.
func (p *page) pressModel(id string) {
	p.modelAction(id)
	p.d.Finish()
}

func TestAModelIsInstalledFromTheSettingsAndRemovedAgain(t *testing.T) {
	dir := t.TempDir()
	store := storeOf(t, dir, func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(modelBytes()) })
	p := open(t, Engines{Store: store})
	styletest.Sees(t, p.page, "Download 10.0 kB")
	p.pressModel("one")
	m, projector, err := store.ModelFiles("one")
	if chosen := p.d.Settings.Model; err != nil || chosen.Model != m || chosen.Projector != projector {
		t.Errorf("chosen %+v, %v", chosen, err)
	}
	styletest.Sees(t, p.page, "Verify")
	p.otherModelAction("one")
	p.d.Finish()
	if p.d.Settings.Model.Model != "" || store.Models()[0].Installed || p.model.stopped != 1 {
		t.Errorf("still chosen: %+v; stopped %d times", p.d.Settings.Model, p.model.stopped)
	}
	styletest.Sees(t, p.page, "Download 10.0 kB")
}

func TestADownloadThatFailsSaysWhyAndChoosesNothing(t *testing.T) {
	store := storeOf(t, t.TempDir(), func(w http.ResponseWriter, _ *http.Request) {
		_, _ = w.Write(bytes.Repeat([]byte("wrong"), 1000))
	})
	p := open(t, Engines{Store: store})
	p.pressModel("one")
	if !strings.Contains(p.problem, "published checksum") || p.d.Settings.Model.Model != "" || p.running != "" {
		t.Errorf("it says %q, chosen %+v", p.problem, p.d.Settings.Model)
	}
}

func TestADownloadCanBePausedAndContinued(t *testing.T) {
	begun := make(chan struct{}, 9)
	slow := true
	store := storeOf(t, t.TempDir(), func(w http.ResponseWriter, r *http.Request) {
		if slow {
			begun <- struct{}{}
			<-r.Context().Done()
			return
		}
		_, _ = w.Write(modelBytes())
	})
	p := open(t, Engines{Store: store})
	p.modelAction("one")
	<-begun
	styletest.Sees(t, p.page, "Pause")
	p.pressModel("one") // pauses
	if p.running != "" || !strings.Contains(p.words, "Paused") || store.Models()[0].Installed {
		t.Errorf("running %q, it says %q", p.running, p.words)
	}
	slow = false
	p.pressModel("one")
	if !store.Models()[0].Installed {
		t.Errorf("it did not continue: %q", p.problem)
	}
}

func TestOneThingIsInstalledAtATime(t *testing.T) {
	begun := make(chan struct{}, 9)
	store := storeOf(t, t.TempDir(), func(_ http.ResponseWriter, r *http.Request) {
		begun <- struct{}{}
		<-r.Context().Done()
	})
	tested := false
	p := open(t, Engines{Store: store, Test: func(context.Context, string) (scorers.EngineVerdict, error) {
		tested = true
		return nil, nil
	}})
	p.d.Settings.Model.Runtime = "/libs"
	p.modelAction("one")
	<-begun
	p.test()()
	if !strings.Contains(p.problem, "One thing at a time") || p.running != "one" {
		t.Errorf("it says %q, running %q", p.problem, p.running)
	}
	p.pressModel("one")
	if tested {
		t.Error("the test ran beside the download")
	}
}

func TestTheEngineIsTestedFromTheSettings(t *testing.T) {
	for name, c := range map[string]struct {
		library        string
		passed         bool
		words, problem string
	}{
		"passed":     {"/libs", true, "CPU (CPU): self-test passed.", ""},
		"failed":     {"/libs", false, "", "CPU (CPU): takes red for blue."},
		"no library": {"", true, "", "There is no llama.cpp to check yet"},
	} {
		t.Run(name, func(t *testing.T) {
			tested := ""
			p := open(t, Engines{
				Store: storeOf(t, t.TempDir(), http.NotFound),
				Test: func(_ context.Context, folder string) (scorers.EngineVerdict, error) {
					tested = folder
					cpu := engine.Device{Description: "CPU", Backend: "CPU"}
					return scorers.EngineVerdict{{Device: cpu, Passed: c.passed, Text: "takes red for blue"}}, nil
				},
			})
			p.d.Settings.Model.Runtime = c.library
			styletest.Sees(t, p.page, "Check the engine")
			p.test()()
			p.d.Finish()
			if tested != c.library || p.words != c.words || !strings.HasPrefix(p.problem, c.problem) || p.running != "" {
				t.Errorf("tested %q: words %q, problem %q, running %q", tested, p.words, p.problem, p.running)
			}
			if c.problem == "" && p.problem != "" {
				t.Errorf("a problem: %q", p.problem)
			}
		})
	}
}

func TestAnEngineIsDownloadedOnlyAfterItsSizeWasSaidAndAgreedTo(t *testing.T) {
	store, size, fetched := offerEngine(t, t.TempDir())
	p := open(t, Engines{Store: store})
	styletest.Sees(t, p.page, "Install…", "b1 · MIT licence")
	p.d.Press("Return") // the keyboard begins at the first offer
	styletest.Sees(t, p.page, "Download "+size, "Not now")
	about := strings.Join(styletest.Texts(p.page), " ")
	for _, want := range []string{size + " to download from github.com/me/llama", "MIT licence", "memory: what the model needs"} {
		if !strings.Contains(about, want) {
			t.Errorf("the question lacks %q: %s", want, about)
		}
	}
	p.d.Press("Delete") // not now
	styletest.SeesNot(t, p.page, "Not now")
	styletest.Sees(t, p.page, "Install…", "Nothing was downloaded.")
	p.d.Press("Return")
	p.d.Press("Escape") // closing is no yes either
	p.reopen(t)
	styletest.Sees(t, p.page, "Install…")
	if *fetched != 0 {
		t.Fatal("it was downloaded without a yes")
	}
	p.d.Press("Return", "Return")
	folder := store.EngineFolder("cpu")
	if chosen := p.d.Settings.Model.Runtime; *fetched != 1 || folder == "" || chosen != folder {
		t.Errorf("downloaded %d times, chosen %q, installed in %q: %s", *fetched, chosen, folder, p.problem)
	}
	p.d.Press("Delete")
	if store.EngineFolder("cpu") != "" || p.d.Settings.Model.Runtime != "" {
		t.Error("it was not removed by a key")
	}
}

func TestAModelAsksForTheEngineThatItNeeds(t *testing.T) {
	store, size, fetched := offerEngine(t, t.TempDir())
	p := open(t, Engines{Store: store})
	p.d.Press("Down", "Return") // the model
	p.d.Finish()
	styletest.Sees(t, p.page, "Download "+size, "Not now")
	if *fetched != 0 || p.d.Settings.Model.Model == "" || !strings.Contains(p.words, "still missing") || p.model.started != 0 {
		t.Errorf("downloaded %d, started %d, it says %q", *fetched, p.model.started, p.words)
	}
	p.d.Press("Up", "Return")
	if missing := p.d.Settings.Model.Missing(); *fetched != 1 || len(missing) != 0 || p.model.started != 1 {
		t.Errorf("still missing: %v, started %d, %s", missing, p.model.started, p.problem)
	}
}

func TestWithoutANetworkTheSettingsSayWhatContinues(t *testing.T) {
	dir := t.TempDir()
	store, _, _ := offerEngine(t, dir)
	store = models.NewStore(dir, store.Table(), models.Options{Hosts: models.Hosts{API: "https://127.0.0.1:1"}})
	p := open(t, Engines{Store: store})
	p.d.Press("Return")
	if !strings.Contains(p.problem, "no network and goes on.") {
		t.Errorf("it says %q", p.problem)
	}
}

func TestTheSettingsSwitchExplanationsByMouseAndByKey(t *testing.T) {
	p := open(t, Engines{Store: storeOf(t, t.TempDir(), http.NotFound)})
	x := p.explanations
	x.inView = true
	p.show()
	styletest.TapText(t, p.d.Window, "In numbered fields")
	styletest.TapText(t, p.d.Window, "Only when W asks")
	if x.form != library.Fields || x.inView {
		t.Errorf("%q, in view %v", x.form, x.inView)
	}
	p.d.Apply(p.Overlay.Press(command.Key{Name: "w", Mod: command.Shift}, "explain-form"))
	p.d.Apply(p.Overlay.Press(command.Key{Name: "w", Mod: command.Ctrl}, "explain-in-view"))
	if x.form != library.Prose || !x.inView {
		t.Errorf("%q, in view %v", x.form, x.inView)
	}
	p.d.Apply(p.Overlay.Press(command.Key{Name: "m", Mod: command.Ctrl}, "model"))
	if p.Overlay.IsOpen() || p.model.formOpens != 1 {
		t.Errorf("the page is open: %v; the model's form was opened %d times", p.Overlay.IsOpen(), p.model.formOpens)
	}
}

func TestWithoutAStoreTheSettingsSayThatNothingCanBeInstalled(t *testing.T) {
	d := desktest.Open(t)
	i := New(Needs{Desk: d.Desk, Overlay: d.Overlay, Devices: NewDevices(d.Desk, nil)})
	d.Do(t, i.Commands(), Settings)
	if d.Overlay.IsOpen() || d.Notices.Notice() != "Nothing can be installed here" {
		t.Errorf("it says %q, the page is open: %v", d.Notices.Notice(), d.Overlay.IsOpen())
	}
}

func TestTheThemeIsChosenByAKey(t *testing.T) {
	p := open(t, Engines{Store: storeOf(t, t.TempDir(), http.NotFound)})
	p.appearance.chosen = style.System
	p.show()
	p.d.Press("t")
	p.d.Press("t")
	if p.appearance.chosen != style.Light {
		t.Errorf("after two presses it is %q", p.appearance.chosen)
	}
}

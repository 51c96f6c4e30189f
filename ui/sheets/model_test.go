package sheets

import (
	"testing"

	"keeplight.app/keeplight/ui/style/styletest"
)

func TestAModelCanBeStartedOnceAllIsChosen(t *testing.T) {
	started := 0
	m := NewModel(ModelCallbacks{OnStart: func() { started++ }})
	w := styletest.Show(t, Over(m, nil), 1200, 900)
	m.Set(ModelView{Devices: []string{"The best there is"}, Blocked: "Still to choose: the model."})
	styletest.TapText(t, w, "Start")
	if started != 0 {
		t.Error("a model was started of which a part is missing")
	}
	styletest.SeesNot(t, w.Content(), "Stop the model")
	m.Set(ModelView{Devices: []string{"The best there is"}, Library: "/lib", Model: "/m.gguf", Projector: "/p.gguf"})
	styletest.TapText(t, w, "Start")
	if started != 1 {
		t.Errorf("started %d times", started)
	}
}

func TestARunningModelCanBeStopped(t *testing.T) {
	stopped := 0
	m := NewModel(ModelCallbacks{OnStop: func() { stopped++ }})
	w := styletest.Show(t, Over(m, nil), 1200, 900)
	m.Set(ModelView{State: ModelOn, Devices: []string{"a"}, Words: []string{"tiny is loaded"}})
	styletest.TapText(t, w, "Stop the model")
	if stopped != 1 {
		t.Errorf("stopped %d times", stopped)
	}
	styletest.Sees(t, w.Content(), "Start again")
}

func TestWhatIsTypedAndChosenIsTold(t *testing.T) {
	var library, model string
	paper, careful, spread, detail := false, false, true, 0
	m := NewModel(ModelCallbacks{
		OnLibrary: func(p string) { library = p }, OnModel: func(p string) { model = p },
		OnPaper: func(on bool) { paper = on }, OnCareful: func(on bool) { careful = on }, OnSpread: func(on bool) { spread = on },
		OnDetail: func(i int) { detail = i },
	})
	w := styletest.Show(t, Over(m, nil), 1200, 900)
	m.Set(ModelView{Devices: []string{"a"}, Details: []string{"As usual", "Less", "More"}, Spread: true})
	styletest.Sees(t, w.Content(), "As usual")
	m.detail.Choose(2)
	styletest.Sees(t, w.Content(), "More")
	m.library.field.SetText(" /lib ")
	m.model.field.SetText("~/m.gguf")
	if library != "/lib" || model != "~/m.gguf" {
		t.Errorf("told %q and %q", library, model)
	}
	for _, text := range []string{"Tuned on RealQA", "Twice, in both orders", "As given"} {
		styletest.TapText(t, w, text)
	}
	if !paper || !careful || spread || detail != 2 {
		t.Errorf("paper %v, careful %v, spread %v, detail %d", paper, careful, spread, detail)
	}
}

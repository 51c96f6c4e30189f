package sheets

import (
	"strings"
	"testing"

	"keeplight.app/keeplight/ui/style/styletest"
)

func TestTheSettingsPageSaysWhatIsOnOfferAndTellsWhatIsPressed(t *testing.T) {
	var installed, removed string
	s := NewSettings(SettingsCallbacks{
		OnEngine: func(string) {}, OnOtherEngine: func(string) {},
		OnModel: func(id string) { installed = id }, OnOtherModel: func(id string) { removed = id },
	}, Hints{})
	w := styletest.Show(t, Over(s, nil), 1200, 900)
	s.Set(SettingsView{Models: []Offer{
		{ID: "one", Title: "One", About: "3.3 GB · Apache-2.0", Action: "Install"},
		{ID: "two", Title: "Two", About: "installed", Action: "Use", Other: "Remove, frees 2.5 GB"},
	}, Problem: "It broke."})
	styletest.TapText(t, w, "Install")
	styletest.TapText(t, w, "Remove, frees 2.5 GB")
	if installed != "one" || removed != "two" {
		t.Errorf("pressed %q and %q", installed, removed)
	}
	styletest.SeesNot(t, w.Content(), "Check the engine")
	styletest.Sees(t, w.Content(), "It broke.")
	s.Set(SettingsView{Models: []Offer{{ID: "one", Title: "One", About: "1.0 GB of 3.3 GB", Action: "Pause", Moving: true, Share: 0.3}}})
	styletest.TapText(t, w, "Pause")
	styletest.SeesNot(t, w.Content(), "It broke.")
}

func TestTheKeyboardGoesOverAllOffersAndPressesWhatIsShown(t *testing.T) {
	var pressed []string
	note := func(what string) func(string) {
		return func(id string) { pressed = append(pressed, what+" "+id) }
	}
	s := NewSettings(SettingsCallbacks{
		OnEngine: note("engine"), OnOtherEngine: note("other engine"),
		OnModel: note("model"), OnOtherModel: note("other model"),
	}, Hints{})
	s.Step(1) // there is nothing yet
	s.Press(false)
	styletest.Show(t, Over(s, nil), 900, 300) // it has to scroll
	s.Set(SettingsView{
		Engines: []Offer{{ID: "e", Title: "E", Action: "Install…"}},
		Models:  []Offer{{ID: "m", Title: "M", Action: "Use", Other: "Remove"}, {ID: "n", Title: "N", Action: "Fetch"}},
	})
	s.Press(true) // has no second button
	s.Press(false)
	s.Step(1)
	s.Press(true)
	s.Step(9)
	s.Press(false)
	if s.scroll.Offset.Y == 0 {
		t.Error("the last offer is out of sight")
	}
	s.Step(-9)
	s.Press(false)
	if got, want := strings.Join(pressed, ", "), "engine e, other model m, model n, engine e"; got != want {
		t.Errorf("pressed %s; want %s", got, want)
	}
}

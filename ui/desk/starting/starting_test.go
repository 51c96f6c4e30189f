package starting

import (
	"net/http"
	"strings"
	"testing"

	"keeplight.app/keeplight/scoring/engine"
	"keeplight.app/keeplight/scoring/models"
	"keeplight.app/keeplight/ui/command"
	"keeplight.app/keeplight/ui/desk/desktest"
	"keeplight.app/keeplight/ui/style/styletest"
)

// room is the controller on a desk, with a store of one model.
type room struct {
	*Starting
	d             *desktest.Desk
	settings, own int // how often each was opened
	grown         int
	ran           []command.ID
	recent        string
	devices       []engine.Device
}

func newRoom(t *testing.T) *room {
	t.Helper()
	r := &room{d: desktest.Open(t)}
	table := &models.Table{Models: []models.Model{{
		ID: "one", Name: "One", Role: models.Default, Repo: "me/one", Revision: strings.Repeat("a", 40), Memory: 1e9,
		Model: models.File{Name: "one.gguf", Size: 5000}, Projector: models.File{Name: "mmproj.gguf", Size: 5000},
	}}}
	r.Starting = New(Needs{
		Overlay: r.d.Overlay, Store: models.NewStore(t.TempDir(), table, models.Options{Client: http.DefaultClient}),
		Shoot: &r.d.Settings.Shoot, Model: &r.d.Settings.Model, Fit: func(*models.Model, []engine.Device) string { return "fits" }, Devices: func() []engine.Device { return r.devices },
		Grown: func() { r.grown++ }, OpenSettings: func() { r.settings++ }, OpenOwn: func() { r.own++ },
		OpenFolder: "open-folder", OpenDemo: "demo", Do: func(id command.ID) { r.ran = append(r.ran, id) },
		OpenRecent: func(folder string) { r.recent = folder },
	})
	return r
}

func TestTheFirstQuestionIsAnsweredByKey(t *testing.T) {
	for key, want := range map[string][2]int{"Return": {0, 0}, "KP_Enter": {0, 0}, "a": {1, 0}, "f": {0, 1}, "Escape": {0, 0}} {
		t.Run(key, func(t *testing.T) {
			r := newRoom(t)
			r.Ask()
			if !r.d.Overlay.IsOpen() || !r.d.Settings.Shoot.Introduced {
				t.Fatal("it does not ask")
			}
			r.d.Press(key)
			if got := [2]int{r.settings, r.own}; got != want || r.d.Overlay.IsOpen() {
				t.Errorf("opened %v, want %v; it still asks: %v", got, want, r.d.Overlay.IsOpen())
			}
			r.Ask()
			r.AskBeside()
			if r.d.Overlay.IsOpen() || r.Beside().Visible() {
				t.Error("it asks again")
			}
		})
	}
}

func TestNobodyIsAskedWhoCannotAnswerOrHasAnswered(t *testing.T) {
	for name, spoil := range map[string]func(*room){
		"nothing can be installed": func(r *room) { r.Store = nil },
		"another window decides":   func(r *room) { r.ReadOnly = true },
		"a model is chosen":        func(r *room) { r.d.Settings.Model.Model = "/m.gguf" },
		"asked before":             func(r *room) { r.d.Settings.Shoot.Introduced = true },
	} {
		t.Run(name, func(t *testing.T) {
			r := newRoom(t)
			before := r.d.Settings.Shoot.Introduced
			spoil(r)
			r.AskBeside()
			r.Ask()
			if r.d.Overlay.IsOpen() || r.Beside().Visible() {
				t.Error("it asks")
			}
			if name != "asked before" && r.d.Settings.Shoot.Introduced != before {
				t.Error("it counts as asked")
			}
		})
	}
}

func TestTheQuestionBesideThePhotosIsLeftByEsc(t *testing.T) {
	r := newRoom(t)
	if _, ok := r.Back(); ok {
		t.Error("there was something to leave")
	}
	r.AskBeside()
	if !r.Beside().Visible() || r.d.Overlay.IsOpen() || r.grown == 0 {
		t.Fatalf("it stands beside the photos: %v, over them: %v", r.Beside().Visible(), r.d.Overlay.IsOpen())
	}
	if _, ok := r.Back(); !ok || r.Beside().Visible() {
		t.Error("Esc does not leave it")
	}
}

func TestTheQuestionSaysHowMuchIsDownloadedAndWhetherItFits(t *testing.T) {
	r := newRoom(t)
	if got := r.view(func() {}).Model; !strings.HasPrefix(got, "10.0 kB to download. ") {
		t.Errorf("without a known GPU it says %q", got)
	}
	r.devices = []engine.Device{{Name: "GPU", GPU: true, MemoryTotal: 8e9, MemoryFree: 8e9}}
	if got := r.view(func() {}).Model; !strings.HasPrefix(got, "10.0 kB to download: ") {
		t.Errorf("with one it says %q", got)
	}
}

func TestTheFirstScreenOpensWhatIsPressed(t *testing.T) {
	r := newRoom(t)
	r.d.Settings.Shoot.Remember("/shoots/wedding")
	w := styletest.Show(t, r.Welcome(), 1000, 800)
	styletest.TapText(t, w, "Open a folder")
	styletest.TapText(t, w, "Try the demo shoot")
	styletest.TapText(t, w, "/shoots/wedding")
	if len(r.ran) != 2 || r.ran[0] != "open-folder" || r.ran[1] != "demo" {
		t.Errorf("ran %q", r.ran)
	}
	if r.recent != "/shoots/wedding" {
		t.Errorf("opened %q", r.recent)
	}
}

package starting

import (
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

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
	opened        []string
}

func newRoom(t *testing.T) *room {
	t.Helper()
	r := &room{d: desktest.Open(t)}
	table := &models.Table{Models: []models.Model{{
		ID: "one", Name: "One", Role: models.Default, Repo: "me/one", Revision: strings.Repeat("a", 40), Memory: 1e9,
		Model: models.File{Name: "one.gguf", Size: 5000}, Projector: models.File{Name: "mmproj.gguf", Size: 5000},
	}}}
	r.Starting = New(Needs{
		Desk: r.d.Desk, Overlay: r.d.Overlay, Store: models.NewStore(t.TempDir(), table, models.Options{Client: http.DefaultClient}),
		Shoot: &r.d.Settings.Shoot, Model: &r.d.Settings.Model,
		Grown: func() { r.grown++ }, OpenSettings: func() { r.settings++ }, OpenOwn: func() { r.own++ },
		OpenFolder: "open-folder", OpenDemo: "demo", Do: func(id command.ID) { r.ran = append(r.ran, id) },
		Open: func(folder string) { r.opened = append(r.opened, folder) }, Showing: func() bool { return true },
		Photos: r.d.Shoot.Catalog(),
	})
	return r
}

func TestTheQuestionIsAskedOnce(t *testing.T) {
	for answer, want := range map[string][2]int{"Measure only": {0, 0}, "Add a model…": {1, 0}, "Use files I have…": {0, 1}} {
		t.Run(answer, func(t *testing.T) {
			r := newRoom(t)
			r.AskBeside()
			if !r.Beside().Visible() || !r.d.Settings.Shoot.Introduced {
				t.Fatal("it does not ask")
			}
			styletest.TapText(t, styletest.Show(t, r.Beside(), 900, 200), answer)
			if got := [2]int{r.settings, r.own}; got != want || r.Beside().Visible() {
				t.Errorf("opened %v, want %v; it still asks: %v", got, want, r.Beside().Visible())
			}
			r.AskBeside()
			if r.Beside().Visible() {
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

func TestWhatNeedsAModelLeadsToOne(t *testing.T) {
	for name, c := range map[string]struct {
		spoil func(*room)
		want  bool
	}{
		"there is none":            {func(*room) {}, true},
		"there is one":             {func(r *room) { r.Model.Model = "/m.gguf" }, false},
		"nothing can be installed": {func(r *room) { r.Store = nil }, false},
		"another window decides":   {func(r *room) { r.ReadOnly = true }, false},
	} {
		r := newRoom(t)
		c.spoil(r)
		if got := r.Install(); got != c.want || (r.settings == 1) != c.want || r.Lacking() != c.want {
			t.Errorf("%s: %v, opened %d times", name, got, r.settings)
		}
	}
}

func TestTheFirstScreenOpensWhatIsPressed(t *testing.T) {
	r := newRoom(t)
	dir := t.TempDir()
	r.d.Settings.Shoot.Remember(dir, time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC))
	r.d.Settings.Shoot.Remember("/not/there", time.Time{})
	w := styletest.Show(t, r.Welcome(), 1000, 800)
	r.d.Finish()
	styletest.Sees(t, w.Content(), "0 photos · 20 Nov 2026", "offline: is its drive connected?")
	styletest.TapText(t, w, "Browse…")
	styletest.TapText(t, w, filepath.Base(dir))
	if len(r.ran) != 1 || r.ran[0] != "open-folder" || !slices.Equal(r.opened, []string{dir}) {
		t.Errorf("ran %q, opened %q", r.ran, r.opened)
	}
}

func TestATypedFolderIsOpenedOrSaidToBeMissing(t *testing.T) {
	r := newRoom(t)
	dir := filepath.Join(t.TempDir(), "2026.11.20 Lund")
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	w := styletest.Show(t, r.Welcome(), 1000, 800)
	for _, text := range []string{dir + "/", "relative", filepath.Join(dir, "not there")} {
		r.openTyped(text)
		r.d.Finish()
	}
	if !slices.Equal(r.opened, []string{dir}) {
		t.Errorf("opened %q", r.opened)
	}
	styletest.Sees(t, w.Content(), "There is no folder "+filepath.Join(dir, "not there"))
	r.openTyped("")
	if !slices.Equal(r.ran, []command.ID{"open-folder"}) {
		t.Errorf("without a text it runs %q", r.ran)
	}
}

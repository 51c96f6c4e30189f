package window

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"keeplight.app/keeplight/scoring/models"
	"keeplight.app/keeplight/ui/session"
	"keeplight.app/keeplight/ui/style/styletest"
)

// storeOf makes a store whose publisher serves one small model.
func storeOf(t *testing.T, dir string, serve http.HandlerFunc) *models.Store {
	t.Helper()
	server := httptest.NewTLSServer(serve)
	t.Cleanup(server.Close)
	sum := sha256.Sum256(modelBytes())
	file := func(name string) models.File {
		return models.File{Name: name, Size: int64(len(modelBytes())), SHA256: hex.EncodeToString(sum[:])}
	}
	table := &models.Table{Models: []models.Model{{
		ID: "one", Name: "One", Role: models.Default, Repo: "me/one", Revision: strings.Repeat("a", 40), Licence: "MIT", Memory: 1e9,
		Model: file("one.gguf"), Projector: file("mmproj-one.gguf"),
	}}}
	return models.NewStore(dir, table, models.Options{
		Hosts: models.Hosts{Models: server.URL, Releases: server.URL, API: server.URL}, Client: server.Client(),
		Free: func(string) (int64, bool) { return 1 << 40, true },
		Wait: func(context.Context, time.Duration) error { return nil },
	})
}

func modelBytes() []byte { return bytes.Repeat([]byte("model"), 1000) }

// pressModel presses a model's first button and waits for what it begins.
func (w *Window) pressModel(id string) {
	w.modelAction(id)
	w.work.Wait()
	w.applyAll(w.events.Drain())
}

func TestAModelIsInstalledFromTheSettingsAndRemovedAgain(t *testing.T) {
	dir := t.TempDir()
	store := storeOf(t, dir, func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(modelBytes()) })
	w := open(t, dir, Options{Store: store})
	w.do(session.Settings)
	styletest.Sees(t, w.settings.page, "Fetch 10.0 kB")
	w.pressModel("one")
	m, p, err := store.ModelFiles("one")
	if err != nil || w.state.Model.Model != m || w.state.Model.Projector != p {
		t.Errorf("chosen %+v, %v", w.state.Model, err)
	}
	styletest.Sees(t, w.settings.page, "Verify")
	w.otherModelAction("one")
	w.work.Wait()
	w.applyAll(w.events.Drain())
	if w.state.Model.Model != "" || store.Models()[0].Installed {
		t.Errorf("still chosen: %+v", w.state.Model)
	}
	styletest.Sees(t, w.settings.page, "Fetch 10.0 kB")
}

func TestADownloadThatFailsSaysWhyAndChoosesNothing(t *testing.T) {
	dir := t.TempDir()
	store := storeOf(t, dir, func(w http.ResponseWriter, _ *http.Request) {
		_, _ = w.Write(bytes.Repeat([]byte("wrong"), 1000))
	})
	w := open(t, dir, Options{Store: store})
	w.do(session.Settings)
	w.pressModel("one")
	if !strings.Contains(w.settings.problem, "announced") || w.state.Model.Model != "" || w.settings.moving != "" {
		t.Errorf("it says %q, chosen %+v", w.settings.problem, w.state.Model)
	}
}

func TestADownloadCanBePausedAndGoneOnWith(t *testing.T) {
	dir := t.TempDir()
	begun := make(chan struct{}, 9)
	slow := true
	store := storeOf(t, dir, func(w http.ResponseWriter, r *http.Request) {
		if slow {
			begun <- struct{}{}
			<-r.Context().Done()
			return
		}
		_, _ = w.Write(modelBytes())
	})
	w := open(t, dir, Options{Store: store})
	w.do(session.Settings)
	w.modelAction("one")
	<-begun
	styletest.Sees(t, w.settings.page, "Pause")
	w.pressModel("one") // pauses
	if w.settings.moving != "" || !strings.Contains(w.settings.words, "Paused") || store.Models()[0].Installed {
		t.Errorf("moving %q, it says %q", w.settings.moving, w.settings.words)
	}
	slow = false
	w.pressModel("one")
	if !store.Models()[0].Installed {
		t.Errorf("it was not gone on with: %q", w.settings.problem)
	}
}

func TestTheEngineIsCheckedFromTheSettings(t *testing.T) {
	for name, c := range map[string]struct {
		library        string
		right          bool
		words, problem string
	}{
		"right":      {"/libs", true, "CPU: sees rightly.", ""},
		"wrong":      {"/libs", false, "", "CPU: sees rightly."},
		"no library": {"", true, "", "There is no llama.cpp to check yet"},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			checked := ""
			w := open(t, dir, Options{
				Store: storeOf(t, dir, http.NotFound),
				CheckEngine: func(_ context.Context, library string) (string, bool, error) {
					checked = library
					return "CPU: sees rightly.", c.right, nil
				},
			})
			w.state.Model.Runtime = c.library
			w.do(session.Settings)
			styletest.Sees(t, w.settings.page, "Check the engine")
			w.engineCheck()()
			w.work.Wait()
			w.applyAll(w.events.Drain())
			if checked != c.library || w.settings.words != c.words || !strings.HasPrefix(w.settings.problem, c.problem) || w.settings.moving != "" {
				t.Errorf("checked %q: words %q, problem %q, moving %q", checked, w.settings.words, w.settings.problem, w.settings.moving)
			}
			if c.problem == "" && w.settings.problem != "" {
				t.Errorf("a problem: %q", w.settings.problem)
			}
		})
	}
}

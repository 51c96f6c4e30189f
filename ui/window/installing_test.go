package window

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net/http"
	"runtime"
	"strings"
	"testing"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/scoring/models"
	"keeplight.app/keeplight/ui/session"
	"keeplight.app/keeplight/ui/style/styletest"
)

// engineArchive is a release of llama.cpp with one library in it.
func engineArchive(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	packed := gzip.NewWriter(&b)
	w := tar.NewWriter(packed)
	err := w.WriteHeader(&tar.Header{Name: "llama-b1/libllama.so", Size: 4, Mode: 0o755, Typeflag: tar.TypeReg})
	if err == nil {
		_, err = io.WriteString(w, "code")
	}
	if err := errors.Join(err, w.Close(), packed.Close()); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// offerEngine makes a publisher that offers an engine besides its model, and counts
// how often the archive is fetched.
func offerEngine(t *testing.T, dir string) (store *models.Store, size string, fetched *int) {
	t.Helper()
	archive := engineArchive(t)
	fetched = new(int)
	store = storeOf(t, dir, func(w http.ResponseWriter, r *http.Request) {
		switch {
		case strings.HasPrefix(r.URL.Path, "/repos/"):
			sum := sha256.Sum256(archive)
			fmt.Fprintf(w, `{"assets":[{"name":"e.tar.gz","size":%d,"digest":"sha256:%s"}]}`, len(archive), hex.EncodeToString(sum[:]))
		case strings.HasSuffix(r.URL.Path, "/e.tar.gz"):
			*fetched++
			_, _ = w.Write(archive)
		default:
			_, _ = w.Write(modelBytes())
		}
	})
	table := store.Table()
	table.Engine.Build, table.Engine.Licence = "b1", "MIT"
	table.Engine.Runtimes = []models.Runtime{{OS: runtime.GOOS, Arch: runtime.GOARCH, Backend: "cpu", Repo: "me/llama", Archives: []string{"e.tar.gz"}}}
	return store, fmt.Sprintf("%d bytes", len(archive)), fetched
}

// keys presses keys and waits for what they begin.
func (w *Window) keys(names ...string) {
	for _, name := range names {
		w.press(name)
		w.work.Wait()
		w.applyAll(w.events.Drain())
	}
}

func TestAnEngineIsFetchedOnlyAfterItsSizeWasSaidAndAgreedTo(t *testing.T) {
	dir := t.TempDir()
	store, size, fetched := offerEngine(t, dir)
	w := open(t, dir, Options{Store: store})
	w.do(session.Settings)
	styletest.Sees(t, w.settings.page, "Install…", "b1 · MIT licence")
	w.keys("Return") // the keyboard begins at the first offer
	styletest.Sees(t, w.settings.page, "Fetch "+size, "Not now")
	about := strings.Join(styletest.Texts(w.settings.page), " ")
	for _, want := range []string{size + " to download from github.com/me/llama", "MIT licence", "memory: what the model needs"} {
		if !strings.Contains(about, want) {
			t.Errorf("the question lacks %q: %s", want, about)
		}
	}
	w.keys("Delete") // not now
	styletest.SeesNot(t, w.settings.page, "Not now")
	styletest.Sees(t, w.settings.page, "Install…", "Nothing was fetched.")
	w.keys("Return")
	w.keys("Escape") // closing is no yes either
	w.do(session.Settings)
	styletest.Sees(t, w.settings.page, "Install…")
	if *fetched != 0 {
		t.Fatal("it was fetched without a yes")
	}
	w.keys("Return", "Return")
	if folder := store.EngineFolder("cpu"); *fetched != 1 || folder == "" || w.state.Model.Runtime != folder {
		t.Errorf("fetched %d times, chosen %q, installed in %q: %s", *fetched, w.state.Model.Runtime, folder, w.settings.problem)
	}
	w.keys("Delete")
	if store.EngineFolder("cpu") != "" || w.state.Model.Runtime != "" {
		t.Error("it was not removed by a key")
	}
}

func TestAModelAsksForTheEngineThatItNeeds(t *testing.T) {
	dir := t.TempDir()
	store, size, fetched := offerEngine(t, dir)
	w := open(t, dir, Options{Store: store})
	w.do(session.Settings)
	w.keys("Down", "Return") // the model
	w.work.Wait()
	w.applyAll(w.events.Drain())
	styletest.Sees(t, w.settings.page, "Fetch "+size, "Not now")
	if *fetched != 0 || w.state.Model.Model == "" || !strings.Contains(w.settings.words, "still missing") {
		t.Errorf("fetched %d, it says %q", *fetched, w.settings.words)
	}
	w.keys("Up", "Return")
	if *fetched != 1 || len(w.state.Model.Missing()) != 0 {
		t.Errorf("still missing: %v, %s", w.state.Model.Missing(), w.settings.problem)
	}
}

func TestWithoutANetworkTheSettingsSayWhatGoesOn(t *testing.T) {
	dir := t.TempDir()
	store, _, _ := offerEngine(t, dir)
	store = models.NewStore(dir, store.Table(), models.Options{Hosts: models.Hosts{API: "https://127.0.0.1:1"}})
	w := open(t, dir, Options{Store: store})
	w.do(session.Settings)
	w.keys("Return")
	if !strings.Contains(w.settings.problem, "no network and goes on.") {
		t.Errorf("it says %q", w.settings.problem)
	}
}

func TestTheSettingsSwitchExplanationsByMouseAndByKey(t *testing.T) {
	dir := t.TempDir()
	w := open(t, dir, Options{Store: storeOf(t, dir, http.NotFound)})
	w.do(session.Settings)
	styletest.TapText(t, w.win, "In numbered fields")
	styletest.TapText(t, w.win, "Only when W asks")
	if w.state.ExplainForm != library.Fields || w.state.ExplainInView {
		t.Errorf("%q, in view %v", w.state.ExplainForm, w.state.ExplainInView)
	}
	w.pressed(session.Key{Name: "w", Mod: session.Shift})
	w.pressed(session.Key{Name: "w", Mod: session.Ctrl})
	if w.state.ExplainForm != library.Prose || !w.state.ExplainInView {
		t.Errorf("%q, in view %v", w.state.ExplainForm, w.state.ExplainInView)
	}
	w.pressed(session.Key{Name: "m", Mod: session.Ctrl})
	styletest.Sees(t, w.sheet.layer, "Score with a model")
}

package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"keeplight.app/keeplight/app/jobs"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/scoring/engine/enginetest"
	"keeplight.app/keeplight/scoring/engine/tinymodel"
	"keeplight.app/keeplight/scoring/models"
)

func TestTheListNamesModelsWithSizeMemoryAndLicence(t *testing.T) {
	sh := newShell(t)
	for _, line := range splitLines(sh.must("model", "list"))[1:] {
		for _, want := range []string{" GB ", "about ", "Apache-2.0", "available", "install llama.cpp to see"} {
			if !strings.Contains(line, want) {
				t.Errorf("%q does not say %q", line, want)
			}
		}
	}
	if list := sh.must("model", "list"); !strings.Contains(list, "qwen3-vl-4b     Qwen3-VL 4B Instruct Q4_K_M  GPUs from 8 GB   3.0 GB    about 4.1 GB") {
		t.Errorf("the list says\n%s", list)
	}
	if _, err := os.Stat(sh.env[homeVariable]); err == nil {
		t.Error("listing made a folder")
	}
}

func TestNothingIsFetchedUnlessSomebodyAgrees(t *testing.T) {
	sh := newShell(t)
	status, stdout, stderr := sh.keeplight("model", "install", "qwen3-vl-2b")
	if status != exitUsage || stdout != "" {
		t.Errorf("status %d, stdout %q", status, stdout)
	}
	for _, want := range []string{"1.6 GB", "about 2.5 GB", "Apache-2.0", "huggingface.co", "--yes"} {
		if !strings.Contains(stderr, want) {
			t.Errorf("%q does not say %q", stderr, want)
		}
	}
	if _, err := os.Stat(sh.env[homeVariable]); err == nil {
		t.Error("asking left files behind")
	}
}

func TestUnknownModelsAndBackendsAreNamed(t *testing.T) {
	for _, args := range [][]string{
		{"model", "install", "hal-9000", "--yes"},
		{"model", "remove", "hal-9000"},
		{"model", "verify", "hal-9000"},
		{"model", "use", "hal-9000"},
		{"engine", "remove", "abacus"},
		{"engine", "install", "abacus"},
	} {
		status, _, stderr := newShell(t).keeplight(args...)
		if status == exitOK || !strings.Contains(stderr, args[2]) {
			t.Errorf("%v: status %d, said %q", args, status, stderr)
		}
	}
}

// programWith makes a program whose publisher is a server of tiny models.
func programWith(t *testing.T, handle http.Handler) (p *program, stdout, stderr *bytes.Buffer) {
	t.Helper()
	server := httptest.NewTLSServer(handle)
	t.Cleanup(server.Close)
	m, pr := enginetest.Pair(t, tinymodel.Qwen3VL)
	file := func(path, name string) models.File {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		sum := sha256.Sum256(data)
		return models.File{Name: name, Size: int64(len(data)), SHA256: hex.EncodeToString(sum[:])}
	}
	table := &models.Table{Models: []models.Model{{
		ID: "tiny", Name: "Tiny", Role: models.Default, Repo: "me/tiny", Revision: strings.Repeat("a", 40), Licence: "MIT", Memory: 1 << 30,
		Model: file(m, "tiny.gguf"), Projector: file(pr, "mmproj-tiny.gguf"),
	}}}
	stdout, stderr = &bytes.Buffer{}, &bytes.Buffer{}
	home := t.TempDir()
	p = &program{ctx: t.Context(), stdin: strings.NewReader(""), stdout: stdout, stderr: stderr, catalogDir: home, env: os.Getenv}
	p.store = models.NewStore(home, table, models.Options{
		Hosts: models.Hosts{Models: server.URL, Releases: server.URL, API: server.URL}, Client: server.Client(),
		Free: func(string) (int64, bool) { return 1 << 40, true },
		Wait: func(context.Context, time.Duration) error { return nil },
	})
	return p, stdout, stderr
}

// files serves a pair's two files by their names.
func files(model, projector string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		path := model
		if strings.HasPrefix(filepath.Base(r.URL.Path), "mmproj-") {
			path = projector
		}
		http.ServeFile(w, r, path)
	})
}

func TestAnInstalledModelScoresWithoutFurtherFlags(t *testing.T) {
	t.Setenv("PATH", filepath.Dir(enginetest.Program(t))+string(os.PathListSeparator)+os.Getenv("PATH"))
	p, stdout, stderr := programWith(t, files(enginetest.Pair(t, tinymodel.Qwen3VL)))
	for _, run := range []func(*program) error{
		(&engineUseCmd{Folder: enginetest.Runtime(t)}).Run,
		(&modelInstallCmd{Yes: true}).Run,
	} {
		if err := run(p); err != nil {
			t.Fatalf("%v\n%s", err, stderr)
		}
	}
	var flags modelFlags
	if err := flags.check(p, modelName); err != nil {
		t.Fatal(err)
	}
	if s := flags.settings(p); filepath.Base(s.Model) != "tiny.gguf" || filepath.Base(s.Projector) != "mmproj-tiny.gguf" || s.Runtime != enginetest.Runtime(t) {
		t.Errorf("%+v", s)
	}
	scorer, err := flags.start(p, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := scorer.Close(); err != nil {
		t.Error(err)
	}
	sh := newShell(t)
	sh.env[homeVariable] = p.catalogDir
	sh.must("score", photoFolder(t, 2), "--scorer", "model", "--json")
	kept := func() (n int) {
		p.readCatalog(func(ctx context.Context, cat *catalog.Catalog) error {
			scores, err := cat.Scores(ctx, nil, scorer.Provenance().Key())
			n = len(scores)
			return err
		})
		return n
	}
	if n := kept(); n != 2 {
		t.Fatalf("%d scores of two photos", n)
	}
	if err := (&modelVerifyCmd{}).Run(p); err != nil {
		t.Error(err)
	}
	if err := (&modelRemoveCmd{Name: "tiny"}).Run(p); err != nil {
		t.Error(err)
	}
	if n := kept(); n != 2 {
		t.Errorf("%d of two scores are left after the model was removed", n)
	}
	if entries, err := os.ReadDir(filepath.Join(p.catalogDir, "models", "tiny")); err == nil {
		t.Errorf("its disk is not free: %v", entries)
	}
	if s := flags.settings(p); s.Model != "" || !strings.Contains(stdout.String(), "Its scores are kept") {
		t.Errorf("after removal: %+v\n%s", s, stdout)
	}
}

func TestWithoutANetworkTheMessageSaysWhatGoesOn(t *testing.T) {
	p, _, _ := programWith(t, http.NotFoundHandler())
	p.store = models.NewStore(p.catalogDir, p.store.Table(), models.Options{
		Hosts: models.Hosts{Models: "https://127.0.0.1:1", API: "https://127.0.0.1:1"},
		Free:  func(string) (int64, bool) { return 1 << 40, true },
		Wait:  func(context.Context, time.Duration) error { return nil },
	})
	err := (&modelInstallCmd{Yes: true}).Run(p)
	if statusOf(err) != exitProblems || !strings.Contains(fmt.Sprint(err), "built-in scorer") {
		t.Errorf("status %d: %v", statusOf(err), err)
	}
}

func TestOwnFilesAreCheckedBeforeTheyAreChosen(t *testing.T) {
	sh := newShell(t)
	m, p := enginetest.Pair(t, tinymodel.Qwen3VL)
	if status, _, stderr := sh.keeplight("model", "use", p, m); status != exitProblems || !strings.Contains(stderr, "wrong way round") {
		t.Errorf("status %d: %s", status, stderr)
	}
	sh.must("model", "use", m, p)
	if list := sh.must("model", "list"); !strings.Contains(list, "Chosen model: "+m) {
		t.Errorf("the list says\n%s", list)
	}
}

func TestHalfAPairIsAskedForItsOtherHalf(t *testing.T) {
	sh := newShell(t)
	m, _ := enginetest.Pair(t, tinymodel.Qwen3VL)
	for name, want := range map[string]string{
		m:                   "name its projector (mmproj) too",
		filepath.Dir(m):     "name its projector (mmproj) too",
		"nowhere/some.gguf": "name its projector (mmproj) too",
		"hal-9000":          "choose one of qwen3-vl-4b, qwen3-vl-2b",
	} {
		if status, _, stderr := sh.keeplight("model", "use", name); status != exitUsage || !strings.Contains(stderr, want) {
			t.Errorf("%s: status %d, said %q", name, status, stderr)
		}
	}
	if status, _, stderr := sh.keeplight("model", "use", m, "/nowhere.gguf"); status != exitProblems || !strings.Contains(stderr, "there is no file /nowhere.gguf") {
		t.Errorf("status %d, said %q", status, stderr)
	}
}

func TestAnUnknownBackendIsRefusedBeforeAnybodyIsAsked(t *testing.T) {
	if _, _, stderr := newShell(t).keeplight("engine", "install", "vulcan"); strings.Contains(stderr, "Asking") || !strings.Contains(stderr, `no backend "vulcan"`) {
		t.Errorf("said %q", stderr)
	}
}

func TestADownloadIsPutIntoWords(t *testing.T) {
	for want, p := range map[string]jobs.Progress{
		"m: 1.5 GB of 2.5 GB, 20.0 MB/s, 1 min left":         {Done: 1.5e9, Total: 2.5e9, Rate: 20e6, Left: 50 * time.Second},
		"m: 0 bytes of 2.5 GB":                               {Total: 2.5e9},
		"m: comparing with its published checksum":           {Phase: jobs.Verifying, Total: 2.5e9},
		"m: 1.0 GB of 2.5 GB, connection lost, trying again": {Phase: jobs.Retrying, Done: 1e9, Total: 2.5e9},
	} {
		p.Item = "m"
		if got := downloadWords(p); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

package models

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	assets "keeplight.app/keeplight/assets/models"
	"keeplight.app/keeplight/scoring/engine"
	"keeplight.app/keeplight/scoring/local"
	"keeplight.app/keeplight/scoring/models/fetch"
)

// world is a publisher's server and a store that knows no other.
type world struct {
	*Store
	files  map[string][]byte // by path
	before func(w http.ResponseWriter, r *http.Request) (handled bool)
}

func sum(b []byte) string {
	s := sha256.Sum256(b)
	return hex.EncodeToString(s[:])
}

const libName = "libllama.so"

// archive is a release archive of the kind that this system has.
func archive(t *testing.T) (name string, data []byte) {
	t.Helper()
	var b bytes.Buffer
	if runtime.GOOS == "windows" {
		w := zip.NewWriter(&b)
		f, err := w.Create(libName)
		if err == nil {
			_, err = io.WriteString(f, "code")
		}
		if err := errors.Join(err, w.Close()); err != nil {
			t.Fatal(err)
		}
		return "llama-b1.zip", b.Bytes()
	}
	packed := gzip.NewWriter(&b)
	w := tar.NewWriter(packed)
	err := w.WriteHeader(&tar.Header{Name: "llama-b1/" + libName, Size: 4, Mode: 0o755, Typeflag: tar.TypeReg})
	if err == nil {
		_, err = io.WriteString(w, "code")
	}
	if err := errors.Join(err, w.Close(), packed.Close()); err != nil {
		t.Fatal(err)
	}
	return "llama-b1.tar.gz", b.Bytes()
}

func newWorld(t *testing.T) *world {
	t.Helper()
	model, projector := bytes.Repeat([]byte("model"), 1000), bytes.Repeat([]byte("sight"), 500)
	name, packed := archive(t)
	w := &world{files: map[string][]byte{
		"/Me/One-GGUF/resolve/" + strings.Repeat("a", 40) + "/one.gguf":        model,
		"/Me/One-GGUF/resolve/" + strings.Repeat("a", 40) + "/mmproj-one.gguf": projector,
		"/me/llama/releases/download/b1/" + name:                               packed,
		"/repos/me/llama/releases/tags/b1": fmt.Appendf(nil,
			`{"assets":[{"name":"other.zip","size":1,"digest":null},{"name":%q,"size":%d,"digest":"sha256:%s"}]}`, name, len(packed), sum(packed)),
	}}
	server := httptest.NewTLSServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		if w.before != nil && w.before(rw, r) {
			return
		}
		data, ok := w.files[r.URL.Path]
		if !ok {
			http.NotFound(rw, r)
			return
		}
		http.ServeContent(rw, r, "", time.Time{}, bytes.NewReader(data))
	}))
	t.Cleanup(server.Close)
	table := &Table{Models: []Model{{
		ID: "one", Name: "One", Role: Default, Repo: "Me/One-GGUF", Revision: strings.Repeat("a", 40), Licence: "MIT", Memory: 1 << 30,
		Model:     File{"one.gguf", int64(len(model)), sum(model)},
		Projector: File{"mmproj-one.gguf", int64(len(projector)), sum(projector)},
	}}}
	table.Engine.Build = "b1"
	table.Engine.Runtimes = []Runtime{{OS: runtime.GOOS, Arch: runtime.GOARCH, Backend: "vulkan", Repo: "me/llama", Archives: []string{name}}}
	w.Store = NewStore(filepath.Join(t.TempDir(), "home"), table, Options{
		Hosts: Hosts{server.URL, server.URL, server.URL}, Client: server.Client(),
		Free: func(string) (int64, bool) { return 1 << 40, true },
		Wait: func(ctx context.Context, _ time.Duration) error { return ctx.Err() },
	})
	return w
}

// below gives the paths of all files in the store but its locks.
func (w *world) below(t *testing.T) []string {
	t.Helper()
	paths := []string{}
	err := filepath.WalkDir(w.dir, func(path string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() && !strings.HasSuffix(path, ".lock") {
			rel, _ := filepath.Rel(w.dir, path)
			paths = append(paths, filepath.ToSlash(rel))
		}
		return err
	})
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		t.Fatal(err)
	}
	return paths
}

func TestAModelIsInstalledVerifiedAndRemoved(t *testing.T) {
	w := newWorld(t)
	if err := w.VerifyModel(t.Context(), "one", nil); !errors.Is(err, ErrNotInstalled) {
		t.Errorf("before: %v", err)
	}
	var last Progress
	if err := w.InstallModel(t.Context(), "one", func(p Progress) { last = p }); err != nil {
		t.Fatal(err)
	}
	if last.Done != last.Size || last.Size != 7500 || last.File != "mmproj-one.gguf" {
		t.Errorf("progress ended with %+v", last)
	}
	if got, want := w.below(t), []string{"models/one/mmproj-one.gguf", "models/one/one.gguf"}; !slices.Equal(got, want) {
		t.Errorf("installed %v", got)
	}
	if s := w.Models()[0]; !s.Installed || s.Arrived != 7500 {
		t.Errorf("%+v", s)
	}
	if err := w.VerifyModel(t.Context(), "one", nil); err != nil {
		t.Error(err)
	}
	m, _, err := w.ModelFiles("one")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(m, bytes.Repeat([]byte("wrong"), 1000), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := w.VerifyModel(t.Context(), "one", nil); !errors.Is(err, ErrChanged) {
		t.Errorf("changed: %v", err)
	}
	freed, err := w.RemoveModel("one")
	if err != nil || freed != 7500 {
		t.Errorf("freed %d, %v", freed, err)
	}
	if got := w.below(t); len(got) > 0 {
		t.Errorf("left behind: %v", got)
	}
	if _, err := w.RemoveModel("one"); !errors.Is(err, ErrNotInstalled) {
		t.Errorf("again: %v", err)
	}
}

func TestOfAModelWhoseSecondFileFailsNothingLooksInstalled(t *testing.T) {
	w := newWorld(t)
	w.before = func(rw http.ResponseWriter, r *http.Request) bool {
		if strings.HasSuffix(r.URL.Path, "mmproj-one.gguf") {
			_, _ = rw.Write(bytes.Repeat([]byte("wrong"), 500))
			return true
		}
		return false
	}
	if err := w.InstallModel(t.Context(), "one", nil); !errors.Is(err, fetch.ErrDigest) {
		t.Fatalf("it gave %v", err)
	}
	var c local.Settings
	w.Complete(&c)
	if w.Models()[0].Installed || c.Model != "" {
		t.Error("it looks installed")
	}
	w.before = nil
	if err := w.InstallModel(t.Context(), "one", nil); err != nil {
		t.Error(err)
	}
	if w.Complete(&c); filepath.Base(c.Model) != "one.gguf" || filepath.Base(c.Projector) != "mmproj-one.gguf" {
		t.Errorf("%+v", c)
	}
}

func TestTheSecondOfTwoInstallsSaysThatTheFirstIsAtWork(t *testing.T) {
	w := newWorld(t)
	begun, goOn := make(chan struct{}), make(chan struct{})
	w.before = func(_ http.ResponseWriter, r *http.Request) bool {
		if strings.HasSuffix(r.URL.Path, "/one.gguf") {
			close(begun)
			<-goOn
		}
		return false
	}
	first := make(chan error, 1)
	go func() { first <- w.InstallModel(t.Context(), "one", nil) }()
	<-begun
	second := NewStore(w.dir, w.table, w.o)
	if err := second.InstallModel(t.Context(), "one", nil); !errors.Is(err, ErrBusy) {
		t.Errorf("the second gave %v", err)
	}
	if _, err := second.RemoveModel("one"); !errors.Is(err, ErrBusy) {
		t.Errorf("removing gave %v", err)
	}
	close(goOn)
	if err := <-first; err != nil {
		t.Error(err)
	}
	if err := second.InstallModel(t.Context(), "one", nil); err != nil {
		t.Errorf("later it gave %v", err)
	}
}

func TestAnEngineIsInstalledWholeOrNotAtAll(t *testing.T) {
	w := newWorld(t)
	plan, err := w.PlanEngine(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	good := plan.Files[0].SHA256
	plan.Files[0].SHA256 = strings.Repeat("0", 64)
	if err := w.InstallEngine(t.Context(), plan, nil); !errors.Is(err, fetch.ErrDigest) {
		t.Errorf("a wrong digest: %v", err)
	}
	if got := w.below(t); len(got) > 0 || w.EngineFolder("") != "" {
		t.Errorf("left behind: %v", got)
	}
	plan.Files[0].SHA256 = good
	if err := w.InstallEngine(t.Context(), plan, nil); err != nil {
		t.Fatal(err)
	}
	if got, want := w.below(t), []string{"engines/b1-vulkan/keeplight.json", "engines/b1-vulkan/" + libName}; !slices.Equal(got, want) {
		t.Errorf("installed %v", got)
	}
	if err := w.VerifyEngine(t.Context(), "vulkan", nil); err != nil {
		t.Error(err)
	}
	if err := os.WriteFile(filepath.Join(w.EngineFolder("vulkan"), libName), []byte("evil"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := w.VerifyEngine(t.Context(), "vulkan", nil); !errors.Is(err, ErrChanged) {
		t.Errorf("changed: %v", err)
	}
	if freed, err := w.RemoveEngine("vulkan"); err != nil || freed < 4 || len(w.below(t)) > 0 {
		t.Errorf("freed %d, %v, left %v", freed, err, w.below(t))
	}
}

func TestAnArchiveThatHoldsNoRuntimeIsNotInstalled(t *testing.T) {
	w := newWorld(t)
	plan, err := w.PlanEngine(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	text := []byte("no archive")
	w.files["/me/llama/releases/download/b1/"+plan.Files[0].Name] = text
	plan.Files[0].Size, plan.Files[0].SHA256 = int64(len(text)), sum(text)
	if err := w.InstallEngine(t.Context(), plan, nil); err == nil || w.EngineFolder("") != "" {
		t.Errorf("it gave %v", err)
	}
}

func TestNothingIsFetchedWithoutAPublishedDigest(t *testing.T) {
	for name, text := range map[string]string{
		"no asset":      `{"assets":[]}`,
		"no digest":     `{"assets":[{"name":"a.zip","size":5}]}`,
		"another kind":  `{"assets":[{"name":"a.zip","size":5,"digest":"md5:aaaa"}]}`,
		"a short one":   `{"assets":[{"name":"a.zip","size":5,"digest":"sha256:aaaa"}]}`,
		"no size":       `{"assets":[{"name":"a.zip","size":0,"digest":"sha256:` + strings.Repeat("a", 64) + `"}]}`,
		"a vast size":   `{"assets":[{"name":"a.zip","size":99999999999,"digest":"sha256:` + strings.Repeat("a", 64) + `"}]}`,
		"a web page":    `<html>`,
		"a wrong shape": `{"assets":{"name":"a.zip"}}`,
	} {
		if files, err := parseRelease([]byte(text), []string{"a.zip"}); !errors.Is(err, fetch.ErrRefused) {
			t.Errorf("%s: %v, %v", name, files, err)
		}
	}
}

func TestTheShippedTableIsSound(t *testing.T) {
	table, err := ReadTable(assets.Offers)
	if err != nil {
		t.Fatal(err)
	}
	defaults := 0
	for _, m := range table.Models {
		if m.Role == Default {
			defaults++
		}
	}
	if defaults != 1 || len(table.Models) != 5 {
		t.Errorf("%d models, %d of them the default", len(table.Models), defaults)
	}
	first := map[string]string{}
	for _, l := range table.Engine.Runtimes {
		if system := l.OS + "/" + l.Arch; first[system] == "" {
			first[system] = l.Backend
		}
		for _, a := range l.Archives {
			if !strings.Contains(a, table.Engine.Build) && !strings.HasPrefix(a, "cudart-") {
				t.Errorf("%s is not of build %s", a, table.Engine.Build)
			}
		}
	}
	for system, want := range map[string]string{"linux/amd64": "vulkan", "windows/amd64": "vulkan", "darwin/arm64": "metal"} {
		if first[system] != want {
			t.Errorf("the default for %s is %q", system, first[system])
		}
	}
}

func TestTablesThatCouldLeadAstrayAreRefused(t *testing.T) {
	good := string(assets.Offers)
	for name, text := range map[string]string{
		"no JSON":        "{",
		"a path":         strings.Replace(good, "Qwen3VL-4B-Instruct-Q4_K_M.gguf", "../x.gguf", 1),
		"another repo":   strings.Replace(good, "Qwen/Qwen3-VL-4B-Instruct-GGUF", "//evil.example/x", 1),
		"a branch":       strings.Replace(good, "1cd86afb9a95c410a6038ab3b40d8b578c892266", "main", 1),
		"a short digest": strings.Replace(good, "66358cb18bb6b3b1b6675aa412c7a88ef01d228f481184d13668e5201c730a0a", "66", 1),
		"no shape":       strings.Replace(good, `"heads": 32`, `"heads": 0`, 1),
		"a small tier":   strings.Replace(good, `"tier": 16`, `"tier": 8`, 1),
		"an odd tier":    strings.Replace(good, `"tier": 8`, `"tier": 9`, 1),
		"twice":          strings.Replace(good, `"qwen3-vl-2b"`, `"qwen3-vl-4b"`, 1),
	} {
		if _, err := ReadTable([]byte(text)); err == nil || text == good {
			t.Errorf("%s is accepted", name)
		}
	}
}

func TestFitIsSaidForTheLargestGPU(t *testing.T) {
	m := &Model{Memory: 4e9}
	small := engine.Device{Description: "Small", GPU: true, MemoryTotal: 2e9}
	large := engine.Device{Description: "Large", GPU: true, MemoryTotal: 8e9, MemoryFree: 7e9}
	busy := engine.Device{Description: "Busy", GPU: true, MemoryTotal: 9e9, MemoryFree: 1e9}
	cpu := engine.Device{Description: "CPU", MemoryTotal: 64e9}
	for name, c := range map[string]struct {
		devices []engine.Device
		known   bool
		want    Fit
		says    string
	}{
		"unknown":      {nil, false, FitUnknown, "install llama.cpp"},
		"no GPU":       {[]engine.Device{cpu}, true, Processor, "processor"},
		"too small":    {[]engine.Device{cpu, small}, true, TooLarge, "Small (2.0 GB)"},
		"large enough": {[]engine.Device{small, large, cpu}, true, FitsGPU, "fits Large (8.0 GB)"},
		"busy":         {[]engine.Device{busy}, true, FitsGPU, "1.0 GB of its 9.0 GB are free"},
	} {
		if fit, text := FitOn(m, c.devices, c.known); fit != c.want || !strings.Contains(text, c.says) {
			t.Errorf("%s: %d, %q", name, fit, text)
		}
	}
}

func FuzzRelease(f *testing.F) {
	f.Add([]byte(`{"assets":[{"name":"a.zip","size":5,"digest":"sha256:` + strings.Repeat("a", 64) + `"}]}`))
	f.Add([]byte(`{"assets":[{"name":"a.zip","size":-1,"digest":"sha256:\u001b"}]}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		files, err := parseRelease(text, []string{"a.zip"})
		if err != nil {
			return
		}
		if len(files) != 1 || files[0].Size <= 0 || !digest.MatchString(files[0].SHA256) || files[0].Name != "a.zip" {
			t.Errorf("%+v", files)
		}
	})
}

func FuzzTable(f *testing.F) {
	f.Add(assets.Offers)
	f.Fuzz(func(t *testing.T, text []byte) {
		table, err := ReadTable(text)
		if err != nil {
			return
		}
		for _, m := range table.Models {
			if !filepath.IsLocal(m.ID) || !filepath.IsLocal(m.Model.Name) || !filepath.IsLocal(m.Projector.Name) {
				t.Errorf("%+v", m)
			}
		}
	})
}

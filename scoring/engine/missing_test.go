package engine

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"keeplight.app/keeplight/scoring"
	"keeplight.app/keeplight/scoring/engine/enginetest"
	"keeplight.app/keeplight/scoring/engine/tinymodel"
)

func TestWhatIsMissingIsSaidWithWhatToDo(t *testing.T) {
	garbage := func(name string) string {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, name), []byte("no library"), 0o600); err != nil {
			t.Fatal(err)
		}
		return dir
	}
	for name, c := range map[string]struct {
		change func(*Options)
		kind   error
		want   string
	}{
		"program":        {func(o *Options) { o.Program = "/nowhere/keeplight-engine" }, ErrNoProgram, "make build"},
		"other program":  {func(o *Options) { o.Program = otherProgram(t) }, ErrNoProgram, "does not start"},
		"folder":         {func(o *Options) { o.Runtime = "" }, ErrNoRuntime, "keeplight engine install"},
		"library":        {func(o *Options) { o.Runtime = t.TempDir() }, ErrNoRuntime, runtimeFile()},
		"broken library": {func(o *Options) { o.Runtime = garbage(runtimeFile()) }, ErrNoRuntime, "keeplight engine install"},
		"model":          {func(o *Options) { o.Model = "" }, ErrModel, "two GGUF files"},
		"projector":      {func(o *Options) { o.Projector += ".gone" }, ErrModel, "mmproj-tiny-qwen3vl.gguf.gone is not there"},
	} {
		t.Run(name, func(t *testing.T) {
			o := options(t, tinymodel.Qwen3VL)
			c.change(&o)
			e, err := Open(t.Context(), o)
			if err == nil {
				e.Close()
			}
			if !errors.Is(err, c.kind) || !errors.Is(err, scoring.ErrUnavailable) || !strings.Contains(err.Error(), c.want) {
				t.Errorf("gave %v", err)
			}
		})
	}
}

// otherProgram is one that is not the worker.
func otherProgram(t *testing.T) string {
	t.Helper()
	path, err := exec.LookPath("go")
	if err != nil {
		t.Fatal(err)
	}
	return path
}

func TestWithoutLibffiTheErrorNamesThePackage(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("libffi comes with the program elsewhere")
	}
	o := options(t, tinymodel.Qwen3VL)
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "libffi.so.8"), []byte("no library"), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("LD_LIBRARY_PATH", dir)
	check := func(err error) {
		t.Helper()
		if !errors.Is(err, ErrNoRuntime) || !strings.Contains(err.Error(), "libffi8") || strings.Contains(err.Error(), "goroutine") {
			t.Errorf("gave %v", err)
		}
	}
	_, err := Open(t.Context(), o)
	check(err)

	p, err := start(o.Program, o.Runtime, o.Device)
	if err != nil {
		t.Fatal(err)
	}
	o.Patience.Load = time.Minute
	<-p.Ended() // before it is greeted, as on a busy machine
	_, err = p.greet(t.Context(), &o)
	check(err)
	p.reap(0)
}

// A library whose settings stand four bytes further on, as those of a build do
// that has one more.
const shifted = `
#define _GNU_SOURCE
#include <dlfcn.h>
#include <string.h>
struct params { char bytes[160]; };
struct params llama_context_default_params(void) {
	struct params p, (*real)(void) = (struct params (*)(void))dlsym(RTLD_NEXT, "llama_context_default_params");
	p = real();
	memmove(p.bytes + 16, p.bytes + 12, sizeof p.bytes - 16);
	return p;
}
`

func TestALibraryOfAnotherBuildIsRefused(t *testing.T) {
	o := options(t, tinymodel.Qwen3VL)
	real, err := filepath.Abs(o.Runtime)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	source := filepath.Join(dir, "shifted.c")
	if err := os.WriteFile(source, []byte(shifted), 0o600); err != nil {
		t.Fatal(err)
	}
	compile := exec.Command("gcc", "-shared", "-fPIC", "-o", filepath.Join(dir, "libllama.so"), source,
		"-Wl,--no-as-needed", "-L"+real, "-l:libllama.so", "-l:index.node", "-Wl,-rpath,"+real, "-Wl,--allow-shlib-undefined", "-ldl")
	if _, err := os.Stat(filepath.Join(real, "index.node")); err != nil {
		t.Skip("the library is not the one that is prepared for tests, which this test changes")
	}
	if out, err := compile.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for _, name := range []string{"libggml.so", "libggml-base.so", "libmtmd.so", "index.node"} {
		if err := os.Symlink(filepath.Join(real, name), filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	o.Runtime = dir
	_, err = Open(t.Context(), o)
	if !errors.Is(err, ErrABI) || !strings.Contains(err.Error(), "llama_context_params") {
		t.Errorf("gave %v", err)
	}
}

func TestDevicesAreListed(t *testing.T) {
	devices, err := Devices(t.Context(), enginetest.Program(t), enginetest.Runtime(t))
	if err != nil || len(devices) == 0 {
		t.Fatalf("%d devices, %v", len(devices), err)
	}
	if d := devices[0]; d.Name != "CPU" || d.Backend != "CPU" || d.GPU || d.Description == "" || d.MemoryTotal <= 0 {
		t.Errorf("the first is %+v", d)
	}
	if _, err := Devices(t.Context(), enginetest.Program(t), t.TempDir()); !errors.Is(err, ErrNoRuntime) {
		t.Errorf("an empty folder gave %v", err)
	}
}

package enginetest

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"keeplight.app/keeplight/scoring/engine/tinymodel"
)

// outcome is a test that notes how it was ended instead of ending.
type outcome struct {
	testing.TB
	failed, skipped bool
	said            string
}

func (o *outcome) Fatalf(format string, args ...any) {
	o.failed, o.said = true, fmt.Sprintf(format, args...)
	runtime.Goexit()
}

func (o *outcome) Skipf(format string, args ...any) {
	o.skipped, o.said = true, fmt.Sprintf(format, args...)
	runtime.Goexit()
}

// during runs a part of a test that may end itself.
func during(t *testing.T, part func(t testing.TB)) *outcome {
	o := &outcome{TB: t}
	done := make(chan struct{})
	go func() {
		defer close(done)
		part(o)
	}()
	<-done
	return o
}

func TestAMissingRuntimeSkipsATestAndFailsItWhereItIsRequired(t *testing.T) {
	for _, tt := range []struct {
		required string
		fails    bool
	}{{"", false}, {"0", false}, {"1", true}} {
		t.Run("required="+tt.required, func(t *testing.T) {
			t.Setenv(RequireVariable, tt.required)
			t.Setenv(RuntimeVariable, t.TempDir())
			o := during(t, func(t testing.TB) { Runtime(t) })
			if o.failed != tt.fails || o.skipped == tt.fails {
				t.Errorf("failed: %v, skipped: %v", o.failed, o.skipped)
			}
			if !strings.Contains(o.said, "make engine") || !strings.Contains(o.said, os.Getenv(RuntimeVariable)) {
				t.Errorf("it does not say where it looked and what helps: %s", o.said)
			}
		})
	}
}

func TestAFolderThatIsNamedIsUsed(t *testing.T) {
	for variable, library := range map[string]func(testing.TB) string{RuntimeVariable: Runtime, VulkanVariable: RuntimeVulkan} {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, libllama()), nil, 0o600); err != nil {
			t.Fatal(err)
		}
		t.Setenv(variable, dir)
		if got := library(t); got != dir {
			t.Errorf("%s=%s gives %s", variable, dir, got)
		}
	}
}

func TestPreparedFoldersHoldAllLibrariesThatTheBindingLoads(t *testing.T) {
	for _, dir := range []string{Runtime(t), RuntimeVulkan(t)} {
		for _, name := range []string{"llama", "ggml", "ggml-base", "mtmd"} {
			path := filepath.Join(dir, strings.Replace(libllama(), "llama", name, 1))
			if info, err := os.Stat(path); err != nil || info.Size() == 0 {
				t.Errorf("%s: %v", path, err)
			}
		}
	}
}

func TestTheWorkerIsBuiltOnceAndRuns(t *testing.T) {
	path := Program(t)
	before, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if again := Program(t); again != path {
		t.Errorf("the second one is %s, the first %s", again, path)
	}
	if after, err := os.Stat(path); err != nil || !os.SameFile(before, after) {
		t.Errorf("it was built again (%v)", err)
	}
	// Without anything on its standard input it ends; how, is its own business.
	if err := exec.CommandContext(t.Context(), path).Run(); err != nil && !errors.As(err, new(*exec.ExitError)) {
		t.Errorf("it does not start: %v", err)
	}
}

func TestPairsAreWritten(t *testing.T) {
	for _, arch := range tinymodel.Archs() {
		model, projector := Pair(t, arch)
		for _, path := range []string{model, projector} {
			if info, err := os.Stat(path); err != nil || info.Size() < 1<<18 {
				t.Errorf("%s: %v", path, err)
			}
		}
	}
}

package scorers

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"keeplight.app/keeplight/scoring/engine"
	"keeplight.app/keeplight/scoring/engine/enginetest"
	"keeplight.app/keeplight/scoring/eyechart"
	"keeplight.app/keeplight/scoring/local"
)

// kept keeps settings in memory.
type kept map[string][]byte

func (k kept) Setting(_ context.Context, key string, v any) (bool, error) {
	b, ok := k[key]
	if !ok {
		return false, nil
	}
	return true, json.Unmarshal(b, v)
}

func (k kept) PutSetting(_ context.Context, key string, v any) (err error) {
	k[key], err = json.Marshal(v)
	return err
}

func TestTheVerdictNamesTheFastestOfThoseThatPassed(t *testing.T) {
	device := func(name string, right bool, took time.Duration) eyechart.Result {
		return eyechart.Result{Device: engine.Device{Name: name}, Passed: right, PerPicture: took}
	}
	for name, c := range map[string]struct {
		results []eyechart.Result
		passed  bool
		fastest string
	}{
		"all pass":       {[]eyechart.Result{device("CPU", true, 9), device("GPU", true, 2)}, true, "GPU"},
		"the fast fails": {[]eyechart.Result{device("CPU", true, 9), device("GPU", false, 2)}, false, "CPU"},
		"none passes":    {[]eyechart.Result{device("GPU", false, 2)}, false, ""},
	} {
		v := verdictOf(c.results)
		best, ok := v.Fastest()
		if v.Passed() != c.passed || best.Device.Name != c.fastest || ok != (c.fastest != "") {
			t.Errorf("%s: passed %v, fastest %q", name, v.Passed(), best.Device.Name)
		}
	}
}

func TestADeviceThatFailedDoesNotStartAModelUntilItPasses(t *testing.T) {
	t.Setenv("PATH", filepath.Dir(enginetest.Program(t))+string(os.PathListSeparator)+os.Getenv("PATH"))
	folder := enginetest.Runtime(t)
	var logged []string
	test := NewEngineTest(kept{}, func(text string) { logged = append(logged, text) })
	v, err := test.Run(t.Context(), folder, engine.CPU)
	if err != nil || len(v) != 1 || !v.Passed() || !v[0].Fastest || v[0].PerPicture == 0 {
		t.Fatalf("the processor gave %+v, %v", v, err)
	}
	settings := local.Settings{Runtime: folder, Device: engine.CPU}
	if err := test.Check(t.Context(), settings); err != nil {
		t.Errorf("a device that passes is refused: %v", err)
	}
	failed := EngineVerdict{v[0]}
	failed[0].Passed, failed[0].Text = false, "takes red for blue"
	if err := test.Keep(t.Context(), folder, failed); err != nil {
		t.Fatal(err)
	}
	_, err = Start(t.Context(), settings, StartOptions{Check: test.Check})
	if !errors.Is(err, ErrTestFailed) {
		t.Errorf("a model on a device that failed gave %v", err)
	}
	if err := test.Keep(t.Context(), folder, v); err != nil {
		t.Fatal(err)
	}
	if err := test.Check(t.Context(), settings); err != nil {
		t.Errorf("after it passed it is refused: %v", err)
	}
	logged = nil
	// Whatever else is wrong the start of the model tells.
	if err := test.Check(t.Context(), local.Settings{Runtime: "/nowhere"}); err != nil || len(logged) != 1 {
		t.Errorf("no llama.cpp gave %v, noted %q", err, logged)
	}
}

package scorers

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/scoring/engine"
	"keeplight.app/keeplight/scoring/engine/enginetest"
	"keeplight.app/keeplight/scoring/engine/tinymodel"
	"keeplight.app/keeplight/scoring/local"
)

func TestDevicesAreTimedWithTheInstalledModel(t *testing.T) {
	t.Setenv("PATH", filepath.Dir(enginetest.Program(t))+string(os.PathListSeparator)+os.Getenv("PATH"))
	s := local.Settings{Runtime: enginetest.Runtime(t), Device: "a device that was chosen", ImageTokens: 64}
	s.Model, s.Projector = enginetest.Pair(t, tinymodel.Qwen3VL)
	devices := []engine.Device{{Name: "CPU", Backend: "CPU"}, {Name: "GPU9", Backend: "None", GPU: true}}
	times, err := TimeDevices(t.Context(), s, devices, local.Options{})
	if err != nil || len(times) != 2 {
		t.Fatalf("%+v, %v", times, err)
	}
	if cpu := times[0]; cpu.PerPicture <= 0 || cpu.Problem != "" {
		t.Errorf("the processor: %+v", cpu)
	}
	if gpu := times[1]; gpu.PerPicture != 0 || !strings.Contains(gpu.Problem, "GPU9") {
		t.Errorf("a GPU that is not there: %+v", gpu)
	}
	if best, ok := FastestDevice(times); !ok || best.Device.Name != "CPU" {
		t.Errorf("the fastest is %+v", best)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := TimeDevices(ctx, s, devices, local.Options{}); err != context.Canceled {
		t.Errorf("cancelled it gives %v", err)
	}
}

func TestTheFastestIsByTimeAndNotByName(t *testing.T) {
	times := []DeviceTime{
		{Device: engine.Device{Name: "GPU0", GPU: true}, PerPicture: 3 * time.Second},
		{Device: engine.Device{Name: "CPU"}, PerPicture: 2 * time.Second},
		{Device: engine.Device{Name: "GPU1", GPU: true}, Problem: "it took longer than 1m0s"},
	}
	if best, ok := FastestDevice(times); !ok || SettingOf(best.Device) != engine.CPU {
		t.Errorf("%+v", best)
	}
	if best, ok := FastestDevice(times[2:]); ok {
		t.Errorf("one without a time is the fastest: %+v", best)
	}
}

func TestOnlyAFirstChoiceIsMadeForThePerson(t *testing.T) {
	b := newBench(t)
	first := func(s local.Settings) bool {
		t.Helper()
		ok, err := IsFirstChoice(t.Context(), b.cat, s)
		if err != nil {
			t.Fatal(err)
		}
		return ok
	}
	p := b.photos(t, 1)[0]
	b.store(t, library.Provenance{Name: string(BuiltIn)}, p, 5)
	if !first(local.Settings{}) || first(local.Settings{Device: engine.CPU}) {
		t.Error("without scores of a model only a chosen device stands")
	}
	if err := b.cat.SaveScores(t.Context(), []catalog.ScoreRow{{ID: p.ID, Score: library.Score{By: library.Provenance{Name: string(Model)}, Hash: p.Hash}}}); err != nil {
		t.Fatal(err)
	}
	if first(local.Settings{}) {
		t.Error("with scores of a model another device is chosen by itself")
	}
}

package installing

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"keeplight.app/keeplight/app/scorers"
	"keeplight.app/keeplight/scoring/engine"
	"keeplight.app/keeplight/scoring/local"
	"keeplight.app/keeplight/ui/style/styletest"
)

// bench are two devices of which the processor is the faster, and what was timed.
type bench struct {
	first bool
	err   error
	timed []string // devices, in order
}

func (b *bench) engines(t *testing.T) Engines {
	cpu := engine.Device{Name: "CPU", Description: "Chip", Backend: "CPU"}
	gpu := engine.Device{Name: "Vulkan0", Description: "Small graphics", Backend: "Vulkan", GPU: true}
	broken := engine.Device{Name: "Vulkan1", Description: "Broken graphics", Backend: "Vulkan", GPU: true}
	return Engines{
		Store: storeOf(t, t.TempDir(), func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(modelBytes()) }),
		List:  func(context.Context, string) ([]engine.Device, error) { return []engine.Device{gpu, cpu}, nil },
		Test: func(context.Context, string) (scorers.EngineVerdict, error) {
			return scorers.EngineVerdict{{Device: gpu, Passed: true}, {Device: broken, Text: "takes red for blue"}, {Device: cpu, Passed: true}}, nil
		},
		Time: func(_ context.Context, _ local.Settings, devices []engine.Device, asked bool) ([]scorers.DeviceTime, bool, error) {
			if !b.first && !asked {
				return nil, false, b.err
			}
			for _, d := range devices {
				b.timed = append(b.timed, d.Name)
			}
			return []scorers.DeviceTime{{Device: gpu, PerPicture: 2130 * time.Millisecond}, {Device: cpu, PerPicture: 1020 * time.Millisecond}}, b.first, b.err
		},
	}
}

func TestAModelStartsOnTheFastestDeviceTheFirstTime(t *testing.T) {
	b := &bench{first: true}
	p := open(t, b.engines(t))
	p.d.Settings.Model.Runtime = "/llama"
	p.pressModel("one")
	p.d.Finish() // the timing, which follows the download
	if got := p.d.Settings.Model.Device; got != engine.CPU || p.model.started != 1 || strings.Join(b.timed, " ") != "Vulkan0 CPU" {
		t.Errorf("timed %v, chosen %q, started %d times: %s", b.timed, got, p.model.started, p.problem)
	}
	styletest.Sees(t, p.page, "Chip (CPU) is the fastest with this model (1.02 s a photo) and is chosen.",
		"Small graphics · Vulkan · 2.13 s a photo", "Chip · CPU · 1.02 s a photo")
	// What is chosen is timed no more.
	p.useModel("one")
	p.d.Finish()
	if len(b.timed) != 2 || p.model.started != 2 {
		t.Errorf("timed %v, started %d times", b.timed, p.model.started)
	}
}

func TestWithScoresTheFastestDeviceIsProposedWithBothFigures(t *testing.T) {
	b := &bench{}
	p := open(t, b.engines(t))
	p.d.Settings.Model.Runtime = "/llama"
	p.pressModel("one")
	p.d.Finish() // the timing, which follows the download
	if got := p.d.Settings.Model.Device; got != "" || p.model.started != 1 || len(b.timed) > 0 {
		t.Errorf("timed %v, chosen %q, started %d times", b.timed, got, p.model.started)
	}
	p.test()()
	p.d.Finish()
	if got := p.d.Settings.Model.Device; got != "" {
		t.Errorf("chosen %q", got)
	}
	if want := "Chip (CPU) would be faster with this model: 1.02 s a photo, Small graphics (Vulkan) 2.13 s a photo."; !strings.Contains(p.words, want) {
		t.Errorf("it says %q", p.words)
	}
	p.d.Settings.Model.Device = engine.CPU
	p.test()()
	p.d.Finish()
	if !strings.Contains(p.problem, "takes red for blue") || !strings.Contains(p.words, "Chip (CPU) is the fastest with this model (1.02 s a photo).") {
		t.Errorf("it says %q and %q", p.words, p.problem)
	}
}

func TestTimingThatFailsSaysSo(t *testing.T) {
	b := &bench{first: true, err: errors.New("the catalogue cannot be read")}
	p := open(t, b.engines(t))
	p.d.Settings.Model.Runtime = "/llama"
	p.pressModel("one")
	p.d.Finish() // the timing, which follows the download
	if !strings.Contains(p.problem, "The catalogue cannot be read") || p.d.Settings.Model.Device != "" {
		t.Errorf("it says %q", p.problem)
	}
}

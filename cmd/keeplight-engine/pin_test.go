package main

import (
	"errors"
	"os/exec"
	"strings"
	"testing"
)

func TestAnotherLayoutIsSeenInEachStructure(t *testing.T) {
	if err := knownDefaults.check(); err != nil {
		t.Fatal(err)
	}
	for want, shift := range map[string]func(*defaults){
		"llama_context_params": func(d *defaults) { d.Context.OpOffload = 0 },
		"llama_model_params":   func(d *defaults) { d.Model.SplitMode, d.Model.MainGPU = 0, 1 },
		"mtmd_context_params":  func(d *defaults) { d.Projector.BatchTokens = -1 },
	} {
		d := knownDefaults
		shift(&d)
		if err := d.check(); !errors.Is(err, errABI) || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: gave %v", want, err)
		}
	}
}

func TestThePinnedBindingIsTheOneThatIsBuilt(t *testing.T) {
	out, err := exec.CommandContext(t.Context(), "go", "list", "-m", "-f", "{{.Version}}", "github.com/hybridgroup/yzma").Output()
	if err != nil {
		t.Fatal(err)
	}
	if got := "yzma " + strings.TrimSpace(string(out)); got != pinnedBinding {
		t.Errorf("go.mod has %s, the pin %s: they change together", got, pinnedBinding)
	}
}

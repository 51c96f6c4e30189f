package evaluating

import (
	"strings"
	"testing"
)

func TestTicksLieAtRoundNumbers(t *testing.T) {
	for want, a := range map[string]axis{
		"0 2 4 6 8 10":                    {from: -0.3, to: 10.3, high: 100},
		"1 2 3 4 5":                       {from: 0.88, to: 5.12, high: 100},
		"62 64 66 68 70 72 74":            {from: 61.2, to: 74.9, high: 100},
		"0.001 0.0015 0.002 0.0025 0.003": {from: 0.0009, to: 0.0031, high: 100},
	} {
		var texts []string
		for _, tick := range a.ticks() {
			texts = append(texts, tick.Text)
		}
		if got := strings.Join(texts, " "); got != want {
			t.Errorf("%g to %g: %s, want %s", a.from, a.to, got, want)
		}
	}
	// Neighbouring numbers so large that nothing lies between them.
	if n := len((axis{from: 1e12, to: 1e12 + 1e-3, high: 100}).ticks()); n > 12 {
		t.Errorf("%d ticks", n)
	}
}

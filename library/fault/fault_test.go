//go:build fault

package fault

import (
	"errors"
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

func TestTheNthTimeAPointIsReachedFails(t *testing.T) {
	trace := filepath.Join(t.TempDir(), "trace")
	t.Setenv(traceVariable, trace)
	for name, c := range map[string]struct {
		fault string
		want  []bool // of a, b, a, a
	}{
		"second a":   {"a2:2:enospc", []bool{false, false, true, false}},
		"every b":    {"b2:0:enospc", []bool{false, true, false, false}},
		"third":      {"*:3:enospc", []bool{false, false, true, false}},
		"none":       {"", make([]bool, 4)},
		"nonsense":   {"a2:x:enospc", make([]bool, 4)},
		"no errno":   {"a2:1:nonsense", make([]bool, 4)},
		"other name": {"c2:1:eio", make([]bool, 4)},
	} {
		t.Run(name, func(t *testing.T) {
			clear(reached)
			t.Setenv(faultVariable, c.fault)
			for i, point := range []string{"a2", "b2", "a2", "a2"} {
				if err := Point(point); errors.Is(err, syscall.ENOSPC) != c.want[i] {
					t.Errorf("step %d gave %v", i, err)
				}
			}
		})
	}
	if got, err := os.ReadFile(trace); err != nil || len(got) != 7*4*3 {
		t.Errorf("the trace has %d bytes, %v", len(got), err)
	}
}

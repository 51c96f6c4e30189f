package eyechart

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"keeplight.app/keeplight/scoring/mllm"
)

// After its process was killed in the middle of the work, a model sees what it
// saw before.
func TestTheModelSeesTheSameAfterACrash(t *testing.T) {
	e := openChart(t, mllm.Batched)
	m := drawings(t, 1)[0].Picture
	before := see(t, e, m)
	for _, pid := range workers(t) {
		if err := syscall.Kill(pid, syscall.SIGKILL); err != nil {
			t.Fatal(err)
		}
	}
	// The first look may find out that the process is gone.
	p, err := ReadPrompt()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.Ask(t.Context(), e, m); err != nil {
		t.Log(err)
	}
	if after := see(t, e, m); after != before {
		t.Errorf("before %v, after %v", before, after)
	}
	if r := e.Status().Restarts; r != 1 {
		t.Errorf("it was started anew %d times", r)
	}
}

// workers gives the model engines that this process has started.
func workers(t *testing.T) (pids []int) {
	t.Helper()
	stats, err := filepath.Glob("/proc/[0-9]*/stat")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range stats {
		b, err := os.ReadFile(path)
		if err != nil {
			continue // it has ended
		}
		var pid, parent int
		var state string
		name, rest, ok := strings.Cut(string(b), ") ")
		if !ok || !strings.Contains(name, "keeplight-engin") { // the kernel keeps 15 letters
			continue
		}
		if _, err := fmt.Sscan(strings.SplitN(name, " ", 2)[0], &pid); err != nil {
			t.Fatal(err)
		}
		if _, err := fmt.Sscan(rest, &state, &parent); err != nil {
			t.Fatal(err)
		}
		if parent == os.Getpid() {
			pids = append(pids, pid)
		}
	}
	if len(pids) == 0 {
		t.Fatal("there is no model engine among this process's children")
	}
	return pids
}

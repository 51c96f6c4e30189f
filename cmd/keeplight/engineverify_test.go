package main

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/scoring/engine"
	"keeplight.app/keeplight/scoring/engine/enginetest"
	"keeplight.app/keeplight/scoring/eyechart"
)

func TestEngineVerifySaysOfEveryDeviceWhetherItPassed(t *testing.T) {
	t.Setenv("PATH", filepath.Dir(enginetest.Program(t))+string(os.PathListSeparator)+os.Getenv("PATH"))
	library := enginetest.Runtime(t)
	status, out, errOut := newShell(t).keeplight("engine", "verify", "--engine-dir", library)
	if status != exitOK || !strings.Contains(out, "self-test passed") || !strings.Contains(out, "CPU") {
		t.Errorf("status %d:\n%s%s", status, out, errOut)
	}
	status, out, errOut = newShell(t).keeplight("engine", "verify", "--engine-dir", damaged(t, library))
	if status != exitProblems || strings.Contains(out, "self-test passed") || errOut == "" {
		t.Errorf("a damaged library: status %d:\n%s%s", status, out, errOut)
	}
}

func TestADeviceThatFailedTheEyeChartDoesNotScore(t *testing.T) {
	args := modelArgs(t, photoFolder(t, 1), "--device", "cpu")
	sh := newShell(t)
	// As a verification would have kept it that found a failed device.
	device := engine.Device{Backend: "CPU", Name: "CPU"}
	devices, err := engine.Devices(t.Context(), enginetest.Program(t), enginetest.Runtime(t))
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range devices {
		if !d.GPU {
			device = d
		}
	}
	cat, err := catalog.Open(sh.env[homeVariable])
	if err != nil {
		t.Fatal(err)
	}
	failed := eyechart.Result{Device: device, Text: "takes red for blue", PerPicture: 1}
	err = eyechart.NewLedger(cat).Keep(t.Context(), enginetest.Runtime(t), []eyechart.Result{failed})
	if err = errors.Join(err, cat.Close()); err != nil {
		t.Fatal(err)
	}

	status, out, errOut := sh.keeplight(args...)
	if status != exitProblems || out != "" || !strings.Contains(errOut, "takes red for blue") || !strings.Contains(errOut, "engine verify") {
		t.Errorf("status %d:\n%s%s", status, out, errOut)
	}
	// Looking again finds out that it is well, and it scores.
	if status, out, errOut = sh.keeplight("engine", "verify", "--engine-dir", enginetest.Runtime(t)); status != exitOK {
		t.Errorf("verifying: status %d:\n%s%s", status, out, errOut)
	}
	if rows := parseRows(t, sh.must(args...)); len(rows) != 1 {
		t.Errorf("%d rows", len(rows))
	}
}

// damaged gives a folder in which the library that the others lead to is cut off.
func damaged(t *testing.T, library string) string {
	t.Helper()
	dir := t.TempDir()
	entries, err := os.ReadDir(library)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		whole, err := os.ReadFile(filepath.Join(library, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, e.Name()), whole[:len(whole)/2], 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

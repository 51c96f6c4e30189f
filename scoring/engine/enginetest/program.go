package enginetest

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
)

// program is the worker that this test binary built. It is package state, since
// the sources do not change while tests run and each build would link again.
var program struct {
	sync.Mutex
	path string
}

// Program gives the path of the model worker, keeplight-engine, built from the
// sources once in a test binary.
func Program(t testing.TB) string {
	t.Helper()
	program.Lock()
	defer program.Unlock()
	if program.path != "" {
		return program.path
	}
	root := repository(t)
	if err := touchSources(t, root); err != nil {
		t.Fatalf("looking at the model worker's sources: %v", err)
	}
	path, err := build(t, root)
	if err != nil {
		t.Fatalf("building the model worker: %v", err)
	}
	program.path = path
	return path
}

// build puts the worker below build/, so that nothing is left over elsewhere.
// Test binaries run side by side: each links into a folder of its own and puts
// its result in place in one step.
func build(t testing.TB, root string) (string, error) {
	name := "keeplight-engine"
	if runtime.GOOS == "windows" {
		name += ".exe"
	}
	dir := filepath.Join(root, "build", "test")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return "", err
	}
	own, err := os.MkdirTemp(dir, "link-")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(own)
	cmd := exec.CommandContext(t.Context(), "go", "build", "-o", filepath.Join(own, name), "./cmd/keeplight-engine")
	cmd.Dir = root
	if out, err := cmd.CombinedOutput(); err != nil {
		return "", fmt.Errorf("%w\n%s", err, out)
	}
	path := filepath.Join(dir, name)
	return path, os.Rename(filepath.Join(own, name), path)
}

// touchSources asks for the state of each source file of the worker. go test
// notes what a test asks for and runs it again when that changes; of what a
// started compiler reads it knows nothing.
func touchSources(t testing.TB, root string) error {
	const own = `{{if .Module}}{{if .Module.Main}}{{$dir := .Dir}}{{range .GoFiles}}{{$dir}}/{{.}}{{"\n"}}{{end}}{{end}}{{end}}`
	cmd := exec.CommandContext(t.Context(), "go", "list", "-deps", "-f", own, "./cmd/keeplight-engine")
	cmd.Dir = root
	out, err := cmd.Output()
	if err != nil {
		return err
	}
	for path := range strings.FieldsSeq(string(out)) {
		if _, err := os.Stat(path); err != nil {
			return err
		}
	}
	return nil
}

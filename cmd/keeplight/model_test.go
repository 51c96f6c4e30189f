package main

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"keeplight.app/keeplight/library/phototest"
	"keeplight.app/keeplight/scoring/engine/enginetest"
	"keeplight.app/keeplight/scoring/engine/tinymodel"
)

// modelArgs name a tiny generated model and the real llama.cpp, and put the
// engine's program on the path.
func modelArgs(t *testing.T, dir string, more ...string) []string {
	t.Helper()
	t.Setenv("PATH", filepath.Dir(enginetest.Program(t))+string(os.PathListSeparator)+os.Getenv("PATH"))
	m, p := enginetest.Pair(t, tinymodel.Qwen3VL)
	return append([]string{"score", dir, "--scorer", "model", "--engine-dir", enginetest.Runtime(t), "--model", m, "--mmproj", p, "--json"}, more...)
}

func TestAModelScoresTenAttributesAndTheSameBytesTwice(t *testing.T) {
	dir := photoFolder(t, 3)
	var printed []string
	for range 2 {
		sh := newShell(t) // a catalogue of its own: nothing is only recalled
		printed = append(printed, sh.must(modelArgs(t, dir)...))
	}
	if printed[0] != printed[1] {
		t.Errorf("two runs print\n%s\nand\n%s", printed[0], printed[1])
	}
	rows := parseRows(t, printed[0])
	if len(rows) != 3 {
		t.Fatalf("%d rows", len(rows))
	}
	for _, r := range rows {
		if r.Scorer.Name != "model" || r.Overall == nil || len(r.Attributes) != 10 {
			t.Errorf("%s: by %q, overall %v, %d attributes", r.Path, r.Scorer.Name, r.Overall, len(r.Attributes))
		}
		for key, v := range r.Attributes {
			if v.Mean < 0 || v.Mean > 10 || v.SD <= 0 {
				t.Errorf("%s: %s is %v ± %v", r.Path, key, v.Mean, v.SD)
			}
		}
	}
}

func TestAnotherFileUnderTheNameOfAModelIsSaid(t *testing.T) {
	sh, dir := newShell(t), photoFolder(t, 1)
	args := modelArgs(t, dir)
	place := filepath.Join(t.TempDir(), "mine.gguf")
	at := slices.Index(args, "--model") + 1
	use := func(model string) string {
		t.Helper()
		data, err := os.ReadFile(model)
		if err == nil {
			err = os.WriteFile(place, data, 0o600)
		}
		if err != nil {
			t.Fatal(err)
		}
		args[at] = place
		status, _, stderr := sh.keeplight(args...)
		if status != exitOK {
			t.Fatalf("status %d: %s", status, stderr)
		}
		return stderr
	}
	const says = "mine.gguf is another file than the one that was used before"
	first := args[at]
	if said := use(first) + use(first); strings.Contains(said, says) {
		t.Errorf("the same file: %s", said)
	}
	other, _ := enginetest.Write(t, tinymodel.Options{Seed: 9})
	if said := use(other); !strings.Contains(said, says) {
		t.Errorf("another file: %s", said)
	}
	if said := use(other); strings.Contains(said, says) {
		t.Errorf("it is said again: %s", said)
	}
}

func TestAModelThatIsNotWhollyNamedIsAskedFor(t *testing.T) {
	sh, dir := newShell(t), photoFolder(t, 1)
	for name, c := range map[string]struct {
		args []string
		want string
	}{
		"no files":          {[]string{"--scorer", "model"}, "--engine-dir, --model and --mmproj"},
		"no projector":      {[]string{"--scorer", "model", "--engine-dir", dir, "--model", "x.gguf"}, "the projector"},
		"without --scorer":  {[]string{"--model", "x.gguf"}, "--scorer model"},
		"an unknown scorer": {[]string{"--scorer", "oracle"}, "oracle"},
	} {
		t.Run(name, func(t *testing.T) {
			status, _, stderr := sh.keeplight(append([]string{"score", dir}, c.args...)...)
			if status != exitUsage || !strings.Contains(stderr, c.want) {
				t.Errorf("status %d, said %q", status, stderr)
			}
		})
	}
}

// TestAWorkerThatIsKilledInTheMiddleCostsNoPhoto kills the engine once it has
// been asked about photos.
func TestAWorkerThatIsKilledInTheMiddleCostsNoPhoto(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("the worker is looked for in /proc, which only Linux has")
	}
	dir := t.TempDir()
	for i := range 5 { // large enough to keep the engine busy for a while
		write(t, filepath.Join(dir, fmt.Sprintf("%d.jpg", i)), phototest.JPEG(phototest.Scene(1200, 800, uint64(i)), phototest.Exif{}))
	}
	want := newShell(t).must(modelArgs(t, dir)...)

	killed := make(chan error, 1)
	go func() { killed <- killEngineInTheMiddle() }()
	status, got, log := newShell(t).keeplight(modelArgs(t, dir)...)
	if err := <-killed; err != nil {
		t.Fatal(err)
	}
	if status != exitOK || got != want {
		t.Errorf("with a kill in the middle: status %d, it prints\n%s\nwithout\n%s", status, got, want)
	}
	if strings.Count(log, "restart 1") != 1 || strings.Contains(log, "restart 2") {
		t.Errorf("the log says\n%s", log)
	}
}

// killEngineInTheMiddle waits for the engine of this process to have worked for
// a while after it was loaded, and kills it.
func killEngineInTheMiddle() error {
	for end := time.Now().Add(time.Minute); time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
		pid, busy := childEngine()
		if pid == 0 || busy < 2500*time.Millisecond {
			continue
		}
		return syscall.Kill(pid, syscall.SIGKILL)
	}
	return fmt.Errorf("no engine worked long enough to be killed")
}

// childEngine gives the engine that this process has started, and its processor
// time; 0 where there is none.
func childEngine() (pid int, busy time.Duration) {
	stats, _ := filepath.Glob("/proc/[0-9]*/stat")
	for _, path := range stats {
		text, err := os.ReadFile(path)
		if err != nil || !strings.Contains(string(text), "(keeplight-engin") {
			continue // it has ended, or is another program
		}
		fields := strings.Fields(string(text[strings.LastIndexByte(string(text), ')')+1:]))
		if len(fields) < 13 || fields[1] != strconv.Itoa(os.Getpid()) || fields[0] == "Z" {
			continue
		}
		ticks, _ := strconv.Atoi(fields[11])
		pid, _ = strconv.Atoi(filepath.Base(filepath.Dir(path)))
		return pid, time.Duration(ticks) * 10 * time.Millisecond
	}
	return 0, 0
}

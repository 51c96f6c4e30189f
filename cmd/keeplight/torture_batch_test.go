//go:build linux

package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"keeplight.app/keeplight/library/phototest"
	"keeplight.app/keeplight/library/report"
)

// bigShoot writes so many small photos that all differ, and gives their paths.
func (w *world) bigShoot(photos int) (paths []string) {
	w.t.Helper()
	var scenes [8][]byte
	for i := range scenes {
		scenes[i] = phototest.PlainJPEG(phototest.Scene(120, 90, uint64(i)), 85)
	}
	for i := range photos {
		// Adobe's segment, with flags that mean nothing, makes each another picture.
		adobe := []byte{0xff, 0xee, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, byte(i >> 8), byte(i), 0, 0, 1}
		jpeg := scenes[i%len(scenes)]
		path := w.at("big", fmt.Sprintf("%02d", i%17), fmt.Sprintf("IMG_%04d.jpg", i))
		write(w.t, path, slices.Concat(jpeg[:2], adobe, jpeg[2:]))
		paths = append(paths, path)
	}
	slices.Sort(paths)
	return paths
}

// wholeLines checks that no photo is in a file of results twice, and that only its last
// line may be cut short, and gives the paths in it.
func (w *world) wholeLines(file string) (paths []string) {
	w.t.Helper()
	b, err := os.ReadFile(file)
	if err != nil && !os.IsNotExist(err) {
		w.t.Fatal(err)
	}
	for line := range strings.Lines(string(b)) {
		if !strings.HasSuffix(line, "\n") {
			break // the last
		}
		l, ok, err := report.ParseLine([]byte(strings.TrimSuffix(line, "\n")))
		if err != nil || !ok {
			w.t.Fatalf("%q: %v", line, err)
		}
		paths = append(paths, l.Path)
	}
	slices.Sort(paths)
	if n := len(slices.Compact(slices.Clone(paths))); n != len(paths) {
		w.t.Errorf("%d of %d lines are there twice", len(paths)-n, len(paths))
	}
	return paths
}

// lineBytes is about the length of a line of results.
const lineBytes = 900

// TestTortureOfABatch kills a run again and again, at any moment, and has the next one
// go on: of 1,000 photos with `make torture`, of some with `make test`.
func TestTortureOfABatch(t *testing.T) {
	photos, kills := 120, 4
	program := selfProgram()
	if os.Getenv(tortureRounds) != "" {
		photos, kills = 1000, 25
	}
	if path := os.Getenv(tortureProgram); path != "" {
		program = []string{path}
	}
	if program == nil {
		t.Skip("without a window the program has to be named in " + tortureProgram)
	}
	w := &world{t: t, root: t.TempDir(), program: program}
	want := w.bigShoot(photos)
	rng := rand.New(rand.NewPCG(3, 4))
	for _, how := range []string{"--catalog=" + w.at("home"), "--no-catalog"} {
		file := w.at(how[:6] + ".jsonl")
		command := func() *exec.Cmd {
			cmd := w.command("score", w.at("big"), "--out", file, how)
			cmd.Env = append(cmd.Env, "TMPDIR="+t.TempDir()) // in which one that is killed leaves its scratch
			return cmd
		}
		for killed := range kills {
			enough := sizeOf(file) + rng.Int64N(int64(2*lineBytes*photos/kills))
			cmd := command()
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			ended := make(chan error, 1)
			go func() { ended <- cmd.Wait() }()
			for end := time.Now().Add(time.Minute); sizeOf(file) < enough && len(ended) == 0 && time.Now().Before(end); {
				time.Sleep(time.Duration(rng.Int64N(int64(2 * time.Millisecond))))
			}
			_ = cmd.Process.Kill() // one that has ended needs none
			<-ended
			t.Logf("%s: killed %d times, %d lines", how, killed+1, len(w.wholeLines(file)))
		}
		if out, err := command().CombinedOutput(); err != nil {
			t.Fatalf("%s: %v\n%s", how, err, out)
		}
		if got := w.wholeLines(file); !slices.Equal(got, want) {
			t.Errorf("%s: the file has %d photos of %d", how, len(got), len(want))
		}
	}
}

func sizeOf(file string) int64 {
	info, err := os.Stat(file)
	if err != nil {
		return 0
	}
	return info.Size()
}

func TestADiskThatIsFullHoldsWholeLinesAndTheNextRunGoesOn(t *testing.T) {
	if selfProgram() == nil {
		t.Skip("without a window no test plays the program")
	}
	if !inOwnMounts(t) {
		return
	}
	w := &world{t: t, root: t.TempDir(), program: selfProgram()}
	want := w.bigShoot(20)
	disk := mountSmallDisk(t, w.root+".disk")
	file := filepath.Join(disk.path, "all.jsonl")
	full, protected, _ := troubles()
	full.begin(disk)
	filler := filepath.Join(disk.path, "filler")
	disk.must(os.Truncate(filler, sizeOf(filler)-2*4096)) // some lines have room
	args := []string{"score", w.at("big"), "--out", file}
	text, err := w.run(args...)
	w.saysOneOf(text, err, full.words)
	some := w.wholeLines(file)
	if b, err := os.ReadFile(file); err != nil || len(some) == 0 || len(some) == len(want) || b[len(b)-1] != '\n' {
		t.Errorf("it has %d photos, and ends in %q (%v)", len(some), b[max(0, len(b)-50):], err)
	}
	full.mend(disk)
	protected.begin(disk)
	text, err = w.run(args...)
	w.saysOneOf(text, err, protected.words)
	protected.mend(disk)
	w.must(args...)
	if got := w.wholeLines(file); !slices.Equal(got, want) {
		t.Errorf("the file has %d photos of %d", len(got), len(want))
	}
}

func TestASignalLetsWhatIsInHandBeFinished(t *testing.T) {
	if selfProgram() == nil {
		t.Skip("without a window no test plays the program")
	}
	w := &world{t: t, root: t.TempDir(), program: selfProgram()}
	want := w.bigShoot(200)
	file := w.at("all.jsonl")
	for _, sig := range []syscall.Signal{syscall.SIGTERM, syscall.SIGINT} {
		cmd := w.command("score", w.at("big"), "--json", "--out", file, "--no-catalog")
		before := sizeOf(file)
		out := &strings.Builder{}
		cmd.Stdout = out
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		for end := time.Now().Add(time.Minute); sizeOf(file) == before && time.Now().Before(end); {
			time.Sleep(time.Millisecond)
		}
		if err := cmd.Process.Signal(sig); err != nil {
			t.Fatal(err)
		}
		err := cmd.Wait()
		if status := cmd.ProcessState.ExitCode(); status != exitInterrupted && err != nil {
			t.Errorf("%v: status %d", sig, status)
		}
		b, err := os.ReadFile(file)
		if err != nil || string(b[before:]) != out.String() {
			t.Errorf("%v: the file has other lines than were printed (%v)", sig, err)
		}
	}
	w.must("score", w.at("big"), "--out", file, "--no-catalog")
	if got := w.wholeLines(file); !slices.Equal(got, want) {
		t.Errorf("the file has %d photos of %d", len(got), len(want))
	}
}

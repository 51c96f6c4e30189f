//go:build linux

package main

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/library/phototest"
)

// Torture ends the program at random and at exact moments of everything that it does to
// files, has single system calls fail, and asks it again: after that nothing is lost,
// nothing half-written and nothing in two places. `make torture` does so in 200 random
// and 100 exact rounds with a program that is built with faults; `make test` in a few
// random ones.
const (
	tortureRounds  = "KEEPLIGHT_TORTURE"         // "random exact", how many rounds of all flows together
	tortureProgram = "KEEPLIGHT_TORTURE_PROGRAM" // built with the tag fault
)

// world is a shoot in a folder, its catalogue, a destination and a trash, at the same
// paths in each round.
type world struct {
	t        *testing.T
	root     string
	program  []string // with what goes before its arguments in the environment
	original map[string]string
	trash    string // of another volume, below the root; "" for none
}

func (w *world) at(names ...string) string {
	return filepath.Join(append([]string{w.root}, names...)...)
}

// flow is something that the program does to files.
type flow struct {
	name  string
	setUp func(w *world) // after the shoot is there
	args  func(w *world) []string
	again func(w *world) bool // whether there is something left to ask for; nil is always
	check func(w *world)      // after it was asked again
}

func flows() []flow {
	return []flow{
		{"mark", nil, marking, nil, checkMarks},
		{"copy", nil, exporting("--copy"), nil, checkCopies},
		{"move", nil, exporting("--move"), areThereUnmoved, checkMoved},
		{"move away", onOtherVolume, exporting("--move"), areThereUnmoved, checkMoved},
		{"copy to two", nil, exporting("--copy", "--second", "backup", "--checksums"), nil, checkTwoCopies},
		{"move to two", nil, exporting("--move", "--second", "backup", "--checksums"), areThereUnmoved, checkMovedToTwo},
		{"move away to two", onOtherVolume, exporting("--move", "--second", "backup", "--checksums"), areThereUnmoved, checkMovedToTwo},
		{"new JPEGs", nil, exporting("--jpeg", "--size", "64", "--second", "backup", "--checksums"), nil, checkJPEGs},
		{"trash", nil, trashing, areRejectsThere, checkTrash},
		{"undo trash", func(w *world) { w.must(trashing(w)...) }, func(*world) []string { return []string{"undo"} }, isInTrash, checkUndone},
		{"restore", otherCatalogue, func(w *world) []string { return []string{"catalog", "restore", w.at("other.db")} }, nil, checkRestored},
		{"backup", nil, func(*world) []string { return []string{"catalog", "backup"} }, nil, checkBackedUp},
		{"sidecar write", nil, func(w *world) []string { return []string{"sidecar", "write", w.at("shoot")} }, nil, checkSidecars},
		{"ingest", nil, func(w *world) []string {
			return []string{"ingest", w.at("card"), "--to", w.at("out"), "--name", "{original}"}
		}, nil, checkIngested},
	}
}

func TestTorture(t *testing.T) {
	random, exact := 3, 0
	if text := os.Getenv(tortureRounds); text != "" {
		if _, err := fmt.Sscan(text, &random, &exact); err != nil {
			t.Fatalf("%s=%q: give two numbers", tortureRounds, text)
		}
	}
	program := selfProgram()
	if path := os.Getenv(tortureProgram); path != "" {
		program = []string{path}
	}
	if program == nil {
		t.Skip("without a window the program has to be named in " + tortureProgram)
	}
	w := newWorld(t, program)
	var able []flow
	for _, f := range flows() {
		if w.knows(f.args(w)) {
			able = append(able, f)
		}
	}
	rng := rand.New(rand.NewPCG(1, 2))
	for i := range random {
		f := able[i%len(able)]
		if random < len(able) {
			f = able[(i*2+1)%len(able)]
		}
		took := w.prepare(f)
		w.round(f, "at a random moment", func(cmd *exec.Cmd) error {
			if err := cmd.Start(); err != nil {
				return err
			}
			time.Sleep(time.Duration(rng.Int64N(int64(took))))
			_ = cmd.Process.Kill() // one that has ended needs none
			return cmd.Wait()
		}, true)
	}
	for i, n := range shares(exact, len(able)) {
		if n == 0 {
			continue
		}
		f := able[i]
		w.prepare(f)
		points := w.trace(f)
		if points == 0 {
			t.Fatalf("%s: no point is reached: the program is built without faults", f.name)
		}
		for j := range n {
			at := 1 + j*points/n
			what := []string{"kill", "enospc", "kill", "eio", "kill", "erofs", "kill", "enodev"}[(i+j)%8]
			w.round(f, fmt.Sprintf("at point %d of %d by %s", at, points, what), func(cmd *exec.Cmd) error {
				cmd.Env = append(cmd.Env, fmt.Sprintf("KEEPLIGHT_FAULT=*:%d:%s", at, what))
				return cmd.Run()
			}, what == "kill")
		}
	}
}

// shares parts n among so many.
func shares(n, among int) []int {
	parts := make([]int, among)
	for i := range n {
		parts[i%among]++
	}
	return parts
}

// newWorld makes what each round begins with.
func newWorld(t *testing.T, program []string) *world {
	w := &world{t: t, root: t.TempDir(), program: program, original: map[string]string{}}
	for i := range 4 {
		name := fmt.Sprintf("IMG_%d", i+1)
		write(t, w.at("shoot", name+".jpg"), phototest.JPEG(phototest.Scene(160, 120, uint64(i)), phototest.Exif{}))
		if i%2 == 0 {
			write(t, w.at("shoot", name+".CR2"), bytes.Repeat([]byte{byte(i), 'I', 'I'}, 100_000))
			write(t, w.at("shoot", name+".wav"), []byte("memo "+name))
		}
	}
	write(t, w.at("card", "DCIM", "100EOS", "IMG_9.JPG"), phototest.JPEG(phototest.Scene(160, 120, 9), phototest.Exif{}))
	write(t, w.at("card", "DCIM", "100EOS", "IMG_9.CR2"), bytes.Repeat([]byte("raw"), 100_000))
	w.must("score", w.at("shoot"))
	w.must("mark", "--reject", w.at("shoot", "IMG_1.jpg"), w.at("shoot", "IMG_2.jpg"))
	w.must("mark", "--pick", "--rating", "4", w.at("shoot", "IMG_3.jpg"))
	for _, dir := range []string{"shoot", "card"} {
		for name, sum := range w.sums(dir) {
			w.original[sum] = name
		}
	}
	copyTree(t, w.root, w.root+".before")
	return w
}

// prepare begins a flow anew and gives how long it takes.
func (w *world) prepare(f flow) time.Duration {
	w.reset(f)
	start := time.Now()
	w.must(f.args(w)...)
	f.check(w)
	return time.Since(start)
}

// reset puts everything back to where each round begins.
func (w *world) reset(f flow) {
	w.t.Helper()
	entries, err := os.ReadDir(w.root)
	if err != nil {
		w.t.Fatal(err)
	}
	for _, e := range entries {
		if err := os.RemoveAll(w.at(e.Name())); err != nil {
			w.t.Fatal(err)
		}
	}
	copyTree(w.t, w.root+".before", w.root)
	if f.setUp != nil {
		f.setUp(w)
	}
}

// trace gives how many points a flow reaches.
func (w *world) trace(f flow) int {
	w.reset(f)
	trace := filepath.Join(w.t.TempDir(), "trace")
	cmd := w.command(f.args(w)...)
	cmd.Env = append(cmd.Env, "KEEPLIGHT_FAULT_TRACE="+trace)
	if out, err := cmd.CombinedOutput(); err != nil {
		w.t.Fatalf("%s: %v\n%s", f.name, err, out)
	}
	b, err := os.ReadFile(trace)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		w.t.Fatal(err)
	}
	return bytes.Count(b, []byte("\n"))
}

// round runs a flow that goes wrong, looks for what was lost, asks again and checks.
func (w *world) round(f flow, how string, goWrong func(*exec.Cmd) error, killed bool) {
	w.t.Run(f.name+" "+how, func(t *testing.T) {
		outer := w.t
		w.t = t
		defer func() { w.t = outer }()
		w.reset(f)
		var out bytes.Buffer
		cmd := w.command(f.args(w)...)
		cmd.Stdout, cmd.Stderr = &out, &out
		err := goWrong(cmd)
		if err != nil && !killed && out.Len() == 0 {
			t.Errorf("it failed (%v) without a word", err)
		}
		w.nothingIsLost()
		if f.again == nil || f.again(w) {
			if text, err := w.run(f.args(w)...); err != nil {
				t.Errorf("asked again: %v\n%s\nbefore that:\n%s", err, text, &out)
			}
		}
		w.nothingIsLost()
		f.check(w)
	})
}

// command gives the program with a catalogue and a trash of its own.
func (w *world) command(args ...string) *exec.Cmd {
	last := len(w.program) - 1
	cmd := exec.Command(w.program[last], args...)
	cmd.Env = append(os.Environ(), "KEEPLIGHT_HOME="+w.at("home"), "XDG_DATA_HOME="+w.at("data"), "LC_ALL=C")
	cmd.Env = append(cmd.Env, w.program[:last]...)
	return cmd
}

func (w *world) run(args ...string) (string, error) {
	out, err := w.command(args...).CombinedOutput()
	return string(out), err
}

func (w *world) must(args ...string) {
	w.t.Helper()
	if out, err := w.run(args...); err != nil {
		w.t.Fatalf("%q: %v\n%s", args, err, out)
	}
}

// knows is true where the program has a command.
func (w *world) knows(args []string) bool {
	help, name := []string{"--help"}, args[0]
	if name == "sidecar" {
		help, name = []string{name, "--help"}, name+" "+args[1]
	}
	text, err := w.run(help...)
	return err == nil && strings.Contains(text, "  "+name+" ")
}

// sums gives the digests of all files below a folder, by path below the root.
func (w *world) sums(dir string) map[string]string {
	w.t.Helper()
	sums := map[string]string{}
	top := w.at(dir)
	if real, err := filepath.EvalSymlinks(top); err == nil {
		top = real
	}
	err := filepath.WalkDir(top, func(path string, d fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		name, _ := filepath.Rel(top, path)
		sums[filepath.Join(dir, name)] = fmt.Sprintf("%x", sha256.Sum256(b))
		return err
	})
	if err != nil {
		w.t.Fatal(err)
	}
	return sums
}

// nothingIsLost looks for the content of every file of the shoot and the card.
func (w *world) nothingIsLost() {
	w.t.Helper()
	have := map[string]bool{}
	for _, dir := range []string{"shoot", "card", "out", "data/Trash/files", "home/sidecar-backups", cmp.Or(w.trash, "data/Trash/files")} {
		for _, sum := range w.sums(dir) {
			have[sum] = true
		}
	}
	for sum, name := range w.original {
		if !have[sum] {
			w.t.Errorf("%s is lost", name)
		}
	}
}

// only checks that a folder has these files of the shoot and the card, whole, and no
// others.
func (w *world) only(dir string, want ...string) {
	w.t.Helper()
	got := map[string]bool{}
	for name, sum := range w.sums(dir) {
		base := filepath.Base(name)
		if from := w.original[sum]; filepath.Base(from) != base {
			w.t.Errorf("%s is not what it was, or should not be there (%q)", name, from)
		}
		got[base] = true
	}
	for _, name := range want {
		if !got[name] {
			w.t.Errorf("%s has no %s", dir, name)
		}
	}
	if len(got) != len(want) {
		w.t.Errorf("%s has %d files, want %d", dir, len(got), len(want))
	}
}

// photos opens the catalogue and gives its photos of the shoot by name.
func (w *world) photos() map[string]library.Photo {
	w.t.Helper()
	c, err := catalog.Open(w.at("home"))
	if err != nil {
		w.t.Fatal(err)
	}
	defer c.Close()
	if err := c.Check(w.t.Context()); err != nil {
		w.t.Error(err)
	}
	all, err := c.Photos(w.t.Context(), nil)
	if err != nil {
		w.t.Fatal(err)
	}
	byName := map[string]library.Photo{}
	for _, p := range all {
		byName[p.Name()] = p
	}
	return byName
}

// decided checks the decisions that the shoot began with, and where its photos are.
func (w *world) decided(dir string, missing ...string) {
	w.t.Helper()
	photos := w.photos()
	for i, want := range []library.Decision{{Flag: library.Reject}, {Flag: library.Reject}, {Flag: library.Pick, Rating: 4}, {}} {
		name := "IMG_" + strconv.Itoa(i+1) + ".jpg"
		p := photos[name]
		gone := strings.Contains(strings.Join(missing, " "), name)
		if p.Decision != want || p.Missing != gone || p.Path != w.at(dir, name) {
			w.t.Errorf("%s is %+v, missing %v, at %s", name, p.Decision, p.Missing, p.Path)
		}
	}
}

func copyTree(t *testing.T, from, to string) {
	t.Helper()
	if out, err := exec.Command("cp", "-a", from+"/.", to).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
}

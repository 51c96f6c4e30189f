//go:build linux

package main

import (
	"errors"
	"maps"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/gofrs/flock"

	"keeplight.app/keeplight/library/phototest"
)

// holdCatalogue starts a program that writes into the catalogue and stops it in the
// middle of its work, until the test ends or goOn is called.
func (w *world) holdCatalogue(args ...string) (goOn func() error) {
	w.t.Helper()
	cmd := w.command(args...)
	if err := cmd.Start(); err != nil {
		w.t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	w.t.Cleanup(func() { _ = cmd.Process.Kill() }) // one that has ended needs none
	for !w.isCatalogueHeld() {
		select {
		case err := <-ended:
			w.t.Skipf("the first program ended before it could be stopped: %v", err)
		case <-time.After(time.Millisecond):
		}
	}
	if err := cmd.Process.Signal(syscall.SIGSTOP); err != nil || !w.isCatalogueHeld() {
		w.t.Skipf("the first program ended before it could be stopped: %v", err)
	}
	return func() error {
		if err := cmd.Process.Signal(syscall.SIGCONT); err != nil {
			return err
		}
		return <-ended
	}
}

// isCatalogueHeld is true while a program may write into the catalogue.
func (w *world) isCatalogueHeld() bool {
	lock := flock.New(w.at("home", "catalog.lock"))
	free, err := lock.TryLock()
	if free {
		err = lock.Unlock()
	}
	return err == nil && !free
}

func TestASecondProgramReadsAndChangesNothing(t *testing.T) {
	program := selfProgram()
	if program == nil {
		t.Skip("without a window no test plays the program")
	}
	w := newWorld(t, program)
	otherCatalogue(w)
	for i := range 12 { // work for the first program
		write(t, w.at("more", "IMG_"+string(rune('A'+i))+".jpg"), phototest.JPEG(phototest.Scene(800, 600, uint64(100+i)), phototest.Exif{}))
	}
	goOn := w.holdCatalogue("score", w.at("more"))
	shoot, card := w.sums("shoot"), w.sums("card")
	if out, err := w.run("list", w.at("shoot")); err != nil || !strings.Contains(out, "IMG_4.jpg") {
		t.Errorf("the second program lists %s (%v)", out, err)
	}
	if out, err := w.run("sidecar", "diff", w.at("shoot")); err != nil || !strings.Contains(out, "IMG_3") {
		t.Errorf("the second program compares sidecars: %s (%v)", out, err)
	}
	for _, args := range [][]string{
		marking(w),
		{"undo"},
		{"sidecar", "write", w.at("shoot")},
		trashing(w), exporting("--move")(w),
		{"ingest", w.at("card"), "--to", w.at("in"), "--name", "{original}"},
		{"catalog", "restore", w.at("other.db")},
	} {
		out, err := w.run(args...)
		says := strings.Contains(out, "open in another program") || strings.Contains(out, "has the catalogue open")
		if exit := (*exec.ExitError)(nil); !errors.As(err, &exit) || exit.ExitCode() != exitProblems || !says {
			t.Errorf("%q: %v\n%s", args, err, out)
		}
	}
	if out, err := w.run("score", w.at("card")); err != nil || !strings.Contains(out, "printed but not stored") {
		t.Errorf("the second program scores: %s (%v)", out, err)
	}
	for _, dir := range []string{"in", "out", filepath.Join("data", "Trash", "files")} {
		if there := w.sums(dir); len(there) > 0 {
			t.Errorf("%s holds %v", dir, there)
		}
	}
	if !maps.Equal(shoot, w.sums("shoot")) || !maps.Equal(card, w.sums("card")) {
		t.Error("the second program changed photos")
	}
	if err := goOn(); err != nil {
		t.Errorf("the first program ended with %v", err)
	}
	w.decided("shoot")
	w.must(marking(w)...)
	checkMarks(w)
}

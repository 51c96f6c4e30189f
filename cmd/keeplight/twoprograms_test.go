//go:build linux

package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
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

// holdCatalogue has a program score a folder until it is told to end, and stops it in the
// middle of its work, until the test ends or goOn is called.
func (w *world) holdCatalogue(folder string) (goOn func() error) {
	w.t.Helper()
	cmd := w.command("score", "--watch", "--json", folder)
	out, in := io.Pipe()
	var notes bytes.Buffer // read only after it ended
	cmd.Stdout, cmd.Stderr = in, &notes
	if err := cmd.Start(); err != nil {
		w.t.Fatal(err)
	}
	w.t.Cleanup(func() { _ = cmd.Process.Kill() }) // one that has ended needs none
	scored, ended := make(chan struct{}), make(chan error, 1)
	go func() {
		lines := bufio.NewReader(out)
		if line, err := lines.ReadString('\n'); err == nil && strings.Contains(line, "IMG_") {
			close(scored)
		}
		_, _ = io.Copy(io.Discard, lines) // or the program waits for a reader
	}()
	go func() { ended <- errors.Join(cmd.Wait(), in.Close()) }()
	// To try the catalogue's lock instead would now and then keep the program from it.
	select {
	case <-scored:
	case err := <-ended:
		w.t.Fatalf("the first program ended before it could be stopped: %v\n%s", err, &notes)
	case <-time.After(time.Minute):
		w.t.Fatal("the first program scores nothing")
	}
	if err := cmd.Process.Signal(syscall.SIGSTOP); err != nil || !w.isCatalogueHeld() {
		w.t.Fatalf("the first program does not have the catalogue: %v", err)
	}
	return func() error {
		if err := errors.Join(cmd.Process.Signal(syscall.SIGINT), cmd.Process.Signal(syscall.SIGCONT)); err != nil {
			return err
		}
		err := <-ended
		if exit := (*exec.ExitError)(nil); errors.As(err, &exit) && exit.ExitCode() == exitInterrupted {
			return nil
		}
		return fmt.Errorf("it was interrupted: %w\n%s", err, &notes)
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
	goOn := w.holdCatalogue(w.at("more"))
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

//go:build !nogui && linux

package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"testing"
	"time"
)

// startDisplay starts an X server that answers, and gives its name. A server that
// does not come up is tried again: on a busy machine another one may take the
// number or the lock that it wanted.
func startDisplay(t testing.TB) string { return startDisplayOf(t, "1600x1000") }

// startDisplayOf is startDisplay with another size of the screen.
func startDisplayOf(t testing.TB, size string) string {
	t.Helper()
	var problems error
	for range 5 {
		name, err := tryDisplay(t, size)
		if err == nil {
			return name
		}
		problems = errors.Join(problems, err)
		time.Sleep(time.Second)
	}
	t.Fatalf("no display comes up: %v", problems)
	return ""
}

// tryDisplay starts an X server, and waits until it answers. By default a server
// begins anew when its last client leaves, and turns away who comes meanwhile:
// between two tools that ask it something, or after a program that was killed,
// that is one in twenty. Hence -noreset.
func tryDisplay(t testing.TB, size string) (string, error) {
	t.Helper()
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	var log bytes.Buffer
	x := exec.Command("Xvfb", "-displayfd", "3", "-noreset", "-screen", "0", size+"x24", "-nolisten", "tcp")
	x.ExtraFiles, x.Stderr = []*os.File{w}, &log
	if err := x.Start(); err != nil {
		t.Fatal(err)
	}
	w.Close()
	ended := make(chan struct{})
	go func() { _ = x.Wait(); close(ended) }()
	stop := func() { _ = x.Process.Kill(); <-ended }

	_ = r.SetReadDeadline(time.Now().Add(patience))
	var number int
	if _, err := fmt.Fscan(r, &number); err != nil {
		stop()
		return "", fmt.Errorf("Xvfb names no display (%w): %s", err, log.String())
	}
	name := fmt.Sprintf(":%d", number)
	if err := answers(name, ended); err != nil {
		stop()
		return "", fmt.Errorf("%w: %s", err, log.String())
	}
	t.Cleanup(stop)
	return name, nil
}

// answers waits until a client can talk to the display.
func answers(display string, ended <-chan struct{}) (err error) {
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(100 * time.Millisecond) {
		c := exec.Command("xdotool", "getdisplaygeometry")
		c.Env = append(os.Environ(), "DISPLAY="+display)
		if err = c.Run(); err == nil {
			return nil
		}
		select {
		case <-ended:
			return fmt.Errorf("Xvfb ended before %s answered", display)
		default:
		}
	}
	return fmt.Errorf("Xvfb does not answer on %s: %w", display, err)
}

func TestADisplayAnswersEachClientThatComes(t *testing.T) {
	s := newStory(t)
	for i := range 60 {
		if err := s.try("xdotool", "getdisplaygeometry"); err != nil {
			t.Fatalf("client %d, come when the one before had left, was turned away: %v", i+1, err)
		}
	}
}

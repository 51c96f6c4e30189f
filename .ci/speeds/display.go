package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"syscall"
	"time"
)

// The numbers of displays to try. Low ones are people's own.
const firstDisplay, lastDisplay = 151, 199

// display is an X server without a screen.
type display struct {
	name   string
	socket string
	server *exec.Cmd
}

// startDisplay starts one on the first number that is free.
func startDisplay(ctx context.Context) (*display, error) {
	var problems error
	for n := firstDisplay; n <= lastDisplay; n++ {
		d := &display{name: fmt.Sprintf(":%d", n), socket: fmt.Sprintf("/tmp/.X11-unix/X%d", n)}
		if _, err := os.Stat(d.socket); err == nil {
			continue
		}
		// Without -noreset it restarts when the last program leaves it.
		d.server = exec.CommandContext(ctx, "Xvfb", d.name, "-screen", "0", "1600x1000x24", "-nolisten", "tcp", "-noreset")
		d.server.Cancel = func() error { return d.server.Process.Signal(syscall.SIGTERM) }
		d.server.WaitDelay = 10 * time.Second // then it is killed
		if err := d.server.Start(); err != nil {
			return nil, fmt.Errorf("starting Xvfb: %w", err)
		}
		err := d.answers()
		if err == nil {
			return d, nil
		}
		problems = errors.Join(problems, err)
		d.close()
	}
	return nil, errors.Join(errors.New("no display comes up"), problems)
}

func (d *display) answers() (err error) {
	for end := time.Now().Add(20 * time.Second); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		var s *screen
		if s, err = connect(d.socket); err == nil {
			return s.conn.Close()
		}
	}
	return err
}

// close ends the server and waits for it. A server that is killed leaves its socket
// behind, and the number is taken for ever.
func (d *display) close() {
	_ = d.server.Cancel()
	_ = d.server.Wait() // says only how it ended
}

//go:build cgo

package main

import (
	"os"
	"testing"
	"time"

	"keeplight.app/keeplight/library/picture"
	"keeplight.app/keeplight/library/worker"
)

// playWorker is the environment variable that makes the test binary be the
// worker.
const playWorker = "KEEPLIGHT_TEST_PLAY_MEDIA"

// playSpin makes it use the processor without end, under the worker's limit.
const playSpin = "KEEPLIGHT_TEST_PLAY_SPIN"

func TestMain(m *testing.M) {
	if os.Getenv(playSpin) != "" {
		os.Exit(spin())
	}
	if os.Getenv(playWorker) != "" {
		main()
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// spin ends only by the limit, or with an exit status after a minute.
func spin() int {
	if _, err := newDecoder(limits{memory: 1 << 30, threads: 1}); err != nil {
		return 2
	}
	if err := limitTime(1); err != nil {
		return 3
	}
	for start := time.Now(); time.Since(start) < time.Minute; {
	}
	return 4
}

// reader reads pictures through a worker that is this test binary.
func reader(t *testing.T, change func(*worker.Options)) (picture.Reader, *worker.Quarantine) {
	t.Helper()
	opts := worker.Options{
		Program: os.Args[0], Env: append(os.Environ(), playWorker+"=1"), Time: time.Minute,
		Quarantine: worker.NewQuarantine(), Log: func(text string) { t.Log(text) },
	}
	if change != nil {
		change(&opts)
	}
	d := worker.New(opts)
	t.Cleanup(d.Close)
	return picture.Reader{Foreign: d}, opts.Quarantine
}

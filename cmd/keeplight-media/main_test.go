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

func TestMain(m *testing.M) {
	if os.Getenv(playWorker) != "" {
		main()
		os.Exit(0)
	}
	os.Exit(m.Run())
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

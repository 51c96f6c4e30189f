package scan

import (
	"errors"
	"fmt"
	"syscall"
	"time"

	"github.com/fsnotify/fsnotify"
)

// notifier is the part of fsnotify that a Watcher needs.
type notifier interface {
	Add(dir string) error
	Remove(dir string) error
	Events() <-chan fsnotify.Event
	Errors() <-chan error
	Close() error // waits until nothing more is sent
}

// eventBuffer is how many events wait while a change is being reported; the
// system's own queue comes on top.
const eventBuffer = 4096

type systemNotifier struct{ *fsnotify.Watcher }

func newSystemNotifier() (notifier, error) {
	w, err := fsnotify.NewBufferedWatcher(eventBuffer)
	if err != nil {
		return nil, fmt.Errorf("asking the system to watch: %w", err)
	}
	return systemNotifier{w}, nil
}

func (n systemNotifier) Events() <-chan fsnotify.Event { return n.Watcher.Events }
func (n systemNotifier) Errors() <-chan error          { return n.Watcher.Errors }

// closeSoon closes a notifier without waiting for one that is still about to ask a folder
// which does not answer.
func closeSoon(n notifier) error {
	closed := make(chan error, 1)
	go func() { closed <- n.Close() }()
	timer := time.NewTimer(endTime)
	defer timer.Stop()
	select {
	case err := <-closed:
		return err
	case <-timer.C:
		return nil
	}
}

// deafNotifier stands in where the system refuses to watch at all.
type deafNotifier struct{}

func (deafNotifier) Add(string) error              { return nil }
func (deafNotifier) Remove(string) error           { return nil }
func (deafNotifier) Events() <-chan fsnotify.Event { return nil }
func (deafNotifier) Errors() <-chan error          { return nil }
func (deafNotifier) Close() error                  { return nil }

// isWatchLimit is true when the system has no more watches to give.
func isWatchLimit(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EMFILE) || errors.Is(err, syscall.ENFILE)
}

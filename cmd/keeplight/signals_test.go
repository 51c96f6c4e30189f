//go:build linux

package main

import (
	"os"
	"os/signal"
	"syscall"
	"testing"
	"time"
)

// kill sends this process a signal and waits until it has been heard.
func kill(t *testing.T, sig syscall.Signal, heard <-chan struct{}) {
	t.Helper()
	if err := syscall.Kill(os.Getpid(), sig); err != nil {
		t.Fatal(err)
	}
	select {
	case <-heard:
	case <-time.After(10 * time.Second):
		t.Fatalf("nobody hears %v", sig)
	}
}

func TestSignalsAreTakenFromOthersWheneverTheyCatchThem(t *testing.T) {
	for name, after := range map[string]time.Duration{"early": 0, "late": 300 * time.Millisecond} {
		t.Run(name, func(t *testing.T) {
			defer signal.Reset(asksToEnd()...)
			s := catchSignals()
			other, catches := make(chan os.Signal, 1), make(chan struct{})
			time.AfterFunc(after, func() {
				signal.Notify(other, asksToEnd()...)
				close(catches)
			})
			caught := func() bool {
				select {
				case <-catches:
					return true
				default:
					return false
				}
			}
			if !s.takeBack(caught) {
				t.Fatal("the signals were taken before the other caught them")
			}
			kill(t, syscall.SIGTERM, s.ctx.Done())
			if len(other) != 0 {
				t.Error("the other hears the signal too")
			}
		})
	}
}

func TestASignalThatOthersHaveHeardHasEndedTheContext(t *testing.T) {
	defer signal.Reset(asksToEnd()...)
	s := catchSignals()
	other, heard := make(chan os.Signal, 1), make(chan struct{})
	signal.Notify(other, asksToEnd()...)
	go func() { <-other; close(heard) }()
	kill(t, syscall.SIGTERM, heard)
	s.takeBack(func() bool { return true })
	if s.ctx.Err() == nil {
		t.Error("another has heard a signal that this program does not know of")
	}
}

// Others that have heard a signal may wait for no other.
func TestASignalThatCameEndsTheWaitForOthersThatCatchThem(t *testing.T) {
	defer signal.Reset(asksToEnd()...)
	s := catchSignals()
	kill(t, syscall.SIGTERM, s.ctx.Done())
	if !s.takeBack(func() bool { return false }) {
		t.Error("takeBack says that nobody catches signals")
	}
}

func TestSignalsAreHeardWhereNobodyElseCatchesThem(t *testing.T) {
	defer signal.Reset(asksToEnd()...)
	s := catchSignals()
	if s.takeBack(func() bool { return false }) {
		t.Error("takeBack says that another caught them")
	}
	kill(t, syscall.SIGINT, s.ctx.Done())
}

package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
	"time"
)

// asksToEnd gives the signals that ask the program to end.
func asksToEnd() []os.Signal { return []os.Signal{os.Interrupt, syscall.SIGTERM} }

// signals catches what asks the program to end. The first signal ends the context,
// so that what is begun is finished; a second one ends the process at once.
type signals struct {
	ctx  context.Context // ends with the first signal
	stop context.CancelFunc

	came    chan os.Signal
	handled chan struct{} // closed once all signals that came were acted upon
}

// catchSignals catches the process's signals from now on.
func catchSignals() *signals {
	s := &signals{}
	s.ctx, s.stop = context.WithCancel(context.Background())
	s.listen()
	return s
}

func (s *signals) listen() {
	came, handled := make(chan os.Signal, 1), make(chan struct{})
	signal.Notify(came, asksToEnd()...)
	go func() {
		defer close(handled)
		if _, ok := <-came; ok {
			signal.Reset(asksToEnd()...)
			s.stop()
		}
	}()
	s.came, s.handled = came, handled
}

// takeBack takes the signals away from others of this process that catch them too,
// once caught says that they do, or after a second: then it is false. A signal that
// came before has ended the context when takeBack returns, and the others may have
// caught it as well and wait for no other; one that comes later only this program
// catches.
//
// Only between the lines that give up all signals and catch them again does one
// end the process at once.
func (s *signals) takeBack(caught func() bool) bool {
	is := caught()
	for end := time.Now().Add(time.Second); !is && s.ctx.Err() == nil && time.Now().Before(end); is = caught() {
		time.Sleep(time.Millisecond)
	}
	signal.Reset(asksToEnd()...)
	close(s.came)
	<-s.handled
	if s.ctx.Err() != nil {
		return true
	}
	s.listen()
	return is
}

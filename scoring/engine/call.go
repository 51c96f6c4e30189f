package engine

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/sourcegraph/jsonrpc2"

	"keeplight.app/keeplight/scoring/engine/wire"
)

// call is one request to the process.
type call struct {
	method string
	body   []byte // sent before it
	params any
	result any
	check  func() error           // holds the result against the request
	piece  func(wire.Piece) error // takes what comes before the answer; nil where nothing may
	limit  time.Duration          // until the answer, or the next piece
	cancel time.Duration          // that it may take to end
}

// errHung says that the process did not answer in time.
var errHung = errors.New("it did not answer within")

// errStopped marks the error of a call that somebody wanted to end. The process
// may have lived on.
type errStopped struct{ error }

func (e errStopped) Unwrap() error { return e.error }

// do sends a request and waits for the answer. Errors are *jsonrpc2.Error where
// the process refuses, errStopped where the context or the piece function ended
// the call, and anything else where the process is gone.
func (p *process) do(ctx context.Context, c *call) error {
	if err := ctx.Err(); err != nil {
		return errStopped{err}
	}
	// A process that dies at its start may have said why before it is greeted.
	if c.method != wire.MethodHello {
		p.Stderr.Reset() // what it printed about other pictures
	}
	done := make(chan error, 1)
	go func() { done <- p.exchange(c) }()
	err := p.watch(ctx, c, done)
	p.cancelling.Wait()
	switch err.(type) {
	case nil, *jsonrpc2.Error, errStopped:
		return err
	}
	p.reapFailed(err)
	return err
}

// exchange is the part of a call that can block.
func (p *process) exchange(c *call) error {
	if c.body != nil {
		if err := p.stream.WriteBody(c.body); err != nil {
			return err
		}
	}
	err := p.conn.Call(context.Background(), c.method, c.params, c.result)
	if err == nil && c.check != nil {
		return c.check()
	}
	return err
}

// watch waits for a call to be done, cancels it when nobody waits for it any more
// and kills the process when it takes too long. It returns after done has.
func (p *process) watch(ctx context.Context, c *call, done <-chan error) error {
	timer := time.NewTimer(c.limit)
	defer timer.Stop()
	var cause error // why nobody wants the answer any more
	stop := func(why error) {
		cause = why
		timer.Reset(c.cancel)
		p.sendCancel()
	}
	cancelled := ctx.Done()
	for {
		select {
		case piece := <-p.pieces:
			if cause != nil {
				continue
			}
			timer.Reset(c.limit)
			if err := c.take(piece); errors.Is(err, wire.ErrProtocol) {
				p.end()
				<-done
				return err
			} else if err != nil {
				stop(err)
			}
		case <-cancelled:
			cancelled = nil
			if cause == nil {
				stop(context.Cause(ctx))
			}
		case <-timer.C:
			p.end()
			<-done
			if cause != nil {
				return errStopped{cause}
			}
			return fmt.Errorf("%w %v", errHung, c.limit)
		case err := <-done:
			// All pieces came before the answer.
			if late := p.drain(c, cause != nil); cause == nil && err == nil {
				err = late
			}
			if cause != nil {
				return errStopped{cause}
			}
			return err
		}
	}
}

// take hands a piece to who asked for it.
func (c *call) take(piece wire.Piece) error {
	if c.piece == nil {
		return fmt.Errorf("%w: text that nobody asked for", wire.ErrProtocol)
	}
	return c.piece(piece)
}

// drain hands over the last pieces, or drops them.
func (p *process) drain(c *call, drop bool) error {
	for {
		select {
		case piece := <-p.pieces:
			if drop {
				continue
			}
			err := c.take(piece)
			if errors.Is(err, wire.ErrProtocol) {
				return err
			}
			if err != nil {
				return errStopped{err}
			}
		default:
			return nil
		}
	}
}

// sendCancel tells the process that nobody waits for its answer any more. do
// waits until that is said.
func (p *process) sendCancel() {
	p.cancelling.Go(func() {
		_ = p.conn.Notify(context.Background(), wire.NotifyCancel, nil) // it may be gone
	})
}

// reapFailed waits until a process that failed with err is gone: one that is
// ending by itself is left to, so that its own end is seen.
func (p *process) reapFailed(err error) {
	grace := time.Duration(0)
	if errors.Is(err, jsonrpc2.ErrClosed) && p.stream.Err() != nil && !errors.Is(p.stream.Err(), wire.ErrProtocol) {
		grace = endTime
	}
	p.reap(grace)
}

package worker

import (
	"context"
	"errors"
	"fmt"
	"time"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/worker/wire"
)

// ending is the error of a file that ended its worker.
type ending struct {
	reason string // a sentence for people, without its full stop
	said   string // what the worker printed
}

func (e *ending) Error() string { return e.reason }

// ask has a worker answer. A worker that had decoded other files before may have
// been spoiled by one of them, so the file gets a second chance with a fresh
// one; a file that hangs does not, for it has had its time.
func (d *Decoder) ask(ctx context.Context, format library.Format, req *wire.Request) (*wire.Reply, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	defer context.AfterFunc(d.life, cancel)()
	l := d.full
	if req.Want != wire.Picture {
		l = d.quick
	}
	for {
		p, err := l.take(ctx)
		if err != nil {
			return nil, d.notTaken(ctx, format, err)
		}
		old := p.served > 0
		reply, err := d.askOne(ctx, p, req)
		l.give(p)
		if crashed := (*ending)(nil); old && errors.As(err, &crashed) && !errors.Is(err, errTooLong) {
			d.opts.Log("a worker that had decoded other files died: " + crashed.reason + "; the file is tried with a fresh one")
			continue
		}
		if err == nil {
			// What it said at its start may not have been known before.
			if err := d.Reads(format); err != nil {
				return nil, err
			}
		}
		return reply, err
	}
}

// notTaken says why there is no worker.
func (d *Decoder) notTaken(ctx context.Context, format library.Format, err error) error {
	switch {
	case d.life.Err() != nil:
		return faultf(ErrInterrupted, "decoding was interrupted: the program is closing")
	case ctx.Err() != nil:
		return ctx.Err()
	}
	return unavailable(format, err.Error())
}

var errTooLong = errors.New("the time is over")

// askOne asks one worker, within the time for one file.
func (d *Decoder) askOne(outer context.Context, p *process, req *wire.Request) (*wire.Reply, error) {
	ctx, cancel := context.WithTimeoutCause(outer, timeFor(len(req.File), d.opts.Time), errTooLong)
	defer cancel()
	reply, err := p.exchange(ctx, req)
	switch {
	case err == nil:
		return reply, nil
	case d.life.Err() != nil:
		return nil, faultf(ErrInterrupted, "decoding was interrupted: the program is closing")
	case outer.Err() != nil:
		return nil, outer.Err()
	}
	return nil, d.blame(ctx, p, timeFor(len(req.File), d.opts.Time), err)
}

// timeFor is how long a file of so many bytes may take where a usual one may take
// a given time: a TIFF of a hundred megapixels is a minute's work on a busy
// machine.
func timeFor(size int, usual time.Duration) time.Duration {
	const large = 128 << 20
	return usual + usual*time.Duration(size>>20)/(large>>20)
}

// blame says how a worker ended, which is gone.
func (d *Decoder) blame(ctx context.Context, p *process, limit time.Duration, err error) error {
	e, how := &ending{said: p.Stderr.String()}, p.Fault()
	switch {
	case errors.Is(context.Cause(ctx), errTooLong):
		e.reason = fmt.Sprintf("decoding it took longer than %v", limit)
		return fmt.Errorf("%w: %w", e, errTooLong)
	case errors.Is(err, wire.ErrProtocol):
		e.reason = "its decoder gave an invalid answer"
	case how.IsRequested():
		return faultf(ErrInterrupted, "decoding was interrupted: the decoder was killed; open the folder again to continue")
	case how.IsOutOfTime():
		e.reason = "decoding it took too much processor time"
		return fmt.Errorf("%w: %w", e, errTooLong)
	case how.OutOfMemory:
		e.reason = fmt.Sprintf("decoding it needs more memory than the %d MB that are allowed", d.opts.Memory>>20)
	default:
		e.reason = "its decoder crashed"
	}
	return e
}

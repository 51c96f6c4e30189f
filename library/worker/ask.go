package worker

import (
	"context"
	"errors"
	"time"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/child"
	"keeplight.app/keeplight/library/message"
	"keeplight.app/keeplight/library/worker/wire"
)

// ending is the error of a file whose worker ended over it.
type ending struct {
	reason  library.Message
	outside bool   // somebody else ended it
	said    string // what the worker printed
	decoder string // what decoded in it
}

func (e *ending) Error() string { return message.English(e.reason) }

// ask has a worker answer: any at first, and for a file that ended one before, a
// fresh one while no other works.
func (d *Decoder) ask(ctx context.Context, format library.Format, req *wire.Request, alone bool) (*wire.Reply, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	defer context.AfterFunc(d.life, cancel)()
	take := d.full.take
	if req.Want != wire.Picture {
		take = d.quick.take
	}
	if alone {
		take = d.takeAlone
	}
	for {
		p, giveBack, err := take(ctx)
		if err != nil {
			return nil, d.notTaken(ctx, format, err)
		}
		old := p.served > 0
		reply, err := d.askOne(ctx, p, req)
		giveBack()
		if end := (*ending)(nil); old && errors.As(err, &end) && end.outside {
			continue // it may have been dead while it waited
		}
		if err == nil {
			// What it said at its start may not have been known before.
			err = d.Reads(format)
		}
		if err != nil {
			return nil, err
		}
		return reply, nil
	}
}

// notTaken says why there is no worker.
func (d *Decoder) notTaken(ctx context.Context, format library.Format, err error) error {
	switch {
	case d.life.Err() != nil:
		return closing()
	case ctx.Err() != nil:
		return ctx.Err()
	}
	return unavailable(format, err.Error())
}

var errHung = errors.New("the time is over")

// askOne asks one worker. The worker limits its processor time by itself; the time
// here ends one that waits for something that never comes.
func (d *Decoder) askOne(outer context.Context, p *process, req *wire.Request) (*wire.Reply, error) {
	ctx, cancel := context.WithTimeoutCause(outer, timeFor(len(req.File), d.opts.Wall), errHung)
	defer cancel()
	reply, err := p.exchange(ctx, req)
	switch {
	case err == nil:
		return reply, nil
	case d.life.Err() != nil:
		return nil, closing()
	case outer.Err() != nil:
		return nil, outer.Err()
	}
	return nil, d.blame(ctx, p, len(req.File), err)
}

// timeFor is how long a file of so many bytes may take where a usual one may take
// a given time: a TIFF of a hundred megapixels is a minute's work on a busy
// machine.
func timeFor(size int, usual time.Duration) time.Duration {
	const large = 128 << 20
	return usual + usual*time.Duration(size>>20)/(large>>20)
}

// blame says how a worker ended over a file of so many bytes; it is gone.
func (d *Decoder) blame(ctx context.Context, p *process, size int, err error) *ending {
	e, how := &ending{said: p.Stderr.String(), decoder: libraryOf(p)}, p.Fault()
	seconds := func(usual time.Duration) library.Arg {
		return message.Count("seconds", timeFor(size, usual).Seconds())
	}
	switch {
	case errors.Is(context.Cause(ctx), errHung):
		e.reason = message.New(message.DecoderHung, seconds(d.opts.Wall))
	case errors.Is(err, wire.ErrProtocol):
		e.reason = message.New(message.DecoderInvalid)
	case how.IsFromOutside():
		e.reason, e.outside = message.New(message.DecoderKilled), true
	case how.IsOutOfTime():
		e.reason = message.New(message.DecoderSlow, seconds(d.opts.Time))
	case how.OutOfMemory:
		e.reason = message.New(message.DecoderMemory, message.Count("megabytes", float64(d.opts.Memory>>20)))
	default:
		e.reason = message.New(message.DecoderCrashed)
	}
	return e
}

// libraryOf names what decodes in a worker, and its version.
func libraryOf(p *process) string {
	if name := child.Clean(p.hello.Library); name != "" {
		return name
	}
	return "unknown"
}

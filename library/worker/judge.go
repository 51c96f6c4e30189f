package worker

import (
	"context"
	"fmt"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/child"
	"keeplight.app/keeplight/library/message"
	"keeplight.app/keeplight/library/picture"
)

// file is what is remembered of a file that is being decoded.
type file struct {
	key   string
	name  string // its path
	size  int64  // bytes
	alone bool   // it has all workers to itself
}

// judge decides what the end of its worker means for a file. One end proves
// nothing: the machine may have been short of memory, or the worker spoiled by an
// earlier file. Only a second one alone is written down, and none that somebody
// else caused.
func (d *Decoder) judge(f file, end *ending) error {
	d.opts.Log(fmt.Sprintf("decoding %s: %v; the worker printed: %s", library.Display(f.name), end, child.Clean(end.said)))
	before := d.suspects.note(f.key, end.outside)
	switch {
	case end.outside && f.alone:
		return because(end.reason, message.DecoderStopped, ErrInterrupted)
	case end.outside:
		return because(end.reason, message.DecoderAgain, picture.ErrTryAgain, ErrInterrupted)
	case !f.alone || before == 0:
		return because(end.reason, message.DecoderAgain, picture.ErrTryAgain)
	}
	d.suspects.forget(f.key)
	if err := d.opts.Quarantine.add(f.key, f.name, f.size, end.reason, end.decoder); err != nil {
		d.opts.Log(err.Error())
	}
	return because(end.reason, message.SetAside, ErrQuarantined)
}

// checkQuarantine refuses a file that is set aside for the decoder that is
// installed now. To know that one, a worker may have to be started.
func (d *Decoder) checkQuarantine(ctx context.Context, format library.Format, key string) error {
	e, found := d.opts.Quarantine.find(key)
	if !found {
		return nil
	}
	d.mu.Lock()
	now := d.library
	d.mu.Unlock()
	if now == "" {
		p, giveBack, err := d.quick.take(ctx)
		if err != nil {
			return d.notTaken(ctx, format, err)
		}
		now = libraryOf(p)
		giveBack()
	}
	if e.Decoder != now {
		return nil // what ended its worker may be mended
	}
	return because(e.Reason, message.SetAside, ErrQuarantined)
}

// TryAgain takes a file off the quarantine's list, so that it is decoded when it
// is next asked for. An error is that of writing the list.
func (d *Decoder) TryAgain(data []byte) error { return d.opts.Quarantine.remove(keyOf(data)) }

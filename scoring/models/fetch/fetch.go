package fetch

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"time"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/disk"
	"keeplight.app/keeplight/library/plain"
)

// Source is a file to fetch.
type Source struct {
	URL    string // HTTPS
	Size   int64  // bytes
	SHA256 string // of the whole file, in small hex digits
}

// Reserve is how many bytes a download leaves free on the disk: decisions must
// still find room there.
const Reserve = 512 << 20

// Options are how files are fetched. Zero fields take the defaults.
type Options struct {
	Client   *http.Client                                     // its transport is used; default the system's
	Free     func(dir string) (free int64, known bool)        // default disk.Free
	Wait     func(ctx context.Context, d time.Duration) error // between tries; default a timer
	Stall    time.Duration                                    // without a byte for so long, a connection counts as broken; default a minute
	Tries    int                                              // in a row without a single new byte; default 6
	Progress func(Progress)                                   // called from the goroutine that fetches; may be nil
}

// Fetcher fetches files. It may be used from several goroutines, but never for
// one path by two: its owner keeps them apart.
type Fetcher struct {
	o      Options
	client *http.Client
	create func(path string, flag int) (writer, error) // opens a part to write to
}

// writer is what bytes are written to.
type writer interface {
	io.Writer
	Sync() error
	Close() error
}

// New makes a Fetcher.
func New(o Options) *Fetcher {
	o.Stall = cmp.Or(o.Stall, time.Minute)
	o.Tries = cmp.Or(o.Tries, 6)
	if o.Free == nil {
		o.Free = disk.Free
	}
	if o.Wait == nil {
		o.Wait = wait
	}
	if o.Progress == nil {
		o.Progress = func(Progress) {}
	}
	return &Fetcher{o: o, client: NewClient(o.Client), create: func(path string, flag int) (writer, error) {
		return os.OpenFile(path, flag|os.O_WRONLY|os.O_CREATE, 0o600)
	}}
}

// File fetches src to path, whose folder exists. A file that is there already
// and fits is left as it is. When ctx ends or the network does, what came stays
// for the next call. Errors wrap those of this package.
func (f *Fetcher) File(ctx context.Context, src Source, path string) error {
	d := &download{Fetcher: f, src: src, part: part{path}, meter: meter{now: time.Now, tell: f.o.Progress, size: src.Size}}
	if d.isThere(ctx) {
		return nil
	}
	if err := d.makeRoom(); err != nil {
		return err
	}
	if err := d.load(ctx); err != nil {
		return err
	}
	return d.check(ctx)
}

// download is one file on its way.
type download struct {
	*Fetcher
	src   Source
	part  part
	meter meter
	heard bool // a server has answered
}

// isThere is true when the whole file is in its place.
func (d *download) isThere(ctx context.Context) bool {
	info, err := os.Lstat(d.part.path)
	if err != nil || !info.Mode().IsRegular() || info.Size() != d.src.Size {
		return false
	}
	d.meter.enter(Checking, 0)
	digest, err := Digest(ctx, d.part.path, d.meter.add)
	return err == nil && digest == d.src.SHA256
}

// makeRoom refuses a file for which there is no room before anything is fetched.
func (d *download) makeRoom() error {
	have, err := d.part.size()
	if err != nil {
		return err
	}
	if have > d.src.Size {
		if err := d.part.remove(); err != nil {
			return err
		}
		have = 0
	}
	free, known := d.o.Free(filepath.Dir(d.part.path))
	if need := d.src.Size - have + Reserve; known && free < need {
		return fmt.Errorf("%w: %s needs %s and %s are to stay free, but only %s are free in %s", ErrNoRoom,
			d.name(), plain.Bytes(d.src.Size-have), plain.Bytes(Reserve), plain.Bytes(free), library.Display(filepath.Dir(d.part.path)))
	}
	return nil
}

// load fetches until all bytes are there. A broken connection is tried again, at
// once where it brought something and more and more slowly where it did not.
func (d *download) load(ctx context.Context) error {
	for vain := 0; ; {
		have, err := d.part.size()
		if err != nil {
			return err
		}
		if have == d.src.Size {
			return nil
		}
		d.meter.enter(Connecting, have)
		err = d.attempt(ctx, have)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err == nil {
			continue
		}
		if !isPassing(err) {
			return d.giveUp(err)
		}
		now, sizeErr := d.part.size()
		if sizeErr != nil {
			return sizeErr
		}
		if vain++; now > have {
			vain = 1
		}
		if vain >= d.tries() {
			return err
		}
		d.meter.enter(Waiting, now)
		if err := d.o.Wait(ctx, time.Second<<(vain-1)); err != nil {
			return err
		}
	}
}

// tries is how often a server is asked in vain. One that never answered will
// hardly do so in half a minute: rather say at once that there is no network.
func (d *download) tries() int {
	if d.heard {
		return d.o.Tries
	}
	return min(d.o.Tries, 2)
}

// giveUp says why it cannot go on. What came goes when the disk is full: the
// room is needed for decisions.
func (d *download) giveUp(err error) error {
	if !disk.IsFull(err) {
		return err
	}
	if removeErr := d.part.remove(); removeErr != nil {
		return fmt.Errorf("%w: %w; %w", ErrNoRoom, err, removeErr)
	}
	return fmt.Errorf("%w: the disk became full while %s was downloaded; the unfinished download was removed: %w", ErrNoRoom, d.name(), err)
}

// check gives the file its name if it is the right one, and removes it if not.
func (d *download) check(ctx context.Context) error {
	d.meter.enter(Checking, 0)
	digest, err := Digest(ctx, d.part.file(), d.meter.add)
	if err != nil {
		return err
	}
	if digest == d.src.SHA256 {
		return d.part.settle()
	}
	if err := d.part.remove(); err != nil {
		return fmt.Errorf("%w, and it could not be removed: %w", ErrDigest, err)
	}
	return fmt.Errorf("%w: %s has the SHA-256 %s, and not %s; it was removed", ErrDigest, d.name(), digest, d.src.SHA256)
}

func (d *download) name() string { return library.Display(filepath.Base(d.part.path)) }

func wait(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}

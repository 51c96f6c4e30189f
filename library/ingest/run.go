package ingest

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"time"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/disk"
	"keeplight.app/keeplight/library/export/verified"
)

// Hooks are what a run tells and asks while it goes on. Every one may be nil. They are
// called from the run's goroutine.
type Hooks struct {
	// Progress hears how far the run is, several times a file.
	Progress func(Progress)
	// Arrived hears of each photo or video as soon as all its files are in their places,
	// in all destinations. What it does not note is recognised by its names and contents
	// at the next run.
	Arrived func(*Done) error
	// Wait does not return while the person has paused, unless ctx ends.
	Wait func(ctx context.Context) error
}

// Progress says how far a run is.
type Progress struct {
	Done, Total       int   // photos and videos
	Bytes, TotalBytes int64 // to be read from the card
	Current           string
	Proving           bool // what was copied in before is being compared
}

// ErrNoRoom says that a destination has too little room for the plan.
var ErrNoRoom = errors.New("there is not enough free space")

// Run does what the plan says: first what is new, then the proof of what was copied in
// before. It never replaces a file and leaves no half of one. One that fails does not
// stop the others; a card or a first destination that is away, read-only or full ends the
// run, and the report says what is still on the card. A second destination that is lost is
// told of, and the first is filled all the same. What a run left undone is done by the
// next, for which Plan.GoOn spares the work of this one. The error is the context's, or
// ErrNoRoom.
func Run(ctx context.Context, plan Plan, known Known, hooks Hooks) (Report, error) {
	r := runner{plan: plan, known: known, hooks: hooks.complete()}
	r.report = Report{Options: plan.Options, Failed: append([]Failure(nil), plan.Failed...), Left: plan.Left}
	r.report.settled = maps.Clone(plan.settled)
	if short := plan.Short(); len(short) > 0 {
		return r.report, fmt.Errorf("%s: %w", library.Display(short[0].To[0]), ErrNoRoom)
	}
	start := time.Now()
	defer r.close()
	r.count()
	if err := r.open(); err != nil {
		r.report.Why = whyPlace(err)
		err = r.stop(NoDestination, ctx.Err())
		return r.report, err
	}
	r.sweep()
	err := r.run(ctx)
	r.report.Took = time.Since(start)
	return r.report, err
}

func (h Hooks) complete() Hooks {
	if h.Progress == nil {
		h.Progress = func(Progress) {}
	}
	if h.Arrived == nil {
		h.Arrived = func(*Done) error { return nil }
	}
	if h.Wait == nil {
		h.Wait = func(ctx context.Context) error { return ctx.Err() }
	}
	return h
}

// destination is a folder that is copied to.
type destination struct {
	path string
	root *os.Root // which no write can leave
	lost error    // why nothing more can be copied there, nil while all is well
	full error    // what was said when a file did not fit, nil while all of them did
}

// runner carries one run.
type runner struct {
	plan   Plan
	known  Known
	hooks  Hooks
	copier verified.Copier
	to     []*destination // the one to work in first
	volume disk.Volume    // of the card, where the system says
	state  Progress
	report Report
}

// count says how much there is to do.
func (r *runner) count() {
	for i := range r.plan.Groups {
		r.state.Total++
		r.state.TotalBytes += r.plan.Groups[i].bytes()
	}
}

// open makes and opens the destinations. Without the first nothing can be done.
func (r *runner) open() error {
	for i, path := range r.plan.Options.destinations() {
		d := &destination{path: path}
		d.lost = os.MkdirAll(path, 0o777)
		if d.lost == nil {
			d.root, d.lost = os.OpenRoot(path)
		}
		if d.lost != nil && i == 0 {
			return fmt.Errorf("opening the destination folder: %w", d.lost)
		}
		r.to = append(r.to, d)
	}
	r.volume, _ = disk.VolumeOf(r.plan.Options.Card)
	return nil
}

func (r *runner) close() {
	for _, d := range r.to {
		if d.root != nil {
			d.root.Close()
		}
	}
}

// sweep removes what a run that was killed left in the folders of this one.
func (r *runner) sweep() {
	for _, d := range r.to {
		if d.lost != nil {
			continue
		}
		dirs := map[string]bool{".": true}
		for i := range r.plan.Groups {
			for _, f := range r.plan.Groups[i].Files {
				dirs[filepath.Join(r.plan.Groups[i].Dir, f.Sub)] = true
			}
		}
		for dir := range dirs {
			root, err := d.root.OpenRoot(dir)
			if err != nil {
				continue // it is not there yet, or copying to it says why not
			}
			swept, left, _ := verified.Sweep(root) // what cannot be listed is left
			r.report.Swept += swept
			r.report.Unfinished += len(left)
			root.Close()
		}
	}
}

// run brings what is new, and proves the rest.
func (r *runner) run(ctx context.Context) error {
	r.copier.Progress = r.read
	r.copier.Reader = func(in io.Reader) io.Reader { return waiting{ctx, in, r.hooks.Wait} }
	for _, known := range []bool{false, true} {
		r.state.Proving = known
		for i := range r.plan.Groups {
			if r.plan.Groups[i].Known != known {
				continue
			}
			if err := r.hooks.Wait(ctx); err != nil {
				return r.stop(Stopped, ctx.Err())
			}
			if end := r.group(ctx, &r.plan.Groups[i]); end != Complete {
				return r.stop(end, ctx.Err())
			}
		}
	}
	return nil
}

// stop ends the run early.
func (r *runner) stop(end End, err error) error {
	r.report.End = end
	r.report.Remaining = r.state.Total - r.state.Done
	return err
}

// group deals with one photo or video, and says how the run goes on.
func (r *runner) group(ctx context.Context, g *Group) End {
	after := r.state.Bytes + g.bytes()
	r.state.Current = library.Display(g.Photo.Name())
	r.hooks.Progress(r.state)
	arrived, err := g.settled, error(nil)
	if g.Known && !arrived {
		arrived, err = r.isProven(ctx, g)
	}
	if arrived {
		r.report.settle(g)
		r.report.Known++
	} else if err == nil {
		err = r.bring(ctx, g)
	}
	if end := r.ended(ctx, err); end != Complete {
		return end
	}
	if err != nil {
		r.report.Failed = append(r.report.Failed, newFailure(g.Photo.Path, err))
	}
	r.state.Done++
	r.state.Bytes = after
	r.hooks.Progress(r.state)
	return Complete
}

// ended says whether an error ends the whole run.
func (r *runner) ended(ctx context.Context, err error) End {
	switch {
	case err == nil:
		return Complete
	case ctx.Err() != nil:
		return Stopped
	case r.to[0].lost != nil:
		r.report.Why = whyPlace(r.to[0].lost)
		return NoDestination
	case r.isCardAway(err):
		return NoCard
	}
	return Complete
}

// isCardAway asks for the card's folder itself: a mount point without its card is an
// empty folder of another volume.
func (r *runner) isCardAway(err error) bool {
	if !isAway(err) {
		return false
	}
	entries, listErr := os.ReadDir(r.plan.Options.Card)
	volume, known := disk.VolumeOf(r.plan.Options.Card)
	return listErr != nil || len(entries) == 0 || known && volume != r.volume
}

// read hears of bytes that were read from the card.
func (r *runner) read(n int64) {
	r.state.Bytes += n
	r.hooks.Progress(r.state)
}

// waiting is a source that is not read while the person has paused.
type waiting struct {
	ctx  context.Context
	from io.Reader
	wait func(context.Context) error
}

// Read reads once nothing has to be waited for.
func (w waiting) Read(b []byte) (int, error) {
	if err := w.wait(w.ctx); err != nil {
		return 0, err
	}
	return w.from.Read(b)
}

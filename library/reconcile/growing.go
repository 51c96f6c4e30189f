package reconcile

import (
	"context"
	"errors"
	"io/fs"
	"time"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/answer"
	"keeplight.app/keeplight/library/message"
)

// growing is a file that was damaged when it was read and may only not be there
// in full yet.
type growing struct {
	job
	facts     Facts
	first     time.Time // when it was first found so
	since     time.Time // when its size or time were last seen to change
	rereading bool      // facts are of an older state
}

// growingFiles are the files that wait to be whole. Only the run's loop touches it.
type growingFiles map[library.ID]*growing

// keep notes what reading a file told. A file that did not change goes on
// waiting from when it last did.
func (n growingFiles) keep(j job, f Facts, now time.Time) {
	g := n[j.id]
	if g == nil {
		g = &growing{first: now, since: now}
		n[j.id] = g
	} else if f.Moving || g.facts.Size != f.Size || !g.facts.ModTime.Equal(f.ModTime) {
		g.since = now
	}
	g.job, g.facts, g.rereading = j, f, false
}

// mayGrow is true for a damaged file that may only not be there in full yet.
func (r *run) mayGrow(j job, f *Facts) bool {
	return j.fresh || r.growing[j.id] != nil || time.Since(f.ModTime) < r.opts.Young
}

// checkGrowing stats the files that may still grow: one that changed is read
// again, one that has stayed the same for long enough is what it is.
func (r *run) checkGrowing(ctx context.Context) error {
	now := time.Now()
	for id, g := range r.growing {
		if g.rereading {
			continue
		}
		info, err := r.drives.stat(g.path)
		switch {
		case errors.Is(err, answer.ErrNone):
			// It goes on waiting, as its drive does.
		case err != nil:
			delete(r.growing, id) // a scan or an event tells what became of it
		case !isUnchanged(info, &g.facts) && !r.watching && now.Sub(g.first) >= r.opts.Patience:
			// Who does not watch must come to an end, whatever is written to.
			if err := r.record(ctx, g.job, Facts{Problem: message.New(message.FileWritten)}); err != nil {
				return err
			}
		case !isUnchanged(info, &g.facts):
			g.facts = Facts{Size: info.Size(), ModTime: info.ModTime()}
			g.since, g.fresh, g.rereading = now, true, true
			r.queue.add(g.job)
		case now.Sub(g.since) >= r.opts.Patience:
			if err := r.record(ctx, g.job, g.facts); err != nil {
				return err
			}
		}
	}
	return nil
}

// isUnchanged is true when a file has not changed since it was read.
func isUnchanged(info fs.FileInfo, f *Facts) bool {
	return !f.Moving && info.Size() == f.Size && info.ModTime().Equal(f.ModTime)
}

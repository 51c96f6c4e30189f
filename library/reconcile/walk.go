package reconcile

import (
	"context"
	"fmt"
	"time"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/library/scan"
)

// maxProblems is how many problems of one folder's scan are told one by one.
const maxProblems = 20

// listingTime is how long the first walk has the drive to itself, but for photos that
// the person sees: a hundred thousand files are listed in it, and on a drive that is
// slower than that nobody waits long for the first facts.
const listingTime = 3 * time.Second

// walk is a scan of all roots that goes on.
type walk struct {
	seen map[string]bool
}

// walkStep is what the scanning goroutine sends: a batch, how far it is, or a
// root's end, and at last the end of all.
type walkStep struct {
	root   string
	batch  []catalog.File
	on     bool // report is of what was seen so far
	end    bool // of root
	report scan.Report
	err    error
	done   bool // with all roots
}

// startWalk scans all roots in the background. While a scan goes on, another
// one is made after it.
func (r *run) startWalk(ctx context.Context) {
	if r.walk != nil {
		r.walkAgain = true
		return
	}
	r.walk, r.walkAgain = &walk{seen: map[string]bool{}}, false
	if !r.walked {
		r.listing = time.After(listingTime)
	}
	r.group.Go(func() error {
		for _, root := range r.roots {
			if r.isStuck(root) {
				if err := r.send(ctx, walkStep{root: root, end: true, err: scan.ErrNoAnswer}); err != nil {
					return err
				}
				continue
			}
			opts := scan.Options{Exclude: r.opts.Exclude, Skip: r.opts.Skip, Asked: &r.asked, Progress: func(report scan.Report) {
				_ = r.send(ctx, walkStep{root: root, on: true, report: report}) // the walk itself hears that ctx ended
			}}
			report, err := opts.Walk(ctx, root, func(batch []catalog.File) error {
				return r.send(ctx, walkStep{root: root, batch: batch})
			})
			if ctx.Err() != nil {
				return ctx.Err()
			}
			r.stuck[root] = report.Stuck
			if err := r.send(ctx, walkStep{root: root, end: true, report: report, err: err}); err != nil {
				return err
			}
		}
		return r.send(ctx, walkStep{done: true})
	})
}

// isStuck is true while the system owes an answer about a root: to ask once more would
// only leave another goroutine waiting. It belongs to the walking goroutine.
func (r *run) isStuck(root string) bool {
	select {
	case <-r.stuck[root]:
		return false
	default:
		return r.stuck[root] != nil
	}
}

func (r *run) send(ctx context.Context, s walkStep) error {
	select {
	case r.steps <- s:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// takeStep takes one piece of a scan.
func (r *run) takeStep(ctx context.Context, s walkStep) error {
	switch {
	case s.done:
		r.walk, r.walked, r.listing = nil, true, nil
		if r.walkAgain {
			r.startWalk(ctx)
		}
		return nil
	case s.end:
		return r.endRoot(ctx, s)
	}
	if s.on && !r.walked { // later counts would fall back to nothing and rise again
		r.passedOver[s.root] = s.report.PassedOver
	}
	for i := range s.batch {
		r.walk.seen[s.batch[i].Path] = true
	}
	if err := r.place(ctx, s.batch); err != nil {
		return err
	}
	if !s.on || !r.walked {
		r.emit(Event{Scanned: Progress{Folder: s.root, Files: r.countSeen(s.root), PassedOver: r.passedOver[s.root]}})
	}
	return nil
}

func (r *run) countSeen(root string) int {
	if len(r.roots) == 1 {
		return len(r.walk.seen)
	}
	n := 0
	for path := range r.walk.seen {
		if library.Below(path, root) {
			n++
		}
	}
	return n
}

// endRoot marks the photos of a root that the scan did not see, where it could
// look.
func (r *run) endRoot(ctx context.Context, s walkStep) error {
	name := library.Display(s.root)
	if s.err != nil {
		r.report(fmt.Sprintf("%s cannot be read: %v. If it is a card or a network folder, connect it again; its photos and all decisions are kept.", name, s.err))
		r.emit(Event{Scanned: Progress{Folder: s.root, Files: s.report.Files, Done: true, Offline: true, PassedOver: r.passedOver[s.root]}})
		return nil
	}
	r.passedOver[s.root] = s.report.PassedOver
	unknown := map[string]bool{}
	for i, p := range s.report.Problems {
		unknown[p.Path] = true
		if i < maxProblems {
			r.report(p.String())
		}
	}
	if more := len(s.report.Problems) - maxProblems; more > 0 {
		r.report(fmt.Sprintf("%s: %d more files or folders could not be read.", name, more))
	}
	for _, dir := range r.opts.Exclude {
		unknown[dir] = true
	}
	lost := r.index.present(func(row *row) bool {
		return library.Below(row.file.Path, s.root) && !r.walk.seen[row.file.Path]
	})
	offline := s.report.Empty && len(lost) > 0
	if offline {
		// A mount point looks like this while its disk is away.
		r.report(fmt.Sprintf("%s is empty. If it is a card or a network folder, connect it again; its %d photos and all decisions are kept.", name, len(lost)))
	} else if err := r.markMissing(ctx, lost, unknown); err != nil {
		return err
	}
	if err := r.detectRenamesByIdentity(ctx); err != nil {
		return err
	}
	r.emit(Event{Scanned: Progress{Folder: s.root, Files: s.report.Files, Done: true, Offline: offline, PassedOver: s.report.PassedOver}})
	return nil
}

// markMissing marks rows as missing, except those at or below an unknown path and
// those whose file is there after all.
func (r *run) markMissing(ctx context.Context, rows []*row, unknown map[string]bool) error {
	paths := map[library.ID]string{}
	for _, row := range rows {
		path := row.file.Path
		there := r.index.byCompanion[path] == nil && !r.drives.isGone(path)
		if there || isUnderAny(path, unknown) {
			continue
		}
		paths[row.id] = path
	}
	if len(paths) == 0 {
		return nil
	}
	ids, err := r.store.SetGone(ctx, paths)
	if err != nil {
		return fmt.Errorf("marking photos as missing: %w", err)
	}
	for _, id := range ids {
		row := r.index.byID[id]
		row.missing = true
		r.queue.drop(id)
		delete(r.growing, id)
		r.matchAgain(row.hash)
		delete(paths, id)
	}
	for id := range paths { // found again elsewhere, by who reads that folder
		r.queue.drop(id)
		delete(r.growing, id)
		r.index.remove(id)
	}
	if len(ids) > 0 {
		r.emit(Event{Missing: ids})
	}
	return nil
}

package export

import (
	"context"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/export/verified"
)

// Progress says how far an export is.
type Progress struct {
	Done, Total       int // files
	Bytes, TotalBytes int64
	Current           string // the original that is being brought over, for people
}

// Run does what the plan says. It is called with the context of the whole
// export: when that ends, the photo under way leaves nothing behind and the
// report tells of those before it. progress may be nil; it is called from this
// goroutine, several times a file. Where the destination changed since the plan
// was made, a photo gets the next free number instead of its planned name. The
// error is the context's, or says why the destination cannot be used at all;
// what happened to each photo is in the report.
func Run(ctx context.Context, plan Plan, progress func(Progress)) (Report, error) {
	r := runner{plan: plan, progress: progress}
	return r.run(ctx)
}

// runner carries one run.
type runner struct {
	plan     Plan
	progress func(Progress) // may be nil
	copier   verified.Copier
	to       []*destination
	stale    []string // notes of moves that are over and could not be removed, below the first destination
	state    Progress
	report   Report
}

func (r *runner) run(ctx context.Context) (Report, error) {
	start := time.Now()
	opts := r.plan.Options
	r.report = Report{To: opts.To, Extras: Extras{Second: opts.Second}, Mode: opts.Mode, DryRun: opts.DryRun, Failed: slices.Clone(r.plan.Failed)}
	r.state = Progress{Total: r.plan.Files, TotalBytes: r.plan.Bytes}
	if opts.DryRun {
		for i := range r.plan.Groups {
			r.foretell(&r.plan.Groups[i])
		}
		return r.report, nil
	}
	defer r.close()
	if err := r.open(); err != nil {
		return r.report, err
	}
	r.copier.Progress, r.copier.SHA256 = r.wrote, opts.Checksums
	r.sweep()
	for i := range r.plan.Groups {
		if ctx.Err() != nil {
			break
		}
		r.exportGroup(ctx, r.plan.Groups[i])
	}
	r.writeLists(ctx)
	r.forgetStale()
	r.report.Took = time.Since(start)
	return r.report, ctx.Err()
}

// open makes and opens the destinations.
func (r *runner) open() error {
	for _, path := range r.plan.Options.destinations() {
		d, err := openDestination(path)
		if err != nil {
			return err
		}
		r.to = append(r.to, d)
	}
	return nil
}

func (r *runner) close() {
	for _, d := range r.to {
		d.root.Close()
	}
}

// writeLists brings each destination's list of checksums up to date: what is in it has
// arrived.
func (r *runner) writeLists(ctx context.Context) {
	r.report.ListErrs = nil // what could not be written is tried once more
	for _, d := range r.to {
		if r.report.updateList(ctx, d.list, d.path, d.listed) {
			d.listed = nil
		}
	}
}

func (r *runner) wrote(n int64) {
	r.state.Bytes += n
	r.tell()
}

func (r *runner) tell() {
	if r.progress != nil {
		r.progress(r.state)
	}
}

// foretell reports a group of a dry run as though it had been brought over.
func (r *runner) foretell(g *Group) {
	if g.There() {
		r.report.Skipped = append(r.report.Skipped, r.done(g))
		return
	}
	r.report.Copied = append(r.report.Copied, r.done(g))
	files, bytes := g.missing()
	r.report.Files += files
	r.report.Bytes += bytes
}

// exportGroup brings one photo over and puts what happened into the report.
func (r *runner) exportGroup(ctx context.Context, g Group) {
	g.Files, g.earlier = cloned(g.Files), cloned(g.earlier) // what is there is checked again
	files, bytes := g.missing()
	after := r.state
	after.Done += files
	after.Bytes += bytes

	r.state.Current = library.Display(g.Photo.Path)
	r.tell()
	arrived, err := g.moved, error(nil)
	if arrived {
		r.bringMoved(ctx, &g, g.Files)
	} else {
		arrived, err = r.bring(ctx, &g)
	}
	if arrived && len(g.earlier) > 0 && len(r.to) > 1 {
		r.bringMoved(ctx, &g, g.earlier)
	}
	if err != nil {
		if r.plan.Options.Mode == Move && !arrived {
			err = unmoved(err)
		}
		r.report.Failed = append(r.report.Failed, Failure{g.Photo.Path, err})
	}
	d := r.done(&g)
	if note := r.plan.Options.Arrived; arrived && note != nil {
		note(&d)
	}
	switch {
	case !arrived:
	case g.There():
		r.report.Skipped = append(r.report.Skipped, d)
	default:
		said := g.kept
		if err != nil {
			said = append(said, explain(err))
		}
		d.Note = strings.Join(said, "; ")
		r.report.Copied = append(r.report.Copied, d)
		files, bytes := g.missing()
		r.report.Files += files
		r.report.Bytes += bytes
	}
	// A photo that failed, or was there already, is dealt with all the same.
	after.Current = r.state.Current
	r.state = after
	r.tell()
}

// cloned gives files that share nothing with the plan's.
func cloned(files []File) []File {
	files = slices.Clone(files)
	for i := range files {
		files[i].There = slices.Clone(files[i].There)
	}
	return files
}

// done lists where a group's files are, now that its number is known.
func (r *runner) done(g *Group) Done {
	d := Done{Photo: g.Photo}
	for _, f := range g.Files {
		d.Files = append(d.Files, Placed{From: f.From, To: filepath.Join(r.plan.Options.To, g.To(f)), There: !f.missing()})
	}
	for _, f := range g.earlier {
		d.Files = append(d.Files, Placed{From: f.From, To: filepath.Join(r.plan.Options.To, g.To(f)), There: true})
	}
	return d
}

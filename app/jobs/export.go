package jobs

import (
	"context"
	"maps"
	"slices"
	"time"

	"keeplight.app/keeplight/library/export"
	"keeplight.app/keeplight/library/export/follow"
	"keeplight.app/keeplight/library/scan"
)

// Export brings photos to another folder.
type Export struct {
	Items   []export.Item
	Options export.Options
	// NeverRead notes, before anything is copied, which folders will hold nothing
	// but copies, so that these are not read as photos.
	NeverRead func(ctx context.Context, folders ...string) error
	// Follow tells the catalogue of each photo that was moved, as soon as it was.
	Follow func(ctx context.Context, done *export.Done) error
	// Drives, where set, knows which folders owe an answer from plans before.
	Drives *scan.Drives

	limit time.Duration // of the drives, 0 is the usual one
}

var _ Job[export.Plan, ExportReport] = (*Export)(nil)

// FollowInto gives a Follow that tells the catalogue alone.
func FollowInto(cat follow.Catalog) func(context.Context, *export.Done) error {
	return func(ctx context.Context, done *export.Done) error {
		_, _, err := follow.Photo(ctx, cat, done)
		return err
	}
}

// ExportReport is what an export did.
type ExportReport struct {
	export.Report
	Destinations    []string // the folders that hold nothing but copies
	DestinationsErr error    // why those could not be noted, so that the copies will be read as photos
	Unfollowed      []error  // of moved photos that the catalogue did not follow
}

// Kind gives Exporting.
func (*Export) Kind() Kind { return Exporting }

// Plan finds the files and names them. Errors are those of export.NewPlan, and that a
// drive does not answer.
func (x *Export) Plan(ctx context.Context) (export.Plan, error) {
	limit := x.limit
	if limit == 0 {
		limit = export.PlanTime
	}
	return export.Patiently(ctx, x.Drives, limit, places(x.Items, x.Options.To, x.Options.Second),
		func(ctx context.Context) (export.Plan, error) { return export.NewPlan(ctx, x.Items, x.Options) })
}

// places are the folders that an export asks about.
func places(items []export.Item, to, second string) []string {
	from := map[string]bool{}
	for i := range items {
		from[items[i].Photo.Folder()] = true
	}
	return append([]string{to, second}, slices.Sorted(maps.Keys(from))...)
}

// Run exports and counts files. Errors are those of export.Run; one of NeverRead
// or Follow is in the report and ends nothing.
func (x *Export) Run(ctx context.Context, plan export.Plan, tell func(Progress)) (ExportReport, error) {
	var r ExportReport
	if !plan.Options.DryRun {
		if r.Destinations = export.Destinations(&plan); len(r.Destinations) > 0 {
			r.DestinationsErr = x.NeverRead(ctx, r.Destinations...)
		}
	}
	if plan.Options.Mode == export.Move {
		plan.Options.Arrived = func(d *export.Done) {
			// What has moved has moved, also where the export is cancelled now.
			if err := x.Follow(context.WithoutCancel(ctx), d); err != nil {
				r.Unfollowed = append(r.Unfollowed, err)
			}
		}
	}
	var err error
	r.Report, err = export.Run(ctx, plan, func(p export.Progress) {
		tell(Progress{Done: int64(p.Done), Total: int64(p.Total), Item: p.Current})
	})
	return r, err
}

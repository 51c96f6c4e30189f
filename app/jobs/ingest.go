package jobs

import (
	"context"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/library/ingest"
	"keeplight.app/keeplight/library/volumes"
)

// IngestOptions say from where and to where photos are copied.
type IngestOptions = ingest.Options

// Noted is the catalogue, which takes note of what is copied in.
type Noted interface {
	ingest.Known
	PutIngested(ctx context.Context, files []catalog.Ingested) error
	Photos(ctx context.Context, folders []string) ([]library.Photo, error)
	PutFiles(ctx context.Context, files []catalog.File) ([]library.Photo, error)
	SetRead(ctx context.Context, reads []catalog.Read) error
	TakeOver(ctx context.Context, from, to library.ID) (library.Photo, error)
	RecordImport(ctx context.Context, files []library.MovedFile) ([]library.Photo, error)
}

// Ingest copies a card into one or two folders.
type Ingest struct {
	Options ingest.Options
	Catalog Noted
	// Card, where set, is what was read of the card before.
	Card *ingest.Card
	// After, where set, is what a run did that this one goes on with.
	After *ingest.Report
	// NeverRead notes, before anything is copied, which folders of the second destination
	// will hold nothing but copies, so that these are not read as photos.
	NeverRead func(ctx context.Context, folders ...string) error
	// Found, where set, hears how many photos a plan has found on the card so far.
	Found func(photos int)
	// Wait, where set, does not return while the person has paused.
	Wait func(ctx context.Context) error
	// Counted, where set, hears of how many photos and videos were dealt with.
	Counted func(done, total int)
}

var _ Job[ingest.Plan, IngestReport] = (*Ingest)(nil)

// IngestReport is what an ingest did.
type IngestReport struct {
	ingest.Report
	Photos   []library.Photo // that arrived and are new, as the catalogue has them
	ApartErr error           // why the folders of the backup could not be noted, so that they may be read as photos
	NotedErr error           // why the catalogue could not take note of all that arrived
}

// Kind gives Ingesting.
func (*Ingest) Kind() Kind { return Ingesting }

// Plan looks at the card and the destinations. Errors are those of ingest.NewPlan.
func (x *Ingest) Plan(ctx context.Context) (ingest.Plan, error) {
	if all, err := volumes.Connected(); err == nil && x.Options.Volume == "" {
		card, _ := volumes.Around(all, x.Options.Card)
		x.Options.Volume = card.Path
	}
	plan, err := ingest.NewPlan(ctx, x.Options, x.Card, x.Catalog, x.Found)
	if err == nil {
		plan.GoOn(x.After)
	}
	return plan, err
}

// Run copies and counts bytes of the card. Errors are those of ingest.Run; one of the
// catalogue is in the report and ends nothing. What has arrived is noted at once, and
// stands in the journal when the run has ended, also where it was stopped.
func (x *Ingest) Run(ctx context.Context, plan ingest.Plan, tell func(Progress)) (IngestReport, error) {
	var r IngestReport
	if apart := plan.Apart(); len(apart) > 0 && x.NeverRead != nil {
		r.ApartErr = x.NeverRead(ctx, apart...)
	}
	noting := context.WithoutCancel(ctx) // what has arrived has arrived
	var arrived []ingest.Done
	var err error
	r.Report, err = ingest.Run(ctx, plan, x.Catalog, ingest.Hooks{
		Wait: x.Wait,
		Progress: func(p ingest.Progress) {
			phase := Working
			if p.Proving {
				phase = Verifying
			}
			if x.Counted != nil {
				x.Counted(p.Done, p.Total)
			}
			tell(Progress{Phase: phase, Done: p.Bytes, Total: p.TotalBytes, Item: p.Current})
		},
		Arrived: func(d *ingest.Done) error {
			if noteErr := x.Catalog.PutIngested(noting, d.Records); noteErr != nil {
				r.NotedErr = noteErr
			}
			if !d.There && !d.Video {
				arrived = append(arrived, *d)
			}
			return nil
		},
	})
	rows := ingested{x.Catalog}
	photos, rowErr := rows.note(noting, plan.Options, arrived)
	r.Photos = photos
	if r.NotedErr == nil {
		r.NotedErr = rowErr
	}
	return r, err
}

package discarding

import (
	"context"
	"errors"

	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/app/jobs"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/sheets"
)

// job gives what moves photos. Its step goes through culling's door, in its turn with
// the marks.
func (d *Discarding) job(photos []library.Photo) *jobs.Trash {
	job := jobs.NewTrash(d.Store, d.record)
	job.Roots = d.Folders()
	job.Photos = photos
	return job
}

// record has the step stored and waits for that. It is called beside fyne's goroutine.
func (d *Discarding) record(ctx context.Context, files []library.MovedFile) ([]library.Photo, error) {
	type stored struct {
		photos []library.Photo
		err    error
	}
	answer := make(chan stored, 1)
	d.Desk.PostUrgent(func() change.Set {
		return d.Culling.Discard(func(ctx context.Context) ([]library.Photo, error) {
			photos, err := d.Store.RecordTrash(ctx, files)
			answer <- stored{photos, err}
			return photos, err
		})
	})
	select {
	case s := <-answer:
		return s.photos, s.err
	case <-ctx.Done():
		// Where it is stored all the same nothing has moved, and undoing it moves nothing.
		return nil, ctx.Err()
	}
}

// start moves what is listed.
func (d *Discarding) start() {
	if d.view.State != sheets.DiscardAsking || d.view.Photos == 0 {
		return
	}
	d.view.State = sheets.DiscardRunning
	d.Overlay.Lock(true)
	d.sheet.Set(d.view)
	ctx, generation := d.begin()
	job, plan := d.job(nil), d.plan
	d.Desk.Go(func(context.Context) {
		report, err := jobs.Do(ctx, d.Desk.Jobs(), job, plan, d.progress(generation))
		d.Culling.Flush() // the photos are told of as gone before those that stay come back
		d.Desk.Post(func() change.Set { return d.finished(&report, err) })
	})
}

func (d *Discarding) progress(generation int) func(jobs.Progress) {
	return func(p jobs.Progress) {
		d.Desk.Post(func() change.Set {
			if generation == d.generation && d.view.State == sheets.DiscardRunning {
				d.view.Done = int(p.Done)
				d.sheet.Set(d.view)
			}
			return change.None
		})
	}
}

// finished closes the sheet, unless something stays.
func (d *Discarding) finished(report *jobs.TrashReport, err error) change.Set {
	d.Overlay.Lock(false)
	d.view.State, d.view.Done, d.view.Staying = sheets.DiscardDone, len(report.Moved), staying(report.Failed)
	var changed change.Set
	if back := stayingPhotos(report.Failed, d.plan.Shots); len(back) > 0 {
		d.Session.Put(back) // they were recorded as gone, and are there
		changed |= change.Shown
	}
	switch {
	case err != nil && !errors.Is(err, context.Canceled):
		d.view.Staying = append([]string{library.Display(err.Error())}, d.view.Staying...)
	case len(report.Failed) == 0 || errors.Is(err, context.Canceled):
		d.Overlay.Close()
	}
	d.sheet.Set(d.view)
	if len(report.Moved) == 0 {
		return changed
	}
	return changed | d.Notices.Say(language.Plural("{{.N}} photos moved to the trash", len(report.Moved))+" · "+
		lang.L("{{.Key}} to undo", language.Args{"Key": d.Desk.KeyText("undo")}))
}

// stayingPhotos gives the photos of a plan that could not go.
func stayingPhotos(failed []jobs.TrashFailure, shots []jobs.TrashShot) (photos []library.Photo) {
	at := map[string]bool{}
	for _, f := range failed {
		at[f.Path] = true
	}
	for _, s := range shots {
		if at[s.Photo.Path] {
			photos = append(photos, s.Photo)
		}
	}
	return photos
}

// stopOrClose stops what is under way, else closes the sheet.
func (d *Discarding) stopOrClose() {
	if d.view.State == sheets.DiscardRunning {
		d.cancel()
		return
	}
	d.Overlay.Close()
}

// steps undoes and redoes steps of the trash.
func (d *Discarding) steps() *jobs.TrashSteps {
	return jobs.NewTrashSteps(d.Store, func(paths []string) {
		d.Desk.Post(func() change.Set {
			return d.Notices.Warn(language.Plural("{{.N}} photos are not in the trash any more: only their decisions came back", len(paths)))
		})
	})
}

// Resume moves on, beside fyne's goroutine, what was on its way to the trash when the
// program ended, and says so.
func (d *Discarding) Resume() {
	if d.Store.ReadOnly() {
		return
	}
	d.Desk.Go(func(ctx context.Context) {
		moved, err := d.steps().Finish(ctx, d.Store.NextUndo)
		d.Desk.Post(func() change.Set {
			switch {
			case err != nil && ctx.Err() == nil:
				return d.Notices.Warn(lang.L("What was on its way to the trash stays: {{.Reason}}", language.Args{"Reason": library.Display(err.Error())}))
			case len(moved) > 0:
				return d.Notices.Announce(language.Plural("{{.N}} photos were on their way to the trash when Keeplight ended, and are there now", len(moved)))
			}
			return change.None
		})
	})
}

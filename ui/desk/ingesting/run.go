package ingesting

import (
	"context"
	"errors"

	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/app/jobs"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/ingest"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/sheets"
)

// start does what was planned, as soon as the plan is there.
func (x *Ingesting) start() {
	if x.view.Reading != "" && x.view.State == sheets.IngestChoosing {
		x.eager = true
		return
	}
	if x.view.Blocked != "" || x.view.First != "" || x.view.State != sheets.IngestChoosing {
		return
	}
	x.Chosen.To, x.Chosen.Second, x.Chosen.Template = x.view.Folders[sheets.IngestTo], x.view.Folders[sheets.IngestSecond], x.view.Template
	x.view.State, x.view.Paused, x.view.Again = sheets.IngestRunning, false, ""
	x.progress, x.counted, x.opened = jobs.Progress{}, [2]int{}, false
	x.gate.open()
	x.show()
	x.Overlay.Unfocus()
	ctx, generation := x.begin()
	o, plan := x.options(), x.plan
	job := &jobs.Ingest{
		Options: o, Catalog: x.Catalog, NeverRead: x.Shoot.NeverRead, Wait: x.gate.wait,
		Counted: func(done, total int) {
			x.Desk.Post(func() change.Set { x.counted = [2]int{done, total}; return change.None })
		},
	}
	x.Desk.Go(func(context.Context) {
		report, err := jobs.Do(ctx, x.Desk.Jobs(), job, plan, x.heard(generation))
		x.Desk.Post(func() change.Set { return x.finished(&report, err) })
	})
}

// tryAgain does what a run has left undone, or what could not start: the card is looked at
// anew, and what has arrived is not read once more.
func (x *Ingesting) tryAgain() {
	switch x.view.State {
	case sheets.IngestRunning:
		return
	case sheets.IngestDone:
		last := x.last // which a plan is made of beside the window
		x.after = &last
	case sheets.IngestChoosing:
	}
	x.view.State, x.card = sheets.IngestChoosing, nil
	x.view.Report, x.view.Failed = nil, nil
	x.replan()
	x.eager = x.view.Reading != ""
}

// heard shows how far the run is.
func (x *Ingesting) heard(generation int) func(jobs.Progress) {
	return func(p jobs.Progress) {
		x.Desk.Post(func() change.Set {
			if generation != x.generation || x.view.State != sheets.IngestRunning {
				return change.None
			}
			if !x.opened { // the folder is there by now
				x.opened = true
				x.Open(x.plan.Options.To)
			}
			x.progress = p
			x.show()
			return change.Status
		})
	}
}

// show words how far the run is.
func (x *Ingesting) show() {
	p := &x.progress
	x.view.Share = 0
	if p.Total > 0 {
		x.view.Share = float64(p.Done) / float64(p.Total)
	}
	x.view.Counted = lang.L("{{.Done}} of {{.Total}} · {{.File}}", language.Args{
		"Done": language.Count(x.counted[0]), "Total": language.Count(x.counted[1]), "File": p.Item,
	})
	x.view.Speed = ""
	switch {
	case x.view.Paused:
		x.view.Speed = lang.L("paused")
	case p.Phase == jobs.Verifying:
		x.view.Speed = lang.L("comparing what was copied before")
	case p.Rate > 0:
		x.view.Speed = lang.L("{{.Size}} a second", language.Args{"Size": language.Bytes(int64(p.Rate))}) + " · " + language.Left(p.Left)
	}
	x.form.Set(x.view)
}

// Progress is how far an import is, for the status line; "" where none runs.
func (x *Ingesting) Progress() string {
	if x.view.State != sheets.IngestRunning {
		return ""
	}
	args := language.Args{"Done": language.Count(x.counted[0]), "Total": language.Count(x.counted[1])}
	if x.view.Paused {
		return lang.L("import paused: {{.Done}} of {{.Total}}", args)
	}
	return lang.L("importing: {{.Done}} of {{.Total}}", args)
}

// pause stops reading the card for a while, or goes on.
func (x *Ingesting) pause() {
	if x.view.State != sheets.IngestRunning {
		return
	}
	if x.view.Paused = !x.view.Paused; x.view.Paused {
		x.gate.close()
	} else {
		x.gate.open()
	}
	x.show()
}

// finished shows what was done: in the form where it is open, and where something needs
// a look; else in the status line.
func (x *Ingesting) finished(r *jobs.IngestReport, err error) change.Set {
	x.view.State, x.card, x.last = sheets.IngestDone, nil, r.Report
	x.view.Report, x.view.Failed = reportLines(&r.Report), nil
	for _, f := range r.Failed {
		x.view.Failed = append(x.view.Failed, failureText(f))
	}
	for _, note := range []error{r.NotedErr, r.ApartErr} {
		if note != nil {
			x.view.Failed = append(x.view.Failed, lang.L("The catalogue could not note all of it: {{.Reason}}", language.Args{"Reason": library.Display(note.Error())}))
		}
	}
	if err != nil && !errors.Is(err, context.Canceled) {
		x.view.Failed = append(x.view.Failed, library.Display(err.Error()))
	}
	x.view.Again = againText(&r.Report, err)
	x.Session.Decided(x.shown(r.Photos))
	x.form.Set(x.view)
	changed := change.All
	if !x.open || !x.Overlay.IsOpen() {
		changed |= x.Notices.Announce(x.view.Report[0])
		if x.unseen = x.view.Again != ""; len(x.view.Failed) > 0 || x.unseen {
			changed |= x.Notices.Warn(lang.L("Not all of the card was imported: {{.What}}", language.Args{"What": lastOf(x.view.Report, x.view.Failed)}))
		}
	}
	return changed
}

// againText says what a further run would be, "" where everything is done.
func againText(r *ingest.Report, err error) string {
	switch {
	case r.End == ingest.Stopped:
		return lang.L("Go on")
	case r.Incomplete(), err != nil:
		return lang.L("Try again")
	}
	return ""
}

func lastOf(report, failed []string) string {
	if len(failed) > 0 {
		return failed[0]
	}
	return report[len(report)-1]
}

// shown are those of some photos that the window shows, with what was decided about them
// on the card.
func (x *Ingesting) shown(photos []library.Photo) []library.Photo {
	var shown []library.Photo
	for _, p := range photos {
		if now := x.Session.Photo(p.ID); now != nil && now.Decision != p.Decision {
			shown = append(shown, p)
		}
	}
	return shown
}

// reportLines say what was done and what is still to be done.
func reportLines(r *ingest.Report) []string {
	lines := []string{lang.L("Imported {{.What}}, each proven against the card.", language.Args{"What": countText(&r.Copied)})}
	if n := r.Known; n > 0 {
		lines = append(lines, language.Plural("{{.N}} copied before: compared and skipped", n))
	}
	if n := r.There; n > 0 {
		lines = append(lines, language.Plural("{{.N}} already in the folder", n))
	}
	args := language.Args{
		"Done": language.Count(r.Done()), "Total": language.Count(r.Done() + r.Remaining), "Left": language.Count(r.Remaining),
		"Why": language.Message(r.Why), "Folder": library.Display(r.Options.Second),
	}
	switch r.End {
	case ingest.NoCard:
		lines = append(lines, lang.L("The card was removed. {{.Done}} of {{.Total}} are copied and checked; {{.Left}} are still on the card. Put it back and import again.", args))
	case ingest.NoDestination:
		lines = append(lines, lang.L("{{.Why}} {{.Done}} of {{.Total}} are copied and checked; {{.Left}} are still on the card. Import again to go on.", args))
	case ingest.Stopped:
		lines = append(lines, lang.L("Stopped. {{.Done}} of {{.Total}} are copied and checked; {{.Left}} are still on the card. Import again to go on.", args))
	case ingest.Complete:
	}
	if n := r.NotInSecond; n > 0 {
		lines = append(lines, language.Plural("{{.N}} are not in the backup yet.", n)+" "+language.Message(r.SecondWhy)+" "+lang.L("Import again to copy them there."))
	}
	return lines
}

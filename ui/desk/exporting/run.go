package exporting

import (
	"context"
	"errors"
	"fmt"

	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/app/jobs"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/export"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/sheets"
)

const (
	// maxPreview is how many lines of the plan the form shows.
	maxPreview = 6
	// maxReport is how many lines of the report it shows; the files themselves are
	// in the folder.
	maxReport = 10
	// maxLost is how many photos it names that the catalogue lost sight of.
	maxLost = 3
)

func (x *Exporting) planInBackground() {
	if x.renders() {
		x.planRendering()
		return
	}
	ctx, generation := x.begin()
	job := x.job()
	x.Desk.Go(func(context.Context) {
		plan, err := job.Plan(ctx)
		x.Desk.Post(func() change.Set {
			if generation == x.generation {
				x.planned(plan, err)
			}
			return change.None
		})
	})
}

func (x *Exporting) planned(plan export.Plan, err error) {
	x.plan, x.view.Planning = plan, false
	x.view.Blocked = ""
	if err != nil {
		x.view.Blocked = library.Display(language.Message(library.MessageOf(err)))
		x.form.Set(x.view)
		return
	}
	x.warn(plan.Warnings)
	if n := x.rotated(); n > 0 {
		x.view.Warnings = append(x.view.Warnings, language.Plural("{{.N}} photos are rotated in Keeplight; the files are exported as they are, without that.", n))
	}
	for _, f := range plan.Failed {
		x.view.Warnings = append(x.view.Warnings, f.Text())
	}
	for i := range plan.Groups {
		if len(x.view.Preview) == maxPreview {
			x.view.More = len(plan.Groups) - i
			break
		}
		x.view.Preview = append(x.view.Preview, previewLine(&plan.Groups[i]))
	}
	x.form.Set(x.view)
	if x.eager {
		x.start()
	}
}

// warn shows what to know before, in the window's language.
func (x *Exporting) warn(warnings []library.Message) {
	for _, m := range warnings {
		x.view.Warnings = append(x.view.Warnings, language.Message(m))
	}
}

// rotated is how many of the photos the person has turned, which no file tells.
func (x *Exporting) rotated() int {
	n := 0
	for i := range x.items {
		if x.items[i].Photo.Rotation != 0 {
			n++
		}
	}
	return n
}

// previewLine says where one photo goes.
func previewLine(g *export.Group) string {
	line := fmt.Sprintf("%s → %s", library.Display(g.Photo.Name()), library.Display(g.To(g.Files[0])))
	if n := len(g.Files) - 1; n > 0 {
		line += " " + lang.L("and {{.Companions}}", map[string]any{"Companions": language.Plural("{{.N}} companions", n)})
	}
	if g.There() {
		line += " " + lang.L("(already there)")
	}
	return line
}

// start does what was planned, as soon as the plan is there.
func (x *Exporting) start() {
	if x.view.Planning {
		x.eager = true
		return
	}
	if x.view.Blocked != "" || x.view.Hint != "" || x.view.State == sheets.ExportRunning {
		return
	}
	x.Chosen.ExportOptions = x.asked()
	x.view.State = sheets.ExportRunning
	x.view.Done, x.view.Total, x.view.Speed = 0, x.plan.Files, ""
	if x.renders() {
		x.view.Total = x.view.Count
	}
	x.Overlay.Lock(true)
	x.Overlay.Unfocus()
	x.form.Set(x.view)
	if x.renders() {
		x.startRendering()
		return
	}
	ctx, generation := x.begin()
	job, plan := x.job(), x.plan
	x.Desk.Go(func(context.Context) {
		report, err := jobs.Do(ctx, x.Desk.Jobs(), job, plan, x.progress(generation))
		x.Desk.Post(func() change.Set { return x.finished(&report, err) })
	})
}

// job is what the form asks for.
func (x *Exporting) job() *jobs.Export {
	return &jobs.Export{Items: x.items, Options: x.options(), NeverRead: x.Shoot.NeverRead, Follow: x.Shoot.Follow, Drives: x.Desk.Drives()}
}

// progress shows how far an export is.
func (x *Exporting) progress(generation int) func(jobs.Progress) {
	return func(p jobs.Progress) {
		x.Desk.Post(func() change.Set {
			if generation == x.generation && x.view.State == sheets.ExportRunning {
				x.view.Done, x.view.Total, x.view.Current, x.view.Speed = int(p.Done), int(p.Total), p.Item, speed(p)
				x.form.Set(x.view)
			}
			return change.None
		})
	}
}

// finished shows what was done.
func (x *Exporting) finished(report *jobs.ExportReport, err error) change.Set {
	x.Overlay.Lock(false)
	x.view.State = sheets.ExportDone
	x.view.Report = head(reportOf(&report.Report), maxReport)
	for _, f := range report.Failed {
		x.view.Failed = append(x.view.Failed, f.Text())
	}
	x.view.Failed = append(x.view.Failed, lacking(&report.Extras)...)
	var lost []string
	for _, e := range report.Unfollowed {
		lost = append(lost, library.Display(e.Error()))
	}
	x.view.Report = append(head(lost, maxLost), x.view.Report...)
	switch {
	case errors.Is(err, context.Canceled):
		x.view.Report = append([]string{lang.L("Stopped. What had been exported by then is complete; no half-written file was left behind.")}, x.view.Report...)
	case err != nil:
		x.view.Failed = append(x.view.Failed, library.Display(err.Error()))
	}
	x.form.Set(x.view)
	return x.warnOfCopies(report.DestinationsErr)
}

// warnOfCopies says that the catalogue could not note where copies are.
func (x *Exporting) warnOfCopies(err error) change.Set {
	if err == nil || errors.Is(err, context.Canceled) {
		return change.None
	}
	return x.Notices.Warn(lang.L("The copies may show up as photos: {{.Reason}}", map[string]any{"Reason": library.Display(err.Error())}))
}

// stopOrClose stops a running export, else closes the form.
func (x *Exporting) stopOrClose() {
	if x.view.State == sheets.ExportRunning {
		x.cancel()
		return
	}
	x.Overlay.Close()
}

// head gives the first n lines, and in place of the rest how many they are.
func head(lines []string, n int) []string {
	if len(lines) <= n {
		return lines
	}
	more := lang.L("and {{.More}} more", map[string]any{"More": language.Plural("{{.N}} lines", len(lines)-n)})
	return append(lines[:n:n], more)
}

package window

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"keeplight.app/keeplight/app/jobs"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/export"
	"keeplight.app/keeplight/library/plain"
	"keeplight.app/keeplight/ui/session"
	"keeplight.app/keeplight/ui/sheets"
)

// maxPreview is how many lines of the plan the form shows.
const maxPreview = 6

// maxReport is how many lines of the report it shows; the files themselves are
// in the folder.
const maxReport = 10

// maxUnfollowed is how many photos it names that the catalogue lost sight of.
const maxUnfollowed = 3

// exporter runs the export form: it plans while the person chooses, and then
// does what was planned.
type exporter struct {
	w     *Window
	form  *sheets.Export
	view  sheets.ExportView
	items []export.Item
	plan  export.Plan
	// generation tells the answer to the present question from late answers to
	// earlier ones.
	generation int
	cancel     context.CancelFunc // of what is under way
	eager      bool               // export was asked for while the plan was still being made
}

func newExporter(w *Window) *exporter {
	x := &exporter{w: w, cancel: func() {}}
	x.form = sheets.NewExport(sheets.ExportCallbacks{
		OnChooseFolder: x.chooseFolder,
		OnDest:         x.setDest,
		OnTemplate:     x.setTemplate,
		OnMode:         x.setMode,
		OnExport:       x.start,
		OnCancel:       x.stopOrClose,
	})
	return x
}

// open shows the form for the selected photos where several are selected, else
// for the picks.
func (x *exporter) open() {
	s := x.w.session
	what := "picks"
	wanted := func(p *library.Photo) bool { return p.Decision.Flag == library.Pick }
	if n := s.Selection.Count(); n > 1 {
		what = "selected photos"
		wanted = func(p *library.Photo) bool { return s.Selection.Has(p.ID) }
	}
	photos := s.Photos(wanted)
	x.items = make([]export.Item, len(photos))
	for i, p := range photos {
		x.items[i] = export.Item{Photo: p, Score: s.Score(p.ID)}
	}
	x.view = sheets.ExportView{
		Count: len(photos), What: plain.Plural(len(photos), strings.TrimSuffix(what, "s"), what),
		Dest: x.w.state.ExportTo, Template: x.w.state.Template,
		TemplateHint: "{name} {date} {time} {seq:4} {camera} {lens} {rating} {score} {folder}; a slash makes a folder",
	}
	x.w.showSheet(x.form, session.ExportKeepers, x.cancelWork)
	x.replan()
	x.form.Focus(x.w.win.Canvas())
}

func (x *exporter) setDest(dest string) {
	x.view.Dest = strings.TrimSpace(dest)
	x.replan()
}

func (x *exporter) setTemplate(template string) {
	x.view.Template = template
	x.replan()
}

func (x *exporter) setMode(mode sheets.ExportMode) {
	x.view.Mode = mode
	x.replan()
}

func (x *exporter) chooseFolder() {
	x.w.askFolder("Where do the photos go to?", "Use this folder", x.options().To, x.setDest)
}

// options are what the form says.
func (x *exporter) options() export.Options {
	o := export.NewOptions(expandHome(x.view.Dest))
	o.Template = x.view.Template
	o.Unread = x.w.shoot.Destinations()
	o.Mode = map[sheets.ExportMode]export.Mode{
		sheets.CopyFiles: export.Copy, sheets.MoveFiles: export.Move, sheets.LinkFiles: export.HardLink,
	}[x.view.Mode]
	return o
}

// replan finds out, beside the window's goroutine, what an export would do now.
func (x *exporter) replan() {
	x.cancelWork()
	x.view.Planning, x.eager = false, false
	x.view.State = sheets.ExportChoosing
	x.view.Preview, x.view.More, x.view.Warnings = nil, 0, nil
	x.view.Blocked, x.view.Hint = "", ""
	x.refresh()
	switch {
	case x.view.Count == 0:
		x.view.Hint = "No photo is picked yet: press P on those that you want to keep."
	case x.view.Dest == "":
		x.view.Hint = "Choose the folder that the photos go to."
	case !filepath.IsAbs(x.options().To):
		x.view.Blocked = "Give the whole path of the folder, beginning with / or ~/."
	default:
		x.view.Planning = true
		x.planInBackground()
	}
	x.form.Set(x.view)
}

// refresh takes the photos as they are now: a file that was read again since the
// form was opened is to be exported. An earlier plan may still be reading the old
// list.
func (x *exporter) refresh() {
	x.items = slices.Clone(x.items)
	for i := range x.items {
		if p := x.w.session.Photo(x.items[i].Photo.ID); p != nil {
			x.items[i].Photo = *p
		}
	}
}

func (x *exporter) planInBackground() {
	ctx, generation := x.begin()
	job := x.job()
	x.w.spawn(func() {
		plan, err := job.Plan(ctx)
		x.w.events.Post(func() {
			if generation == x.generation {
				x.planned(plan, err)
			}
		})
	})
}

func (x *exporter) planned(plan export.Plan, err error) {
	x.plan, x.view.Planning = plan, false
	x.view.Blocked = ""
	if err != nil {
		x.view.Blocked = library.Display(err.Error())
		x.form.Set(x.view)
		return
	}
	x.view.Warnings = plan.Warnings
	for _, f := range plan.Failed {
		x.view.Warnings = append(x.view.Warnings, f.Text())
	}
	for i := range plan.Groups {
		g := &plan.Groups[i]
		if len(x.view.Preview) == maxPreview {
			x.view.More = len(plan.Groups) - i
			break
		}
		line := fmt.Sprintf("%s → %s", library.Display(g.Photo.Name()), library.Display(g.To(g.Files[0])))
		if n := len(g.Files) - 1; n > 0 {
			line += fmt.Sprintf(" and %s", plain.Plural(n, "companion", "companions"))
		}
		if g.There() {
			line += " (already there)"
		}
		x.view.Preview = append(x.view.Preview, line)
	}
	x.form.Set(x.view)
	if x.eager {
		x.start()
	}
}

// start does what was planned, as soon as the plan is there.
func (x *exporter) start() {
	if x.view.Planning {
		x.eager = true
		return
	}
	if x.view.Blocked != "" || x.view.Hint != "" || x.view.State == sheets.ExportRunning {
		return
	}
	x.w.state.ExportTo, x.w.state.Template = x.view.Dest, x.view.Template
	x.view.State = sheets.ExportRunning
	x.view.Done, x.view.Total = 0, x.plan.Files
	x.w.sheet.locked = true
	x.w.win.Canvas().Unfocus()
	x.form.Set(x.view)
	ctx, generation := x.begin()
	job, plan := x.job(), x.plan
	x.w.spawn(func() {
		report, err := jobs.Do(ctx, &x.w.jobs, job, plan, func(p jobs.Progress) {
			x.w.events.Post(func() {
				if generation == x.generation && x.view.State == sheets.ExportRunning {
					x.view.Done, x.view.Total, x.view.Current = int(p.Done), int(p.Total), p.Item
					x.form.Set(x.view)
				}
			})
		})
		x.w.events.Post(func() { x.finished(&report, err) })
	})
}

// job is the export that the form asks for.
func (x *exporter) job() *jobs.Export {
	return &jobs.Export{
		Items: x.items, Options: x.options(), NeverRead: x.w.shoot.NeverRead, Follow: x.w.shoot.Follow,
	}
}

// finished shows what was done.
func (x *exporter) finished(report *jobs.ExportReport, err error) {
	if report.DestinationsErr != nil && !errors.Is(report.DestinationsErr, context.Canceled) {
		x.w.warn("The copies may show up as photos: " + library.Display(report.DestinationsErr.Error()))
	}
	var unfollowed []string
	for _, err := range report.Unfollowed {
		unfollowed = append(unfollowed, library.Display(err.Error()))
	}
	x.w.sheet.locked = false
	x.view.State = sheets.ExportDone
	var text bytes.Buffer
	if werr := report.WriteText(&text); werr != nil {
		x.view.Report = []string{werr.Error()}
	} else {
		x.view.Report = head(strings.Split(strings.TrimSpace(text.String()), "\n"), maxReport)
	}
	x.view.Report = append(head(unfollowed, maxUnfollowed), x.view.Report...)
	switch {
	case errors.Is(err, context.Canceled):
		x.view.Report = append([]string{"Stopped. What had been exported by then is whole; nothing half was left behind."}, x.view.Report...)
	case err != nil:
		x.view.Failed = append(x.view.Failed, library.Display(err.Error()))
	}
	x.form.Set(x.view)
}

// stopOrClose stops a running export, else closes the form.
func (x *exporter) stopOrClose() {
	if x.view.State == sheets.ExportRunning {
		x.cancel()
		return
	}
	x.w.closeSheet()
}

// begin ends what was under way and gives the context of what comes next.
func (x *exporter) begin() (context.Context, int) {
	x.cancel()
	x.generation++
	var ctx context.Context
	ctx, x.cancel = context.WithCancel(x.w.ctx)
	return ctx, x.generation
}

func (x *exporter) cancelWork() {
	x.cancel()
	x.generation++
}

// head gives the first n lines, and in place of the rest how many they are.
func head(lines []string, n int) []string {
	if len(lines) <= n {
		return lines
	}
	return append(lines[:n:n], fmt.Sprintf("and %s more", plain.Plural(len(lines)-n, "line", "lines")))
}

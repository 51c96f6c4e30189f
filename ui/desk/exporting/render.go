package exporting

import (
	"context"
	"errors"
	"path/filepath"
	"slices"

	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/app/jobs"
	"keeplight.app/keeplight/app/settings"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/rendition"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/sheets"
)

// What the form offers of new JPEGs, in its order.
var (
	facts     = []rendition.Facts{rendition.All, rendition.Words, rendition.Nothing}
	qualities = []int{75, jobs.DefaultQuality, 95}
)

// renders is true where new JPEGs are written in place of copies.
func (x *Exporting) renders() bool { return x.view.Mode == sheets.NewJPEGs }

// rendering is the job that writes new JPEGs.
func (x *Exporting) rendering() *jobs.Renditions {
	return &jobs.Renditions{
		Items: x.items, To: x.options().To, Second: x.options().Second, Checksums: x.view.Checksums, Template: x.view.Template,
		Side: sheets.Sides()[x.view.Side], Quality: qualities[x.view.Quality], Facts: string(facts[x.view.Facts]),
		Load: x.Load, NeverRead: x.Shoot.NeverRead, Drives: x.Desk.Drives(),
	}
}

// planRendering finds out, beside fyne's goroutine, what would be written.
func (x *Exporting) planRendering() {
	ctx, generation := x.begin()
	job := x.rendering()
	x.Desk.Go(func(context.Context) {
		plan, err := job.Plan(ctx)
		x.Desk.Post(func() change.Set {
			if generation == x.generation {
				x.renderingPlanned(job, plan, err)
			}
			return change.None
		})
	})
}

func (x *Exporting) renderingPlanned(job *jobs.Renditions, plan jobs.RenditionPlan, err error) {
	v := &x.view
	x.renditions, v.Planning, v.Blocked = plan, false, ""
	if err != nil {
		v.Blocked = library.Display(language.Message(library.MessageOf(err)))
		x.form.Set(*v)
		return
	}
	x.warn(plan.Warnings)
	for _, f := range plan.Failed {
		v.Warnings = append(v.Warnings, f.Text())
	}
	for i, name := range plan.To {
		if name == "" {
			continue
		}
		if len(v.Preview) == maxPreview {
			v.More++
			continue
		}
		v.Preview = append(v.Preview, library.Display(job.Items[i].Photo.Name())+" → "+library.Display(name))
	}
	x.form.Set(*v)
	if x.eager {
		x.start()
	}
}

// startRendering writes what was planned.
func (x *Exporting) startRendering() {
	ctx, generation := x.begin()
	job, plan := x.rendering(), x.renditions
	x.Desk.Go(func(context.Context) {
		report, err := jobs.Do(ctx, x.Desk.Jobs(), job, plan, x.progress(generation))
		x.Desk.Post(func() change.Set { return x.rendered(&report, job.To, err) })
	})
}

// rendered shows what was written.
func (x *Exporting) rendered(report *jobs.RenditionReport, to string, err error) change.Set {
	x.Overlay.Lock(false)
	v := &x.view
	v.State = sheets.ExportDone
	v.Report = []string{lang.L("{{.Photos}} written to {{.Folder}}", language.Args{
		"Photos": language.Plural("{{.N}} JPEGs", report.Written), "Folder": folders(to, report.Second),
	})}
	if report.There > 0 {
		v.Report = append(v.Report, language.Plural("{{.N}} JPEGs were there already.", report.There))
	}
	for _, path := range report.Damaged {
		v.Report = append(v.Report, lang.L("{{.File}} is damaged: its JPEG shows what could be read.", language.Args{"File": library.Display(filepath.Base(path))}))
	}
	v.Report = head(append(v.Report, extras(&report.Extras)...), maxReport)
	for _, f := range report.Failed {
		v.Failed = append(v.Failed, f.Text())
	}
	v.Failed = append(v.Failed, lacking(&report.Extras)...)
	switch {
	case errors.Is(err, context.Canceled):
		v.Report = append([]string{lang.L("Stopped. What had been exported by then is complete; no half-written file was left behind.")}, v.Report...)
	case err != nil:
		v.Failed = append(v.Failed, library.Display(err.Error()))
	}
	x.form.Set(*v)
	return x.warnOfCopies(report.DestinationsErr)
}

// takeJPEG takes what was kept of new JPEGs, and what is usual for what was not.
func (x *Exporting) takeJPEG(o *settings.ExportOptions) {
	side := o.Side
	if o.Quality == 0 { // nothing was kept
		side = jobs.DefaultSide
	}
	x.view.Side, x.view.Quality = placeOf(sheets.Sides(), side, jobs.DefaultSide), placeOf(qualities, o.Quality, jobs.DefaultQuality)
	x.view.Facts = placeOf(facts, rendition.Facts(o.Facts), rendition.All)
}

// setJPEG takes what the form says of new JPEGs.
func (x *Exporting) setJPEG(side, quality, what int) {
	x.view.Side, x.view.Quality, x.view.Facts = side, quality, what
	x.replan()
}

// placeOf gives where v stands among all, or among them what is usual.
func placeOf[T comparable](all []T, v, usual T) int {
	if i := slices.Index(all, v); i >= 0 {
		return i
	}
	return slices.Index(all, usual)
}

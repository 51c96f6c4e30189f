package main

import (
	"errors"
	"fmt"
	"io"
	"time"

	"keeplight.app/keeplight/app/jobs"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/library/plain"
	"keeplight.app/keeplight/library/query"
)

// trashCmd moves chosen photos to the trash.
type trashCmd struct {
	Folder    string `arg:"" name:"dir" help:"Folder of photos."`
	Rejected  bool   `help:"Only rejected photos, like --flag reject."`
	selection `embed:""`
	DryRun    bool `help:"List the files that would go, without moving any."`
}

// Run moves whole shots and lists their files. It gives status 1 when one could not be
// moved.
func (c *trashCmd) Run(p *program) (err error) {
	filter, err := c.chosen()
	if err != nil {
		return err
	}
	open := p.openExisting
	if c.DryRun {
		open = p.openToRead
	}
	cat, err := open()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, cat.Close()) }()
	finished := 0
	if !c.DryRun {
		if finished, err = p.finishTrash(cat); err != nil {
			return err
		}
	}
	items, err := p.items(cat, c.Folder, filter.UsesFaces())
	if err != nil {
		return err
	}
	items = filter.Select(items)
	if len(items) == 0 && finished > 0 {
		return nil
	}
	if len(items) == 0 {
		return &exitError{status: exitProblems, text: fmt.Sprintf(
			"nothing was moved: no photo in %s matches “%s”", library.Display(c.Folder), filter.Describe())}
	}
	query.Sort(items, query.Order{By: query.ByTime})
	job := jobs.NewTrash(cat, cat.RecordTrash)
	for _, it := range items {
		job.Photos = append(job.Photos, *it.Photo)
	}
	plan, err := job.Plan(p.ctx)
	if err != nil {
		return fmt.Errorf("nothing was moved: %w", err)
	}
	if c.DryRun {
		listTrash(p.stdout, "Would move", plan.Shots, plan.Files)
		return p.afterTrash(plan.Failed)
	}
	return c.carryOut(p, job, plan)
}

// chosen makes a filter of the flags and insists that they choose something.
func (c *trashCmd) chosen() (query.Filter, error) {
	if c.Rejected && c.Flag != "" && c.Flag != library.Reject.String() {
		return query.Filter{}, usage("--rejected and --flag %s contradict each other: use only one of them", library.Display(c.Flag))
	}
	if c.Rejected {
		c.Flag = library.Reject.String()
	}
	filter, err := c.filter()
	if err == nil && filter.Active() == 0 {
		err = usage("say which photos go into the trash: --rejected, --misfires only, --max overall=3 and so on")
	}
	return filter, err
}

func (c *trashCmd) carryOut(p *program, job *jobs.Trash, plan jobs.TrashPlan) error {
	told := time.Now()
	report, err := jobs.Do(p.ctx, &p.jobs, job, plan, func(now jobs.Progress) {
		if time.Since(told) >= lineEvery {
			told = time.Now()
			p.note("%s of %s moved to the trash", plain.Count(int(now.Done)), plain.Plural(int(now.Total), "photo", "photos"))
		}
	})
	listTrash(p.stdout, "Moved", report.Moved, report.Files)
	if len(report.Moved) > 0 {
		p.note("'keeplight undo' brings them back.")
	}
	failed := p.afterTrash(report.Failed)
	switch {
	case p.ctx.Err() != nil:
		p.note("keeplight: interrupted; what has not gone stays where it is, run the same command again to continue")
		return quiet(exitInterrupted)
	case err != nil:
		return fmt.Errorf("moving to the trash: %w", err)
	}
	return failed
}

// listTrash says how many photos go, and names every file.
func listTrash(w io.Writer, verb string, shots []jobs.TrashShot, files int) {
	fmt.Fprintf(w, "%s %s (%s) to the trash:\n", verb, plain.Plural(len(shots), "photo", "photos"), plain.Plural(files, "file", "files"))
	for _, shot := range shots {
		for _, path := range shot.Files {
			fmt.Fprintf(w, "  %s\n", library.Display(path))
		}
	}
}

// afterTrash names the photos that stay, and gives the status for that.
func (p *program) afterTrash(failed []jobs.TrashFailure) error {
	for _, f := range failed {
		p.note("keeplight: not moved: %s", f.Text())
	}
	if len(failed) > 0 {
		return quiet(exitProblems)
	}
	return nil
}

// finishTrash moves on what a program that ended left on its way to the trash, and says
// so.
func (p *program) finishTrash(cat *catalog.Catalog) (int, error) {
	moved, err := p.trashSteps(cat).Finish(p.ctx, cat.NextUndo)
	for _, path := range moved {
		p.note("keeplight: was on its way to the trash when Keeplight ended, and is there now: %s", library.Display(path))
	}
	if err != nil {
		return len(moved), fmt.Errorf("finishing what was on its way to the trash: %w", err)
	}
	return len(moved), nil
}

// trashSteps undoes and redoes steps of the trash.
func (p *program) trashSteps(cat *catalog.Catalog) *jobs.TrashSteps {
	return jobs.NewTrashSteps(cat, func(paths []string) {
		for _, path := range paths {
			p.note("keeplight: not in the trash any more, so only the decision came back: %s", library.Display(path))
		}
	})
}

package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"time"

	"keeplight.app/keeplight/app/jobs"
	"keeplight.app/keeplight/app/shoot"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/library/plain"
	"keeplight.app/keeplight/library/query"
)

// render writes new JPEGs in place of copies.
func (c *exportCmd) render(p *program, cat *catalog.Catalog, items []query.Item) (err error) {
	to, err := filepath.Abs(c.To)
	second := ""
	if err == nil && c.Second != "" {
		second, err = filepath.Abs(c.Second)
	}
	if err != nil {
		return fmt.Errorf("finding the destination folder: %w", err)
	}
	st, err := shoot.Open(p.ctx, shoot.Options{CatalogDir: p.catalogDir, Mode: shoot.ReadOnly, Scorer: p.scorer, Log: func(text string) { p.note("%s", text) }})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, st.Close()) }()
	job := &jobs.Renditions{
		Items: exportItems(items), To: to, Second: second, Checksums: c.Checksums,
		Template: c.Name, Side: c.Size, Quality: c.Quality, Facts: c.Facts,
		Load:      st.Pictures().Load,
		NeverRead: func(_ context.Context, folders ...string) error { return p.neverRead(cat, folders) },
	}
	plan, err := job.Plan(p.ctx)
	if err != nil {
		return usage("nothing was exported: %v", err)
	}
	p.warn(plan.Warnings)
	if c.DryRun {
		for i, name := range plan.To {
			if name != "" {
				fmt.Fprintf(p.stdout, "%s → %s\n", library.Display(items[i].Photo.Path), library.Display(filepath.Join(to, name)))
			}
		}
		return p.notRendered(&jobs.RenditionReport{Failed: plan.Failed})
	}
	told := time.Now()
	report, err := jobs.Do(p.ctx, &p.jobs, job, plan, func(now jobs.Progress) {
		if time.Since(told) >= lineEvery {
			told = time.Now()
			p.note("%s of %s exported%s", plain.Count(int(now.Done)), plain.Plural(int(now.Total), "photo", "photos"), pace(now))
		}
	})
	if report.DestinationsErr != nil && p.ctx.Err() == nil {
		p.note("keeplight: the catalogue could not note that %s holds copies: if you open a folder around it, they will show up as photos: %v",
			library.Display(to), report.DestinationsErr)
	}
	writeErr := p.reportRenditions(&report, to)
	if err != nil && p.ctx.Err() != nil {
		p.note("keeplight: interrupted; every written file is complete, run the same command again to continue")
		return quiet(exitInterrupted)
	}
	return errors.Join(err, writeErr, p.notRendered(&report))
}

// reportRenditions tells what was written.
func (p *program) reportRenditions(r *jobs.RenditionReport, to string) error {
	fmt.Fprintf(p.stdout, "Wrote %s to %s", plain.Plural(r.Written, "JPEG", "JPEGs"), library.Display(to))
	if r.Second != "" {
		fmt.Fprintf(p.stdout, " and to %s", library.Display(r.Second))
	}
	fmt.Fprintln(p.stdout, ".")
	if r.There > 0 {
		fmt.Fprintf(p.stdout, "%s already.\n", plain.Plural(r.There, "JPEG was there", "JPEGs were there"))
	}
	for _, path := range r.Damaged {
		p.note("%s is damaged: its JPEG shows what could be read", library.Display(path))
	}
	return r.WriteText(p.stdout)
}

// notRendered tells which photos were not exported, and gives the status.
func (p *program) notRendered(r *jobs.RenditionReport) error {
	for _, f := range r.Failed {
		p.note("keeplight: %s", f.Text())
	}
	return p.afterExport(len(r.Failed)+r.Incomplete(), nil)
}

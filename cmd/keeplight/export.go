package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"keeplight.app/keeplight/app/jobs"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/library/export"
	"keeplight.app/keeplight/library/message"
	"keeplight.app/keeplight/library/plain"
	"keeplight.app/keeplight/library/query"
)

// exportCmd copies or moves chosen photos to another folder.
type exportCmd struct {
	Folder    string `arg:"" name:"dir" help:"Folder of photos."`
	To        string `required:"" placeholder:"OUT" help:"Folder to export to. It is created if missing."`
	Second    string `placeholder:"DIR" help:"Also export to this folder, best on another disk. It always gets copies of its own; --move waits for both."`
	Checksums bool   `help:"Write a list of SHA-256 checksums, checksums.sha256, into each folder; sha256sum -c checks it."`
	Pick      bool   `help:"Only picked photos, like --flag pick."`
	Top       int    `placeholder:"N" help:"Of the chosen photos, only the N with the highest overall score."`
	All       bool   `help:"Export every photo. Needed if no other flag chooses photos."`
	selection `embed:""`
	Copy      bool   `xor:"way" help:"Copy the files and compare each copy with its original. The default."`
	Move      bool   `xor:"way" help:"Move the originals to the new folder."`
	Link      bool   `xor:"way" help:"Make hard links, which take no space. Editing one file edits both."`
	Reflink   bool   `xor:"way" help:"Make copies that share disk space where the file system can, else normal copies."`
	JPEG      bool   `name:"jpeg" xor:"way" help:"Write new JPEGs in place of copies: upright, in sRGB, without the place and serial numbers."`
	Size      int    `default:"2048" placeholder:"PIXELS" help:"With --jpeg: the long side at most; 0 keeps all pixels."`
	Quality   int    `default:"85" placeholder:"1-100" help:"With --jpeg: the quality."`
	Facts     string `default:"all" enum:"all,words,nothing" help:"With --jpeg: what it tells. all: camera, settings, time, title, caption, keywords, stars. words: title, caption and keywords. nothing."`
	Name      string `placeholder:"TEMPLATE" default:"{name}" help:"Template for file names, such as '{date}/{name}_{seq:3}'."`
	DryRun    bool   `help:"Print what would be done, without doing it."`
}

// Run exports and prints a report. It gives status 1 when a photo could not be
// exported.
func (c *exportCmd) Run(p *program) (err error) {
	filter, err := c.chosen()
	if err != nil {
		return err
	}
	cat, err := c.open(p)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, cat.Close()) }()
	items, err := p.items(cat, c.Folder, filter.UsesFaces())
	if err != nil {
		return err
	}
	items = c.best(filter.Select(items))
	if len(items) == 0 {
		return &exitError{status: exitProblems, text: fmt.Sprintf(
			"nothing was exported: no photo in %s matches “%s”", library.Display(c.Folder), c.describe(&filter))}
	}
	if c.JPEG {
		return c.render(p, cat, items)
	}
	opts := c.options()
	if opts.Roots, err = rootsOf(c.Folder); err != nil {
		return err
	}
	if opts.Unread, err = cat.Destinations(p.ctx); err != nil {
		return fmt.Errorf("looking up earlier exports: %w", err)
	}
	job := &jobs.Export{
		Items: exportItems(items), Options: opts,
		NeverRead: func(_ context.Context, folders ...string) error { return p.neverRead(cat, folders) },
		Follow:    jobs.FollowInto(cat),
	}
	plan, err := job.Plan(p.ctx)
	if err != nil {
		return fmt.Errorf("nothing was exported: %w", err)
	}
	if c.DryRun {
		return p.afterExport(len(plan.Failed), plan.WriteText(p.stdout))
	}
	return c.carryOut(p, job, plan)
}

// chosen makes a filter of the flags and insists that they choose something.
func (c *exportCmd) chosen() (query.Filter, error) {
	if c.Pick && c.Flag != "" && c.Flag != library.Pick.String() {
		return query.Filter{}, usage("--pick and --flag %s contradict each other: use only one of them", library.Display(c.Flag))
	}
	if c.Pick {
		c.Flag = library.Pick.String()
	}
	if c.Top < 0 {
		return query.Filter{}, usage("--top %d: give a number of photos, 1 or more", c.Top)
	}
	filter, err := c.filter()
	if err == nil && filter.Active() == 0 && c.Top == 0 && !c.All {
		err = usage("say which photos to export: --pick, --min-rating N, --top N, --min overall=7 and so on, or --all for every photo")
	}
	return filter, err
}

func (c *exportCmd) describe(f *query.Filter) string {
	text := f.Describe()
	if c.Top > 0 {
		return firstOf(text, "scored")
	}
	return firstOf(text, "there")
}

// open opens the catalogue to be written to only where photos leave their
// place, so that copying works beside an open window.
func (c *exportCmd) open(p *program) (*catalog.Catalog, error) {
	if c.Move && !c.DryRun {
		return p.openToWrite()
	}
	return p.openToRead()
}

// best keeps the --top photos and puts all in the order in which they were
// taken, in which a template numbers them.
func (c *exportCmd) best(items []query.Item) []query.Item {
	if c.Top > 0 {
		items = slices.DeleteFunc(items, func(it query.Item) bool { return it.Score == nil || !it.Score.Overall.Known })
		query.Sort(items, query.Order{By: query.ByOverall, Descending: true})
		items = items[:min(len(items), c.Top)]
	}
	query.Sort(items, query.Order{By: query.ByTime})
	return items
}

func exportItems(items []query.Item) []export.Item {
	out := make([]export.Item, len(items))
	for i, it := range items {
		out[i] = export.Item{Photo: *it.Photo, Score: it.Score}
	}
	return out
}

func (c *exportCmd) options() export.Options {
	opts := export.NewOptions(c.To)
	opts.Template, opts.DryRun = c.Name, c.DryRun
	opts.Second, opts.Checksums = c.Second, c.Checksums
	switch {
	case c.Move:
		opts.Mode = export.Move
	case c.Link:
		opts.Mode = export.HardLink
	case c.Reflink:
		opts.Mode = export.Reflink
	}
	return opts
}

func (c *exportCmd) carryOut(p *program, job *jobs.Export, plan export.Plan) error {
	p.warn(plan.Warnings)
	report, err := jobs.Do(p.ctx, &p.jobs, job, plan, p.noteProgress("file", "files", "exported"))
	for _, err := range report.Unfollowed {
		p.note("keeplight: %v", err)
	}
	if report.DestinationsErr != nil && p.ctx.Err() == nil {
		p.note("keeplight: the catalogue could not note that %s holds copies: if you open a folder around it, they will show up as photos: %v",
			library.Display(report.Destinations[0]), report.DestinationsErr)
	}
	writeErr := report.WriteText(p.stdout)
	switch {
	case p.ctx.Err() != nil:
		p.note("keeplight: interrupted; every exported file is complete, run the same command again to continue")
		return quiet(exitInterrupted)
	case err != nil:
		return fmt.Errorf("exporting: %w", errors.Join(err, writeErr))
	}
	return p.afterExport(len(report.Failed)+report.Incomplete(), writeErr)
}

// warn tells what to know before an export.
func (p *program) warn(warnings []library.Message) {
	for _, m := range warnings {
		p.note("Note: %s", message.English(m))
	}
}

// neverRead notes the folders of copies in the catalogue, so that they are left
// out when the folder around them is read. The export itself does not need it.
func (p *program) neverRead(cat *catalog.Catalog, folders []string) (err error) {
	if cat.ReadOnly() {
		if cat, err = p.openToWrite(); err != nil {
			return err
		}
		defer func() { _ = cat.Close() }() // its error could only be told of a backup
	}
	return cat.AddDestinations(p.ctx, folders...)
}

// noteProgress prints how far a job is, not too often. done says what is done with things,
// such as "exported".
func (p *program) noteProgress(one, many, done string) func(jobs.Progress) {
	told := time.Now()
	return func(now jobs.Progress) {
		if time.Since(told) >= lineEvery {
			told = time.Now()
			p.note("%s of %s %s%s", plain.Count(int(now.Done)), plain.Plural(int(now.Total), one, many), done, pace(now))
		}
	}
}

// pace is how fast a job goes and how long it still takes, "" while nobody knows.
func pace(now jobs.Progress) string {
	if now.Rate <= 0 {
		return ""
	}
	return ", " + plain.Rate(60*now.Rate) + ", " + plain.Left(now.Left)
}

// afterExport gives the status for so many photos that could not be exported.
func (p *program) afterExport(failed int, writeErr error) error {
	if writeErr != nil {
		return fmt.Errorf("printing the report: %w", writeErr)
	}
	if failed > 0 {
		return quiet(exitProblems)
	}
	return nil
}

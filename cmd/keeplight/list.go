package main

import (
	"bufio"
	"errors"
	"fmt"
	"slices"

	"keeplight.app/keeplight/app/shoot"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/library/message"
	"keeplight.app/keeplight/library/plain"
	"keeplight.app/keeplight/library/query"
	"keeplight.app/keeplight/library/report"
)

// listCmd lists photos of the catalogue.
type listCmd struct {
	Folder    string `arg:"" name:"dir" help:"Folder of photos."`
	Sort      string `default:"name" placeholder:"ATTR" help:"Sort by name, time, stack (time, with bursts kept together), rating, overall, eyes (whoever most surely blinks first), an attribute, or weights."`
	Weights   string `placeholder:"ATTR=W,..." help:"With --sort weights, how much each attribute counts, such as clarity=2,exposure=1; those that are not named count nothing. Without it all count alike."`
	Desc      bool   `xor:"direction" help:"Highest first; the default for scores and stars."`
	Asc       bool   `xor:"direction" help:"Lowest first; the default for names and times."`
	selection `embed:""`

	Groups     bool `help:"Say which photos belong together (bursts, brackets, panoramas, copies), and which frame of a burst is suggested and why."`
	WithFaces  bool `help:"Say how many faces were found in each photo, and how many look open and closed. Nothing of faces is printed otherwise."`
	Calibrated bool `help:"Say where photos stand among all of the folder and among all in the catalogue."`

	JSON    bool `name:"json" xor:"format" help:"Print one JSON object per line."`
	Summary bool `help:"With --json, end with a line that counts photos, and what is passed over."`
	CSV     bool `name:"csv" xor:"format" help:"Print comma-separated values with a header line."`
	Print0  bool `name:"print0" xor:"format" help:"Print only paths, separated by NUL bytes, for xargs -0."`
}

// Run prints the chosen photos in the chosen order.
func (c *listCmd) Run(p *program) (err error) {
	order, err := c.order()
	if err != nil {
		return err
	}
	filter, err := c.filter()
	if err != nil {
		return err
	}
	cat, err := p.openToRead()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, cat.Close()) }()
	items, err := p.items(cat, c.Folder, filter.UsesFaces() || order.By == query.ByEyes || c.WithFaces)
	if err != nil {
		return err
	}
	var places *standings
	if c.Calibrated { // among the photos of the folder, also those that are not listed
		if places, err = standingsOf(p.ctx, cat, items); err != nil {
			return err
		}
	}
	var groups *grouped
	if c.Groups || c.Sort == byStack { // also by photos that are not listed
		if groups, err = p.group(cat, c.Folder, items); err != nil {
			return err
		}
	}
	items = filter.Select(items)
	groups.arrange(items, order)
	p.noteWeights(items, &order)
	if !c.Groups {
		groups = nil
	}
	if c.Print0 {
		return c.printPaths(p, items)
	}
	if err := c.print(p, items, extras{places, groups, &order}); err != nil {
		return err
	}
	return c.conclude(p, cat, items)
}

// conclude says what lies in the folder and is not among the photos. A folder that is
// not there now, such as one on a card, is listed all the same.
func (c *listCmd) conclude(p *program, cat *catalog.Catalog, items []query.Item) error {
	passedOver, err := shoot.Survey(p.ctx, cat, c.Folder)
	if p.ctx.Err() != nil {
		return quiet(exitInterrupted)
	}
	if err == nil && !c.CSV {
		p.notePassedOver(&passedOver)
	}
	if !c.Summary || !c.JSON {
		return nil
	}
	rows := rowsOf(c.Folder, items)
	return report.NewJSONLines(p.stdout).WriteSummary(summaryOf(len(rows), countErrors(rows), &passedOver))
}

// byStack sorts by time and keeps groups together.
const byStack = "stack"

func (c *listCmd) order() (query.Order, error) {
	if c.Weights != "" && c.Sort != string(query.ByWeights) {
		return query.Order{}, usage("--weights needs --sort %s", query.ByWeights)
	}
	if c.Sort == byStack {
		return query.Order{By: query.ByTime, Descending: c.Desc}, nil
	}
	by, err := query.ParseSortBy(c.Sort)
	if err != nil {
		return query.Order{}, usage("--sort: %w, or %s", err, byStack)
	}
	upwards := []query.SortBy{query.ByName, query.ByTime, query.ByEyes}
	order := query.Order{By: by, Descending: c.Desc || (!c.Asc && !slices.Contains(upwards, by))}
	if c.Weights != "" {
		if order.Weights, err = query.ParseWeights(c.Weights); err != nil {
			return query.Order{}, usage("--weights: %w", err)
		}
	}
	return order, nil
}

// noteWeights says of how many photos not all that counts is known: they are ranked by
// the rest.
func (p *program) noteWeights(items []query.Item, o *query.Order) {
	if o.By != query.ByWeights {
		return
	}
	some, none := 0, 0
	for _, it := range items {
		if it.Score == nil {
			none++
			continue
		}
		switch _, known, counted := o.Weights.Of(it.Score); known {
		case 0:
			none++
		case counted:
		default:
			some++
		}
	}
	if some+none > 0 {
		p.note("keeplight: of the %d attributes that count, some are not known for %s (*), which are ranked by the others, and none for %s, which come last",
			o.Weights.Counted(), plain.Plural(some, "photo", "photos"), plain.Plural(none, "photo", "photos"))
	}
}

func (c *listCmd) printPaths(p *program, items []query.Item) error {
	w := bufio.NewWriter(p.stdout)
	for _, it := range items {
		fmt.Fprintf(w, "%s\x00", nameUnder(c.Folder, it.Photo.Path))
	}
	return w.Flush()
}

// extras are what is printed of photos beside their scores.
type extras struct {
	places *standings // nil prints none
	groups *grouped   // nil prints none
	order  *query.Order
}

// weighs is true where the photos are sorted by weights.
func (x *extras) weighs() bool { return x.order.By == query.ByWeights }

func (x *extras) add(r *report.Row) {
	if x.places != nil {
		x.places.place(r)
	}
	if x.groups != nil {
		r.Group = x.groups.of(r.Photo.ID)
	}
	if x.weighs() && r.Score != nil {
		r.Weighted = &report.Weighted{}
		r.Weighted.Mean, r.Weighted.Known, r.Weighted.Counted = x.order.Weights.Of(r.Score)
	}
}

// print prints the photos.
func (c *listCmd) print(p *program, items []query.Item, with extras) error {
	out := p.rowWriter(rowFormat{
		JSON: c.JSON, CSV: c.CSV, Decisions: true, Standing: with.places != nil, Groups: with.groups != nil, Weighted: with.weighs(), Faces: c.WithFaces,
	})
	for i, r := range rowsOf(c.Folder, items) {
		with.add(&r)
		if c.WithFaces {
			r.Faces = items[i].Faces
		}
		if err := out.Write(r); err != nil {
			return err
		}
	}
	return out.Close()
}

// rowsOf makes rows of photos of a folder.
func rowsOf(folder string, items []query.Item) []report.Row {
	rows := make([]report.Row, len(items))
	for i, it := range items {
		rows[i] = report.Row{Path: nameUnder(folder, it.Photo.Path), Photo: *it.Photo, Score: it.Score, Err: message.English(it.Photo.Problem)}
	}
	return rows
}

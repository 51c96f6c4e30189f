package main

import (
	"cmp"
	"maps"
	"path/filepath"
	"slices"

	"keeplight.app/keeplight/app/shoot"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/message"
	"keeplight.app/keeplight/library/report"
	"keeplight.app/keeplight/scoring/queue"
)

// takeRow takes a row; passing is one whose error may be none the next time. It is false
// for a row that was known before and is not news.
type takeRow func(r report.Row, passing bool) (isNews bool)

// collector receives the events of a shoot and gathers its rows. A shoot
// calls it from one goroutine at a time; rows may be called when that is over.
type collector struct {
	given    []string // the folders as they were named
	note     func(text string)
	live     takeRow // takes each row as it is known, which is forgotten then; nil keeps them for rows
	photos   map[library.ID]library.Photo
	results  map[library.ID]queue.Result
	printed  map[library.ID]library.Hash
	problems int // told without a photo that they belong to
	shown    int // rows that were news to live
	failed   int // of them, those with an error

	passedOver map[string]shoot.PassedOver // by folder
}

func newCollector(given []string, note func(string)) *collector {
	return &collector{
		given: given, note: note,
		photos:  map[library.ID]library.Photo{},
		results: map[library.ID]queue.Result{},
		printed: map[library.ID]library.Hash{},

		passedOver: map[string]shoot.PassedOver{},
	}
}

func (c *collector) receive(e shoot.Event) {
	var touched []library.ID
	for _, p := range e.Photos {
		c.photos[p.ID] = p
		touched = append(touched, p.ID)
	}
	for _, id := range e.Missing {
		delete(c.photos, id)
	}
	for _, r := range e.Scored {
		c.results[r.ID] = r
		touched = append(touched, r.ID)
	}
	if e.Scan != nil {
		c.passedOver[e.Scan.Folder] = e.Scan.PassedOver
	}
	if e.Problem != "" {
		c.problems++
		c.note(e.Problem)
	}
	if c.live != nil {
		c.printNew(touched)
	}
}

// printNew prints what has become known of photos, once for the same pixels.
func (c *collector) printNew(ids []library.ID) {
	for _, id := range ids {
		r, ok := c.row(id)
		if !ok {
			continue
		}
		if old, done := c.printed[id]; !done || old != r.Photo.Hash {
			c.take(id, r)
		}
		delete(c.photos, id) // a million of them would fill the memory
		delete(c.results, id)
	}
}

// take hands a row on.
func (c *collector) take(id library.ID, r report.Row) {
	passing := r.Score == nil && c.results[id].Passing
	if !passing {
		c.printed[id] = r.Photo.Hash
	}
	if c.live(r, passing) {
		c.shown++
		c.failed += countErrors([]report.Row{r})
	}
}

// count gives how many rows there are, and how many of them have an error.
func (c *collector) count() (rows, failed int) {
	if c.live != nil {
		return c.shown, c.failed
	}
	all := c.rows()
	return len(all), countErrors(all)
}

// row gives a photo's line; ok is false while nothing has come of it.
func (c *collector) row(id library.ID) (r report.Row, ok bool) {
	p, there := c.photos[id]
	if !there || p.Missing {
		return report.Row{}, false
	}
	r = report.Row{Path: c.nameOf(p.Path), Photo: p, Err: message.English(p.Problem)}
	if res, scored := c.results[id]; scored && res.Hash == p.Hash && r.Err == "" {
		r.Score, r.Err = res.Score, message.English(res.Problem)
	}
	return r, r.Score != nil || r.Err != ""
}

// rows gives every line there is, in order of path.
func (c *collector) rows() []report.Row {
	var out []report.Row
	for id := range c.photos {
		if r, ok := c.row(id); ok {
			out = append(out, r)
		}
	}
	slices.SortFunc(out, func(a, b report.Row) int { return cmp.Compare(a.Path, b.Path) })
	return out
}

// allPassedOver is what all folders hold that is not among the photos.
func (c *collector) allPassedOver() shoot.PassedOver {
	var all shoot.PassedOver
	for _, folder := range slices.Sorted(maps.Keys(c.passedOver)) {
		one := c.passedOver[folder]
		all = all.Plus(&one)
	}
	return all
}

// nameOf writes a path below the folder that was given for it.
func (c *collector) nameOf(path string) string {
	for _, given := range c.given {
		if name := nameUnder(given, path); !filepath.IsAbs(name) || filepath.IsAbs(given) {
			return name
		}
	}
	return path
}

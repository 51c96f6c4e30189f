package query

import (
	"slices"
	"strings"
	"time"

	"keeplight.app/keeplight/library"
)

// Facet is one value that a person can filter by and how many photos have it.
type Facet struct {
	Value string
	Count int
}

// Counts says how many photos each choice of a filter would show. Each facet is
// counted as though its own filter were off, so that the numbers beside the
// other choices stay true while one is chosen.
type Counts struct {
	Shown    int                        // photos that match the whole filter
	Total    int                        // photos that were counted, the missing ones only where they are shown
	Flags    map[library.Flag]int       // by flag; a flag that no photo has is 0
	Ratings  [library.MaxRating + 1]int // by number of stars
	Labels   map[library.Label]int      // by label, NoLabel included
	Cameras  []Facet                    // in natural order; photos without one are left out
	Lenses   []Facet                    // likewise
	Days     []Facet                    // "2026-05-31", earliest first, by the camera's clock
	Misfires int                        // photos that are misfires
	Damaged  int                        // photos whose file is damaged
	Faces    map[FacesWanted]int        // photos by what a filter can ask of their faces
	Folders  []Facet                    // the folders that hold the photos directly, in natural order

	// FacesPending are the photos in which nobody has looked for faces yet: they are
	// in none of Faces.
	FacesPending int

	// Overall and Attributes are the shown photos of which that value is known: what its
	// range leaves where it is set, and what it could choose from where it is not.
	Overall    int
	Attributes [library.NumAttributes]int
}

// Count counts every facet in one pass.
func Count(items []Item, f Filter) Counts {
	c := NewCounter(f)
	for _, it := range items {
		c.Add(it)
	}
	return c.Counts()
}

// Counter is Count for one item after the other, so that a very large shoot can be
// counted bit by bit.
type Counter struct {
	match                    matcher
	counts                   Counts
	cameras, lenses, folders map[string]int
	days                     map[date]int
}

// NewCounter begins to count what a filter lets through.
func NewCounter(f Filter) *Counter {
	return &Counter{
		match:   f.compile(),
		counts:  Counts{Flags: map[library.Flag]int{}, Labels: map[library.Label]int{}, Faces: map[FacesWanted]int{}},
		cameras: map[string]int{}, lenses: map[string]int{}, folders: map[string]int{}, days: map[date]int{},
	}
}

// Add counts an item.
func (c *Counter) Add(it Item) {
	failed := c.match.failures(it)
	if failed&byPresence == 0 {
		c.counts.Total++
	}
	if failed == 0 {
		c.counts.Shown++
		c.counts.countValues(it.Score)
	}
	if failed&(failed-1) == 0 { // one that fails two facets counts for none
		c.addTo(it, failed)
	}
}

// addTo counts an item in the facets that it fails at most by themselves.
func (c *Counter) addTo(it Item, failed facet) {
	passes := func(own facet) bool { return failed&^own == 0 }
	p := it.Photo
	if passes(byFlag) {
		c.counts.Flags[p.Decision.Flag]++
	}
	if passes(byRating) && p.Decision.Rating <= library.MaxRating {
		c.counts.Ratings[p.Decision.Rating]++
	}
	if passes(byLabel) {
		c.counts.Labels[p.Decision.Label]++
	}
	if passes(byDamage) && it.isDamaged() {
		c.counts.Damaged++
	}
	if passes(byCamera) && p.Capture.Camera != "" {
		c.cameras[p.Capture.Camera]++
	}
	if passes(byLens) && p.Capture.Lens != "" {
		c.lenses[p.Capture.Lens]++
	}
	if passes(byTime) {
		c.days[dateOf(p)]++
	}
	if passes(byMisfire) && it.Misfire {
		c.counts.Misfires++
	}
	if passes(byFaces) {
		c.addFaces(it.Faces)
	}
	if passes(byFolder) {
		c.folders[p.Folder()]++
	}
}

// addFaces counts an item in each choice that its faces fit; nil is not known yet.
func (c *Counter) addFaces(f *Faces) {
	if f == nil {
		c.counts.FacesPending++
		return
	}
	for _, w := range FaceChoices() {
		if w.lets(f) {
			c.counts.Faces[w]++
		}
	}
}

// Counts gives what was counted so far.
func (c *Counter) Counts() Counts {
	all := c.counts
	all.Cameras, all.Lenses, all.Folders = facets(c.cameras), facets(c.lenses), facets(c.folders)
	all.Days = dayFacets(c.days)
	return all
}

// countValues counts a shown photo for each value of its score, nil is none.
func (c *Counts) countValues(s *library.Score) {
	if s == nil {
		return
	}
	if known(s.Overall) {
		c.Overall++
	}
	for a := range s.Values {
		if known(s.Values[a]) {
			c.Attributes[a]++
		}
	}
}

// date is a day that is cheaper to make and to look up than its text.
type date struct {
	year  int
	month time.Month
	day   int
}

func dateOf(p *library.Photo) date {
	y, m, d := p.Taken().Date()
	return date{y, m, d}
}

func dayFacets(days map[date]int) []Facet {
	list := make([]Facet, 0, len(days))
	for d, n := range days {
		text := time.Date(d.year, d.month, d.day, 0, 0, 0, 0, time.UTC).Format(dayFormat)
		list = append(list, Facet{text, n})
	}
	slices.SortFunc(list, func(a, b Facet) int { return strings.Compare(a.Value, b.Value) })
	return list
}

func facets(counts map[string]int) []Facet {
	list := make([]Facet, 0, len(counts))
	for value, n := range counts {
		list = append(list, Facet{value, n})
	}
	slices.SortFunc(list, func(a, b Facet) int { return CompareNames(a.Value, b.Value) })
	return list
}

package query

import (
	"time"

	"keeplight.app/keeplight/library"
)

// Filter says which photos to show. A photo has to satisfy every facet that is
// set. The zero value, like NewFilter, shows every photo whose file is there.
type Filter struct {
	Folders     []string        // these folders and all below them; empty = any
	Flags       []library.Flag  // any of these; empty = any
	MinRating   library.Rating  // at least so many stars
	MaxRating   library.Rating  // at most so many stars; 0 = no upper limit
	Unrated     bool            // only photos without stars; MinRating and MaxRating are then ignored
	Labels      []library.Label // any of these, NoLabel being one of them; empty = any
	Overall     Range
	Attributes  map[library.Attribute]Range // all of these
	Camera      string                      // exactly this camera; "" = any
	Lens        string                      // exactly this lens; "" = any
	From        time.Time                   // taken at or after, by the camera's clock, zones ignored; zero = any
	To          time.Time                   // taken before, likewise; zero = any
	Text        string                      // every word occurs in the path of the file or of the other file of a pair, in camera or lens, or in what sidecars say (title, caption, keywords, an unknown label), in any case
	Misfires    Misfires                    // all photos, only misfires, or all others
	Faces       FacesWanted                 // all photos, or by what was found of faces
	Damaged     bool                        // only photos whose file is damaged
	ShowMissing bool                        // also photos whose file is gone
}

// NewFilter gives a filter that shows every photo whose file is there, with the
// ranges written out as a window shows them.
func NewFilter() Filter {
	return Filter{MaxRating: library.MaxRating, Overall: Any()}
}

// Match is true when the photo is to be shown. For many photos use Select,
// which prepares the filter only once.
func (f *Filter) Match(it Item) bool {
	m := f.compile()
	return m.failures(it) == 0
}

// Select gives the items that match, in the order in which they came.
func (f *Filter) Select(items []Item) []Item {
	m := f.compile()
	kept := make([]Item, 0, len(items))
	for _, it := range items {
		if m.failures(it) == 0 {
			kept = append(kept, it)
		}
	}
	return kept
}

// UsesScores is true where the filter asks for scores within some range.
func (f *Filter) UsesScores() bool {
	for _, r := range f.Attributes {
		if !r.IsAny() {
			return true
		}
	}
	return !f.Overall.IsAny()
}

// UsesFaces is true where the filter asks for what was found of faces.
func (f *Filter) UsesFaces() bool { return f.Faces != AnyFaces }

// Active is how many facets restrict what is shown, each attribute being one.
// ShowMissing restricts nothing.
func (f *Filter) Active() int { return len(f.restrictions()) }

package query

import (
	"fmt"
	"slices"
	"strings"

	"keeplight.app/keeplight/library"
)

// SortBy names what photos are sorted by: one of the constants or an
// attribute's key. Anything else sorts by time.
type SortBy string

// What photos are sorted by besides the attributes.
const (
	ByOverall SortBy = "overall"
	ByTime    SortBy = "time"
	ByName    SortBy = "name"
	ByRating  SortBy = "rating"
	ByEyes    SortBy = "eyes"    // the face that most surely looks closed (Faces.Gap)
	ByWeights SortBy = "weights" // the attributes, each as much as Order.Weights says
)

// SortKeys gives everything that photos can be sorted by, in the order of a
// menu.
func SortKeys() []SortBy {
	keys := []SortBy{ByTime, ByName, ByRating, ByOverall, ByWeights, ByEyes}
	for _, a := range library.Attributes() {
		keys = append(keys, SortBy(a.Key()))
	}
	return keys
}

// ParseSortBy checks a name that a person typed. The error lists the names that
// can be used.
func ParseSortBy(s string) (SortBy, error) {
	keys := SortKeys()
	if slices.Contains(keys, SortBy(s)) {
		return SortBy(s), nil
	}
	words := make([]string, len(keys))
	for i, k := range keys {
		words[i] = string(k)
	}
	return "", fmt.Errorf("cannot sort by %q: use one of %s", s, strings.Join(words, ", "))
}

// Title is the name for people, such as "Level shot".
func (s SortBy) Title() string {
	switch s {
	case ByOverall:
		return "Overall"
	case ByName:
		return "Name"
	case ByRating:
		return "Rating"
	case ByWeights:
		return "My weights"
	case ByEyes:
		return "Eyes"
	}
	if a, ok := library.ParseAttribute(string(s)); ok {
		return a.Title()
	}
	return "Time taken"
}

// UsesScores is true where what a scorer said decides the order.
func (s SortBy) UsesScores() bool {
	if s == ByOverall || s == ByWeights {
		return true
	}
	_, isAttribute := library.ParseAttribute(string(s))
	return isAttribute
}

// Order is what photos are sorted by and in which direction.
type Order struct {
	By         SortBy  `json:"by"`
	Descending bool    `json:"descending"`
	Weights    Weights `json:"weights,omitzero"` // what ByWeights goes by; kept while another order is chosen
}

// Value is what the order makes of an item's scores: the overall value, one of an
// attribute or the weighted mean of several. It is unknown where the order asks no
// scorer, and where none has said enough.
func (o *Order) Value(it Item) library.Value {
	if it.Score == nil {
		return library.Value{}
	}
	switch o.By {
	case ByOverall:
		return it.Score.Overall
	case ByWeights:
		v, _, _ := o.Weights.Of(it.Score)
		return v
	}
	if a, ok := library.ParseAttribute(string(o.By)); ok {
		return it.Score.Of(a)
	}
	return library.Value{}
}

// Sort puts items in order. In both directions photos whose value is absent
// come after those that have one, and photos that nobody judged come last; with the best
// first, misfires come after them. Equal photos
// are ordered by time, then by name as people count, then by path; what is
// equal even then keeps its place. Newest first turns the names around too, so
// that a burst within one second still runs backwards. Items that are nearly in order
// cost little more than one pass.
func Sort(items []Item, o Order) {
	keys := make([]sortKey, len(items))
	read := newKeyReader(&o)
	for i, it := range items {
		keys[i] = read.key(it)
	}
	for i, from := range sorted(keys, comparer(&o)) {
		items[i] = keys[from].item
	}
}

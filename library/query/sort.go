package query

import (
	"cmp"
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
)

// SortKeys gives everything that photos can be sorted by, in the order of a
// menu.
func SortKeys() []SortBy {
	keys := []SortBy{ByTime, ByName, ByRating, ByOverall}
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
	}
	if a, ok := library.ParseAttribute(string(s)); ok {
		return a.Title()
	}
	return "Time taken"
}

// Order is what photos are sorted by and in which direction.
type Order struct {
	By         SortBy `json:"by"`
	Descending bool   `json:"descending"`
}

// Sort puts items in order. In both directions photos whose value is absent
// come after those that have one, and unscored photos come last; with the best
// first, misfires come after them. Equal photos
// are ordered by time, then by name as people count, then by path; what is
// equal even then keeps its place. Newest first turns the names around too, so
// that a burst within one second still runs backwards.
func Sort(items []Item, o Order) {
	keys := make([]sortKey, len(items))
	order := make([]*sortKey, len(items))
	for i, it := range items {
		keys[i] = newSortKey(it, o)
		keys[i].place = i
		order[i] = &keys[i]
	}
	// Comparing places last makes the order stable for less than a
	// stable sort costs.
	compare := comparer(o)
	slices.SortFunc(order, func(a, b *sortKey) int {
		if c := compare(a, b); c != 0 {
			return c
		}
		return cmp.Compare(a.place, b.place)
	})
	for i, k := range order {
		items[i] = k.item
	}
}

// sortKey holds what comparisons need, read out once for each item.
type sortKey struct {
	item    Item
	group   group
	value   float64
	sec     int64 // of the camera's clock face
	nsec    int
	name    string
	nameKey string // only where names are what is sorted by
	place   int    // before sorting
}

// group keeps photos that have no value behind those that have one.
type group uint8

const (
	hasValue group = iota
	valueAbsent
	unscored
	misfire // only where the best photos come first
)

func newSortKey(it Item, o Order) sortKey {
	t := clockFace(it.Photo.Taken())
	k := sortKey{item: it, sec: t.Unix(), nsec: t.Nanosecond(), name: it.Photo.Name()}
	attribute, isAttribute := library.ParseAttribute(string(o.By))
	switch by := o.By; {
	case by == ByName:
		k.nameKey = nameKey(k.name)
	case by == ByRating:
		k.value = float64(it.Photo.Decision.Rating)
	case by == ByOverall:
		k.setScore(it.overall())
	case isAttribute:
		k.setScore(it.of(attribute))
	}
	if it.Misfire && o.Descending && (isAttribute || o.By == ByOverall) {
		k.group = misfire
	}
	return k
}

func (k *sortKey) setScore(v library.Value) {
	switch {
	case k.item.Score == nil:
		k.group = unscored
	case !known(v):
		k.group = valueAbsent
	default:
		k.value = v.Mean
	}
}

func comparer(o Order) func(a, b *sortKey) int {
	sign := 1
	if o.Descending {
		sign = -1
	}
	switch {
	case o.By == ByName:
		return func(a, b *sortKey) int {
			if c := strings.Compare(a.nameKey, b.nameKey); c != 0 {
				return sign * c
			}
			if c := CompareNames(a.name, b.name); c != 0 {
				return sign * c
			}
			return compareShots(a, b)
		}
	case o.By == ByRating || o.By == ByOverall || isAttributeKey(o.By):
		return func(a, b *sortKey) int {
			if c := cmp.Compare(a.group, b.group); c != 0 {
				return c
			}
			if c := cmp.Compare(a.value, b.value); c != 0 {
				return sign * c
			}
			return compareShots(a, b)
		}
	}
	return func(a, b *sortKey) int { return sign * compareShots(a, b) }
}

func isAttributeKey(by SortBy) bool {
	_, ok := library.ParseAttribute(string(by))
	return ok
}

func compareShots(a, b *sortKey) int {
	if c := compareTimes(a, b); c != 0 {
		return c
	}
	if c := CompareNames(a.name, b.name); c != 0 {
		return c
	}
	return comparePaths(a, b)
}

func compareTimes(a, b *sortKey) int {
	if c := cmp.Compare(a.sec, b.sec); c != 0 {
		return c
	}
	return cmp.Compare(a.nsec, b.nsec)
}

func comparePaths(a, b *sortKey) int {
	return CompareNames(a.item.Photo.Path, b.item.Photo.Path)
}

package query

import (
	"cmp"
	"strings"

	"keeplight.app/keeplight/library"
)

// sortKey holds what comparisons need, read out once for each item.
type sortKey struct {
	item    Item
	value   float64
	sec     int64 // of the camera's clock face
	nsec    int32
	place   int32 // before sorting
	group   group
	nameKey string // only where names are what is sorted by
}

// group keeps photos that have no value behind those that have one.
type group uint8

const (
	hasValue group = iota
	valueAbsent
	unscored
	misfire // only where the best photos come first
)

// keyReader makes the keys of one order. What is the same for all photos it finds out
// once: to parse an attribute's name for each took most of the time of a sort.
type keyReader struct {
	order      *Order
	attribute  library.Attribute // where one is sorted by
	by         kindOfKey
	setsBehind bool // misfires go behind the others
}

type kindOfKey uint8

const (
	keyTime kindOfKey = iota
	keyName
	keyRating
	keyAttribute
	keyScores // several values of the scores
)

func newKeyReader(o *Order) keyReader {
	r := keyReader{order: o, setsBehind: o.Descending && o.By.UsesScores()}
	attribute, isAttribute := library.ParseAttribute(string(o.By))
	switch {
	case isAttribute:
		r.by, r.attribute = keyAttribute, attribute
	case o.By == ByOverall || o.By == ByWeights:
		r.by = keyScores
	case o.By == ByName:
		r.by = keyName
	case o.By == ByRating:
		r.by = keyRating
	}
	return r
}

func (r *keyReader) key(it Item, place int) sortKey {
	k := sortKey{item: it, place: int32(place)}
	k.sec, k.nsec = clock(it.Photo.Taken())
	switch r.by {
	case keyName:
		k.nameKey = nameKey(it.Photo.Name())
	case keyRating:
		k.value = float64(it.Photo.Decision.Rating)
	case keyAttribute:
		k.setScore(it.of(r.attribute))
	case keyScores:
		k.setScore(r.order.Value(it))
	}
	if r.setsBehind && it.Misfire {
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

// comparer gives the order of two keys. The items' places come last, which makes a
// sort stable for less than a stable sort costs.
func comparer(o *Order) func(a, b sortKey) int {
	sign := 1
	if o.Descending {
		sign = -1
	}
	switch {
	case o.By == ByName:
		return func(a, b sortKey) int {
			if c := strings.Compare(a.nameKey, b.nameKey); c != 0 {
				return sign * c
			}
			if c := CompareNames(a.item.Photo.Name(), b.item.Photo.Name()); c != 0 {
				return sign * c
			}
			return cmp.Or(compareShots(&a, &b), comparePlaces(&a, &b))
		}
	case o.By == ByRating || o.By.UsesScores():
		return func(a, b sortKey) int {
			if c := cmp.Compare(a.group, b.group); c != 0 {
				return c
			}
			if c := cmp.Compare(a.value, b.value); c != 0 {
				return sign * c
			}
			return cmp.Or(compareShots(&a, &b), comparePlaces(&a, &b))
		}
	}
	return func(a, b sortKey) int { return cmp.Or(sign*compareShots(&a, &b), comparePlaces(&a, &b)) }
}

func compareShots(a, b *sortKey) int {
	if c := cmp.Compare(a.sec, b.sec); c != 0 {
		return c
	}
	if c := cmp.Compare(a.nsec, b.nsec); c != 0 {
		return c
	}
	if c := CompareNames(a.item.Photo.Name(), b.item.Photo.Name()); c != 0 {
		return c
	}
	return CompareNames(a.item.Photo.Path, b.item.Photo.Path)
}

func comparePlaces(a, b *sortKey) int { return cmp.Compare(a.place, b.place) }

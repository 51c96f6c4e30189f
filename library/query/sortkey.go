package query

import (
	"cmp"
	"slices"
	"strings"

	"keeplight.app/keeplight/library"
)

// sortKey holds what comparisons need, read out once for each item.
type sortKey struct {
	item    Item
	value   float64
	sec     int64 // of the camera's clock face
	nsec    int32
	group   group
	nameKey string // only where names are what is sorted by
}

// group keeps photos that have no value behind those that have one.
type group uint8

const (
	hasValue group = iota
	valueAbsent
	unjudged // unscored, or not looked at for faces
	misfire  // only where the best photos come first
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
	keyEyes
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
	case o.By == ByEyes:
		r.by = keyEyes
	case o.By == ByName:
		r.by = keyName
	case o.By == ByRating:
		r.by = keyRating
	}
	return r
}

func (r *keyReader) key(it Item) sortKey {
	k := sortKey{item: it}
	k.sec, k.nsec = clock(it.Photo.Taken())
	switch r.by {
	case keyName:
		k.nameKey = nameKey(it.Photo.Name())
	case keyRating:
		k.value = float64(it.Photo.Decision.Rating)
	case keyEyes:
		k.setEyes(it.Faces)
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
		k.group = unjudged
	case !known(v):
		k.group = valueAbsent
	default:
		k.value = v.Mean
	}
}

func (k *sortKey) setEyes(f *Faces) {
	switch {
	case f == nil:
		k.group = unjudged
	case f.Closed+f.Open == 0:
		k.group = valueAbsent
	default:
		k.value = f.Gap
	}
}

// comparer gives the order of two keys, 0 for what only its place tells apart.
func comparer(o *Order) func(a, b *sortKey) int {
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
			if c := CompareNames(a.item.Photo.Name(), b.item.Photo.Name()); c != 0 {
				return sign * c
			}
			return compareShots(a, b)
		}
	case o.By == ByRating || o.By == ByEyes || o.By.UsesScores():
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

// sorted gives the places of keys in order. Most may be in order already, as those of
// a grid are to which some photos came: what stands out is taken out, sorted by itself
// and merged in, which costs little more than one pass. Where much stands out all is
// sorted as usual.
func sorted(keys []sortKey, compare func(a, b *sortKey) int) []int32 {
	byKey := func(i, j int32) int { return cmp.Or(compare(&keys[i], &keys[j]), cmp.Compare(i, j)) }
	kept, out := make([]int32, 0, len(keys)), []int32(nil)
	for i := range int32(len(keys)) {
		last := len(kept) - 1
		switch {
		case last < 0 || byKey(kept[last], i) < 0:
			kept = append(kept, i)
		case last > 0 && byKey(kept[last-1], i) < 0: // it is the last one that stands out
			out = append(out, kept[last])
			kept[last] = i
		default:
			out = append(out, i)
		}
		if len(out) > len(keys)/8 {
			return sortedAnew(len(keys), byKey)
		}
	}
	slices.SortFunc(out, byKey)
	return merged(kept, out, byKey)
}

func sortedAnew(n int, byKey func(i, j int32) int) []int32 {
	all := make([]int32, n)
	for i := range all {
		all[i] = int32(i)
	}
	slices.SortFunc(all, byKey)
	return all
}

// merged joins two lists that are in order.
func merged(a, b []int32, byKey func(i, j int32) int) []int32 {
	if len(b) == 0 {
		return a
	}
	all := make([]int32, 0, len(a)+len(b))
	for len(a) > 0 && len(b) > 0 {
		if byKey(a[0], b[0]) < 0 {
			all, a = append(all, a[0]), a[1:]
		} else {
			all, b = append(all, b[0]), b[1:]
		}
	}
	return append(append(all, a...), b...)
}

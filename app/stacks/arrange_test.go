package stacks

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/query"
)

// sortedTogether is what KeepTogether promises, written down without a thought of what
// it costs.
func sortedTogether(g *Grouping, items []query.Item, lastCounts bool) []library.ID {
	stands := map[int]int{}
	for i := range items {
		group := g.Place(items[i].Photo.ID)
		if _, known := stands[group]; !known || lastCounts {
			stands[group] = i
		}
	}
	type row struct {
		rank, member int
		id           library.ID
	}
	var rows []row
	for i := range items {
		id := items[i].Photo.ID
		r := row{i, 0, id}
		if group := g.Place(id); group >= 0 {
			_, member := g.Of(id)
			r = row{stands[group], member, id}
		}
		rows = append(rows, r)
	}
	slices.SortFunc(rows, func(a, b row) int { return cmp.Or(cmp.Compare(a.rank, b.rank), cmp.Compare(a.member, b.member)) })
	var ids []library.ID
	for _, r := range rows {
		ids = append(ids, r.id)
	}
	return ids
}

func TestGroupsOfWhichTheFilterHidesSomeStayTogetherWhateverTheOrder(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 11))
	for round := range 200 {
		all := photos(1+r.IntN(60), 100*time.Millisecond)
		at := all[0].Capture.Time
		for i := range all {
			if r.IntN(4) == 0 {
				at = at.Add(time.Hour)
			}
			at = at.Add(100 * time.Millisecond)
			all[i].Capture.Time = at
		}
		s := New(nil)
		s.Put(all[:1+r.IntN(len(all))], nil) // the others came later
		g := s.Renew()
		s.Close()
		var items []query.Item
		for _, i := range r.Perm(len(all))[:1+r.IntN(len(all))] {
			items = append(items, query.Item{Photo: &all[i]})
		}
		for _, o := range []query.Order{{By: query.ByOverall}, {By: query.ByOverall, Descending: true}} {
			got, want := slices.Clone(items), sortedTogether(g, items, !o.Descending)
			g.KeepTogether(got, o)
			for i := range got {
				if got[i].Photo.ID != want[i] {
					t.Fatalf("round %d, descending %v: place %d has photo %d, want %v", round, o.Descending, i, got[i].Photo.ID, want)
				}
			}
		}
	}
}

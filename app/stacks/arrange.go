package stacks

import (
	"cmp"
	"slices"

	"keeplight.app/keeplight/library/query"
)

// Arrange puts items in order and keeps groups together: a group stands where its
// best photo would by itself, which for scores and stars is the highest also when the
// lowest come first. In a group the photos stay in the order in which they were taken.
func (g *Grouping) Arrange(items []query.Item, o query.Order) {
	query.Sort(items, o)
	g.KeepTogether(items, o)
}

// KeepTogether is Arrange for items that are in that order already.
func (g *Grouping) KeepTogether(items []query.Item, o query.Order) {
	lastCounts := !o.Descending && o.By != query.ByTime && o.By != query.ByName
	type row struct{ rank, member, item int }
	rows := make([]row, len(items))
	first := make([]int, len(g.Groups)) // place of the photo by which a group stands, from 1
	groups := make([]int, len(items))   // of the items, -1 for one alone
	for i := range items {
		rows[i] = row{i, 0, i}
		groups[i] = -1
		if at, ok := g.at[items[i].Photo.ID]; ok {
			groups[i], rows[i].member = at.group, at.member
			if first[at.group] == 0 || lastCounts {
				first[at.group] = i + 1
			}
		}
	}
	for i, group := range groups {
		if group >= 0 {
			rows[i].rank = first[group] - 1
		}
	}
	slices.SortFunc(rows, func(a, b row) int {
		return cmp.Or(cmp.Compare(a.rank, b.rank), cmp.Compare(a.member, b.member))
	})
	sorted := make([]query.Item, len(items))
	for i, r := range rows {
		sorted[i] = items[r.item]
	}
	copy(items, sorted)
}

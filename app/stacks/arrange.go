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
	lastCounts := !o.Descending && o.By != query.ByTime && o.By != query.ByName
	rank := make([]int, len(items)) // of the item's group
	first := make(map[int]int, len(items))
	for i := range items {
		at, ok := g.at[items[i].Photo.ID]
		if !ok { // alone
			rank[i] = i
			continue
		}
		if _, ok := first[at.group]; !ok || lastCounts {
			first[at.group] = i
		}
	}
	type row struct{ rank, member, item int }
	rows := make([]row, len(items))
	for i := range items {
		rows[i] = row{rank[i], 0, i}
		if at, ok := g.at[items[i].Photo.ID]; ok {
			rows[i].rank, rows[i].member = first[at.group], at.member
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

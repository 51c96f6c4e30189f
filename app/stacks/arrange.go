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
	a := arrangement{
		grouping: g, at: make([]place, len(items)),
		stands: make([]int, len(g.Groups)), here: make([]int, len(g.Groups)), first: make([]int, len(g.Groups)),
	}
	for i := range items {
		at, ok := g.at[items[i].Photo.ID]
		if !ok {
			a.at[i].group = -1
			continue
		}
		a.at[i] = at
		a.here[at.group]++
		if a.stands[at.group] == 0 || lastCounts {
			a.stands[at.group] = i + 1
		}
	}
	a.arrange(items)
}

// arrangement says where items go.
type arrangement struct {
	grouping *Grouping
	at       []place // of the items; group -1 for one alone

	// Of the groups: the place of the item by which one stands, from 1, how many of its
	// photos are among the items, and the first of the places that they get.
	stands, here, first []int
}

// arrange puts each group where it stands, in one pass over the items: to sort them by
// their groups took as long as to sort them in the first place.
func (a *arrangement) arrange(items []query.Item) {
	placed := make([]query.Item, len(items))
	free := 0
	for i, at := range a.at {
		switch {
		case at.group < 0:
			placed[free] = items[i]
			free++
		case a.stands[at.group] == i+1:
			a.first[at.group] = free
			free += a.here[at.group]
		}
	}
	for group, members := range a.ranks() {
		for rank, i := range members {
			placed[a.first[group]+rank] = items[i]
		}
	}
	copy(items, placed)
}

// ranks gives the items of each group in the order in which they were taken.
func (a *arrangement) ranks() [][]int {
	all := make([]int, len(a.at))
	groups, whole := make([][]int, len(a.here)), make([]bool, len(a.here))
	for group, n := range a.here {
		groups[group], all = all[:n:n], all[n:]
		whole[group] = n == len(a.grouping.Groups[group].Members)
	}
	next := make([]int, len(a.here))
	for i, at := range a.at {
		switch {
		case at.group < 0:
		case whole[at.group]:
			groups[at.group][at.member] = i
		default:
			groups[at.group][next[at.group]] = i
			next[at.group]++
		}
	}
	for group, items := range groups {
		if !whole[group] {
			slices.SortFunc(items, func(i, j int) int { return cmp.Compare(a.at[i].member, a.at[j].member) })
		}
	}
	return groups
}

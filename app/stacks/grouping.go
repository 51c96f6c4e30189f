package stacks

import (
	"slices"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/burst"
)

// Grouping is how photos are grouped at one time. It does not change, and its methods
// may be called from any goroutine. The zero value groups nothing.
type Grouping struct {
	Groups []burst.Group // in the order of their first photos

	at map[library.ID]place
}

// place is a photo's in a grouping.
type place struct{ group, member int }

func newGrouping(frames []burst.Frame) *Grouping {
	g := &Grouping{Groups: burst.Of(frames), at: make(map[library.ID]place, len(frames))}
	for i := range g.Groups {
		for k, m := range g.Groups[i].Members {
			g.at[m.ID] = place{i, k}
		}
	}
	return g
}

// Of gives the group of a photo and its place in it, from 0; nil for a photo that
// came later.
func (g *Grouping) Of(id library.ID) (group *burst.Group, place int) {
	at, ok := g.at[id]
	if !ok {
		return nil, 0
	}
	return &g.Groups[at.group], at.member
}

// Place gives the place in Groups of a photo's group, -1 for a photo that came later.
func (g *Grouping) Place(id library.ID) int {
	at, ok := g.at[id]
	if !ok {
		return -1
	}
	return at.group
}

// Before gives the group that stands before that of a photo; nil for the first.
func (g *Grouping) Before(id library.ID) *burst.Group {
	at, ok := g.at[id]
	if !ok || at.group == 0 {
		return nil
	}
	return &g.Groups[at.group-1]
}

// moves is true where another grouping puts photos elsewhere than this one shows them:
// one that is known here into other company, or ones that came later together. One
// that came later and stands alone does not count, nor do photos that are gone.
func (g *Grouping) moves(to *Grouping) bool {
	for i := range to.Groups {
		after := &to.Groups[i]
		var before *burst.Group
		for _, m := range after.Members {
			if known, _ := g.Of(m.ID); known != nil {
				before = known
				break
			}
		}
		switch {
		case before == nil && len(after.Members) > 1:
			return true
		case before == nil:
		case len(before.Members) == len(after.Members) && before.Kind != after.Kind:
			return true
		case !slices.Equal(to.left(before.Members), after.Members):
			return true
		}
	}
	return false
}

// left gives those of some photos that are grouped here.
func (g *Grouping) left(members []burst.Member) []burst.Member {
	for i, m := range members {
		if _, ok := g.at[m.ID]; ok {
			continue
		}
		there := slices.Clone(members[:i])
		for _, m := range members[i+1:] {
			if _, ok := g.at[m.ID]; ok {
				there = append(there, m)
			}
		}
		return there
	}
	return members
}

package report

import (
	"strconv"

	"keeplight.app/keeplight/library"
)

// Group is the group that a photo belongs to.
type Group struct {
	ID       library.ID // of its first photo
	Kind     string     // such as "burst"
	Position int        // of the photo, from 1
	Count    int        // photos in the group, also those that are not in the report
	Best     string     // the suggested frame's path as shown, "" for none
	IsBest   bool       // the photo is that frame
	Reason   string     // why, in words
	CopyOf   string     // the path as shown of the photo that this is a copy of, "" for none
}

// group gives a group's keys in the order in which they are documented; null where
// there is none.
func group(g *Group) any {
	if g == nil {
		return nil
	}
	return object{
		{"id", int64(g.ID)},
		{"kind", g.Kind},
		{"position", g.Position},
		{"count", g.Count},
		{"best", orNull(library.Display(g.Best))},
		{"reason", orNull(library.Display(g.Reason))},
		{"copy_of", orNull(library.Display(g.CopyOf))},
	}
}

// groupHeader are the columns of groupCells.
func groupHeader() []string {
	return []string{"group", "group_kind", "group_position", "group_count", "group_best", "group_reason", "copy_of"}
}

func groupCells(g *Group) []string {
	if g == nil {
		return make([]string, len(groupHeader()))
	}
	return []string{
		strconv.FormatInt(int64(g.ID), 10), g.Kind, strconv.Itoa(g.Position), strconv.Itoa(g.Count),
		cell(g.Best), cell(g.Reason), cell(g.CopyOf),
	}
}

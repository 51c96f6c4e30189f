package main

import (
	"fmt"

	"keeplight.app/keeplight/app/stacks"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/library/message"
	"keeplight.app/keeplight/library/plain"
	"keeplight.app/keeplight/library/query"
	"keeplight.app/keeplight/library/report"
)

// grouped is the photos of a folder in their groups.
type grouped struct {
	grouping *stacks.Grouping
	names    map[library.ID]string // paths as shown
	items    map[library.ID]query.Item
	said     map[library.ID]suggested // by group
}

// suggested is what is said of a group's best frame.
type suggested struct {
	best   library.ID
	reason string
}

// group groups items of a folder.
func (p *program) group(cat *catalog.Catalog, folder string, items []query.Item) (*grouped, error) {
	photos := make([]library.Photo, len(items))
	for i, it := range items {
		photos[i] = *it.Photo
	}
	g, err := p.groupPhotos(cat, folder, photos)
	if err != nil {
		return nil, err
	}
	g.items, g.said = make(map[library.ID]query.Item, len(items)), map[library.ID]suggested{}
	for _, it := range items {
		g.items[it.Photo.ID] = it
	}
	for i := range g.grouping.Groups {
		of := &g.grouping.Groups[i]
		var frames []query.Item
		for _, m := range of.Members {
			frames = append(frames, g.items[m.ID])
		}
		if s, ok := g.grouping.Suggest(of, frames); ok {
			g.said[of.ID()] = suggested{s.Best, message.English(s.Reason)}
		}
	}
	return g, nil
}

// arrange sorts items, and keeps groups together unless there are none.
func (g *grouped) arrange(items []query.Item, o query.Order) {
	if g == nil {
		query.Sort(items, o)
		return
	}
	g.grouping.Arrange(items, o)
}

// of gives a photo's group for a report.
func (g *grouped) of(id library.ID) *report.Group {
	group, place := g.grouping.Of(id)
	if group == nil {
		return nil
	}
	said := g.said[group.ID()]
	return &report.Group{
		ID: group.ID(), Kind: string(group.Kind), Position: place + 1, Count: len(group.Members),
		Best: g.names[said.best], IsBest: said.best == id, Reason: said.reason, CopyOf: g.names[group.Members[place].CopyOf],
	}
}

// headGroup prints what is to say of a group above its first photo.
func (t *table) headGroup(g *report.Group) {
	if g == nil || library.ID(t.group) == g.ID {
		return
	}
	t.group = int64(g.ID)
	if g.Count == 1 {
		return
	}
	fmt.Fprintf(t.w, "%9s  %s of %s", "", g.Kind, plain.Count(g.Count))
	if g.Best != "" {
		fmt.Fprintf(t.w, "; suggested is %s: %s", library.Display(g.Best), library.Display(g.Reason))
	}
	fmt.Fprintln(t.w)
}

// positionText writes a photo's place in its group: "3 of 7", with a star for the
// suggested frame.
func positionText(g *report.Group) string {
	switch {
	case g == nil || g.Count == 1:
		return "-"
	case g.CopyOf != "":
		return "copy"
	}
	text := fmt.Sprintf("%d of %d", g.Position, g.Count)
	if g.IsBest {
		text += " *"
	}
	return text
}

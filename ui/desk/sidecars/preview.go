package sidecars

import (
	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/app/sidecars"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/sheets"
)

// preview is what writing would change.
type preview struct {
	counts  sheets.SidecarCounts
	lines   []sheets.SidecarLine
	refused []sheets.SidecarLine
	planned map[library.ID]bool
}

// decided counts the photos of which anything is decided.
func (p *preview) decided(photos []library.Photo) {
	p.planned = map[library.ID]bool{}
	for i := range photos {
		if photos[i].Decision != (library.Decision{}) {
			p.counts.Same++
		}
	}
}

// add takes in what writing does to one file.
func (p *preview) add(c *sidecars.Change) {
	if c.Will != (library.Decision{}) || c.Problem != nil {
		p.counts.Same = max(0, p.counts.Same-1)
	}
	if len(c.Clashes) > 0 && c.Problem == nil {
		p.refuse(c, lang.L("another program has another decision: settle the conflict first"))
	}
	switch {
	case c.Problem != nil:
		p.refuse(c, reasonText(c.Problem))
		return
	case c.New:
		p.counts.New++
	case c.Remove, c.Before > 0:
		p.counts.Changed++
	default:
		return // nothing but a conflict
	}
	p.planned[c.ID] = true
	if len(p.lines) < maxLines {
		p.lines = append(p.lines, sheets.SidecarLine{File: nameOf(c.Path), Change: changeText(c)})
	}
}

func (p *preview) refuse(c *sidecars.Change, why string) {
	p.counts.Refused++
	if len(p.refused) < maxLines {
		p.refused = append(p.refused, sheets.SidecarLine{File: nameOf(c.Path), Change: why, Problem: true})
	}
}

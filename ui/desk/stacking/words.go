package stacking

import (
	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/burst"
	"keeplight.app/keeplight/ui/grid"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/session"
)

// Cell is what a cell of the grid says of what belongs together with its photo.
func (w *words) Cell(c session.Cell) grid.StackMark {
	if c.Stack == nil {
		return grid.StackMark{}
	}
	var m grid.StackMark
	if !c.Stack.Open {
		m.Count, m.Sheets = countText(c.Stack), c.Closed()
	}
	if _, member := memberOf(c.Stack.Group, c.ID); member.CopyOf != 0 {
		m.Reason = lang.L("copy of {{.Name}}", language.Args{"Name": w.name(member.CopyOf)})
		return m
	}
	said := w.suggested(c.Stack)
	if !said.ok || said.Best != c.ID {
		return m
	}
	m.Suggested = lang.L("Suggested")
	m.Reason = language.Message(said.Lead)
	switch {
	case len(said.Close) == 0:
	case m.Reason == "":
		m.Reason = lang.L("too close to call")
	default:
		m.Short = m.Reason
		m.Reason = lang.L("{{.Reason}}; too close to call", language.Args{"Reason": m.Reason})
	}
	return m
}

// countText says how many photos a stack has and of what kind it is: "7", "3 of 7"
// where a filter hides four of them, "bracket of 3".
func countText(st *session.Stack) string {
	shown, all := language.Count(len(st.Frames)), language.Count(len(st.Group.Members))
	if len(st.Frames) < len(st.Group.Members) {
		all = lang.L("{{.Place}} of {{.Total}}", language.Args{"Place": shown, "Total": all})
		if st.Group.Kind == burst.Burst {
			return all
		}
		return lang.L("{{.Kind}}: {{.Count}}", language.Args{"Kind": kindText(st.Group.Kind), "Count": all})
	}
	return kindOf(st.Group.Kind, all)
}

// kindOf names a whole group of so many photos: "bracket of 3".
func kindOf(k burst.Kind, n string) string {
	args := language.Args{"Count": n}
	switch k {
	case burst.ExposureBracket:
		return lang.L("bracket of {{.Count}}", args)
	case burst.FocusBracket:
		return lang.L("focus bracket of {{.Count}}", args)
	case burst.Panorama:
		return lang.L("panorama of {{.Count}}", args)
	case burst.Copies:
		return lang.L("{{.Count}} copies", args)
	}
	return n
}

// kindText names what is to be merged, or is the same.
func kindText(k burst.Kind) string {
	switch k {
	case burst.ExposureBracket:
		return lang.L("bracket")
	case burst.FocusBracket:
		return lang.L("focus bracket")
	case burst.Panorama:
		return lang.L("panorama")
	case burst.Copies:
		return lang.L("copies")
	}
	return lang.L("stack")
}

// Lines are what the inspector says of a photo's stack, a sentence each, without a
// full stop.
func (w *words) Lines(id library.ID) []string {
	st := w.stack(id)
	if st == nil {
		return nil
	}
	place, member := memberOf(st.Group, id)
	all := language.Count(len(st.Group.Members))
	var lines []string
	switch k := st.Group.Kind; {
	case k == burst.Copies || member.CopyOf != 0:
	case !k.IsChoice():
		lines = append(lines, lang.L("{{.Rank}} frame of a {{.Group}}: all of its frames belong to one picture", language.Args{
			"Rank": language.Ordinal(place + 1), "Group": kindOf(k, all),
		}))
	default:
		if said := w.suggested(st); said.ok && said.Best == id {
			lines = append(lines, lang.L("Suggested of {{.Count}}: {{.Reason}}. You choose", language.Args{"Count": all, "Reason": language.Message(said.Reason)}))
		} else if said.ok {
			lines = append(lines, lang.L("{{.Name}} is suggested of these {{.Count}}: {{.Reason}}", language.Args{
				"Name": w.name(said.Best), "Count": all, "Reason": language.Message(said.Reason),
			}))
		}
	}
	return append(lines, w.doubles(st, id, member)...)
}

// doubles says which other files hold the same picture.
func (w *words) doubles(st *session.Stack, id library.ID, member burst.Member) []string {
	if member.CopyOf != 0 {
		return []string{lang.L("Exact double of {{.Name}}: the same picture in another file", language.Args{"Name": w.path(member.CopyOf)})}
	}
	var lines []string
	for _, m := range st.Group.Members {
		if m.CopyOf == id {
			lines = append(lines, lang.L("{{.Name}} is an exact double of it", language.Args{"Name": w.path(m.ID)}))
		}
	}
	return lines
}

// stack gives a photo's group as a stack, also while photos are not stacked.
func (w *words) stack(id library.ID) *session.Stack {
	if st := w.session.Stacks.Of(id); st != nil {
		return st
	}
	g := w.session.Stacks.Grouping()
	if g == nil {
		return nil
	}
	group, _ := g.Of(id)
	if group == nil || len(group.Members) < 2 {
		return nil
	}
	return &session.Stack{Group: group}
}

// name is how a photo is called in a sentence.
func (w *words) name(id library.ID) string {
	if p := w.session.Photo(id); p != nil {
		return library.Display(p.Name())
	}
	return "–"
}

// path is a photo's name with its folder where that tells it from others.
func (w *words) path(id library.ID) string {
	p := w.session.Photo(id)
	if p == nil {
		return "–"
	}
	return lang.L("{{.Name}} in {{.Folder}}", language.Args{"Name": w.name(id), "Folder": shortFolder(p)})
}

package sidecars

import (
	"context"
	"time"

	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/app/sidecars"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/inspector"
	"keeplight.app/keeplight/ui/language"
)

// origins are where the decisions of one photo come from, the one looked at last.
type origins struct {
	id       library.ID
	decision library.Decision
	lines    []string
	asking   bool // the answer for a photo is on its way
}

// Said is what the inspector says of a photo's sidecars. Where decisions come from is
// looked up beside it and said a moment later.
func (s *Sidecars) Said(p *library.Photo) inspector.Said {
	said := inspector.Said{
		Title: library.Display(p.Metadata.Title), Caption: library.Display(p.Metadata.Caption),
		Conflicts: s.conflictLines(p.ID), KeepKey: s.Desk.Key(KeepMine), TakeKey: s.Desk.Key(TakeTheirs),
	}
	for _, word := range p.Metadata.Keywords {
		said.Keywords = append(said.Keywords, library.Display(word))
	}
	if u, is := s.conflicts.unread[p.ID]; is {
		said.Problem = lang.L("{{.Name}} is not read: {{.Reason}}", language.Args{"Name": nameOf(u.Path), "Reason": reasonText(u.Reason)})
	}
	if u := s.unwritten[p.ID]; u != nil {
		said.Problem = lang.L("{{.Name}} is not written yet: {{.Reason}}", language.Args{"Name": nameOf(u.Path), "Reason": reasonText(u.Reason)})
	}
	if s.origins.id == p.ID && s.origins.decision == p.Decision {
		said.Origins = s.origins.lines
	} else {
		s.lookUp(p.Decision)
	}
	return said
}

// lookUpAfter is how long a photo is looked at before it is looked up where its decisions
// come from: whoever runs through a shoot does not wait for that.
const lookUpAfter = 150 * time.Millisecond

// lookUp finds out where the decisions of the photo at the cursor come from, once that
// has come to rest.
func (s *Sidecars) lookUp(decided library.Decision) {
	if s.origins.asking || decided == (library.Decision{}) || s.ReadOnly {
		return
	}
	s.origins.asking = true
	s.Desk.PostAfter(lookUpAfter, func() change.Set {
		p := s.Session.Current()
		if p == nil || p.Decision == (library.Decision{}) {
			s.origins.asking = false
			return change.None
		}
		id, decided := p.ID, p.Decision
		s.Desk.Go(func(ctx context.Context) {
			of, err := s.Sync.Origins(ctx, id)
			s.Desk.Post(func() change.Set { return s.haveOrigins(id, decided, of, err) })
		})
		return change.None
	})
}

// haveOrigins notes where a photo's decisions come from. The inspector says it, or asks
// for the photo that the cursor has gone to meanwhile.
func (s *Sidecars) haveOrigins(id library.ID, decided library.Decision, of map[sidecars.Field]sidecars.Origin, err error) change.Set {
	if err != nil {
		s.Desk.Log(err.Error())
	}
	s.origins = origins{id: id, decision: decided, lines: originLines(of, decided)}
	return change.If(len(s.origins.lines) > 0 || s.Session.Cursor() != id, change.Cursor)
}

// originLines say where each decision comes from, where any comes from a sidecar.
func originLines(of map[sidecars.Field]sidecars.Origin, d library.Decision) []string {
	var lines []string
	foreign := false
	for _, f := range []sidecars.Field{sidecars.Flag, sidecars.Rating, sidecars.Label} {
		o := of[f]
		if !o.Known || !has(f, d) {
			continue
		}
		foreign = foreign || o.Sidecar
		lines = append(lines, originLine(f, &o, d))
	}
	if !foreign {
		return nil // what the person decides needs no word
	}
	return lines
}

func originLine(f sidecars.Field, o *sidecars.Origin, d library.Decision) string {
	args := language.Args{"What": valueText(f, d), "Program": programName(o.Program)}
	switch {
	case !o.Sidecar:
		return lang.L("{{.What}}: decided here", args)
	case !isSidecarName(o.Path) && o.Path != "" && args["Program"] != "":
		return lang.L("{{.What}}: written into the photo by {{.Program}}", args)
	case !isSidecarName(o.Path) && o.Path != "":
		return lang.L("{{.What}}: stood in the photo's file", args)
	case args["Program"] == "":
		return lang.L("{{.What}}: from a sidecar", args)
	}
	return lang.L("{{.What}}: from the sidecar of {{.Program}}", args)
}

package stacking

import (
	"keeplight.app/keeplight/app/stacks"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/burst"
	"keeplight.app/keeplight/library/query"
	"keeplight.app/keeplight/ui/session"
)

// words knows what is said of photos that belong together.
type words struct {
	session *session.Session
	said    remembered
}

// remembered are suggestions as long as nothing changes that they depend on: a cell
// asks for that of its stack each time it is drawn.
type remembered struct {
	revision, version int
	of                map[*burst.Group]suggestion
}

type suggestion struct {
	stacks.Suggestion
	ok bool
}

// suggested gives the suggestion for a stack, by all of its frames that are there.
func (w *words) suggested(st *session.Stack) suggestion {
	revision, version := w.session.Revision(), w.session.Stacks.Version()
	if w.said.of == nil || w.said.revision != revision || w.said.version != version {
		w.said = remembered{revision, version, map[*burst.Group]suggestion{}}
	}
	known, ok := w.said.of[st.Group]
	if ok {
		return known
	}
	var items []query.Item
	for _, m := range st.Group.Members {
		if p := w.session.Photo(m.ID); p != nil && !p.Missing {
			items = append(items, w.session.Item(m.ID))
		}
	}
	if g := w.session.Stacks.Grouping(); g != nil {
		known.Suggestion, known.ok = g.Suggest(st.Group, items)
	}
	w.said.of[st.Group] = known
	return known
}

// memberOf gives a photo's place in its group.
func memberOf(g *burst.Group, id library.ID) (place int, m burst.Member) {
	for i, m := range g.Members {
		if m.ID == id {
			return i, m
		}
	}
	return 0, burst.Member{}
}

package sorting

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/app/settings"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/query"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/command"
	"keeplight.app/keeplight/ui/desk"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/overlay"
	"keeplight.app/keeplight/ui/session"
	"keeplight.app/keeplight/ui/weights"
)

// Needs is what sorting asks of others.
type Needs struct {
	Session *session.Session
	Desk    *desk.Desk
	Notices *desk.Notices
	Overlay *overlay.Overlay
	Saved   *[]settings.SavedWeights
	Open    *bool            // the panel of weights is wanted while photos are sorted by them
	Apply   func(change.Set) // brings up to date what a slider changed
	Grown   func()           // hears that the panel of weights came or went
}

// Sorting chooses the session's order. It belongs to fyne's goroutine.
type Sorting struct {
	Needs
	keys  []query.SortBy
	panel *weights.Panel
}

// New sorts a session, by what people use most first.
func New(n Needs) *Sorting {
	keys := []query.SortBy{query.ByOverall, query.ByWeights}
	for _, a := range library.Attributes() {
		keys = append(keys, query.SortBy(a.Key()))
	}
	s := &Sorting{Needs: n, keys: append(keys, query.ByEyes, query.ByTime, query.ByName, query.ByRating)}
	s.panel = s.newPanel()
	return s
}

// Titles names what the photos can be sorted by.
func (s *Sorting) Titles() []string {
	titles := make([]string, len(s.keys))
	for i, k := range s.keys {
		titles[i] = language.SortBy(k)
	}
	return titles
}

// Chosen is the place of the present key in Titles.
func (s *Sorting) Chosen() int { return max(0, slices.Index(s.keys, s.Session.Order().By)) }

// By sorts by the key at a place in Titles, from the end that people want to see
// first.
func (s *Sorting) By(place int) change.Set {
	k := s.keys[place]
	startsHigh := !slices.Contains([]query.SortBy{query.ByTime, query.ByName, query.ByEyes}, k)
	s.showPanel(k == query.ByWeights)
	return s.set(query.Order{By: k, Descending: startsHigh, Weights: s.Session.Order().Weights})
}

// Reverse puts the other end first.
func (s *Sorting) Reverse() change.Set {
	o := s.Session.Order()
	o.Descending = !o.Descending
	return s.set(o)
}

func (s *Sorting) set(o query.Order) change.Set {
	s.Session.SetOrder(o)
	return change.Order | change.Cursor | change.Status | change.Toolbar
}

// Direction says which end comes first.
func (s *Sorting) Direction() string {
	o := s.Session.Order()
	low, high := lang.L("lowest first"), lang.L("highest first")
	switch o.By {
	case query.ByTime:
		low, high = lang.L("oldest first"), lang.L("newest first")
	case query.ByName:
		low, high = lang.L("A to Z"), lang.L("Z to A")
	case query.ByEyes:
		low, high = lang.L("closed first"), lang.L("open first")
	case query.ByOverall, query.ByWeights:
		low, high = lang.L("worst first"), lang.L("best first")
	}
	if o.Descending {
		return high
	}
	return low
}

// Commands are the orders, for the palette.
func (s *Sorting) Commands() []command.Binding {
	var all []command.Binding
	for i, k := range s.keys {
		all = append(all, command.Binding{
			ID: command.ID("sort-by-" + strings.ReplaceAll(string(k), "_", "-")), Section: command.View, Title: language.SortCommand(k), Unlisted: true, Menu: language.Mark("Sort order"),
			Run: func() change.Set { return s.By(i) },
		})
	}
	return append(all, command.Binding{
		ID: "reverse-order", Section: command.View, Title: language.Mark("Reverse sort order"), Unlisted: true, Menu: language.Mark("Sort order"), Run: s.Reverse,
	}, command.Binding{
		ID: Weights, Section: command.View, Title: language.Mark("What counts to me: weights of the attributes"),
		Keys: []command.Key{{Name: "s", Mod: command.Shift}}, Run: s.switchPanel,
	})
}

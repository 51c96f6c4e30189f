package stacking

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/burst"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/grid"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/session"
)

// tray is what is said of an open stack.
func (s *Stacking) tray(st *session.Stack) *grid.Tray {
	t := &grid.Tray{
		Cells: len(st.Frames), Count: s.framesText(st), State: s.stateText(st),
		OnClose: func() { s.on(st, OpenStack) },
		OnMenu:  func(at fyne.Position) { s.menu(st, at) },
	}
	t.GapTitle = lang.L("{{.Frames}}, opened below", language.Args{"Frames": language.Plural("{{.N}} frames", len(st.Frames))})
	t.GapNote = lang.L("Their place in the order is here")
	said := s.suggested(st)
	switch k := st.Group.Kind; {
	case k == burst.Copies:
		t.Sentence = lang.L("These files hold the same picture.")
	case !k.IsChoice():
		t.Sentence = lang.L("All of these frames belong to one picture, so none is suggested.")
	case said.ok:
		t.Suggested = s.name(said.Best)
		t.Sentence = lang.L("is suggested: {{.Reason}}. You choose.", language.Args{"Reason": language.Message(said.Reason)})
	default:
		t.Sentence = lang.L("Nothing is suggested before at least two frames have a score.")
	}
	t.Actions = s.actions(st)
	return t
}

// framesText says how many frames there are, and in what time they were taken.
func (s *Stacking) framesText(st *session.Stack) string {
	text := language.Plural("{{.N}} frames", len(st.Frames))
	if len(st.Frames) < len(st.Group.Members) || st.Group.Kind != burst.Burst {
		return countText(st)
	}
	from, to := s.time(st.Frames[0]), s.time(st.Frames[len(st.Frames)-1])
	took := to.Sub(from)
	if from.IsZero() || to.IsZero() || took <= 0 || took > time.Hour {
		return text
	}
	places := 0
	if took < 2*time.Second {
		places = 1
	}
	return lang.L("{{.Photos}} in {{.Seconds}} s", language.Args{"Photos": text, "Seconds": language.Decimal(took.Seconds(), places)})
}

// stateText says what is decided in a stack.
func (s *Stacking) stateText(st *session.Stack) string {
	picks, rejects, open := 0, 0, 0
	for _, id := range st.Frames {
		p := s.Session.Photo(id)
		switch {
		case p == nil:
		case p.Decision.Flag == library.Pick:
			picks++
		case p.Decision.Flag == library.Reject:
			rejects++
		default:
			open++
		}
	}
	var words []string
	if picks > 0 {
		words = append(words, language.Plural("{{.N}} picks", picks))
	}
	if rejects > 0 {
		words = append(words, language.Plural("{{.N}} rejects", rejects))
	}
	if open > 0 {
		words = append(words, lang.L("{{.Count}} undecided", language.Args{"Count": language.Count(open)}))
	}
	return strings.Join(words, " · ")
}

// actions are the buttons below an open stack.
func (s *Stacking) actions(st *session.Stack) []grid.Action {
	button := func(title string, id commandID, quiet bool) grid.Action {
		return grid.Action{Title: title, Key: s.Desk.Key(id), Quiet: quiet, Do: func() { s.on(st, id) }}
	}
	var all []grid.Action
	if n := len(st.Frames) - 1; canKeep(st.Group.Kind) {
		all = append(all, button(s.keepText(s.chosenOf(st), n), KeepOne, false))
	}
	all = append(all,
		button(lang.L("Survey"), s.Survey, false), button(lang.L("Compare"), s.Compare, false),
		button(lang.L("Split here"), SplitStack, true), button(lang.L("Join with the one before"), JoinStack, true),
	)
	return append(all, button(lang.L("Close"), OpenStack, true))
}

// chosenOf gives the frame of a stack that a button means: the cursor's, or the one
// that stands for the stack where the cursor is elsewhere.
func (s *Stacking) chosenOf(st *session.Stack) library.ID {
	cursor := s.Session.Cursor()
	for _, id := range st.Frames {
		if id == cursor {
			return id
		}
	}
	return st.Top
}

// on gives a command for a stack, wherever the cursor is.
func (s *Stacking) on(st *session.Stack, id commandID) {
	s.goTo(st)
	s.Do(id)
}

// menu opens the menu of a stack.
func (s *Stacking) menu(st *session.Stack, at fyne.Position) {
	s.goTo(st)
	s.Desk.Post(func() change.Set { return change.Tiles | change.Cursor })
	s.Menu(at)
}

// goTo puts the cursor into a stack, unless it is there.
func (s *Stacking) goTo(st *session.Stack) {
	if at := s.chosenOf(st); at != s.Session.Cursor() {
		s.Session.Stacks.MoveTo(s.Session.Stacks.Place(at))
	}
}

package status

import (
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/scoring/queue"
	"keeplight.app/keeplight/ui/controls"
	"keeplight.app/keeplight/ui/desk"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/session"
)

// Scoring says what the status line needs to know of the scorers.
type Scoring interface {
	Shown() queue.Progress
	Beside() string
	Problem() string
	ModelOn() bool
	EngineText() string
}

// Status says in the line at the foot of the window how far, how fast and how long,
// how many are picked, and which mode is on. It belongs to fyne's goroutine.
type Status struct {
	Session *session.Session
	Scoring Scoring
	Notices *desk.Notices
	Keys    func() string // the key that shows all keys
	Advance *bool         // auto-advance is on
	Looking func() bool   // folders are still being read; nil is never
	// Import is how far an import from a card is, "" where none runs; nil is never.
	Import func() string
	// Selected is how many photos are selected where a mark acts on them; nil is none.
	Selected func() int
	// Faces is how far the search for faces is, "" for nothing to say; nil is nothing.
	Faces func() string
	// Sidecars is how far writing sidecars is, "" for nothing to say; nil is nothing.
	Sidecars func() string
}

// View is all that the line says.
func (s *Status) View() controls.StatusView {
	p := s.Scoring.Shown()
	done, failed, total := s.Session.Scored()
	picks, rejects, open := s.Session.Decisions()
	view := controls.StatusView{
		Done: done, Total: total, Failed: failed, Paused: p.Paused,
		PicksText: language.Plural("{{.N}} picks", picks) + " · " + language.Plural("{{.N}} rejects", rejects) + " · " +
			lang.L("{{.Count}} undecided", map[string]any{"Count": language.Count(open)}),
		AutoAdvance: *s.Advance, KeysKey: s.Keys(),
		Notice:  s.Notices.Notice(),
		Problem: s.Notices.Problem(),
		Beside:  s.Scoring.Beside(),
		Again:   s.Session.Renewing(),
		Looking: s.Looking != nil && s.Looking(),
	}
	if s.Selected != nil {
		if n := s.Selected(); n > 1 {
			view.Selected = language.Plural("{{.N}} selected photos", n)
		}
	}
	if p.Rate > 0 {
		view.RateText = language.Rate(p.Rate)
	}
	if p.Rate > 0 && done < total {
		// The queue does not know yet of photos that are still to be read.
		view.LeftText = language.Left(time.Duration(float64(total-done) / p.Rate * float64(time.Minute)))
	}
	view.Beside = beside(said(s.Sidecars), view.Beside, said(s.Faces))
	if s.Session.Suspended() {
		view.ModeText = lang.L("filters off")
	}
	if s.Import != nil && s.Import() != "" {
		view.ModeText = strings.TrimPrefix(view.ModeText+" · "+s.Import(), " · ")
	}
	if s.Scoring.ModelOn() {
		view.Engine = s.Scoring.EngineText()
	}
	if text := s.Scoring.Problem(); text != "" {
		view.Problem = text
	}
	return view
}

func said(by func() string) string {
	if by == nil {
		return ""
	}
	return by()
}

// beside joins what goes on beside the scores that are shown.
func beside(texts ...string) string {
	return strings.Join(slices.DeleteFunc(texts, func(text string) bool { return text == "" }), " · ")
}

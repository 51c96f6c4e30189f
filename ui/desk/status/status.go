// Package status says in the line at the foot of the window how far, how fast and
// how long, how many are picked, and which mode is on.
//
// Flows in: the session, the scorers, notices. Flows out: the line's view.
// Does not belong here: drawing it (ui/controls).
package status

import (
	"time"

	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/library/plain"
	"keeplight.app/keeplight/scoring/queue"
	"keeplight.app/keeplight/ui/controls"
	"keeplight.app/keeplight/ui/desk"
	"keeplight.app/keeplight/ui/session"
)

// Scorers says what the line needs to know of scoring.
type Scorers interface {
	Shown() queue.Progress
	Beside() string
	Problem() string
	ModelOn() bool
	EngineText() string
}

// Line is the line's logic. It belongs to fyne's goroutine.
type Line struct {
	Session *session.Session
	Scorers Scorers
	Notices *desk.Notices
	Advance *bool // auto-advance is on
}

// View is all that the line says.
func (l *Line) View() controls.StatusView {
	p := l.Scorers.Shown()
	done, failed, total := l.Session.Scored()
	picks, rejects, open := l.Session.Decisions()
	view := controls.StatusView{
		Done: done, Total: total, Failed: failed, Paused: p.Paused,
		PicksText: desk.Plural(picks, "pick", "picks") + " · " + desk.Plural(rejects, "reject", "rejects") + " · " +
			lang.L("{{.Count}} open", map[string]any{"Count": plain.Count(open)}),
		AutoAdvance: *l.Advance,
		Notice:      l.Notices.Notice(),
		Problem:     l.Notices.Problem(),
		Beside:      l.Scorers.Beside(),
	}
	if p.Rate > 0 {
		view.RateText = plain.Rate(p.Rate)
	}
	if p.Rate > 0 && done < total {
		// The queue does not know yet of photos that are still to be read.
		view.LeftText = plain.Left(time.Duration(float64(total-done) / p.Rate * float64(time.Minute)))
	}
	if l.Session.Suspended() {
		view.ModeText = lang.L("filters off")
	}
	if l.Scorers.ModelOn() {
		view.Engine = l.Scorers.EngineText()
	}
	if text := l.Scorers.Problem(); text != "" {
		view.Problem = text
	}
	return view
}

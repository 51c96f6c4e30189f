package window

import (
	"errors"
	"fmt"

	"keeplight.app/keeplight/app/scorers"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/plain"
	"keeplight.app/keeplight/scoring"
	"keeplight.app/keeplight/scoring/queue"
	"keeplight.app/keeplight/ui/session"
)

// progress is how far both scorers are; the zero value where there is no model.
func (w *Window) progress() (p [2]queue.Progress) {
	if e, ok := w.shoot.Scorers().Get(scorers.BuiltIn); ok {
		p[session.BuiltIn] = e.Progress
	}
	if e, ok := w.shoot.Scorers().Get(scorers.Model); ok {
		p[session.Opinion] = e.Progress
	}
	return p
}

// besideText says what the scorer does whose scores are not shown.
func (w *Window) besideText() string {
	other := session.Opinion - w.session.Chosen()
	p := w.progress()[other]
	if p.Total == 0 || p.Done >= p.Total {
		return ""
	}
	who := "measured"
	if other == session.Opinion {
		who = "by the model"
	}
	text := fmt.Sprintf("%s of %s %s", plain.Count(p.Done), plain.Count(p.Total), who)
	if p.Rate > 0 && !p.Paused {
		text += " · " + plain.Rate(p.Rate) + " · " + plain.Left(p.Left)
	}
	return text
}

// stoppedText says why scoring stopped by itself and what to do.
func stoppedText(err error) string {
	if errors.Is(err, scoring.ErrUnavailable) {
		return "The model stopped: " + library.Display(err.Error()) + ". Its scoring waits; Ctrl+P tries again."
	}
	return fmt.Sprintf("Scores cannot be stored: %v. Scoring waits; free some space and resume.", err)
}

// pauseOrResume pauses all scoring, or lets all of it go on.
func (w *Window) pauseOrResume() {
	if list := w.shoot.Scorers(); list.Paused() {
		list.Resume()
	} else {
		list.Pause()
	}
	w.explaining.desk.LookAgain()
	w.dirty.status = true
}

package scorers

import (
	"errors"
	"strings"

	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/app/scorers"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/scoring/queue"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/language"
)

// Progress gives how far each scorer is, in the order of the list. It may be called
// from any goroutine.
func (s *Scorers) Progress() []queue.Progress {
	var all []queue.Progress
	for _, e := range s.List.All() {
		all = append(all, e.Progress)
	}
	return all
}

// Shown is how far the scorer is whose scores are shown; the zero value where it
// does not score.
func (s *Scorers) Shown() queue.Progress {
	e, _ := s.List.Get(s.Session.Chosen())
	return e.Progress
}

// Beside says what the scorers do whose scores are not shown.
func (s *Scorers) Beside() string {
	var parts []string
	for _, e := range s.List.All() {
		p := e.Progress
		if e.ID == s.Session.Chosen() || p.Total == 0 || p.Done >= p.Total {
			continue
		}
		counts := map[string]any{"Done": language.Count(p.Done), "Total": language.Count(p.Total)}
		text := lang.L("{{.Done}} of {{.Total}} measured", counts)
		if e.ID != scorers.BuiltIn {
			text = lang.L("{{.Done}} of {{.Total}} by the model", counts)
		}
		if p.Rate > 0 && !p.Paused {
			text += " · " + language.Rate(p.Rate) + " · " + language.Left(p.Left)
		}
		parts = append(parts, text)
	}
	return strings.Join(parts, " · ")
}

// Problem says why scoring stopped by itself and what to do, "" while it goes on.
func (s *Scorers) Problem() (text string) {
	for _, p := range s.Progress() {
		if p.Err != nil {
			text = stoppedText(p.Err)
		}
	}
	return text
}

func stoppedText(err error) string {
	reason := map[string]any{"Reason": library.Display(err.Error())}
	if errors.Is(err, scorers.ErrUnavailable) {
		return lang.L("The model stopped: {{.Reason}}. Its scoring is paused; Ctrl+P tries again.", reason)
	}
	return lang.L("Scores cannot be saved: {{.Reason}}. Scoring is paused; free some space and resume.", reason)
}

// pauseOrResume pauses all scoring, or lets all of it go on.
func (s *Scorers) pauseOrResume() change.Set {
	if s.List.Paused() {
		s.List.Resume()
	} else {
		s.List.Pause()
	}
	s.Rescored()
	return change.Status
}

// EngineText says what the model runs on and how much memory that has in use.
func (s *Scorers) EngineText() string {
	status := s.model.status
	parts := []string{library.Display(status.Backend)}
	if status.Device != "" && status.Device != status.Backend {
		parts = append(parts, library.Display(status.Device))
	}
	used := map[string]any{"Used": language.Bytes(status.MemoryUsed), "Total": language.Bytes(status.MemoryTotal)}
	switch {
	case status.MemoryUsed > 0 && status.MemoryTotal > 0:
		parts = append(parts, lang.L("{{.Used}} of {{.Total}} in use", used))
	case status.MemoryUsed > 0:
		parts = append(parts, lang.L("{{.Used}} in use", used))
	}
	if status.Restarts > 0 {
		parts = append(parts, language.Plural("{{.N}} restarts", status.Restarts))
	}
	return strings.Trim(strings.Join(parts, " · "), " ·")
}

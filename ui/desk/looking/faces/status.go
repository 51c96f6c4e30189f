package faces

import (
	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/scoring/queue"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/language"
)

// worthSaying is how many photos must have been searched for a notice at the end: a photo
// that was turned is searched anew without one.
const worthSaying = 10

// Progress says how far the search is. It may be called from any goroutine.
func (f *Faces) Progress() queue.Progress {
	if f.Findings == nil {
		return queue.Progress{}
	}
	return f.Findings.Progress()
}

// Status is what the status line says of the search: how far it is, how fast and how
// long it takes, or why it stands still; "" while there is nothing to search. When all is
// done after more than a few photos it is said once.
func (f *Faces) Status() string {
	if !f.On() {
		f.searching, f.searched = false, 0
		return ""
	}
	p := f.Progress()
	if p.Done >= p.Total {
		now := p.Done - p.Failed
		if n := now - f.searched; f.searching && n >= worthSaying {
			said := language.Plural("All photos were searched for faces: {{.N}} just now", n)
			if p.Failed > 0 {
				said = language.Plural("Photos were searched for faces: {{.N}} just now", n)
			}
			f.Desk.Post(func() change.Set { return f.Notices.Say(said) })
		}
		f.searching, f.searched = false, now
		return ""
	}
	f.searching = true
	text := lang.L("faces looked for in {{.Done}} of {{.Total}}", language.Args{"Done": language.Count(p.Done), "Total": language.Count(p.Total)})
	switch {
	case p.Err != nil:
		return text + " · " + lang.L("not stored, tried again in a moment: {{.Reason}}", language.Args{"Reason": library.Display(p.Err.Error())})
	case p.Paused:
		return text + " · " + lang.L("paused")
	case p.Rate > 0:
		return text + " · " + language.Rate(p.Rate) + " · " + language.Left(p.Left)
	}
	return text
}

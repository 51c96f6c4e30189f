package history

import (
	"time"

	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/ui/history"
	"keeplight.app/keeplight/ui/language"
)

// words are what stands in the row of a step.
func words(s *catalog.HistoryStep, now bool) history.Row {
	return history.Row{
		When: when(s.At), What: language.Sentence(language.Message(s.Step.Message)), Who: who(s.Step.Origin),
		Photos: language.Plural("{{.N}} photos", s.Photos), Undone: s.Undone, Now: now, Stuck: s.Stuck,
	}
}

// beginning is the row below the oldest step.
func beginning(now bool) history.Row {
	return history.Row{What: lang.L("Before these steps"), Now: now}
}

// when is the time alone of what was done today.
func when(t time.Time) string {
	now := time.Now()
	if t.YearDay() == now.YearDay() && t.Year() == now.Year() {
		return t.Format("15:04:05")
	}
	return language.Moment(t)
}

// who made a step.
func who(o library.Origin) string {
	program, ok := o.Sidecar()
	switch {
	case !ok && o == library.Person:
		return lang.L("you")
	case !ok:
		return library.Display(string(o))
	case program == "":
		return lang.L("another program's sidecar")
	}
	return lang.L("sidecar of {{.Program}}", language.Args{"Program": library.Display(program)})
}

// say puts words around the list: how things stand, and what is known of the chosen row.
func (h *History) say() {
	w := history.Words{State: lang.L("Nothing was done yet")}
	if h.count() > 0 {
		w.State = language.Plural("{{.N}} steps", h.stand.Len())
	}
	if h.stand.Undone > 0 {
		w.State += " · " + lang.L("the next mark drops {{.Steps}}", language.Args{"Steps": language.Plural("{{.N}} undone steps", h.stand.Undone)})
	}
	if h.count() > 0 {
		w.Detail, w.Jump = h.chosen(h.number(h.sheet.Chosen()))
		w.Show = h.shown > 0
	}
	h.sheet.Say(w)
}

// chosen says of a step how many of its photos are shown, and what its button does.
func (h *History) chosen(number int64) (detail, jump string) {
	s := h.steps[number]
	switch {
	case s.Stuck:
		return lang.L("This step can be neither undone nor redone"), ""
	case number == h.stand.Now:
		detail = lang.L("This is how things stand")
	case number > h.stand.Now:
		jump = lang.L("Redo up to here")
	default:
		jump = lang.L("Undo down to here")
	}
	if len(h.photos) > 0 && h.shown < len(h.photos) {
		detail = lang.L("{{.Shown}} of {{.Photos}} are shown now", language.Args{
			"Shown": language.Count(h.shown), "Photos": language.Plural("{{.N}} photos", len(h.photos)),
		})
	}
	return detail, jump
}

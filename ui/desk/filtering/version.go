package filtering

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/overlay"
	"keeplight.app/keeplight/ui/sheets"
)

// mostNamed is how many filters are named in full.
const mostNamed = 10

// Version is the built-in scorer's, whose next one gives other numbers.
type Version struct {
	Present string
	Told    *string // the one that the person has heard of, "" where none was noted
	// Before says whether an earlier version has scored photos. It is asked away from
	// fyne's goroutine.
	Before func(ctx context.Context) (bool, error)
}

// Check names once, where the built-in scorer's numbers are those of another version
// than before, the filters that have thresholds on scores.
func (f *Filtering) Check(v Version) change.Set {
	switch *v.Told {
	case v.Present:
		return change.None
	case "":
		f.Desk.Go(func(ctx context.Context) {
			before, err := v.Before(ctx)
			if err != nil {
				f.Desk.Log(err.Error())
				return
			}
			f.Desk.Post(func() change.Set { return f.note(v, before) })
		})
		return change.None
	}
	return f.note(v, true)
}

// note keeps which version the person has heard of, and shows what there is to check
// where numbers have changed.
func (f *Filtering) note(v Version, changed bool) change.Set {
	*v.Told = v.Present
	if text := f.toCheck(); changed && text != "" {
		f.Overlay.Show(overlay.Sheet{
			Object: sheets.Notice(lang.L("The built-in scorer's numbers have changed"), text,
				sheets.Answer{Title: lang.L("Close"), Key: language.Keys("Esc"), Primary: true, Do: f.Overlay.Close}),
			Keys: map[string]func(){string(fyne.KeyReturn): f.Overlay.Close, string(fyne.KeyEnter): f.Overlay.Close},
		})
	}
	return change.Counts // which has the settings stored
}

// toCheck names the filters with thresholds on scores, "" where none has any.
func (f *Filtering) toCheck() string {
	var names []string
	for i := range f.Saved.Saved {
		if s := &f.Saved.Saved[i]; s.Filter.UsesScores() {
			names = append(names, "“"+savedTitle(s)+"”")
		}
	}
	var said []string
	if len(names) > 0 {
		said = append(said, language.Plural("{{.N}} saved filters use thresholds on its scores; please check them:", len(names))+" "+listed(names))
	}
	if q := f.Session.Filter(); q.UsesScores() {
		said = append(said, lang.L("The filter that is on uses thresholds on its scores: {{.Filter}}.", language.Args{"Filter": language.Filter(&q)}))
	}
	return strings.Join(said, " ")
}

// listed joins names and counts those that are too many.
func listed(names []string) string {
	if more := len(names) - mostNamed; more > 0 {
		names = append(names[:mostNamed:mostNamed], language.Plural("{{.N}} more", more))
	}
	return strings.Join(names, ", ") + "."
}

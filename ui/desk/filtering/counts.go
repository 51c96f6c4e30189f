package filtering

import (
	"time"

	"keeplight.app/keeplight/app/settings"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/filters"
	"keeplight.app/keeplight/ui/language"
)

// countEvery is the least time between two counts of all facets.
const countEvery = 400 * time.Millisecond

// countShare is how many times as long as a count the next one waits at least:
// counting a very large shoot must not take more than a small share of the
// window's time.
const countShare = 20

// askedShare is the same after the person changed the filter, such as with a slider that
// is still moving: the counts follow it, and leave most of the time to the photos.
const askedShare = 3

// Show brings the line and the panel up to date, the counts at most every countEvery, or
// as fast as askedShare lets them follow a filter that changes.
func (f *Filtering) Show(changed change.Set) {
	if changed.Has(change.Order | change.Filter) {
		f.line.Set(filters.LineView{
			Filter: f.Session.Filter(), Suspended: f.Session.Suspended(),
			Shown: f.Session.Len(), Total: f.Session.Total(), Key: f.Desk.Key(Suspend),
		})
	}
	f.stale = f.stale || changed.Has(change.Counts|change.Filter)
	f.asked = f.asked || changed.Has(change.Filter)
	if !f.stale {
		return
	}
	if due := f.countedAt.Add(f.least()); time.Until(due) > 0 {
		f.countLater(due)
		return
	}
	start := time.Now()
	f.stale, f.asked = false, false
	f.panel.Set(f.view())
	f.countedAt = time.Now()
	f.took = f.countedAt.Sub(start)
}

// least is how long after the last count the next one may follow.
func (f *Filtering) least() time.Duration {
	if f.asked {
		return askedShare * f.took
	}
	return max(countEvery, countShare*f.took)
}

// countLater counts when it is due, unless that is to be done sooner already.
func (f *Filtering) countLater(due time.Time) {
	if !f.due.IsZero() && !due.Before(f.due) {
		return
	}
	f.due = due
	f.Desk.PostAfter(time.Until(due), func() change.Set {
		if !f.due.Equal(due) {
			return change.None // a sooner count was asked for
		}
		f.due = time.Time{}
		return change.Counts
	})
}

// view is all that the panel shows.
func (f *Filtering) view() filters.View {
	counts := f.Session.Counts()
	v := filters.View{
		Folders: f.Rows(counts), Filter: f.Session.Filter(), Counts: counts,
		Shown: f.Session.Len(), Total: f.Session.Total(),
	}
	for _, s := range f.Saved.Saved {
		v.Saved = append(v.Saved, filters.SavedFilter{Name: s.Name, Title: savedTitle(&s), Filter: s.Filter})
	}
	return v
}

// savedTitle words a filter that was named by itself in the window's language.
func savedTitle(s *settings.SavedFilter) string {
	if s.Name == s.Filter.Describe() {
		return language.Filter(&s.Filter)
	}
	return s.Name
}

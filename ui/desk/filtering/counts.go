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

// Show brings the line and the panel up to date, the counts at most every countEvery.
func (f *Filtering) Show(changed change.Set) {
	if changed.Has(change.Order | change.Filter) {
		f.line.Set(filters.LineView{
			Filter: f.Session.Filter(), Suspended: f.Session.Suspended(),
			Shown: f.Session.Len(), Total: f.Session.Total(), Key: f.Desk.Key(Suspend),
		})
	}
	f.stale = f.stale || changed.Has(change.Counts|change.Filter)
	if changed.Has(change.Filter) {
		f.countedAt = time.Time{}
	}
	if !f.stale {
		return
	}
	wait := max(countEvery, countShare*f.took) - time.Since(f.countedAt)
	if wait > 0 {
		f.countLater(wait)
		return
	}
	start := time.Now()
	f.stale = false
	f.panel.Set(f.view())
	f.countedAt = time.Now()
	f.took = f.countedAt.Sub(start)
}

func (f *Filtering) countLater(wait time.Duration) {
	if f.planned {
		return
	}
	f.planned = true
	f.Desk.PostAfter(wait, func() change.Set {
		f.planned = false
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

package filtering

import (
	"time"

	"keeplight.app/keeplight/app/settings"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/filters"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/session"
)

// countEvery is the least time between two counts of all facets.
const countEvery = 400 * time.Millisecond

// countShare is how many times as long as a count the next one waits at least:
// counting a very large shoot must not take more than a small share of the
// window's time.
const countShare = 20

// While photos are counted the window is drawn: for countBudget it is not, and for
// countPause it is.
const (
	countBudget = 4 * time.Millisecond
	countPause  = 15 * time.Millisecond
)

// Show brings the line and the panel up to date, the counts at most every countEvery.
func (f *Filtering) Show(changed change.Set) {
	if changed.Has(change.Order | change.Filter) {
		f.line.Set(filters.LineView{
			Filter: f.Session.Filter(), Suspended: f.Session.Suspended(),
			Shown: f.Session.Len(), Total: f.Session.Total(), Key: f.Desk.Key(Suspend),
		})
	}
	f.stale = f.stale || changed.Has(change.Counts|change.Filter)
	chosen := changed.Has(change.Filter)
	if chosen {
		f.countedAt, f.counting = time.Time{}, nil
	}
	if !f.stale || f.counting != nil {
		return
	}
	if wait := max(countEvery, countShare*f.took) - time.Since(f.countedAt); wait > 0 {
		f.countLater(wait)
		return
	}
	f.stale, f.took = false, 0
	f.counting = session.NewCounting(f.Session, f.Session.Filter())
	if !f.count() && chosen {
		f.panel.Set(f.view())
	}
}

// count counts on and is false while more is to be counted. A letter that is typed must
// be seen long before all of a very large shoot has been counted again: until then the
// panel shows the filter as it is, with the counts that it had.
func (f *Filtering) count() bool {
	start, counting := time.Now(), f.counting
	done := counting.Go(countBudget)
	f.took += time.Since(start)
	if done {
		f.counts, f.counting, f.countedAt = counting.Counts(), nil, time.Now()
		f.panel.Set(f.view())
		return true
	}
	f.Desk.PostAfter(countPause, func() change.Set {
		if f.counting == counting && f.count() { // else another was begun
			return change.None
		}
		return change.Unseen
	})
	return false
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
	v := filters.View{
		Folders: f.Rows(f.counts), Filter: f.Session.Filter(), Counts: f.counts,
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

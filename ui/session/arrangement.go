package session

import "keeplight.app/keeplight/library/query"

// Arrangement is which photos are wanted and in which order.
type Arrangement struct {
	filter    query.Filter
	order     query.Order
	suspended bool // the filter is set aside without being forgotten
}

func newArrangement() Arrangement {
	return Arrangement{filter: query.NewFilter(), order: query.Order{By: query.ByOverall, Descending: true}}
}

// Filter gives the filter, also while it is suspended.
func (a *Arrangement) Filter() query.Filter { return a.filter }

// Order gives the sort order.
func (a *Arrangement) Order() query.Order { return a.order }

// Suspended is true while the filter is set aside.
func (a *Arrangement) Suspended() bool { return a.suspended }

// scoresMatter is true while a new score can change what is shown or where.
func (a *Arrangement) scoresMatter() bool {
	return a.orderedByScores() || a.filter.UsesScores() || a.filter.Misfires != query.WithMisfires
}

// orderedByScores is true where photos are sorted by what a scorer said.
func (a *Arrangement) orderedByScores() bool { return a.order.By.UsesScores() }

// filterInForce is the filter, or while it is suspended its folders alone.
func (a *Arrangement) filterInForce() query.Filter {
	if !a.suspended {
		return a.filter
	}
	open := query.NewFilter()
	open.Folders = a.filter.Folders
	return open
}

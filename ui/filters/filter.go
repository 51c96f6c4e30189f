package filters

import (
	"fmt"
	"maps"
	"slices"

	"keeplight.app/keeplight/library/query"
)

// changer edits a copy of the filter and tells it.
type changer func(edit func(*query.Filter))

// clone copies a filter so that no edit reaches the one that someone else
// holds.
func clone(f query.Filter) query.Filter {
	f.Folders = slices.Clone(f.Folders)
	f.Flags = slices.Clone(f.Flags)
	f.Labels = slices.Clone(f.Labels)
	f.Attributes = maps.Clone(f.Attributes)
	return f
}

// restricts is true when the filter hides photos of the open folders.
func restricts(f query.Filter) bool {
	f.Folders = nil
	return f.Active() > 0
}

// rangeText writes a range as it stands beside its slider.
func rangeText(r query.Range) string {
	switch {
	case r.IsAny():
		return "any"
	case r.Max >= query.MaxScore:
		return fmt.Sprintf("≥ %.1f", r.Min)
	case r.Min <= 0:
		return fmt.Sprintf("≤ %.1f", r.Max)
	}
	return fmt.Sprintf("%.1f–%.1f", r.Min, r.Max)
}

// whole gives the zero value of a range its ends, so that a slider can show it.
func whole(r query.Range) query.Range {
	if r.IsAny() {
		return query.Any()
	}
	return r
}

package filters

import (
	"maps"
	"slices"

	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/library/query"
	"keeplight.app/keeplight/ui/language"
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
		return lang.L("any")
	case r.Max >= query.MaxScore:
		return "≥ " + language.Decimal(r.Min, 1)
	case r.Min <= 0:
		return "≤ " + language.Decimal(r.Max, 1)
	}
	return language.Decimal(r.Min, 1) + "–" + language.Decimal(r.Max, 1)
}

// whole gives the zero value of a range its ends, so that a slider can show it.
func whole(r query.Range) query.Range {
	if r.IsAny() {
		return query.Any()
	}
	return r
}

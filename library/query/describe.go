package query

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"keeplight.app/keeplight/library"
)

// Describe says in words what the filter asks for, such as "picks, 3 stars or
// more, clarity at least 6", for the text that stands where no photo does. It
// is "" for a filter that restricts nothing.
func (f *Filter) Describe() string { return strings.Join(f.restrictions(), ", ") }

// restrictions gives a few words for each facet that restricts.
func (f *Filter) restrictions() []string {
	var all []string
	add := func(text string) {
		if text != "" {
			all = append(all, text)
		}
	}
	add(choice("in ", f.Folders, library.Display))
	add(choice("", f.Flags, flagWord))
	add(f.ratingWords())
	add(choice("label ", f.Labels, library.Label.String))
	add(rangeWords("overall", f.Overall))
	for _, a := range library.Attributes() {
		add(rangeWords(strings.ToLower(a.Title()), f.Attributes[a]))
	}
	add(misfireWords(f.Misfires))
	add(f.Faces.words())
	if f.Camera != "" {
		add("camera " + library.Display(f.Camera))
	}
	if f.Lens != "" {
		add("lens " + library.Display(f.Lens))
	}
	add(timeWords(f.From, f.To))
	if f.Damaged {
		add("damaged files")
	}
	if text := strings.TrimSpace(f.Text); text != "" {
		add("with “" + library.Display(text) + "”")
	}
	return all
}

// choice joins alternatives: "label red, green or blue".
func choice[T any](lead string, values []T, word func(T) string) string {
	if len(values) == 0 {
		return ""
	}
	words := make([]string, len(values))
	for i, v := range values {
		words[i] = word(v)
	}
	last := len(words) - 1
	if last == 0 {
		return lead + words[0]
	}
	return lead + strings.Join(words[:last], ", ") + " or " + words[last]
}

func flagWord(f library.Flag) string {
	switch f {
	case library.Pick:
		return "picks"
	case library.Reject:
		return "rejects"
	}
	return "undecided"
}

func misfireWords(m Misfires) string {
	switch m {
	case OnlyMisfires:
		return "misfires"
	case WithoutMisfires:
		return "without misfires"
	}
	return ""
}

func (f *Filter) ratingWords() string {
	lo, hi := f.MinRating, f.MaxRating
	if hi == 0 {
		hi = library.MaxRating
	}
	switch {
	case f.Unrated:
		return "without stars"
	case lo == 0 && hi >= library.MaxRating:
		return ""
	case lo == hi:
		return stars(lo)
	case hi >= library.MaxRating:
		return stars(lo) + " or more"
	case lo == 0:
		return stars(hi) + " or fewer"
	}
	return fmt.Sprintf("%d to %d stars", lo, hi)
}

func stars(r library.Rating) string {
	if r == 1 {
		return "1 star"
	}
	return fmt.Sprintf("%d stars", r)
}

func rangeWords(name string, r Range) string {
	number := func(v float64) string {
		return strings.TrimSuffix(strconv.FormatFloat(v, 'f', 1, 64), ".0")
	}
	switch {
	case r.IsAny():
		return ""
	case r.Max >= MaxScore:
		return name + " at least " + number(r.Min)
	case r.Min <= 0:
		return name + " at most " + number(r.Max)
	}
	return name + " " + number(r.Min) + " to " + number(r.Max)
}

func timeWords(from, to time.Time) string {
	const clock = "2 Jan 2006 15:04"
	switch {
	case from.IsZero() && to.IsZero():
		return ""
	case to.IsZero():
		return "taken from " + from.Format(clock)
	case from.IsZero():
		return "taken before " + to.Format(clock)
	case isMidnight(from) && isMidnight(to) && from.AddDate(0, 0, 1).Equal(to):
		return "taken on " + from.Format("2 Jan 2006")
	}
	return "taken from " + from.Format(clock) + " to " + to.Format(clock)
}

func isMidnight(t time.Time) bool {
	return t.Hour() == 0 && t.Minute() == 0 && t.Second() == 0 && t.Nanosecond() == 0
}

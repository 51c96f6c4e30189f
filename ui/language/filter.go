package language

import (
	"strings"
	"time"

	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/query"
)

// Filter says in words what a filter asks for, as its Describe does in English:
// "picks, 3 stars or more, clarity at least 6". It is "" for a filter that
// restricts nothing.
func Filter(f *query.Filter) string {
	var all []string
	add := func(text string) {
		if text != "" {
			all = append(all, text)
		}
	}
	if folders := either(f.Folders, library.Display); folders != "" {
		add(lang.L("in {{.Folders}}", Args{"Folders": folders}))
	}
	add(either(f.Flags, flags))
	add(ratings(f))
	if labels := either(f.Labels, Label); labels != "" {
		add(lang.L("label {{.Labels}}", Args{"Labels": labels}))
	}
	add(scores(lang.L("overall"), f.Overall))
	for _, a := range library.Attributes() {
		add(scores(AttributeWithin(a), f.Attributes[a]))
	}
	add(misfires(f.Misfires))
	add(faces(f.Faces))
	if f.Camera != "" {
		add(lang.L("camera {{.Name}}", Args{"Name": library.Display(f.Camera)}))
	}
	if f.Lens != "" {
		add(lang.L("lens {{.Name}}", Args{"Name": library.Display(f.Lens)}))
	}
	add(times(f.From, f.To))
	if f.Damaged {
		add(lang.L("damaged files"))
	}
	if text := strings.TrimSpace(f.Text); text != "" {
		add(lang.L("with “{{.Text}}”", Args{"Text": library.Display(text)}))
	}
	return strings.Join(all, ", ")
}

// either joins alternatives: "red, green or blue".
func either[T any](values []T, word func(T) string) string {
	words := make([]string, len(values))
	for i, v := range values {
		words[i] = word(v)
	}
	last := len(words) - 1
	if last < 1 {
		return strings.Join(words, "")
	}
	return lang.L("{{.Others}} or {{.Last}}", Args{"Others": strings.Join(words[:last], ", "), "Last": words[last]})
}

func flags(f library.Flag) string {
	switch f {
	case library.Pick:
		return lang.L("picks")
	case library.Reject:
		return lang.L("rejects")
	}
	return lang.L("undecided")
}

func misfires(m query.Misfires) string {
	switch m {
	case query.OnlyMisfires:
		return lang.L("misfires")
	case query.WithoutMisfires:
		return lang.L("without misfires")
	}
	return ""
}

func faces(w query.FacesWanted) string {
	switch w {
	case query.SomeoneBlinks:
		return lang.L("someone blinks")
	case query.AllEyesOpen:
		return lang.L("all eyes open")
	case query.NoFaces:
		return lang.L("no faces")
	case query.SoftAtEye:
		return lang.L("soft at the eye")
	}
	return ""
}

func ratings(f *query.Filter) string {
	lo, hi := f.MinRating, f.MaxRating
	if hi == 0 {
		hi = library.MaxRating
	}
	stars := func(r library.Rating) string { return Plural("{{.N}} stars", int(r)) }
	switch {
	case f.Unrated:
		return lang.L("without stars")
	case lo == 0 && hi >= library.MaxRating:
		return ""
	case lo == hi:
		return stars(lo)
	case hi >= library.MaxRating:
		return lang.L("{{.Stars}} or more", Args{"Stars": stars(lo)})
	case lo == 0:
		return lang.L("{{.Stars}} or fewer", Args{"Stars": stars(hi)})
	}
	return lang.L("{{.From}} to {{.To}} stars", Args{"From": int(lo), "To": int(hi)})
}

func scores(name string, r query.Range) string {
	number := func(v float64) string {
		return strings.TrimSuffix(Decimal(v, 1), decimalMark()+"0")
	}
	args := Args{"Name": name, "Min": number(r.Min), "Max": number(r.Max)}
	switch {
	case r.IsAny():
		return ""
	case r.Max >= query.MaxScore:
		return lang.L("{{.Name}} at least {{.Min}}", args)
	case r.Min <= 0:
		return lang.L("{{.Name}} at most {{.Max}}", args)
	}
	return lang.L("{{.Name}} {{.Min}} to {{.Max}}", args)
}

func times(from, to time.Time) string {
	args := Args{"From": Moment(from), "To": Moment(to), "Day": Day(from)}
	switch {
	case from.IsZero() && to.IsZero():
		return ""
	case to.IsZero():
		return lang.L("taken from {{.From}}", args)
	case from.IsZero():
		return lang.L("taken before {{.To}}", args)
	case isMidnight(from) && from.AddDate(0, 0, 1).Equal(to):
		return lang.L("taken on {{.Day}}", args)
	}
	return lang.L("taken from {{.From}} to {{.To}}", args)
}

func isMidnight(t time.Time) bool {
	return t.Hour() == 0 && t.Minute() == 0 && t.Second() == 0 && t.Nanosecond() == 0
}

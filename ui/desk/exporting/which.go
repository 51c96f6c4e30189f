package exporting

import (
	"slices"

	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/session"
)

// which photos are exported, by a name that settings keep.
type which string

const (
	picks    which = "picks"
	selected which = "selected"
	shown    which = "shown"
)

// choices are what can be exported, in the order in which the form offers them.
var choices = []which{picks, selected, shown, "stars1", "stars2", "stars3", "stars4", "stars5"}

// stars is how many stars a photo needs; 0 for a choice that does not ask for them.
func (w which) stars() library.Rating {
	if n, ok := cutStars(string(w)); ok {
		return n
	}
	return 0
}

func cutStars(name string) (library.Rating, bool) {
	const prefix = "stars"
	if len(name) != len(prefix)+1 || name[:len(prefix)] != prefix {
		return 0, false
	}
	n := library.Rating(name[len(prefix)] - '0')
	return n, n >= 1 && n <= library.MaxRating
}

// photos gives those that a choice means, whose file is there: what is shown in its
// order, others by their path.
func (w which) photos(s *session.Session) []library.Photo {
	if w != shown {
		return s.Photos(func(p *library.Photo) bool { return w.has(s, p) })
	}
	var all []library.Photo
	for i := range s.Len() {
		if p := s.Photo(s.At(i)); p != nil && !p.Missing {
			all = append(all, *p)
		}
	}
	return all
}

// count counts the photos of every choice, by place in choices, in one pass that sorts
// nothing: the form asks for it while the person waits.
func count(s *session.Session) []int {
	n := make([]int, len(choices))
	s.Photos(func(p *library.Photo) bool {
		for i, w := range choices {
			if w != shown && w.has(s, p) {
				n[i]++
			}
		}
		return false
	})
	for i := range s.Len() {
		if p := s.Photo(s.At(i)); p != nil && !p.Missing {
			n[slices.Index(choices, shown)]++
		}
	}
	return n
}

// has is true for a photo that a choice means by what was decided of it, or because it
// is selected.
func (w which) has(s *session.Session, p *library.Photo) bool {
	if w == selected {
		return s.Selection.Has(p.ID)
	}
	if n := w.stars(); n > 0 {
		return p.Decision.Rating >= n && p.Decision.Flag != library.Reject
	}
	return p.Decision.Flag == library.Pick
}

// text says which photos they are and how many.
func (w which) text(n int) string {
	args := language.Args{"N": language.Count(n)}
	switch w {
	case selected:
		return language.Plural("{{.N}} selected photos", n)
	case shown:
		return lang.XN("export.shown", "all {{.N}} photos shown", n, args)
	}
	if stars := int(w.stars()); stars == int(library.MaxRating) {
		return lang.XN("export.stars5", "{{.N}} photos with 5 stars, without rejects", n, args)
	} else if stars > 0 {
		args["Stars"] = lang.XN("export.stars.least", "{{.N}} stars", stars, language.Args{"N": language.Count(stars)})
		return lang.XN("export.stars", "{{.N}} photos with {{.Stars}} or more, without rejects", n, args)
	}
	return picksText(n)
}

// picksText is what is exported where nothing else was chosen. It has a
// key of its own: a language may count picks otherwise than it names them.
func picksText(n int) string {
	return lang.XN("export.picks", "{{.N}} picks", n, language.Args{"N": language.Count(n)})
}

// hint says what to do where there is no such photo.
func (w which) hint() string {
	switch {
	case w == picks:
		return lang.L("No photo is picked yet: press P on those that you want to keep.")
	case w.stars() > 0:
		return lang.L("No photo that is not rejected has so many stars.")
	}
	return lang.L("There is no such photo. Choose others above.")
}

// first is what the form opens with: the selection where several are selected, else
// what was exported last, where that is still told without looking.
func first(s *session.Session, last string) which {
	if s.Selection.Count() > 1 {
		return selected
	}
	if w := which(last); w.stars() > 0 && slices.Contains(choices, w) {
		return w
	}
	return picks
}

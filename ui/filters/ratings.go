package filters

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/query"
	"keeplight.app/keeplight/ui/controls"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/style"
)

// ratings asks for at least so many stars, or for none.
type ratings struct {
	stars   *controls.Stars
	words   *canvas.Text
	unrated *controls.Row
	root    *fyne.Container
}

var _ part = (*ratings)(nil)

func newRatings(change changer) *ratings {
	s := &ratings{
		stars: controls.NewStars(style.TextHeading),
		words: style.Text("", style.TextTiny, style.Muted, false),
	}
	s.stars.OnRated = func(n library.Rating) {
		change(func(f *query.Filter) { f.MinRating, f.MaxRating, f.Unrated = n, library.MaxRating, false })
	}
	s.unrated = controls.NewRow(func() {
		change(func(f *query.Filter) {
			f.MinRating, f.MaxRating, f.Unrated = 0, library.MaxRating, !f.Unrated
		})
	})
	line := container.New(layout.NewCustomPaddedLayout(2, 2, 6, 8),
		container.NewHBox(s.stars, layout.NewSpacer(), container.NewCenter(s.words)))
	s.root = section(controls.SectionTitle(lang.L("RATING")), line, s.unrated)
	return s
}

func (s *ratings) object() *fyne.Container { return s.root }

func (s *ratings) set(v *View) {
	f := &v.Filter
	least := f.MinRating
	if f.Unrated {
		least = 0
	}
	s.stars.Set(least)
	if words := atLeastWords(least, v.Counts.Ratings); s.words.Text != words {
		s.words.Text = words
		s.root.Refresh() // the words changed their width
	}
	n := v.Counts.Ratings[0]
	s.unrated.Set(controls.RowView{Title: lang.L("Without stars"), Detail: language.Count(n), Chosen: f.Unrated, Dim: n == 0})
}

// atLeastWords says what the lit stars let through: "3 or more · 214". With no
// star lit it is the number of photos that have any.
func atLeastWords(least library.Rating, counts [library.MaxRating + 1]int) string {
	n := 0
	for stars := max(least, 1); stars <= library.MaxRating; stars++ {
		n += counts[stars]
	}
	count := language.Args{"N": language.Count(n)}
	switch least {
	case 0:
		return lang.L("{{.N}} rated", count)
	case library.MaxRating:
		return lang.L("only · {{.N}}", count)
	}
	return lang.L("or more · {{.N}}", count)
}

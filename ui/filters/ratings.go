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

// ratings asks for at least so many stars, for exactly so many, or for a range.
type ratings struct {
	stars *controls.Stars
	words *canvas.Text
	cells [library.MaxRating + 1]*starCell
	root  *fyne.Container
}

var _ part = (*ratings)(nil)

func newRatings(change changer) *ratings {
	s := &ratings{
		stars: controls.NewStars(style.TextHeading),
		words: style.Text("", style.TextTiny, style.Muted, false),
	}
	s.stars.OnRated = func(n library.Rating) {
		change(func(f *query.Filter) { setStars(f, n, library.MaxRating) })
	}
	cells := container.NewGridWithColumns(len(s.cells))
	for i := range s.cells {
		stars := library.Rating(i)
		s.cells[i] = newStarCell(stars, func() {
			change(func(f *query.Filter) { tapStars(f, stars, isAdding()) })
		})
		cells.Add(s.cells[i])
	}
	// Beside the stars the narrow panel has no room for the words.
	title := container.NewHBox(controls.SectionTitle(lang.L("RATING")), layout.NewSpacer(), s.words)
	line := container.New(layout.NewCustomPaddedLayout(2, 2, 6, 8), container.NewHBox(s.stars))
	s.root = section(title, line, cells)
	return s
}

func (s *ratings) object() *fyne.Container { return s.root }

func (s *ratings) set(v *View) {
	least, most := starRange(&v.Filter)
	whole := least == 0 && most >= library.MaxRating
	for i, cell := range s.cells {
		stars := library.Rating(i)
		cell.set(v.Counts.Ratings[i], !whole && stars >= least && stars <= most)
	}
	words := starWords(least, most, v.Counts.Ratings)
	if most < library.MaxRating {
		least = 0 // the cells show it
	}
	s.stars.Set(least)
	if s.words.Text != words {
		s.words.Text = words
		s.root.Refresh() // the words changed their width
	}
}

// starWords says what the stars let through: "or more · 214". With no star asked for it
// is the number of photos that have any.
func starWords(least, most library.Rating, counts [library.MaxRating + 1]int) string {
	if least == 0 && most >= library.MaxRating {
		least = 1
		return lang.L("{{.N}} rated", language.Args{"N": language.Count(sum(counts[least:]))})
	}
	count := language.Args{"N": language.Count(sum(counts[least : most+1]))}
	switch {
	case least == most:
		return lang.L("only · {{.N}}", count)
	case most >= library.MaxRating:
		return lang.L("or more · {{.N}}", count)
	}
	return lang.L("{{.From}} to {{.To}} · {{.N}}", language.Args{
		"N": count["N"], "From": language.Count(int(least)), "To": language.Count(int(most)),
	})
}

func sum(counts []int) (n int) {
	for _, c := range counts {
		n += c
	}
	return n
}

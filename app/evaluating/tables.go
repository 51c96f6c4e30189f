package evaluating

import (
	"fmt"
	"strings"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/plain"
)

// Section is one table for people, the same in a terminal and on a page.
type Section struct {
	Title string
	Notes []string // sentences under the table
	Head  []string
	Rows  [][]string
	Texts int // columns from the left that hold text; the others hold numbers
}

// Intro says in a few lines what was compared and how it was read.
func (r *Result) Intro() []string {
	s := &r.Ratings
	lines := []string{
		fmt.Sprintf("%s, rated in %s", plain.Plural(s.Photos, "photo", "photos"), library.Display(s.File)),
		fmt.Sprintf("Layout: %s (columns separated by %s; file: %s, score: %s)", s.Layout, s.Separator, library.Display(s.FileColumn), library.Display(s.ScoreColumn)),
		"Scorer: " + scorerTitle(r.Scorer),
		fmt.Sprintf("Scored: %s of %s", plain.Count(r.Overall.N), plain.Plural(s.Photos, "photo", "photos")),
	}
	if r.Failed > 0 {
		lines = append(lines, fmt.Sprintf("Not scored, and in no figure: %s", plain.Plural(r.Failed, "photo", "photos")))
	}
	if s.Rows != s.Photos {
		lines = append(lines, fmt.Sprintf("Averaged: %s rows with a rating gave %s", plain.Count(s.Rows), plain.Plural(s.Photos, "photo", "photos")))
	}
	if len(s.Unused) > 0 {
		lines = append(lines, "Columns that are not used: "+listed(s.Unused))
	}
	if s.Unrated > 0 {
		lines = append(lines, fmt.Sprintf("Left out: %s without a rating", plain.Plural(s.Unrated, "row", "rows")))
	}
	return lines
}

// listed names columns, the first dozen of many.
func listed(names []string) string {
	const most = 12
	text := library.Display(strings.Join(names[:min(most, len(names))], ", "))
	if len(names) > most {
		text += fmt.Sprintf(" and %d more", len(names)-most)
	}
	return text
}

func scorerTitle(p library.Provenance) string {
	text := p.Name
	if p.Version != "" {
		text += " " + p.Version
	}
	if p.Model != "" {
		text += ", model " + p.Model
	}
	return library.Display(text)
}

// Sections gives all tables that have something in them.
func (r *Result) Sections() []Section {
	var all []Section
	for _, s := range []Section{r.agreement(), r.pairTable(), r.promiseTable(), r.labelTable(), r.peerTable(), r.againstTable(), r.failureTable()} {
		if len(s.Rows) > 0 {
			all = append(all, s)
		}
	}
	return all
}

func (r *Result) agreement() Section {
	a := &r.Overall
	s := Section{
		Title: "Overall against people", Texts: 1,
		Head: []string{"figure", "N", "value", "95 % interval"},
		Rows: [][]string{
			{"SRCC, rank correlation", count(a.N), three(a.SRCC), interval(a.SRCC, three1)},
			{"KRCC, rank correlation of pairs (tau-b)", count(a.N), three(a.KRCC), interval(a.KRCC, three1)},
			{"PLCC, linear correlation", count(a.N), three(a.PLCC), interval(a.PLCC, three1)},
			{"PLCC after the four-parameter logistic", count(a.N), three(a.CurvePLCC), interval(a.CurvePLCC, three1)},
			{"RMSE after it, in people's units", count(a.N), three(a.CurveRMSE), interval(a.CurveRMSE, three1)},
		},
	}
	if a.Curve != nil {
		s.Notes = append(s.Notes, fmt.Sprintf("Always saying the mean rating has an RMSE of %.3f. The logistic (VQEG FR-TV Phase II 2003) is fitted to these same photos, which flatters the lines that use it.", a.RatingSD))
	}
	if a.Curve != nil && a.Curve.High < a.Curve.Low {
		s.Notes = append(s.Notes, "The curve falls: people prefer what the scorer does not. Lines that use it hide that, since a falling curve turns the order around.")
	}
	if r.Bootstrap > 0 {
		s.Notes = append(s.Notes, fmt.Sprintf("Intervals: percentile bootstrap, %s rounds, seed %d; of pairs, the jackknife.", plain.Count(r.Bootstrap), r.Seed))
	}
	return s
}

func (r *Result) pairTable() Section {
	p := &r.Pairs
	s := Section{Title: "Pairs in the order of people", Texts: 1, Head: []string{"pairs whose", "pairs", "right", "95 % interval", "equal scores"}}
	if p.All.N == 0 {
		return s
	}
	add := func(title string, b Band) {
		if b.N > 0 {
			s.Rows = append(s.Rows, []string{title, count(b.N), percent(b.Share), interval(b.Share, percent1), count(b.Tied)})
		}
	}
	add("ratings differ at all", p.All)
	for _, b := range p.ByRating {
		add("ratings differ by "+gap(b, p.RatingUnit, "sd"), b)
	}
	for _, b := range p.ByScore {
		add("scores differ by "+gap(b, p.ScoreUnit, "sd"), b)
	}
	s.Notes = []string{fmt.Sprintf("50 %% is guessing; equal scores count as half. One sd is %.3g of the ratings and %.3g of the scores. %s that people rate equal are left out.",
		p.RatingUnit, p.ScoreUnit, plain.Plural(p.PeopleTied, "pair", "pairs"))}
	if p.Photos < r.Overall.N {
		s.Notes = append(s.Notes, fmt.Sprintf("These are all pairs of %s photos, drawn at random.", plain.Count(p.Photos)))
	}
	return s
}

func (r *Result) promiseTable() Section {
	s := Section{Title: "What ± is worth", Texts: 1, Head: []string{"pairs whose scores differ by", "pairs", "promised", "right", "95 % interval"}}
	u := r.Uncertainty
	if u == nil {
		return s
	}
	add := func(title string, b Promise) {
		if b.N > 0 {
			s.Rows = append(s.Rows, []string{title, count(b.N), percent1(b.Promised), percent(b.Share), interval(b.Share, percent1)})
		}
	}
	add("1 joint sd or more: called clear", u.Clear)
	for _, b := range u.Bands {
		add(gap(b.Band, 0, "joint sd"), b)
	}
	s.Notes = []string{"Promised is what the stated ± says if people made no errors. They do, so that an honest ± keeps somewhat less; far less means that ± is too small, or that the scorer measures something else than people rated."}
	return s
}

func (r *Result) labelTable() Section {
	s := Section{Title: "Single columns", Texts: 2, Head: labelHead("column", "compared with")}
	for _, l := range r.Labels {
		s.Rows = append(s.Rows, append([]string{library.Display(l.Column), l.Title}, l.cells()...))
	}
	return s
}

func (r *Result) peerTable() Section {
	s := Section{Title: "Beside simple measures", Texts: 1, Head: labelHead("measure")}
	if len(r.Peers) == 0 {
		return s
	}
	own := Labelled{N: r.Overall.N, Absent: r.Failed, SRCC: r.Overall.SRCC, PLCC: r.Overall.PLCC}
	s.Rows = append(s.Rows, append([]string{"overall of " + scorerTitle(r.Scorer)}, own.cells()...))
	for _, p := range r.Peers {
		s.Rows = append(s.Rows, append([]string{p.Title}, p.cells()...))
	}
	s.Notes = []string{"None of these is fitted to anything. A scorer that does not beat them adds nothing on these photos."}
	return s
}

func labelHead(texts ...string) []string {
	return append(texts, "N", "absent", "SRCC", "95 % interval", "PLCC")
}

func (l *Labelled) cells() []string {
	return []string{count(l.N), count(l.Absent), three(l.SRCC), interval(l.SRCC, three1), three(l.PLCC)}
}

func (r *Result) againstTable() Section {
	s := Section{Title: "Against another scorer", Texts: 1, Head: []string{"SRCC of", "N", "value", "95 % interval"}}
	a := r.Against
	if a == nil {
		return s
	}
	other := scorerTitle(a.Scorer)
	if a.File != "" {
		other += " in " + library.Display(a.File)
	}
	s.Rows = [][]string{
		{scorerTitle(r.Scorer), count(a.N), three(a.First), interval(a.First, three1)},
		{other, count(a.N), three(a.Second), interval(a.Second, three1)},
		{"difference", count(a.N), three(a.Difference), interval(a.Difference, three1)},
	}
	if r.Bootstrap > 0 {
		s.Notes = append(s.Notes, fmt.Sprintf("The first is better in %.1f %% of the rounds (paired bootstrap).", 100*a.Better))
	}
	if a.P != nil {
		s.Notes = append(s.Notes, fmt.Sprintf("Williams' test: p = %.2g; the two correlate by %.3f.", *a.P, a.Between))
	}
	if a.Missing > 0 {
		s.Notes = append(s.Notes, fmt.Sprintf("%s scored by only one of them and left out here.", plain.Plural(a.Missing, "photo was", "photos were")))
	}
	return s
}

func (r *Result) failureTable() Section {
	s := Section{Title: "Not scored", Texts: 1, Head: []string{"reason", "photos"}}
	for _, f := range r.FailedFor {
		s.Rows = append(s.Rows, []string{library.Display(f.Text), count(f.Photos)})
	}
	return s
}

func count(n int) string { return plain.Count(n) }

func three1(v float64) string   { return fmt.Sprintf("%.3f", v) }
func percent1(v float64) string { return fmt.Sprintf("%.1f %%", 100*v) }

func three(n Number) string   { return known(n.Value, three1) }
func percent(n Number) string { return known(n.Value, percent1) }

func known(v *float64, write func(float64) string) string {
	if v == nil {
		return "-"
	}
	return write(*v)
}

func interval(n Number, write func(float64) string) string {
	if n.Low == nil || n.High == nil {
		return "-"
	}
	return write(*n.Low) + " to " + write(*n.High)
}

// gap writes a band's bounds in its unit and, where one is known, in points.
func gap(b Band, unit float64, name string) string {
	bounds := func(unit float64, precise string) string {
		if b.To == nil {
			return fmt.Sprintf(precise+" or more", b.From*unit)
		}
		return fmt.Sprintf(precise+" to "+precise, b.From*unit, *b.To*unit)
	}
	text := bounds(1, "%g") + " " + name
	if b.To == nil {
		text = fmt.Sprintf("%g %s or more", b.From, name)
	}
	if unit > 0 {
		text += " (" + bounds(unit, "%.2g") + ")"
	}
	return text
}

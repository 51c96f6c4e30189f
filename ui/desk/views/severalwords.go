package views

import (
	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/app/scorers"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/scoring/difference"
	"keeplight.app/keeplight/ui/compare"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/style"
)

// words are what is said of a photo in its pane.
func (s *several) words(i int) compare.Words {
	p := s.Session.Photo(s.ids[i])
	if p == nil {
		return compare.Words{Problem: lang.L("This photo is not open any more.")}
	}
	t := s.name(i)
	w := compare.Words{
		Letter: t.letter, Role: t.role, Tint: inkOf(t.place), Name: library.Display(p.Name()),
		Flag: p.Decision.Flag, Stars: p.Decision.Rating, Label: p.Decision.Label,
		Damage:  language.Sentence(language.Message(p.Damage)),
		Problem: language.Sentence(language.Message(s.seats[i].pane.Problem())),
	}
	if score := s.Session.Score(p.ID); score != nil && score.Overall.Known {
		w.Score = style.Number(score.Overall)
	}
	if p.Decision.Flag == library.Reject {
		w.BringBack = lang.L("{{.Key}} brings it back", language.Args{"Key": s.Desk.KeyText(s.Unflag)})
	}
	if s.seats[i].pane.Link() != s.link {
		w.Alone = lang.L("moves alone · {{.Zoom}}", language.Args{"Zoom": s.zoomText(i)})
	}
	return w
}

// inkOf is the colour of the first, of the second and of any other photo.
func inkOf(place int) style.Color {
	switch place {
	case 0:
		return style.Accent
	case 1:
		return style.Second
	}
	return style.Ink
}

// zoomText says how large a photo is shown: "fit", "100 %".
func (s *several) zoomText(i int) string {
	p := s.seats[i].pane
	if p.Fits() || p.Scale() == 0 {
		return lang.L("fit")
	}
	return language.Decimal(100*p.Scale(), 0) + " %"
}

// paneChanged writes anew what follows from a picture.
func (s *several) paneChanged(i int) {
	if i >= len(s.ids) || !s.seats[i].used {
		return
	}
	writeCell(s, i)
	if s.Faces != nil {
		s.Faces.Moved(s.seats[i].pane)
	}
	if i == s.focus {
		s.line()
	}
}

// writeCells says in every pane what there is to be said of its photo.
func (s *several) writeCells() {
	for i := range s.ids {
		writeCell(s, i)
	}
	s.line()
}

// writeCell says in a pane what there is to be said of its photo.
func writeCell(s *several, i int) {
	seat := s.seats[i]
	seat.cell.Set(s.words(i), i == s.focus)
	if s.Looking != nil {
		s.Looking.Fill(seat.cell, seat.pane)
	}
}

// lookingWords say what is drawn over the photo with the keys.
func (s *several) lookingWords() []compare.Span {
	var spans []compare.Span
	if s.Looking == nil {
		return spans
	}
	for _, words := range s.Looking.Words(s.seats[s.focus].pane) {
		spans = append(spans, compare.Span{Text: words, Color: style.Accent}, compare.Span{Text: "·", Color: style.Muted})
	}
	return spans
}

// together says how many panes zoom and move together, and how many alone.
func together(s *several) string {
	alone := 0
	for i := range s.ids {
		if s.seats[i].pane.Link() != s.link {
			alone++
		}
	}
	if alone == 0 {
		return lang.L("panes zoom and move together")
	}
	return language.Plural("{{.N}} panes move alone", alone)
}

// keyWords name a command's key and what it does now, behind others.
func (s *several) keyWords(key, text string) []compare.Span {
	return []compare.Span{{Text: "·", Color: style.Muted}, {Text: key, Color: style.Soft, Bold: true}, {Text: text, Color: style.Muted}}
}

// lineOf is the words above the panes: what is shown, and how it moves.
func (s *several) lineOf(title string) []compare.Span {
	return []compare.Span{
		{Text: title, Color: style.Ink, Bold: true}, {Text: "·", Color: style.Muted}, {Text: together(s), Color: style.Muted},
	}
}

// pair writes a panel that compares two parties.
func pair(first, second *party) (compare.View, difference.Scores) {
	s := difference.Compare(first.score, second.score)
	v := compare.View{Axes: scorers.Judged(first.score), Headline: headline(first, second, &s), Text: verdict(first, second, &s)}
	v.First = shapeOf(first)
	if s.Why == difference.Comparable {
		v.Second = shapeOf(second)
	}
	return v, s
}

func shapeOf(p *party) compare.Shape {
	if p.score == nil {
		return compare.Shape{}
	}
	return compare.Shape{Of: p.name, Values: p.score.Values}
}

// attributeRows lists the attributes that both parties have, each with its two values.
func attributeRows(first, second *party, s *difference.Scores) []compare.Row {
	if s.Why != difference.Comparable {
		return nil
	}
	var rows []compare.Row
	for _, a := range library.Attributes() {
		d := s.Attributes[a]
		if !d.Known {
			continue
		}
		row := compare.Row{
			Label: language.Attribute(a), Tint: style.Ink, End: style.Muted, Right: lang.L("too close"),
			Middle: style.Number(first.score.Values[a]) + " → " + style.Number(second.score.Values[a]),
		}
		if d.Clear {
			row.Right, row.End = signed(d.By, 1), first.ink
			if d.By > 0 {
				row.End = second.ink
			}
		}
		rows = append(rows, row)
	}
	return rows
}

// against writes a panel that holds the photo with the keys against a mean.
func (s *several) against(r *reference) compare.View {
	t := s.name(s.focus)
	photo := party{t.letter, style.Accent, s.Session.Score(s.ids[s.focus])}
	v, scores := pair(&r.party, &photo)
	// The photo is the first shape, in the accent, the mean the second.
	v.First, v.Second = shapeOf(&photo), v.First
	v.Second.Mean = true
	v.Title, v.Hint, v.Rows = lang.L("MEAN → {{.Photo}}", language.Args{"Photo": t.letter}), lang.L("coloured: outside the spread"), attributeRows(&r.party, &photo, &scores)
	v.Wide, v.Short = labelWidth, true
	return v
}

// labelWidth is that of the rows with attributes.
const labelWidth = 140

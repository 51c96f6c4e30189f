package views

import (
	"cmp"
	"slices"
	"time"

	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/app/scorers"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/scoring/difference"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/command"
	"keeplight.app/keeplight/ui/compare"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/style"
)

// SurveyID names the view of several photos.
const SurveyID command.ID = "survey"

// Survey is up to nine photos beside each other as a view.
type Survey struct {
	*several
	letters map[library.ID]string // as long as they are shown
	order   []int                 // places in ids, the best photo first
}

var (
	_ View   = (*Survey)(nil)
	_ beside = (*Survey)(nil)
)

// ID names the view.
func (s *Survey) ID() command.ID { return SurveyID }

// Title is its name.
func (s *Survey) Title() string { return language.Mark("Survey") }

// Keys is N.
func (s *Survey) Keys() []command.Key { return []command.Key{{Name: "n"}} }

// enter shows the selected photos; where fewer than two are, the cursor's stack or
// those around it.
func (s *Survey) enter(_ View, resumed bool) {
	ids := s.ids
	if resumed && len(ids) > 0 {
		s.link.Fit()
	} else {
		s.several.enter()
		ids = s.begin()
		s.letters = map[library.ID]string{}
		for i, id := range ids {
			s.letters[id] = string(rune('A' + i))
		}
		s.focus = max(0, slices.Index(ids, s.Session.Cursor()))
	}
	s.show(slices.DeleteFunc(slices.Clone(ids), func(id library.ID) bool { return s.Session.Photo(id) == nil }), nil)
	s.write()
}

func (s *Survey) begin() []library.ID {
	if ids, all := chosen(s.Session); len(ids) > 0 {
		tooMany(s.several, all)
		return ids
	}
	cursor := s.Session.Cursor()
	shown := s.Session.Shown()
	if stack := stackOf(s.Session, s.Stacks, cursor); stack != nil {
		shown = stack
	}
	return slices.Clone(around(shown, slices.Index(shown, cursor), mostBeside))
}

// Show brings up to date what is said of the photos.
func (s *Survey) Show(changed change.Set) {
	if s.update(changed) {
		s.write()
	}
}

// move goes to the next pane in their order, or to the one above or below.
func (s *Survey) move(dx, dy int) change.Set {
	if dy == 0 {
		return s.setFocus(max(0, min(s.focus+dx, len(s.ids)-1)))
	}
	return s.setFocus(s.board.Neighbour(s.focus, dx, dy))
}

// page goes to the pane above or below.
func (s *Survey) page(by int) change.Set { return s.move(0, by) }

// turnTo shows the stack of another photo, or those around it.
func (s *Survey) turnTo(id library.ID) change.Set {
	s.stackInstead(id)
	s.enter(s, false)
	return change.Tiles | change.Cursor
}

// toEnd goes to the first or the last pane.
func (s *Survey) toEnd(last bool) change.Set {
	if last {
		return s.setFocus(len(s.ids) - 1)
	}
	return s.setFocus(0)
}

// advance goes to the next pane once this one is marked.
func (s *Survey) advance() change.Set { return s.setFocus(min(s.focus+1, len(s.ids)-1)) }

// takeOut takes the photo with the keys out of the view. It is marked by nothing.
func (s *Survey) takeOut() change.Set {
	if len(s.ids) < 2 {
		return s.Notices.Say(lang.L("This is the last photo here"))
	}
	s.show(slices.Delete(slices.Clone(s.ids), s.focus, s.focus+1), nil)
	s.write()
	return change.Tiles | change.Cursor | s.Notices.Say(lang.L("Taken out of the survey; {{.Key}} brings all back", language.Args{"Key": s.Desk.KeyText(SurveyID)}))
}

// ranking gives the places of the photos, the highest overall first. What is rejected
// or has no score stands at the end.
func (s *Survey) ranking() []int {
	order := make([]int, len(s.ids))
	worth := make([]float64, len(s.ids))
	for i, id := range s.ids {
		order[i], worth[i] = i, -1
		if score := s.Session.Score(id); score != nil && score.Overall.Known {
			worth[i] = score.Overall.Mean
		}
		if p := s.Session.Photo(id); p != nil && p.Decision.Flag == library.Reject {
			worth[i] -= 100
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(worth[b], worth[a]) })
	return order
}

func (s *Survey) letter(i int) string { return s.letters[s.ids[i]] }

func (s *Survey) party(i int) party {
	return party{s.letter(i), inkOf(slices.Index(s.order[:min(2, len(s.order))], i)), s.Session.Score(s.ids[i])}
}

func (s *Survey) title(i int) title {
	t := title{letter: s.letter(i), place: -1}
	if len(s.order) != len(s.ids) {
		return t
	}
	t.place = slices.Index(s.order[:min(2, len(s.order))], i)
	if t.place != 0 || len(s.order) < 2 {
		return t
	}
	best, next := s.party(i), s.party(s.order[1])
	if d := difference.Compare(best.score, next.score); d.Overall.Clear && d.Overall.By < 0 {
		t.role = lang.L("highest score")
	}
	return t
}

// write says what there is to be said of the photos.
func (s *Survey) write() {
	if len(s.ids) == 0 {
		return
	}
	s.order = s.ranking()
	s.writeCells()
	references := s.references()
	choices := []string{lang.L("The two best")}
	for _, r := range references {
		choices = append(choices, r.choice)
	}
	s.chosen = min(s.chosen, len(references))
	v := s.panel()
	if s.chosen > 0 {
		v = s.against(&references[s.chosen-1])
	}
	v.Against, v.Chosen = choices, s.chosen
	s.board.Panel().Set(v)
}

// panel compares the two best, and lists how each photo differs from the best.
func (s *Survey) panel() compare.View {
	best := s.party(s.order[0])
	if len(s.order) < 2 {
		return compare.View{
			Axes: scorers.Judged(best.score), First: shapeOf(&best),
			Headline: []compare.Span{{Text: lang.L("There is no other photo to compare with"), Color: style.Ink, Bold: true}},
		}
	}
	next := s.party(s.order[1])
	v, _ := pair(&best, &next)
	v.Buttons = []compare.Button{{Title: lang.L("Compare them"), Key: s.Desk.Key(CompareID), Do: func() { s.Do(CompareID) }}}
	v.Title = lang.L("AGAINST {{.Photo}}", language.Args{"Photo": best.name})
	v.Hint, v.Wide = lang.L("only what is outside the spread"), 24
	for i := range s.ids {
		if i != s.order[0] {
			v.Rows = append(v.Rows, s.row(&best, i))
		}
	}
	return v
}

// row says how a photo differs from the best.
func (s *Survey) row(best *party, i int) compare.Row {
	other := s.party(i)
	d := difference.Compare(best.score, other.score)
	row := compare.Row{Label: other.name, Tint: other.ink, Middle: differences(&d, mostDifferences), End: style.Muted}
	if p := s.Session.Photo(s.ids[i]); p != nil {
		row.Muted = p.Decision.Flag == library.Reject
	}
	if d.Why == difference.Comparable && row.Middle == "" {
		row.Middle = lang.L("nothing outside the spread")
	}
	switch {
	case d.Why == difference.NoFirst || d.Why == difference.NoSecond:
		row.Right = lang.L("no score yet")
	case d.Why != difference.Comparable:
		row.Right = lang.L("scored differently")
	case !d.Overall.Known:
	case !d.Overall.Clear:
		row.Right = lang.L("too close to call")
	case d.Overall.By < 0:
		row.Right = lang.L("{{.Points}} behind", language.Args{"Points": language.Decimal(-d.Overall.By, 2)})
	default:
		row.Right = lang.L("{{.Points}} ahead", language.Args{"Points": language.Decimal(d.Overall.By, 2)})
	}
	return row
}

// writeLine says in the line above how many photos these are, and the keys.
func (s *Survey) writeLine() {
	title := language.Plural("{{.N}} photos", len(s.ids))
	if span, ok := s.span(); ok {
		title = lang.L("{{.Photos}} in {{.Seconds}} s", language.Args{"Photos": title, "Seconds": language.Decimal(span.Seconds(), 0)})
	}
	keys := append(s.zoomKeys(), s.keyWords(s.Desk.Key(takeOutID), lang.L("take out"))...)
	s.board.SetLine(s.lineOf(title), keys)
}

// span is the time from the first photo to the last; ok where the camera wrote it and
// it is short.
func (s *Survey) span() (span time.Duration, ok bool) {
	var first, last time.Time
	for _, id := range s.ids {
		p := s.Session.Photo(id)
		if p == nil || p.Capture.Time.IsZero() {
			return 0, false
		}
		if at := p.Capture.Time; first.IsZero() || at.Before(first) {
			first = at
		}
		if at := p.Capture.Time; at.After(last) {
			last = at
		}
	}
	span = last.Sub(first)
	return span, len(s.ids) > 1 && span < 2*time.Minute
}

package taste

import (
	"fmt"
	"math"
	"strings"

	"fyne.io/fyne/v2/lang"

	tastes "keeplight.app/keeplight/app/taste"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/blind"
	"keeplight.app/keeplight/ui/controls"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/style"
	"keeplight.app/keeplight/ui/taste"
)

// titleOf is what a taste is called: the first one in the window's language.
func titleOf(name string) string {
	if name == tastes.DefaultName {
		return lang.L("My taste")
	}
	return library.Display(name)
}

func percent(share float64) string { return fmt.Sprintf("%.0f", 100*share) }

// wordsOf says all that is known.
func wordsOf(k *known) taste.Words {
	s := &k.state
	w := taste.Words{On: s.On, Proved: s.Proved && s.On}
	for i, name := range k.names {
		w.Tastes = append(w.Tastes, titleOf(name))
		if name == s.Name {
			w.Used = i
		}
	}
	for _, p := range s.Curve {
		w.Curve = append(w.Curve, taste.Point{Decisions: p.Decisions, Right: p.Right, BuiltIn: p.BuiltIn, Low: p.Low, High: p.High})
	}
	w.Again = k.again
	if w.Proved {
		proved(&w, s)
		w.Shares = append(w.Shares, self(k.again)...)
	} else {
		silent(&w, s)
		w.Expected = expected(s)
	}
	w.Pulls, w.PullWords = pulls(s.Pulls)
	for _, shoot := range k.shoots {
		w.Shoots = append(w.Shoots, taste.Shoot{Name: library.Display(shoot.Name), Learns: shoot.Learns, Detail: lang.L("{{.Kept}} kept, {{.Not}} not", language.Args{
			"Kept": language.Count(shoot.Kept), "Not": language.Count(shoot.NotKept),
		})})
	}
	like(&w, k)
	return w
}

// silent says what is still needed.
func silent(w *taste.Words, s *tastes.State) {
	w.Title = language.Plural("{{.N}} picks so far", s.From.Picks)
	o := &s.Outlook
	switch {
	case !s.On:
		w.Text = lang.L("My taste is switched off: nothing is learnt, tested or shown. What was learnt stays.")
	case s.Fell:
		w.Text = lang.L("It was better than the built-in scorer, and is not any more: it is silent until it has proved itself anew.")
	case !o.Known:
		w.Text = lang.L("So far it guesses your choices no better than the built-in scorer. Until it does, there is no number, no order and no mark from it.")
	case o.Shoots > 0:
		w.Text = lang.L("About {{.More}} from {{.Shoots}} before I can say anything. Until then there is no number, no order and no mark from me.", language.Args{
			"More": language.Plural("{{.N}} more decisions", o.Decisions), "Shoots": language.Plural("{{.N}} more shoots", o.Shoots),
		})
	default:
		w.Text = lang.L("About {{.More}} before I can say anything. Until then there is no number, no order and no mark from me.", language.Args{
			"More": language.Plural("{{.N}} more decisions", o.Decisions),
		})
	}
	w.Trial = counted(s)
	w.Checks = []taste.Check{
		{Text: lang.L("it was tried on a shoot it had not seen"), Detail: language.Plural("{{.N}} pairs", s.Test.Pairs), Done: s.Test.Pairs > 0},
		{Text: lang.L("it has seen at least three shoots"), Detail: lang.L("{{.N}} of {{.Of}}", language.Args{"N": language.Count(min(s.From.Shoots, leastShoots)), "Of": language.Count(leastShoots)}), Done: s.From.Shoots >= leastShoots},
		{Text: lang.L("it beats the built-in beyond chance"), Detail: lang.L("{{.Wins}} to {{.Losses}}", language.Args{"Wins": language.Decimal(s.Test.Wins, 0), "Losses": language.Decimal(s.Test.Losses, 0)}), Done: s.Test.Needed > 0 && s.Test.Evidence >= s.Test.Needed},
	}
	if s.Test.HasModel {
		w.Checks = append(w.Checks, taste.Check{
			Text: lang.L("it beats the model beyond chance"), Done: s.Test.Needed > 0 && s.Test.ModelEvidence >= s.Test.Needed,
			Detail: lang.L("{{.Wins}} to {{.Losses}}", language.Args{"Wins": language.Decimal(s.Test.ModelWins, 0), "Losses": language.Decimal(s.Test.ModelLosses, 0)}),
		})
	}
}

// leastShoots is how many shoots the gate asks for.
const leastShoots = 3

func counted(s *tastes.State) string {
	return lang.L("Learnt from: {{.Picks}}, {{.Rejects}}, {{.Shoots}}", language.Args{
		"Picks": language.Plural("{{.N}} picks", s.From.Picks), "Rejects": language.Plural("{{.N}} rejects", s.From.Rejects),
		"Shoots": language.Plural("{{.N}} shoots", s.From.Shoots),
	})
}

// proved says how good it is.
func proved(w *taste.Words, s *tastes.State) {
	w.Trial = counted(s)
	n := len(s.Curve)
	if n == 0 {
		w.Title = lang.L("It has proved itself")
		return
	}
	last := s.Curve[n-1]
	w.Title = lang.L("{{.Share}} % of your choices guessed right", language.Args{"Share": percent(last.Right)})
	w.Text = lang.L("{{.Pairs}} it never learnt from; 95 %: {{.Low}} to {{.High}}", language.Args{
		"Pairs": language.Plural("{{.N}} pairs", last.Pairs), "Low": percent(last.Low), "High": percent(last.High),
	})
	w.Shares = []blind.Row{
		{Title: titleOf(s.Name), Known: true, Value: last.Right, Low: last.Low, High: last.High, Text: percent(last.Right) + " %", Tint: style.Accent},
		{Title: lang.L("Built-in"), Known: true, Value: last.BuiltIn, Low: last.BuiltIn, High: last.BuiltIn, Text: percent(last.BuiltIn) + " %"},
	}
}

// self is how the person agrees with themselves: nobody can be asked for more.
func self(again float64) []blind.Row {
	if again == 0 {
		return nil
	}
	return []blind.Row{{Title: lang.L("You again"), Known: true, Value: again, Low: again, High: again, Text: percent(again) + " %", Ceiling: true}}
}

// expected is after about how many decisions it will speak, on the curve's own scale; 0
// where that cannot be said.
func expected(s *tastes.State) int {
	n := len(s.Curve)
	if !s.On || s.Fell || n == 0 || !s.Outlook.Known || s.Outlook.Decisions == 0 {
		return 0
	}
	return s.Curve[n-1].Decisions + s.Outlook.Decisions
}

// pulls draws the attributes' weights, with no pull in the middle, and says them in words.
func pulls(all []tastes.Pull) (rows []blind.Row, words []controls.Span) {
	most := 0.0
	for _, p := range all {
		if p.Known {
			most = max(most, math.Abs(p.Low), math.Abs(p.High))
		}
	}
	var keep, despite, unclear []string
	for _, p := range all {
		name := language.AttributeWithin(p.Attribute)
		row := blind.Row{Title: language.AttributeShort(p.Attribute), Tint: style.Muted}
		if p.Known && most > 0 {
			at := func(v float64) float64 { return 0.5 + v/most/2 }
			row.Known, row.Value, row.Low, row.High = true, at(p.Weight), at(p.Low), at(p.High)
		}
		switch {
		case p.Known && p.Low > 0:
			row.Tint = style.Accent
			keep = append(keep, name)
		case p.Known && p.High < 0:
			row.Tint = style.Accent
			despite = append(despite, name)
		default:
			unclear = append(unclear, name)
		}
		rows = append(rows, row)
	}
	if len(all) == 0 {
		return nil, []controls.Span{{Text: lang.L("There are too few picks and rejects to tell."), Color: style.Muted}}
	}
	add := func(lead string, names []string, c style.Color) {
		if len(names) > 0 {
			words = append(words, controls.Span{Text: lead, Color: c, Bold: true, NewLine: true}, controls.Span{Text: strings.Join(names, ", ") + ".", Color: style.Soft})
		}
	}
	add(lang.L("You keep what scores higher in:"), keep, style.Accent)
	add(lang.L("You keep what scores lower in:"), despite, style.Accent)
	add(lang.L("Cannot tell yet:"), unclear, style.Muted)
	return rows, words
}

// like says what the photo is likened to, or why it is not.
func like(w *taste.Words, k *known) {
	switch {
	case !w.Proved:
		w.NoLike = lang.L("It says nothing of a photo before it has proved itself.")
	case k.photo == nil:
		w.NoLike = lang.L("No photo is shown")
	case !k.speaks:
		w.NoLike = lang.L("This photo has no score of My taste yet.")
	case len(k.like) == 0:
		w.NoLike = lang.L("None of your picks can be likened to it yet.")
	}
	if k.speaks && k.photo != nil {
		w.Photo = library.Display(k.photo.Name())
		w.Score = style.Number(k.reason.Score) + " " + style.Spread(k.reason.Score)
	}
}

package versus

import (
	"fmt"
	"math"

	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/app/scorers"
	"keeplight.app/keeplight/ui/blind"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/style"
	"keeplight.app/keeplight/ui/versus"
)

func reading() string { return lang.L("Reading scores…") }

// titleOf is what a scorer is called.
func titleOf(v *scorers.Version) string {
	switch v.ID {
	case scorers.BuiltIn:
		return v.Title(lang.L("Built-in"))
	case scorers.Taste:
		return v.Title(lang.L("My taste"))
	}
	return v.Title(lang.L("Model"))
}

func percent(share float64) string { return fmt.Sprintf("%.0f", 100*share) }

// signed writes a difference of correlations.
func signed(v float64) string {
	sign := "+"
	if v < 0 {
		sign = "−"
	}
	return sign + language.Decimal(math.Abs(v), 2)
}

// wordsOf says all that is known but for the photos.
func wordsOf(k *known) (w versus.Words) {
	for i := range k.versions {
		w.Scorers = append(w.Scorers, titleOf(&k.versions[i]))
	}
	w.First, w.Second = k.first, k.second
	r := k.result
	if r == nil {
		w.Title = lang.L("There is only one scorer that has scored these photos")
		w.Text = lang.L("Scores of a model, of earlier versions and of My taste, once it has proved itself, can be compared.")
		return w
	}
	first, second := &k.versions[k.first], &k.versions[k.second]
	w.Title, w.Text = verdict(r, w.Scorers[k.first], w.Scorers[k.second])
	for i, v := range []*scorers.Version{first, second} {
		w.Shares = append(w.Shares, row(titleOf(v), r.Right[i], v.ID == scorers.Taste))
	}
	w.Counts = lang.L("Held against {{.Kept}} that you kept and {{.Not}} that you did not.", language.Args{
		"Kept": language.Plural("{{.N}} photos", r.Kept), "Not": language.Count(r.NotKept),
	})
	if first.Unseen != nil || second.Unseen != nil {
		w.Counts += " " + lang.L("My taste is held against them by what it learnt from other shoots alone.")
	}
	w.Order = language.Plural("Both scored {{.N}} photos.", r.Photos)
	for i, name := range []string{w.Scorers[k.second], w.Scorers[k.first]} {
		if r.Missing[i] > 0 {
			w.Order += " " + lang.L("{{.N}} by {{.Name}} alone.", language.Args{"N": language.Plural("{{.N}} photos", r.Missing[i]), "Name": name})
		}
	}
	if r.Ordered {
		w.Order += " " + lang.L("Their orders correlate by {{.R}}; 1 is the same order.", language.Args{"R": language.Decimal(r.Order, 2)})
	}
	w.Moved = lang.L("No photo moved")
	if len(r.Moved) > 0 && r.Moved[0].By() != 0 {
		w.Moved = lang.L("Moved most, of {{.N}} places", language.Args{"N": language.Count(r.Photos)})
	}
	return w
}

// verdict says which of both agrees better, and how sure that is.
func verdict(r *scorers.Comparison, first, second string) (title, text string) {
	by := &r.Test.By
	switch r.Verdict() {
	case scorers.FirstBetter:
		title = lang.L("{{.Name}} agrees with you better", language.Args{"Name": first})
	case scorers.SecondBetter:
		title = lang.L("{{.Name}} agrees with you better", language.Args{"Name": second})
	case scorers.NoDifference:
		title = lang.L("Neither agrees with you better beyond chance")
	default:
		return lang.L("Too few decisions to say which agrees with you better"), lang.L("Pick and reject at least five photos each.")
	}
	text = lang.L("Difference in rank correlation with your picks: {{.By}} (95 %: {{.Low}} to {{.High}}), the same photos for both.", language.Args{
		"By": signed(by.Value), "Low": signed(by.Low), "High": signed(by.High),
	})
	if r.Test.Tested {
		p := "< 0.001"
		if r.Test.P >= 0.001 {
			p = "= " + language.Decimal(r.Test.P, 3)
		}
		text += " " + lang.L("Williams' test: p {{.P}}.", language.Args{"P": p})
	}
	return title, text
}

func row(title string, f scorers.Figure, learnt bool) blind.Row {
	r := blind.Row{Title: title, Known: f.Known, Value: f.Value, Low: f.Low, High: f.High, Text: lang.L("cannot be told")}
	switch {
	case f.Known && f.Rounds > 0:
		r.Text = lang.L("{{.Share}} %, {{.Low}} to {{.High}}", language.Args{"Share": percent(f.Value), "Low": percent(f.Low), "High": percent(f.High)})
	case f.Known:
		r.Low, r.High = f.Value, f.Value
		r.Text = lang.L("{{.Share}} %, too few for more", language.Args{"Share": percent(f.Value)})
	}
	if learnt {
		r.Tint = style.Accent
	}
	return r
}

// cardOf says where a photo stands in both orders.
func cardOf(m *scorers.Moved, thumb *blind.Thumb, of int) versus.Card {
	place := func(p float64) string { return language.Count(int(math.Round(p))) }
	return versus.Card{
		Thumb: thumb, Up: m.By() > 0,
		Place:  lang.L("from {{.From}} to {{.To}} of {{.Of}}", language.Args{"From": place(m.Places[0]), "To": place(m.Places[1]), "Of": language.Count(of)}),
		Scores: style.Number(m.Scores[0]) + " → " + style.Number(m.Scores[1]),
	}
}

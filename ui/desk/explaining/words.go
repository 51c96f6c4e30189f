package explaining

import (
	"strings"

	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/inspector"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/style"
)

// Words is what the inspector says of a photo's explanation; nil where none is to
// be had.
func (x *Explaining) Words(p *library.Photo) *inspector.Words {
	if !x.showsModel() {
		return nil
	}
	if x.writes(p.ID) {
		return x.beingWritten()
	}
	name, t := x.faceName(p), x.known[x.topicOf(p)]
	v := &inspector.Words{Hint: lang.L("{{.Key}} explains", x.key()), State: t.state}
	if name != "" {
		v.Hint = lang.L("{{.Key}} explains {{.Face}}", language.Args{"Key": x.Desk.KeyText(Explain), "Face": name})
	}
	if !x.ModelOn() {
		v.Hint = lang.L("no model is running")
	}
	if t.e.Text == "" {
		return v
	}
	if x.ModelOn() {
		v.Hint = lang.L("{{.Key}} writes it again", x.key())
	}
	v.Text, v.Marks, v.Note = t.e.Text, t.marks, x.noteOn(p.ID, &t.e)
	if name != "" {
		v.Note = lang.L("About {{.Face}}: the model saw its close-up beside the photo.", language.Args{"Face": name}) + " " + v.Note
	}
	return v
}

// beingWritten says what there is so far.
func (x *Explaining) beingWritten() *inspector.Words {
	v := &inspector.Words{Hint: lang.L("{{.Key}} or {{.Back}} stops", language.Args{"Key": x.Desk.KeyText(Explain), "Back": x.Desk.KeyText("back")}), Text: x.live, State: lang.L("writing…")}
	switch {
	case x.waits:
		v.State = lang.L("The photos in view are scored first…")
	case x.live == "":
		v.State = lang.L("The model reads the photo…")
		if x.writing.isFace() {
			v.State = lang.L("The model reads the photo and the close-up of the face…")
		}
	}
	if x.stopping {
		v.Hint, v.State = "", lang.L("stopping…")
	}
	return v
}

// noteOn says what a text is and what it is not.
func (x *Explaining) noteOn(id library.ID, e *library.Explanation) string {
	notes := []string{lang.L("It was written after the score and does not change it.")}
	raw, shown := x.Session.RawScoreBy(x.Session.Chosen(), id), x.Session.Score(id)
	switch {
	case raw != nil && !e.Explains(raw):
		notes = append(notes, lang.L("It is about an earlier score, {{.Number}}.", map[string]any{"Number": style.Number(e.Overall)}))
	case shown != nil && style.Number(shown.Overall) != style.Number(e.Overall):
		notes = append(notes, lang.L("Its numbers are the model's own, before they were spread."))
	}
	by := e.By.Model
	if at := strings.LastIndex(by, " "); at > 0 {
		by = by[:at] // without the digest
	}
	if !e.WrittenAt.IsZero() {
		by += ", " + language.Moment(e.WrittenAt.Local())
	}
	if told := x.toldText(e); told != "" {
		notes = append(notes, told)
	}
	return strings.Join(append(notes, library.Display(by)), " ")
}

// toldText says how often texts like this one were told from those of other photos, ""
// where that was not measured on enough pairs.
func (x *Explaining) toldText(e *library.Explanation) string {
	check, ok := x.checks.Of(e)
	if _, isFace := e.Face(); !ok || isFace {
		return ""
	}
	low, high := check.Told.Interval()
	percent := func(v float64) string { return language.Decimal(100*v, 0) }
	return lang.L("Held against another photo of the shoot, such a text fits its own better in {{.Share}} % of cases (95 % interval {{.Low}} to {{.High}} %, {{.Pairs}} pairs; chance is 50 %).",
		language.Args{"Share": percent(check.Told.Value()), "Low": percent(low), "High": percent(high), "Pairs": language.Count(check.Told.Pairs)})
}

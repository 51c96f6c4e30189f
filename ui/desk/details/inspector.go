package details

import (
	"strconv"

	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/app/scorers"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/message"
	"keeplight.app/keeplight/ui/inspector"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/style"
)

// Inspector is all that the right panel says of a photo; nil is none.
func (d *Details) Inspector(p *library.Photo) inspector.View {
	if p == nil {
		return inspector.View{}
	}
	problem := d.session.Problem(p.ID)
	v := inspector.View{
		Name:         library.Display(p.Name()),
		CaptureLines: captureLines(p), FileLines: fileLines(p), Decided: p.Decision, Axes: d.session.Chosen().Attributes(),
		Problem: language.Sentence(language.Message(problem)), CanTryAgain: message.CanTryAgain(problem),
		Damage: damageText(p),
	}
	if d.session.Chosen() == scorers.BuiltIn {
		v.OverallTitle, v.Measured = lang.L("technical quality"), true
		if version := d.earlierVersion(p.ID); version != "" {
			v.State = lang.L("by version {{.Version}}", language.Args{"Version": version})
		}
	} else {
		d.addModel(&v, p.ID)
	}
	v.Places = d.stacks.Lines(p.ID)
	if s := d.session.Score(p.ID); s != nil {
		v.Words, v.Places = d.explanations.Words(p), append(v.Places, d.places.Lines(p.ID, len(v.Places) == 0)...)
		v.Overall, v.Values, v.Against = s.Overall, s.Values, d.against(p.ID, s)
		v.Stack, v.Frames = d.sharpness(p.ID, s), d.frames(p.ID)
		if !message.IsGrade(s.Summary.Code()) {
			v.Summary = language.Message(s.Summary) // a grade says in words what number and reasons say
		}
		for i := range s.Reasons {
			v.Reasons[i] = language.Message(s.Reasons[i])
		}
	} else if v.Problem == "" && v.State == "" {
		v.State = lang.L("waiting to be scored")
	}
	if d.faces != nil {
		v.Faces = d.faces.Line(p)
	}
	return v
}

// addModel says what is special about a model's score: what was measured beside
// it, what it was before it was spread out, and whether to trust it.
func (d *Details) addModel(v *inspector.View, id library.ID) {
	v.OverallTitle = lang.L("overall")
	if measured := d.session.ScoreBy(scorers.BuiltIn, id); measured != nil {
		v.Checks = &measured.Values
	}
	raw := d.session.RawScoreBy(d.session.Chosen(), id)
	if raw == nil {
		if d.scorers.ModelOff() {
			v.State = lang.L("no model is running")
		}
		return
	}
	if shown := d.session.Score(id); style.Number(shown.Overall) != style.Number(raw.Overall) {
		v.OverallTitle = lang.L("overall · given as {{.Number}}", map[string]any{"Number": style.Number(raw.Overall)})
	}
	v.Warning = lowConfidence(raw)
	if seen := seenText(raw); seen != "" {
		v.FileLines = append(v.FileLines, seen)
	}
}

// seenText says how much of the photo a model saw: as how many tokens, and whether
// llama.cpp cut it up by a rule of its own. Scores of earlier versions say nothing.
func seenText(s *library.Score) string {
	if s.PictureTokens <= 0 {
		return ""
	}
	tokens := map[string]any{"Tokens": strconv.Itoa(s.PictureTokens)}
	if scorers.SizedByRuntime(s) {
		return lang.L("The model saw {{.Tokens}} tokens of picture, brought to size by llama.cpp", tokens)
	}
	return lang.L("The model saw {{.Tokens}} tokens of picture", tokens)
}

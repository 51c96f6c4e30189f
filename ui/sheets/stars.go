package sheets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/controls"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/style"
)

const (
	starsWidth      float32 = 520
	starsFieldWidth float32 = 84
	starsLabelWidth float32 = 96
)

// StarsView is what the sheet for stars by score shows.
type StarsView struct {
	What   string    // whose scores: "12 selected photos"
	Least  [5]string // the least overall scores for 1 to 5 stars, as they are typed
	Get    [5]int    // how many photos get so many
	Others []string  // what becomes of the other photos, a line each
	Give   int       // photos that get any
	Wrong  string    // why nothing can be given, "" where something can
}

// StarsCallbacks are what the sheet asks for.
type StarsCallbacks struct {
	OnLeast func(stars int, text string) // another least score was typed, for 1 to 5 stars
	OnGive  func()
	OnClose func()
}

// Stars is the sheet in which the person says from which score on a photo gets how many
// stars, and sees how many would. Put it Over the window and feed it with Set.
type Stars struct {
	card
	title  *canvas.Text
	fields [5]*controls.Field
	counts [5]*canvas.Text
	others *controls.Paragraph
	give   *controls.Pill
	shown  StarsView
}

var _ fyne.Widget = (*Stars)(nil)

// NewStars makes the sheet.
func NewStars(c StarsCallbacks) *Stars {
	s := &Stars{
		title:  style.Text("", style.TextTitle, style.Ink, true),
		others: controls.NewParagraph(style.TextSmall, starsWidth),
		give:   controls.NewPill("", language.Keys("Enter"), c.OnGive),
	}
	s.give.SetPrimary(true)
	words := controls.NewParagraph(style.TextSmall, starsWidth, lines([]string{
		lang.L("Photos without stars get them by the scores that are shown. Photos that have stars keep their own, and rejects get none. Leave a line empty for a number of stars that no photo is to get."),
	}, style.Muted)...)
	form := container.New(&controls.Column{})
	for i := range s.fields {
		form.Add(s.line(i, c))
	}
	s.fill(s, controls.Sized(container.New(&controls.Column{},
		s.title, controls.Space(style.Gap), words, controls.Space(style.Gap), form, controls.Space(style.GapSmall), s.others,
		controls.Space(style.GapLarge),
		container.NewHBox(layout.NewSpacer(), controls.NewPill(lang.L("Cancel"), language.Keys("Esc"), c.OnClose), s.give)), starsWidth, 0))
	s.Set(StarsView{})
	return s
}

// line is that of one number of stars: the least score, and how many photos reach it.
func (s *Stars) line(i int, c StarsCallbacks) fyne.CanvasObject {
	stars := controls.NewStars(style.TextBody)
	stars.Set(library.Rating(i + 1))
	s.counts[i] = style.Text("", style.TextBody, style.Soft, false)
	field := controls.NewField(lang.L("none"), func(text string) {
		if text != s.shown.Least[i] {
			c.OnLeast(i+1, text)
		}
	})
	field.TabStop = true
	field.OnSubmitted = func(string) { c.OnGive() }
	field.OnEscape = c.OnClose
	s.fields[i] = field
	from := style.Text(lang.L("from score"), style.TextSmall, style.Muted, false)
	return container.New(&controls.Column{}, container.NewHBox(
		controls.Sized(container.NewCenter(stars), starsLabelWidth, 0), container.NewCenter(from),
		controls.Sized(field, starsFieldWidth, 0), container.NewCenter(s.counts[i])), controls.Space(style.GapSmall))
}

// Focus puts the keyboard into the field of five stars.
func (s *Stars) Focus(c fyne.Canvas) { c.Focus(s.fields[len(s.fields)-1]) }

// Set shows v.
func (s *Stars) Set(v StarsView) {
	s.shown = v
	s.title.Text = style.Shorten(lang.L("Stars by score: {{.What}}", language.Args{"What": v.What}), style.TextTitle, true, starsWidth)
	for i, field := range s.fields {
		if field.Text != v.Least[i] {
			field.SetText(v.Least[i])
		}
		s.counts[i].Text = ""
		if v.Wrong == "" && v.Get[i] > 0 {
			s.counts[i].Text = language.Plural("{{.N}} photos", v.Get[i])
		}
	}
	if v.Wrong != "" {
		s.others.Set(lines([]string{v.Wrong}, style.Problem)...)
	} else {
		s.others.Set(lines(v.Others, style.Soft)...)
	}
	s.give.SetTitle(lang.L("Give stars"))
	if v.Wrong == "" && v.Give > 0 {
		s.give.SetTitle(language.Plural("Give stars to {{.N}} photos", v.Give))
	}
	s.give.SetEnabled(v.Wrong == "" && v.Give > 0)
	s.Refresh()
	if s.onGrown != nil {
		s.onGrown()
	}
}

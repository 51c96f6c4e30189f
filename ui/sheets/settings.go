package sheets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"keeplight.app/keeplight/ui/controls"
	"keeplight.app/keeplight/ui/style"
)

const (
	settingsWidth      float32 = 800
	offerWidth                 = settingsWidth - 280
	settingsLabelWidth float32 = 120
)

const (
	engineIntro  = "A model runs on llama.cpp, on this computer alone. Nothing is fetched before you have seen its size and licence and agreed; what comes is compared with the digest its publisher announces."
	modelsIntro  = "A vision model gives an opinion on all ten attributes. It is downloaded from huggingface.co; the memory is an estimate. Removing a model keeps its scores."
	explainIntro = "What the model writes about its scores. A text explains a number and never changes one."
)

// SettingsView is what the settings page shows.
type SettingsView struct {
	Devices []string // what a model can run on, in words; empty where that is not known
	Engines []Offer
	Models  []Offer
	Words   string // what is going on
	Problem string // what went wrong last, "" when all is well

	Fields bool // explanations are numbered fields, not sentences
	InView bool // photos in view are explained while nothing is scored
}

// SettingsCallbacks are what the settings page asks for.
type SettingsCallbacks struct {
	OnEngine, OnModel           func(id string) // the first button of an offer
	OnOtherEngine, OnOtherModel func(id string) // the second one
	OnFields, OnInView          func(on bool)
	OnCheck                     func() // checks the engine; nil hides the button
	OnOwnFiles, OnClose         func()
}

// Settings is the settings page. Put it Over the window and feed it with Set.
type Settings struct {
	card
	devices, words  *controls.Paragraph
	engines, models *offers
	form, when      *controls.SegmentedBar
	at              int // of all offers, the one at which the keyboard is
}

var _ fyne.Widget = (*Settings)(nil)

// NewSettings makes the page.
func NewSettings(c SettingsCallbacks) *Settings {
	s := &Settings{
		devices: controls.NewParagraph(style.TextSmall, settingsWidth),
		words:   controls.NewParagraph(style.TextSmall, settingsWidth),
		engines: newOffers(c.OnEngine, c.OnOtherEngine),
		models:  newOffers(c.OnModel, c.OnOtherModel),
		form:    twoWays("In sentences", "In numbered fields", c.OnFields),
		when:    twoWays("Only when W asks", "Photos in view too, while nothing is scored", c.OnInView),
	}
	close := controls.NewPill("Close", "Esc", c.OnClose)
	own := controls.NewPill("Use files I have…", "Ctrl+M", c.OnOwnFiles)
	check := controls.NewPill("Check the engine", "C", c.OnCheck)
	check.Hidden = c.OnCheck == nil
	section := func(title, intro string) fyne.CanvasObject {
		return container.New(&controls.Column{}, controls.SectionTitle(title), controls.Space(style.GapSmall),
			controls.NewParagraph(style.TextSmall, settingsWidth, controls.Span{Text: intro, Color: style.Muted}),
			controls.Space(style.GapSmall))
	}
	choice := func(label string, bar *controls.SegmentedBar, key string) fyne.CanvasObject {
		return labelled(label, settingsLabelWidth, container.NewHBox(bar, container.NewCenter(style.Text(key, style.TextSmall, style.Muted, false))))
	}
	s.fill(s, controls.Sized(container.New(&controls.Column{},
		style.Text("Settings", style.TextTitle, style.Ink, true), controls.Space(style.Gap),
		section("ENGINE", engineIntro), s.devices, controls.Space(style.GapSmall), s.engines.root, controls.Space(style.Gap),
		section("MODELS", modelsIntro), s.models.root, controls.Space(style.Gap),
		section("EXPLANATIONS", explainIntro), choice("Written", s.form, "Shift+W"), choice("When", s.when, "Ctrl+W"),
		controls.Space(style.Gap), s.words, controls.Space(style.Gap),
		container.NewHBox(check, layout.NewSpacer(), close, own)), settingsWidth, 0))
	return s
}

// Set shows v.
func (s *Settings) Set(v SettingsView) {
	if len(v.Devices) > 0 {
		s.devices.Set(lines(v.Devices, style.Soft)...)
	} else {
		s.devices.Set(lines([]string{"Which GPU there is, is known once llama.cpp is installed."}, style.Soft)...)
	}
	s.engines.set(v.Engines)
	s.models.set(v.Models)
	s.showChosen()
	for bar, on := range map[*controls.SegmentedBar]bool{s.form: v.Fields, s.when: v.InView} {
		bar.Select(map[bool]int{true: 1}[on])
	}
	spans := lines(nil, style.Soft)
	if v.Words != "" {
		spans = append(spans, lines([]string{v.Words}, style.Soft)...)
	}
	if v.Problem != "" {
		spans = append(spans, lines([]string{v.Problem}, style.Problem)...)
	}
	s.words.Set(spans...)
	if s.onGrown != nil {
		s.onGrown()
		return
	}
	s.Refresh()
}

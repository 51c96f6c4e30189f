package sheets

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"

	"keeplight.app/keeplight/ui/controls"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/style"
)

const (
	settingsWidth      float32 = 800
	offerWidth                 = settingsWidth - 280
	settingsLabelWidth float32 = 120
)

func engineIntro() string {
	return lang.L("A model runs on llama.cpp, on this computer alone. Nothing is downloaded before you have seen its size and licence and agreed; " +
		"every download is compared with the digest that its publisher announces.")
}

func modelsIntro() string {
	return lang.L("A vision model judges all ten attributes. It is downloaded from huggingface.co; the memory named is the most that it takes. Removing a model keeps its scores.")
}

func explainIntro() string {
	return lang.L("What the model writes about its scores. A text explains a score and never changes one.")
}

// SettingsView is what the settings page shows.
type SettingsView struct {
	Devices []string // what a model can run on, in words; empty where that is not known
	Engines []Offer
	Models  []Offer
	Words   string // what is going on
	Problem string // what went wrong last, "" when all is well

	Fields bool // explanations are numbered fields, not sentences
	InView bool // photos in view are explained while nothing is scored

	Appearance style.Appearance
}

// SettingsCallbacks are what the settings page asks for.
type SettingsCallbacks struct {
	OnEngine, OnModel           func(id string) // the first button of an offer
	OnOtherEngine, OnOtherModel func(id string) // the second one
	OnFields, OnInView          func(on bool)
	OnCheck                     func()                 // checks the engine; nil hides the button
	OnAppearance                func(style.Appearance) // nil hides the choice
	OnOwnFiles, OnClose         func()
}

// Settings is the settings page. Put it Over the window and feed it with Set.
type Settings struct {
	card
	devices, words  *controls.Paragraph
	engines, models *offers
	form, when      *controls.SegmentedBar
	appearance      *controls.SegmentedBar
	onAppearance    func(style.Appearance)
	at              int     // of all offers, the one at which the keyboard is
	said            *string // what the page said last, nil until it was shown
}

var _ fyne.Widget = (*Settings)(nil)

// NewSettings makes the page, with the keys that its choices have elsewhere.
func NewSettings(c SettingsCallbacks, h Hints) *Settings {
	s := &Settings{
		devices: controls.NewParagraph(style.TextSmall, settingsWidth),
		words:   controls.NewParagraph(style.TextSmall, settingsWidth),
		engines: newOffers(c.OnEngine, c.OnOtherEngine),
		models:  newOffers(c.OnModel, c.OnOtherModel),
		form:    twoWays(lang.L("In sentences"), lang.L("In numbered fields"), c.OnFields),
		when:    twoWays(lang.L("Only when asked"), lang.L("Photos in view too, while nothing is scored"), c.OnInView),

		onAppearance: c.OnAppearance,
	}
	s.appearance = controls.NewSegmentedBar(appearanceSegments(), s.chooseAppearance)
	close := controls.NewPill(lang.L("Close"), language.Keys("Esc"), c.OnClose)
	own := controls.NewPill(lang.L("Use files I have…"), h.Model, c.OnOwnFiles)
	check := controls.NewPill(lang.L("Check the engine"), "C", c.OnCheck)
	check.Hidden = c.OnCheck == nil
	looks := container.New(&controls.Column{}, settingsSection(lang.L("APPEARANCE"), ""),
		settingsChoice(lang.L("Theme"), s.appearance, AppearanceKey), controls.Space(style.Gap))
	looks.Hidden = c.OnAppearance == nil
	s.fill(s, controls.Sized(container.New(&controls.Column{},
		style.Text(lang.L("Settings"), style.TextTitle, style.Ink, true), controls.Space(style.GapLarge),
		looks,
		settingsSection(lang.L("ENGINE"), engineIntro()), s.devices, controls.Space(style.GapSmall), s.engines.root, controls.Space(style.Gap),
		settingsSection(lang.L("MODELS"), modelsIntro()), s.models.root, controls.Space(style.Gap),
		settingsSection(lang.L("EXPLANATIONS"), explainIntro()),
		settingsChoice(lang.L("Written"), s.form, h.Form), settingsChoice(lang.L("When"), s.when, h.InView),
		controls.Space(style.Gap), s.words, controls.Space(style.Gap),
		container.NewHBox(check, layout.NewSpacer(), close, own)), settingsWidth, 0))
	return s
}

// settingsSection is the heading of a section and what is to be known of it.
func settingsSection(title, intro string) fyne.CanvasObject {
	return container.New(&controls.Column{}, controls.SectionTitle(title), controls.Space(style.GapSmall),
		controls.NewParagraph(style.TextSmall, settingsWidth, controls.Span{Text: intro, Color: style.Muted}),
		controls.Space(style.GapSmall))
}

// settingsChoice is a choice with its label before it and its key after it.
func settingsChoice(label string, bar *controls.SegmentedBar, key string) fyne.CanvasObject {
	words := container.NewCenter(style.Text(language.Keys(key), style.TextSmall, style.Muted, false))
	return labelled(label, settingsLabelWidth, container.NewHBox(bar, words))
}

// Set shows v.
func (s *Settings) Set(v SettingsView) {
	if len(v.Devices) > 0 {
		s.devices.Set(lines(v.Devices, style.Soft)...)
	} else {
		s.devices.Set(lines([]string{lang.L("The GPU is known once llama.cpp is installed.")}, style.Soft)...)
	}
	s.engines.set(v.Engines)
	s.models.set(v.Models)
	s.showChosen()
	s.appearance.Select(max(0, slices.Index(appearances(), v.Appearance)))
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
	} else {
		s.Refresh()
	}
	s.showNews(v.Words + v.Problem)
}

// showNews brings what the page has to say into view when it changes: it stands below
// all offers.
func (s *Settings) showNews(text string) {
	if s.said != nil && *s.said != text && text != "" {
		s.scroll.ScrollToBottom()
	}
	s.said = &text
}

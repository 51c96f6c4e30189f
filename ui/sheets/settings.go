package sheets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"keeplight/ui/controls"
	"keeplight/ui/look"
)

const (
	settingsWidth float32 = 800
	offerWidth            = settingsWidth - 230
)

const (
	engineIntro = "llama.cpp runs a model on this computer. Nothing is fetched before you press Install, and everything that is fetched is compared with the digest its publisher announces."
	modelsIntro = "Sizes are what is downloaded. The memory is an estimate. Removing a model keeps its scores."
)

// SettingsView is what the settings page shows.
type SettingsView struct {
	Devices []string // what a model can run on, in words; empty where that is not known
	Engines []Offer
	Models  []Offer
	Words   string // what is going on
	Problem string // what went wrong last, "" when all is well
}

// Offer is one thing that can be installed.
type Offer struct {
	ID, Title string
	About     string // size, memory, licence and whether it fits
	Action    string // what the button does; "" is no button
	Other     string // what a second one does; "" is none
	Share     float64
	Moving    bool // it is on its way: Share, 0..1, is shown
}

// SettingsCallbacks are what the settings page asks for.
type SettingsCallbacks struct {
	OnEngine, OnModel           func(id string) // the first button of an offer
	OnOtherEngine, OnOtherModel func(id string) // the second one
	OnCheck                     func()          // checks the engine; nil hides the button
	OnOwnFiles, OnClose         func()
}

// Settings is the settings page. Put it Over the window and feed it with Set.
type Settings struct {
	card
	calls           SettingsCallbacks
	devices, words  *controls.Paragraph
	engines, models *offers
}

var _ fyne.Widget = (*Settings)(nil)

// NewSettings makes the page.
func NewSettings(c SettingsCallbacks) *Settings {
	s := &Settings{
		calls:   c,
		devices: controls.NewParagraph(look.TextSmall, settingsWidth),
		words:   controls.NewParagraph(look.TextSmall, settingsWidth),
		engines: newOffers(c.OnEngine, c.OnOtherEngine),
		models:  newOffers(c.OnModel, c.OnOtherModel),
	}
	close := controls.NewPill("Close", "Esc", c.OnClose)
	own := controls.NewPill("Use files I have…", "Ctrl+M", c.OnOwnFiles)
	check := controls.NewPill("Check the engine", "", c.OnCheck)
	check.Hidden = c.OnCheck == nil
	muted := func(text string) fyne.CanvasObject {
		return controls.NewParagraph(look.TextSmall, settingsWidth, controls.Span{Text: text, Color: look.Muted})
	}
	s.fill(s, controls.Sized(container.New(&controls.Column{},
		look.Text("Settings", look.TextTitle, look.Ink, true), controls.Space(look.GapLarge),
		controls.SectionTitle("ENGINE"), controls.Space(look.GapSmall),
		muted(engineIntro), s.devices, controls.Space(look.Gap), s.engines.root,
		controls.Space(look.GapLarge),
		controls.SectionTitle("MODELS"), controls.Space(look.GapSmall),
		muted(modelsIntro), controls.Space(look.Gap), s.models.root,
		controls.Space(look.Gap), s.words, controls.Space(look.GapLarge),
		container.NewHBox(check, layout.NewSpacer(), close, own)), settingsWidth, 0))
	return s
}

// Set shows v.
func (s *Settings) Set(v SettingsView) {
	if len(v.Devices) > 0 {
		s.devices.Set(lines(v.Devices, look.Soft)...)
	} else {
		s.devices.Set(lines([]string{"Which GPU there is, is known once llama.cpp is installed."}, look.Soft)...)
	}
	s.engines.set(v.Engines)
	s.models.set(v.Models)
	spans := lines(nil, look.Soft)
	if v.Words != "" {
		spans = append(spans, lines([]string{v.Words}, look.Soft)...)
	}
	if v.Problem != "" {
		spans = append(spans, lines([]string{v.Problem}, look.Problem)...)
	}
	s.words.Set(spans...)
	if s.onGrown != nil {
		s.onGrown()
		return
	}
	s.Refresh()
}

// offers is a list of offers, whose rows stay while what they say changes.
type offers struct {
	root            *fyne.Container
	rows            map[string]*offerRow
	onFirst, onNext func(id string)
}

func newOffers(first, next func(id string)) *offers {
	return &offers{root: container.NewVBox(), rows: map[string]*offerRow{}, onFirst: first, onNext: next}
}

func (o *offers) set(all []Offer) {
	for _, v := range all {
		row := o.rows[v.ID]
		if row == nil {
			row = newOfferRow(func() { o.onFirst(v.ID) }, func() { o.onNext(v.ID) })
			o.rows[v.ID] = row
			o.root.Add(row.root)
		}
		row.set(v)
	}
}

// offerRow is one offer with its buttons.
type offerRow struct {
	root        fyne.CanvasObject
	text        *controls.Paragraph
	meter       *controls.Meter
	first, next *controls.Pill
}

func newOfferRow(first, next func()) *offerRow {
	r := &offerRow{
		text:  controls.NewParagraph(look.TextSmall, offerWidth),
		meter: controls.NewMeter(),
		first: controls.NewPill("", "", first), next: controls.NewPill("", "", next),
	}
	r.next.SetQuiet(true)
	buttons := container.NewHBox(layout.NewSpacer(), r.next, r.first)
	r.root = container.New(&controls.Column{},
		controls.NewFrame(nil, nil, nil, container.NewVBox(buttons), container.New(&controls.Column{}, r.text, r.meter)),
		controls.Space(look.Gap))
	return r
}

func (r *offerRow) set(v Offer) {
	r.text.Set(controls.Span{Text: v.Title, Color: look.Ink, Bold: true}, controls.Span{Text: v.About, Color: look.Muted, NewLine: true})
	r.meter.Hidden = !v.Moving
	r.meter.Set(v.Share, 0, look.Accent)
	for button, title := range map[*controls.Pill]string{r.first: v.Action, r.next: v.Other} {
		button.Hidden = title == ""
		button.SetTitle(title)
	}
	r.root.Refresh()
}

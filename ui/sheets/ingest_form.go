package sheets

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/controls"
	"keeplight.app/keeplight/ui/style"
)

// ingestForm is where the person says what is copied to where, and sees what would
// happen.
type ingestForm struct {
	cards    *fyne.Container // of the bar, which is made anew when cards come and go
	names    []string        // in the bar
	onCard   func(int)
	folders  [ingestPlaces]*controls.Field
	template *controls.Field
	all      *controls.SegmentedBar
	hint     *controls.Paragraph
	facts    *controls.Paragraph
	preview  *controls.Paragraph
	shown    IngestView // what Set gave
	root     *fyne.Container
}

func newIngestForm(c IngestCallbacks) *ingestForm {
	width := exportWidth - exportLabelWidth
	f := &ingestForm{
		cards: container.NewHBox(), onCard: c.OnCard,
		hint:    controls.NewParagraph(style.TextTiny, width),
		facts:   controls.NewParagraph(style.TextSmall, width),
		preview: controls.NewParagraph(style.TextSmall, width),
	}
	for place, hint := range []string{
		lang.L("the card, such as /media/EOS_DIGITAL"), lang.L("folder, such as ~/Pictures"), lang.L("none: a folder on another disk"),
	} {
		f.folders[place] = f.field(hint, c, func(text string) {
			// A space at the end is no change: it must not be taken from the hand.
			if text = strings.TrimSpace(text); text != f.shown.Folders[place] && c.OnFolder != nil {
				c.OnFolder(IngestPlace(place), text)
			}
		})
	}
	f.template = f.field("", c, func(text string) {
		if text != f.shown.Template && c.OnTemplate != nil {
			c.OnTemplate(text)
		}
	})
	f.all = controls.NewSegmentedBar([]controls.Segment{{Title: lang.L("New ones")}, {Title: lang.L("All, also those copied before")}}, func(i int) {
		if c.OnAll != nil {
			c.OnAll(i == 1)
		}
	})
	f.root = container.New(&controls.Column{},
		f.cards,
		f.line(lang.L("Card"), IngestCard, c), f.line(lang.L("To"), IngestTo, c), f.line(lang.L("Backup"), IngestSecond, c),
		formLine(lang.L("Names"), f.template),
		formLine("", f.hint),
		formLine(lang.L("Photos"), container.NewHBox(f.all)),
		formLine(lang.L("Found"), f.facts),
		formLine(lang.L("Preview"), f.preview),
	)
	return f
}

// field is a line to type into; Enter starts, Esc closes.
func (f *ingestForm) field(hint string, c IngestCallbacks, changed func(string)) *controls.Field {
	field := controls.NewField(hint, changed)
	field.OnSubmitted = func(string) {
		if c.OnStart != nil {
			c.OnStart()
		}
	}
	field.OnEscape = c.OnClose
	field.TabStop = true
	return field
}

// line is a folder's field with the button that asks the system's dialog.
func (f *ingestForm) line(label string, place IngestPlace, c IngestCallbacks) fyne.CanvasObject {
	choose := container.New(layout.NewCustomPaddedLayout(2, 2, style.Gap, 0),
		controls.NewPill(lang.L("Choose folder…"), "", func() { c.OnChoose(place) }))
	return formLine(label, controls.NewFrame(nil, nil, nil, choose, f.folders[place]))
}

func (f *ingestForm) set(v *IngestView) {
	f.shown = *v
	for place, field := range f.folders {
		if strings.TrimSpace(field.Text) != v.Folders[place] {
			field.SetText(v.Folders[place])
		}
	}
	if f.template.Text != v.Template {
		f.template.SetText(v.Template)
	}
	f.setCards(v)
	all := 0
	if v.All {
		all = 1
	}
	f.all.Select(all)
	f.hint.Set(lines([]string{v.Hint}, style.Muted)...)
	room := exportWidth - exportLabelWidth
	short := make([]string, len(v.Preview))
	for i, line := range v.Preview {
		short[i] = style.Shorten(library.Display(line), style.TextSmall, false, room)
	}
	f.preview.Set(orHint(short, lang.L("Choose a card and a folder to see what would be written."))...)
	f.facts.Set(orHint(v.Facts, lang.L("nothing yet"))...)
}

func orHint(texts []string, hint string) []controls.Span {
	if len(texts) == 0 {
		return lines([]string{hint}, style.Muted)
	}
	return lines(texts, style.Soft)
}

// setCards shows the cards that are connected, where there is more than one to choose
// from, or none is chosen.
func (f *ingestForm) setCards(v *IngestView) {
	f.cards.Hidden = len(v.Cards) == 0 || len(v.Cards) == 1 && v.Card == 0
	if strings.Join(f.names, "\n") != strings.Join(v.Cards, "\n") || len(f.cards.Objects) == 0 {
		f.names = v.Cards
		var segments []controls.Segment
		for _, name := range v.Cards {
			segments = append(segments, controls.Segment{Title: name})
		}
		f.cards.Objects = []fyne.CanvasObject{
			controls.Sized(style.Text("", style.TextSmall, style.Muted, false), exportLabelWidth, 0),
			controls.NewSegmentedBar(segments, f.onCard),
		}
	}
	if bar, ok := f.cards.Objects[1].(*controls.SegmentedBar); ok {
		bar.Select(v.Card)
	}
}

// ingestRunning shows how far a running import is.
type ingestRunning struct {
	meter          *controls.Meter
	counted, speed *canvas.Text
	root           *fyne.Container
}

func newIngestRunning() *ingestRunning {
	r := &ingestRunning{
		meter:   controls.NewMeter(),
		counted: style.Text("", style.TextBody, style.Soft, false), speed: style.Text("", style.TextSmall, style.Muted, false),
	}
	r.root = container.New(&controls.Column{},
		controls.Sized(r.meter, 0, style.GapLarge), controls.Space(style.Gap), r.counted, controls.Space(style.GapSmall), r.speed)
	return r
}

func (r *ingestRunning) set(v *IngestView) {
	r.meter.Set(v.Share, 0, style.Accent)
	r.counted.Text = style.Shorten(v.Counted, style.TextBody, false, exportWidth)
	r.speed.Text = v.Speed
}

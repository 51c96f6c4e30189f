package inspector

import (
	"slices"
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

// contradicted stands before what contradicts a value, so that colour is not alone
// in saying so.
const contradicted = "[!]"

// Words is what the panel shows of an explanation.
type Words struct {
	Hint  string                  // beside the title: which key does what
	Note  string                  // what the text is and is not; "" while there is none
	State string                  // what is going on, "" when all is at rest
	Text  string                  // plain text, lines parted by "\n"
	Marks []library.Contradiction // of Text, in its order
}

// explained is the section with the explanation.
type explained struct {
	hint *canvas.Text
	card *whyCard
	root *fyne.Container
}

func newExplained(width float32) *explained {
	x := &explained{hint: style.Text("", style.TextTiny, style.Muted, false), card: newWhyCard(width)}
	title := container.NewHBox(controls.SectionTitle(lang.L("EXPLANATION")), layout.NewSpacer(), x.hint)
	x.root = section(style.GapLarge, title, controls.Space(6), x.card)
	return x
}

func (x *explained) set(w *Words) {
	x.root.Hidden = w == nil
	if w == nil {
		return
	}
	x.hint.Text = w.Hint
	spans := wordSpans(w)
	x.card.set(spans)
	x.card.Hidden = len(spans) == 0
}

// wordSpans is the text with its contradictions marked, what they are, and what
// is to be said of the text.
func wordSpans(w *Words) []controls.Span {
	var spans []controls.Span
	at := 0
	put := func(to int, wrong bool) {
		if to > at {
			spans = append(spans, textSpans(w.Text[at:to], wrong, at == 0 || w.Text[at-1] == '\n')...)
			at = to
		}
	}
	for _, m := range w.Marks {
		if at <= m.From && m.From < m.To && m.To <= len(w.Text) {
			put(m.From, false)
			put(m.To, true)
		}
	}
	put(len(w.Text), false)
	var told []string
	for _, m := range w.Marks {
		if !slices.Contains(told, m.Reason) {
			told = append(told, m.Reason)
			spans = append(spans, controls.Span{Text: contradicted + " " + library.Display(m.Reason), Color: style.Warning, NewLine: true})
		}
	}
	for _, text := range []string{w.State, w.Note} {
		if text != "" {
			spans = append(spans, controls.Span{Text: text, Color: style.Muted, NewLine: true})
		}
	}
	return spans
}

// textSpans is a stretch of the text, each of its lines on one of its own.
func textSpans(text string, wrong, newLine bool) []controls.Span {
	var spans []controls.Span
	for i, line := range strings.Split(text, "\n") {
		if strings.TrimSpace(line) == "" {
			continue
		}
		s := controls.Span{Text: library.Display(line), Color: style.Ink, NewLine: newLine || i > 0}
		if wrong {
			s.Text, s.Color = contradicted+" "+s.Text, style.Warning
		}
		spans = append(spans, s)
	}
	return spans
}

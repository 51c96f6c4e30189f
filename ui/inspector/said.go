package inspector

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/ui/controls"
	"keeplight.app/keeplight/ui/style"
)

// Said is what is known of a photo through its sidecars. The zero value is nothing.
type Said struct {
	Origins   []string // where each decision comes from: "3 stars from Lightroom's sidecar"
	Title     string
	Caption   string
	Keywords  []string
	Conflicts []string // what this program and another one both changed, with both values
	Problem   string   // why a sidecar is not read or not written; "" when all is well

	KeepKey, TakeKey string // the keys that settle a conflict; "" for none
}

// saidPart shows what sidecars say, and asks which of two values counts.
type saidPart struct {
	words    *controls.Paragraph
	conflict *controls.Paragraph
	keep     *controls.Pill
	take     *controls.Pill
	asked    *fyne.Container // the conflict with its answers
	root     *fyne.Container

	onSettle func(mine bool) // nil before anybody listens
}

func newSaidPart(width float32) *saidPart {
	s := &saidPart{
		words:    controls.NewParagraph(style.TextSmall, width),
		conflict: controls.NewParagraph(style.TextSmall, width),
	}
	settle := func(mine bool) func() {
		return func() {
			if s.onSettle != nil {
				s.onSettle(mine)
			}
		}
	}
	s.keep = controls.NewPill(lang.L("Keep mine"), "", settle(true))
	s.take = controls.NewPill(lang.L("Take theirs"), "", settle(false))
	s.keep.SetStretched(true) // side by side they would widen a narrow panel
	s.take.SetStretched(true)
	s.asked = section(style.Gap, controls.SectionTitle(lang.L("CONFLICT")), controls.Space(6), s.conflict,
		controls.Space(style.Gap), s.keep, controls.Space(style.GapSmall), s.take)
	s.root = section(style.GapLarge, controls.SectionTitle(lang.L("SIDECARS")), controls.Space(6), s.words)
	s.set(&Said{})
	return s
}

func (s *saidPart) set(v *Said) {
	s.keep.SetKey(v.KeepKey)
	s.take.SetKey(v.TakeKey)
	var conflict []controls.Span
	for _, line := range v.Conflicts {
		conflict = append(conflict, controls.Span{Text: line, Color: style.Warning, NewLine: true})
	}
	s.conflict.Set(conflict...)
	s.asked.Hidden = len(conflict) == 0
	spans := saidSpans(v)
	s.words.Set(spans...)
	s.root.Hidden = len(spans) == 0
}

func (s *saidPart) setWidth(width float32) {
	s.words.SetWidth(width)
	s.conflict.SetWidth(width)
}

// saidSpans are title, caption and keywords, where decisions come from, and what went
// wrong.
func saidSpans(v *Said) []controls.Span {
	var spans []controls.Span
	if v.Problem != "" {
		spans = append(spans, controls.Span{Text: v.Problem, Color: style.Problem, NewLine: true})
	}
	spans = append(spans, lineSpans(v.Origins)...)
	named := func(name, text string) {
		if text != "" {
			spans = append(spans,
				controls.Span{Text: name, Color: style.Muted, NewLine: true}, controls.Span{Text: text, Color: style.Soft})
		}
	}
	named(lang.L("Title:"), v.Title)
	named(lang.L("Caption:"), v.Caption)
	named(lang.L("Keywords:"), strings.Join(v.Keywords, ", "))
	return spans
}

// SetSaid shows what is known of the photo through its sidecars.
func (p *Panel) SetSaid(v Said) {
	p.said.set(&v)
	p.relayout()
}

// OnSettle has f hear that the person settles the photo's conflicts: by their own
// values, or by those of the other program.
func (p *Panel) OnSettle(f func(mine bool)) { p.said.onSettle = f }

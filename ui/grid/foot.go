package grid

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"keeplight.app/keeplight/ui/controls"
	"keeplight.app/keeplight/ui/style"
)

// The room above and below what the foot of a tray says, in device-independent pixels.
const (
	footAbove   float32 = 4
	footBetween float32 = 8
	footBelow   float32 = 8
)

// newFoot says below the frames of an open stack which one is suggested, and what can
// be done with them. In a narrow grid words and buttons take more lines.
func newFoot(t *Tray) *bar {
	var spans []controls.Span
	if t.Suggested != "" {
		spans = append(spans, controls.Span{Text: t.Suggested, Color: style.Accent, Bold: true})
	}
	if t.Sentence != "" {
		spans = append(spans, controls.Span{Text: t.Sentence, Color: style.Soft})
	}
	words := controls.NewParagraph(style.TextSmall, 1000, spans...)
	b := &bar{objects: []fyne.CanvasObject{words}, onMenu: t.OnMenu}
	var pills []*controls.Pill
	for _, a := range t.Actions {
		pill := controls.NewPill(a.Title, a.Key, a.Do)
		pill.SetQuiet(a.Quiet)
		pills = append(pills, pill)
		b.objects = append(b.objects, pill)
	}
	b.high = func(width float32) float32 {
		room := width - 2*trayMargin
		words.SetWidth(room)
		return footAbove + words.MinSize().Height + footBetween + flow(pills, room, nil) + footBelow
	}
	b.lay = func(size fyne.Size) {
		room := size.Width - 2*trayMargin
		words.SetWidth(room)
		high := words.MinSize().Height
		place(words, trayMargin, footAbove, room, high)
		flow(pills, room, func(p *controls.Pill, x, y float32) {
			s := p.MinSize()
			place(p, trayMargin+x, footAbove+high+footBetween+y, min(s.Width, room), s.Height)
		})
	}
	b.ExtendBaseWidget(b)
	return b
}

// flow puts pills beside each other, and in the next line where there is no room for
// them, and gives the height of all lines. put may be nil.
func flow(pills []*controls.Pill, room float32, put func(p *controls.Pill, x, y float32)) (high float32) {
	x := float32(0)
	for _, p := range pills {
		s := p.MinSize()
		if x > 0 && x+s.Width > room {
			x, high = 0, high+style.GapSmall
		}
		if x == 0 {
			high += s.Height
		}
		if put != nil {
			put(p, x, high-s.Height)
		}
		x += s.Width + style.Gap
	}
	return high
}

// footOf is how high the foot of an open stack has to be.
func (w *wall) footOf(t *Tray) float32 { return newFoot(t).high(w.Size().Width - 2*theme.Padding()) }

// footsChanged is true where what open stacks say at their feet needs another height than
// it has.
func (w *wall) footsChanged() bool {
	for i := range w.rows.all {
		if x := &w.rows.all[i]; x.kind == footRow && w.footOf(w.list[x.section].Tray) != x.high {
			return true
		}
	}
	return false
}

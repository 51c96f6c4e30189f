package weights

import (
	"testing"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/query"
	"keeplight.app/keeplight/ui/controls"
	"keeplight.app/keeplight/ui/style/styletest"
)

func TestNothingLiesOverAnotherInANarrowWindow(t *testing.T) {
	for _, locale := range []string{"C", "de_DE.UTF-8"} {
		styletest.Speak(t, locale)
		p := New(Callbacks{})
		v := View{Weights: query.Equal(), Chosen: -1, Key: "Shift+S", Words: "all 10 known for 12,345 photos · not all known for 1,234, ranked by the others"}
		v.Weights[library.Clarity] = 0
		v.Judged[library.Exposure] = true
		for _, width := range []float32{600, 1600} {
			styletest.Show(t, p, width, 130)
			p.Set(v)
			for _, w := range p.levels {
				if end := w.name.Position().X + w.name.MinSize().Width; w.words.Position().X < end {
					t.Errorf("%s, %v wide: %q begins at %v, and %q ends at %v", locale, width, w.words.Text, w.words.Position().X, w.name.Text, end)
				}
			}
			for _, o := range styletest.Visible(p.root) {
				pill, ok := o.(*controls.Pill)
				if ok && pill != p.close && p.words.Text != "" && pill.Position().X+pill.Size().Width > p.words.Position().X {
					t.Errorf("%s, %v wide: %q lies below %q", locale, width, pill.Title(), p.words.Text)
				}
			}
		}
		if got := p.levels[library.Clarity].words.Text; got != p.levels[library.Clarity].long {
			t.Errorf("%s: with room for all it says %q", locale, got)
		}
	}
}

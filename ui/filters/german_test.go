package filters

import (
	"testing"

	"fyne.io/fyne/v2"

	"keeplight.app/keeplight/library/query"
	"keeplight.app/keeplight/ui/style"
	"keeplight.app/keeplight/ui/style/styletest"
)

func TestTheNumberOfPhotosDoesNotRunIntoTheButtonBesideIt(t *testing.T) {
	styletest.Speak(t, "de_DE.UTF-8")
	p, _, _ := panel(t, Callbacks{})
	v := View{Filter: query.NewFilter(), Shown: 12_345, Total: 67_890}
	v.Filter.Text = "a"
	for width, want := range map[float32]string{style.FiltersNarrow: "12.345", 400: "12.345 von 67.890"} {
		p.Set(v)
		p.Resize(fyne.NewSize(width, 700))
		text := p.summary.text
		if end := text.Position().X + text.MinSize().Width; text.Text != want || end > text.Position().X+text.Size().Width {
			t.Errorf("at %v it says %q up to %v in %v", width, text.Text, end, text.Size().Width)
		}
	}
}

func TestGermanFitsIntoThePanel(t *testing.T) {
	styletest.Speak(t, "de_DE.UTF-8")
	p, _, _ := panel(t, Callbacks{OnAddFolder: func() {}, OnSaveFilter: func() {}})
	v := example()
	v.Filter.MinRating, v.Filter.Overall = 3, query.Range{Min: 4.5, Max: query.MaxScore}
	p.Set(v)
	styletest.Sees(t, p, "ORDNER", "Alle Ordner", "3.012", "Markiert", "Abgelehnt", "Unentschieden", "≥ 4,5", "Merkmale", "Ruhe im Hintergrund",
		"oder mehr · 260", "Alle Kameras", "3.012 von 3.012", "Filter aufheben")
	styletest.Fits(t, p, nil)
}

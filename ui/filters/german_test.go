package filters

import (
	"testing"

	"keeplight.app/keeplight/library/query"
	"keeplight.app/keeplight/ui/style/styletest"
)

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

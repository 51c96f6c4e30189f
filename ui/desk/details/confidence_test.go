package details

import (
	"testing"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/style/styletest"
)

func TestLowConfidenceNamesWhatNotToRelyOn(t *testing.T) {
	doubted := &library.Score{Overall: library.Value{Known: true, Off: 0.12}}
	doubted.Values[library.Clarity] = library.Value{Known: true, Off: 0.4}
	doubted.Values[library.Exposure] = library.Value{Known: true, Off: 0.1}
	for _, c := range []struct {
		locale string
		score  *library.Score
		want   string
	}{
		{"C", &library.Score{}, ""},
		{"C", doubted, "Low confidence: up to 40 % of the model's answer was not a score (clarity, overall). It may not have understood the question, so do not rely on these numbers."},
		{"de_DE", doubted, "Unsicher: bis zu 40 % der Antwort des Modells waren keine Bewertung (Schärfe, gesamt). Vielleicht hat es die Frage nicht verstanden; auf diese Werte ist kein Verlass."},
	} {
		styletest.Speak(t, c.locale)
		if got := lowConfidence(c.score); got != c.want {
			t.Errorf("%s: %q, want %q", c.locale, got, c.want)
		}
	}
}

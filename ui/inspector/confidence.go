package inspector

import (
	"strings"

	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/language"
)

// LowConfidence warns of a model's score of which more than a share of the answer,
// 0..1, was not a score; "" where there is nothing to warn of.
func LowConfidence(s *library.Score, share float64) string {
	worst := 0.0
	var of []string
	add := func(v library.Value, title string) {
		if v.Off > share {
			of = append(of, title)
			worst = max(worst, v.Off)
		}
	}
	for _, a := range library.Attributes() {
		add(s.Of(a), language.Attribute(a))
	}
	add(s.Overall, lang.L("overall"))
	if len(of) == 0 {
		return ""
	}
	return lang.L("Low confidence: up to {{.Share}} % of the model's answer was not a score ({{.Attributes}}). Do not rely on these numbers.",
		language.Args{"Share": language.Decimal(100*worst, 0), "Attributes": strings.Join(of, ", ")})
}

package installing

import (
	"strings"

	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/app/scorers"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/language"
)

// verdictText says of every device what came of its self-test.
func verdictText(v scorers.EngineVerdict) string {
	var sentences []string
	for _, r := range v {
		outcome := library.Display(r.Text)
		if r.Passed {
			outcome = lang.L("self-test passed")
		}
		if r.Passed && r.PerPicture > 0 {
			outcome += ", " + lang.L("{{.Time}} a picture", map[string]any{"Time": language.Decimal(r.PerPicture.Seconds(), 2) + " s"})
		}
		sentences = append(sentences, library.Display(r.Device.Description)+" ("+library.Display(r.Device.Backend)+"): "+outcome+".")
	}
	if best, ok := v.Fastest(); ok && len(v) > 1 {
		sentences = append(sentences, lang.L("The fastest that passed is {{.Device}}.", map[string]any{"Device": library.Display(best.Device.Name)}))
	}
	return strings.Join(sentences, " ")
}

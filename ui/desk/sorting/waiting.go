package sorting

import (
	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/session"
)

// WaitingText says what waits to be sorted in.
func WaitingText(waiting session.Waiting) string {
	scores := language.Plural("{{.N}} new scores", waiting.Scores)
	photos := language.Plural("{{.N}} new photos", waiting.Photos)
	switch {
	case waiting.Renewed:
		return lang.L("All photos are measured with the new version")
	case !waiting.Any():
		return lang.L("More is known of which photos belong together")
	case waiting.Scores > 0 && waiting.Photos > 0:
		return lang.L("{{.Scores}} and {{.Photos}}", map[string]any{"Scores": scores, "Photos": photos})
	case waiting.Scores > 0:
		return scores
	case waiting.Photos == 0:
		return language.Plural("{{.N}} photos out of order", waiting.Moved)
	}
	return lang.L("{{.Photos}} at the end", map[string]any{"Photos": photos})
}

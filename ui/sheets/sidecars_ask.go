package sheets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/ui/language"
)

// AskSidecars asks at the first mark in a folder whether decisions are to be written for
// other programs too. answer gets the place in PolicyTitles, or -1 for later.
func AskSidecars(folder, requestKey string, onGrown func(), answer func(policy int)) fyne.CanvasObject {
	title := lang.L("Write decisions for other programs too?")
	text := lang.L("Lightroom, Capture One, darktable and others read flags, stars and labels from small XMP files beside the photos of {{.Folder}}. The photos themselves stay as they are. Keeplight keeps every decision anyway.",
		language.Args{"Folder": folder})
	keys := []string{requestKey, "", ""}
	var answers []BesideAnswer
	for i, title := range PolicyTitles() {
		answers = append(answers, BesideAnswer{title, keys[i], func() { answer(i) }})
	}
	answers = append(answers, BesideAnswer{lang.L("Ask later"), language.Keys("Esc"), func() { answer(-1) }})
	return Beside(title, text, onGrown, answers...)
}

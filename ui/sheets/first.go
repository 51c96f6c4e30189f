package sheets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/ui/controls"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/style"
)

// FirstView is what the second screen of a first start offers.
type FirstView struct {
	Hints     Hints
	Model     string // what adding a model means: "3.3 GB, fits your GPU"
	OnMeasure func()
	OnModel   func() // nil where no model can be added
	OnOwn     func()
}

func howToScore() string { return lang.L("How should photos be scored?") }

func firstWords(settingsKey string) string {
	return lang.L("Measuring works at once and needs nothing else: sharpness, exposure, colour, whether a photo is level. "+
		"A vision model also judges composition and appeal, on this machine alone. You can change this at any time in the settings ({{.Keys}}).",
		language.Args{"Keys": settingsKey})
}

// First asks how photos are to be scored. Put it Over the window.
func First(v FirstView) fyne.CanvasObject {
	column := container.New(&controls.Column{},
		style.Text(howToScore(), style.TextTitle, style.Ink, true),
		controls.Space(style.Gap),
		controls.NewParagraph(style.TextBody, welcomeWidth, controls.Span{Text: firstWords(v.Hints.Settings), Color: style.Soft}),
		controls.Space(style.GapLarge+style.Gap),
		newTile(lang.L("Measure only"), language.Keys("Enter"), lang.L("Start at once. Nothing is downloaded."), true, v.OnMeasure))
	if v.OnModel != nil {
		column.Add(controls.Space(style.Gap))
		column.Add(container.New(&pair{style.GapLarge},
			newTile(lang.L("Add a model"), "A", v.Model, false, v.OnModel),
			newTile(lang.L("Use files I have"), "F", lang.L("A GGUF model, its projector and llama.cpp."), false, v.OnOwn)))
	}
	return newCard(controls.Sized(column, welcomeWidth, 0))
}

package sheets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"keeplight.app/keeplight/ui/controls"
	"keeplight.app/keeplight/ui/style"
)

// FirstView is what the second screen of a first start offers.
type FirstView struct {
	Model     string // what adding a model means: "3.3 GB, fits your GPU"
	OnMeasure func()
	OnModel   func() // nil where no model can be added
	OnOwn     func()
}

const firstWords = "Measuring works at once and needs nothing: sharpness, exposure, colour, how level a photo is. " +
	"A vision model adds an opinion on composition and appeal, on this machine alone. You can change this at any time in the settings, Ctrl+,"

// First asks how photos are to be judged. Put it Over the window.
func First(v FirstView) fyne.CanvasObject {
	column := container.New(&controls.Column{},
		style.Text("How shall photos be judged?", style.TextTitle, style.Ink, true),
		controls.Space(style.Gap),
		controls.NewParagraph(style.TextBody, welcomeWidth, controls.Span{Text: firstWords, Color: style.Soft}),
		controls.Space(style.GapLarge+style.Gap),
		newTile("Measure only", "Enter", "Goes on at once. Nothing is downloaded.", true, v.OnMeasure))
	if v.OnModel != nil {
		column.Add(controls.Space(style.Gap))
		column.Add(container.New(&pair{style.GapLarge},
			newTile("Add a model", "A", v.Model, false, v.OnModel),
			newTile("Use files I have", "F", "A GGUF model, its projector and llama.cpp.", false, v.OnOwn)))
	}
	return newCard(controls.Sized(column, welcomeWidth, 0))
}

package sheets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"keeplight/ui/controls"
	"keeplight/ui/look"
)

const askWords = "Photos are measured now. A vision model can add its opinion on composition and appeal."

// AskBeside asks what First asks in a strip that leaves the photos and their keys
// alone: for whoever came with a folder.
func AskBeside(v FirstView) fyne.CanvasObject {
	pills := container.NewHBox(
		controls.NewPill("Add a model…", "Ctrl+,", v.OnModel),
		controls.NewPill("Use files I have…", "Ctrl+M", v.OnOwn),
		controls.NewPill("Measure only", "Esc", v.OnMeasure))
	words := container.New(&controls.Column{},
		look.Text("How shall photos be judged?", look.TextSmall, look.Ink, true),
		look.Text(askWords, look.TextSmall, look.Muted, false))
	mark := canvas.NewRectangle(look.Accent)
	mark.SetMinSize(fyne.NewSize(look.MeterThickness, 0))
	inside := container.New(layout.NewCustomPaddedLayout(look.Gap, look.Gap, look.GapLarge, look.GapLarge),
		container.New(&controls.Column{}, words, controls.Space(look.Gap), pills))
	return container.NewStack(canvas.NewRectangle(look.Panel), container.NewBorder(controls.Rule(), nil, mark, nil, inside))
}

package sheets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"keeplight.app/keeplight/ui/controls"
	"keeplight.app/keeplight/ui/look"
)

const noticeWidth float32 = 420

// Answer is one button of a Notice.
type Answer struct {
	Title   string
	Key     string
	Primary bool // filled: what most people will want
	Do      func()
}

// Notice is a message that has to be read: what happened, to which file, and
// what to do. Put it Over the window.
func Notice(title, text string, answers ...Answer) fyne.CanvasObject {
	buttons := container.NewHBox(layout.NewSpacer())
	for _, a := range answers {
		button := controls.NewPill(a.Title, a.Key, a.Do)
		button.SetPrimary(a.Primary)
		buttons.Add(button)
	}
	return newCard(container.New(&controls.Column{},
		controls.NewParagraph(look.TextHeading, noticeWidth, controls.Span{Text: title, Color: look.Ink, Bold: true}),
		controls.Space(look.Gap),
		controls.NewParagraph(look.TextBody, noticeWidth, controls.Span{Text: text, Color: look.Soft}),
		controls.Space(look.GapLarge+look.GapSmall),
		buttons))
}

// Empty says calmly that there is nothing to show, and what to do about it. It
// stands where the photos would. actionTitle "" leaves the action out.
func Empty(title, text, actionTitle string, action func()) fyne.CanvasObject {
	column := container.NewVBox(
		container.NewCenter(look.Text(title, look.TextHeading, look.Soft, true)),
		container.NewCenter(look.Text(text, look.TextBody, look.Muted, false)))
	if actionTitle != "" {
		column.Add(controls.Space(look.Gap))
		column.Add(container.NewCenter(controls.NewPill(actionTitle, "", action)))
	}
	return container.NewStack(canvas.NewRectangle(look.Background), container.NewCenter(column))
}

package sheets

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"keeplight.app/keeplight/ui/controls"
	"keeplight.app/keeplight/ui/style"
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
		controls.NewParagraph(style.TextHeading, noticeWidth, controls.Span{Text: title, Color: style.Ink, Bold: true}),
		controls.Space(style.Gap),
		controls.NewParagraph(style.TextBody, noticeWidth, controls.Span{Text: text, Color: style.Soft}),
		controls.Space(style.GapLarge+style.GapSmall),
		buttons))
}

// emptyWidth is the widest line of an Empty.
const emptyWidth float32 = 560

// Empty says calmly that there is nothing to show, and what to do about it. It
// stands where the photos would. Each line of text is a paragraph. actionTitle ""
// leaves the action out.
func Empty(title, text, actionTitle string, action func()) fyne.CanvasObject {
	column := container.NewVBox(container.NewCenter(style.Text(title, style.TextHeading, style.Soft, true)))
	for line := range strings.SplitSeq(text, "\n") {
		short := style.Text(line, style.TextBody, style.Muted, false)
		if short.MinSize().Width <= emptyWidth {
			column.Add(container.NewCenter(short))
			continue
		}
		column.Add(container.NewCenter(controls.NewParagraph(style.TextBody, emptyWidth, controls.Span{Text: line, Color: style.Muted})))
	}
	if actionTitle != "" {
		column.Add(controls.Space(style.Gap))
		column.Add(container.NewCenter(controls.NewPill(actionTitle, "", action)))
	}
	return container.NewStack(canvas.NewRectangle(style.Panel), container.NewCenter(column))
}

package sheets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"keeplight/ui/controls"
	"keeplight/ui/look"
)

// KeyLine is one command and the keys that do it.
type KeyLine struct {
	Keys string // "P", "Shift+P", "Ctrl+E"
	Does string // "Pick"
}

// KeySection is one group of commands.
type KeySection struct {
	Title string
	Lines []KeyLine
}

const (
	keyColumns             = 3
	keyColumnWidth float32 = 290
	keyChipWidth   float32 = 96
	keyLineHeight  float32 = 25
)

// Keys is the sheet of all keys. onClose closes it.
func Keys(sections []KeySection, onClose func()) fyne.CanvasObject {
	columns := make([]fyne.CanvasObject, 0, keyColumns)
	for _, group := range spread(sections, keyColumns) {
		column := container.New(&controls.Column{})
		for _, s := range group {
			column.Add(controls.SectionTitle(s.Title))
			column.Add(controls.Space(look.GapSmall))
			for _, line := range s.Lines {
				column.Add(keyLine(line))
			}
			column.Add(controls.Space(look.GapLarge + 2))
		}
		columns = append(columns, controls.Sized(column, keyColumnWidth, 0))
	}
	return newCard(container.New(&controls.Column{},
		titleLine("Keys", controls.NewPill("Close", "Esc", onClose)),
		controls.Space(look.GapLarge),
		container.NewGridWithColumns(max(len(columns), 1), columns...)))
}

func titleLine(title string, right fyne.CanvasObject) fyne.CanvasObject {
	return container.NewHBox(look.Text(title, look.TextTitle, look.Ink, true), layout.NewSpacer(),
		container.NewCenter(right))
}

func keyLine(l KeyLine) fyne.CanvasObject {
	ground := canvas.NewRectangle(look.Raised)
	ground.CornerRadius = look.Radius - 2
	ground.StrokeColor, ground.StrokeWidth = look.Line, look.Hairline
	word := look.Text(l.Keys, look.TextTiny, look.Ink, true)
	chip := container.NewStack(ground, container.New(layout.NewCustomPaddedLayout(2, 2, 7, 7), word))
	return controls.Sized(container.NewHBox(
		controls.Sized(container.NewHBox(container.NewCenter(chip)), keyChipWidth, keyLineHeight),
		container.NewCenter(look.Text(l.Does, look.TextSmall, look.Soft, false))), 0, keyLineHeight)
}

// spread deals sections to columns in their order, so that the highest column
// is as low as can be.
func spread(sections []KeySection, columns int) [][]KeySection {
	height := func(s KeySection) int { return len(s.Lines) + 2 }
	low, all := 0, 0
	for _, s := range sections {
		low, all = max(low, height(s)), all+height(s)
	}
	for limit := low; limit <= all; limit++ {
		var dealt [][]KeySection
		left := 0
		for _, s := range sections {
			if left < height(s) {
				dealt, left = append(dealt, nil), limit
			}
			dealt[len(dealt)-1] = append(dealt[len(dealt)-1], s)
			left -= height(s)
		}
		if len(dealt) <= columns {
			return dealt
		}
	}
	return nil
}

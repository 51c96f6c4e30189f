package filters

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"keeplight.app/keeplight/ui/controls"
	"keeplight.app/keeplight/ui/style"
)

// folderNote is words about a folder that wrap below its row.
type folderNote struct {
	root *fyne.Container
	text *controls.Paragraph
}

// noteInset is where the names of folders in a folder begin.
const noteInset = style.Gap + indent

// noteWidth is what a panel of a width leaves for the words.
func noteWidth(panel float32) float32 { return panel - 2*margin - noteInset }

func newFolderNote() folderNote {
	text := controls.NewParagraph(style.TextTiny, noteWidth(style.FiltersWidth))
	root := container.New(layout.NewCustomPaddedLayout(0, style.GapSmall, noteInset, 0), text)
	root.Hide()
	return folderNote{root: root, text: text}
}

func (n folderNote) set(words string) { n.text.Set(controls.Span{Text: words, Color: style.Muted}) }

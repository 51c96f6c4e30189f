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

func newFolderNote() folderNote {
	const inset = style.Gap + indent // where the names of folders in a folder begin
	text := controls.NewParagraph(style.TextTiny, style.FiltersWidth-2*margin-inset)
	root := container.New(layout.NewCustomPaddedLayout(0, style.GapSmall, inset, 0), text)
	root.Hide()
	return folderNote{root: root, text: text}
}

func (n folderNote) set(words string) { n.text.Set(controls.Span{Text: words, Color: style.Muted}) }

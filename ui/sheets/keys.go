package sheets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"

	"keeplight.app/keeplight/ui/controls"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/style"
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
	keyColumnGap   float32 = 28
	keyChipWidth   float32 = 124
	keyLineHeight  float32 = 25
)

// keysSheet is the card of all keys. In a small window it has fewer columns, and
// they scroll below the title and the way out.
type keysSheet struct {
	card
	columns *keyFlow
	body    *fyne.Container
}

var _ fyne.Widget = (*keysSheet)(nil)

// Keys is the sheet of all keys. onClose closes it.
func Keys(sections []KeySection, onClose func()) fyne.CanvasObject {
	k := &keysSheet{columns: newKeyFlow(sections)}
	k.body = container.New(k.columns, k.columns.objects()...)
	k.head = container.New(layout.NewCustomPaddedLayout(cardPadding, style.GapLarge, cardPadding, cardPadding),
		titleLine(lang.L("Keys"), controls.NewPill(lang.L("Close"), language.Keys("Esc"), onClose)))
	k.fill(k, k.body)
	k.columns.onGrown = k.scroll.Refresh
	return k
}

// wantedIn is the size at which nothing has to scroll, in as many columns as
// there is room for.
func (k *keysSheet) wantedIn(room fyne.Size) fyne.Size {
	want := k.columns.size(room.Width - 2*cardPadding)
	return want.AddWidthHeight(2*cardPadding, cardPadding+k.head.MinSize().Height)
}

// chipWidth is the column of keys in which those of every line find room.
func chipWidth(sections []KeySection) float32 {
	width := keyChipWidth
	for _, s := range sections {
		for _, line := range s.Lines {
			width = max(width, keyChip(line.Keys).MinSize().Width+style.Gap)
		}
	}
	return width
}

func titleLine(title string, right fyne.CanvasObject) fyne.CanvasObject {
	return container.NewHBox(style.Text(title, style.TextTitle, style.Ink, true), layout.NewSpacer(),
		container.NewCenter(right))
}

// keyChip is the keys of a line, as they are called on this keyboard.
func keyChip(keys string) fyne.CanvasObject {
	ground := canvas.NewRectangle(style.Raised)
	ground.CornerRadius = style.Radius - 2
	ground.StrokeColor, ground.StrokeWidth = style.Line, style.Hairline
	word := style.Text(language.Keys(keys), style.TextTiny, style.Ink, true)
	return container.NewStack(ground, container.New(layout.NewCustomPaddedLayout(2, 2, 7, 7), word))
}

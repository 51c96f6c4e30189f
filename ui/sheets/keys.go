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
	k := &keysSheet{columns: &keyFlow{sections: sections}}
	parts := make([]fyne.CanvasObject, len(sections))
	width := chipWidth(sections)
	for i, s := range sections {
		parts[i] = keySection(s, width)
	}
	k.body = container.New(k.columns, parts...)
	k.head = container.New(layout.NewCustomPaddedLayout(cardPadding, style.GapLarge, cardPadding, cardPadding),
		titleLine(lang.L("Keys"), controls.NewPill(lang.L("Close"), language.Keys("Esc"), onClose)))
	k.fill(k, k.body)
	k.columns.onGrown = k.scroll.Refresh
	return k
}

// wantedIn is the size at which nothing has to scroll, in as many columns as
// there is room for.
func (k *keysSheet) wantedIn(room fyne.Size) fyne.Size {
	want := k.columns.size(k.body.Objects, room.Width-2*cardPadding)
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

func keySection(s KeySection, width float32) fyne.CanvasObject {
	section := container.New(&controls.Column{}, controls.SectionTitle(s.Title), controls.Space(style.GapSmall))
	for _, line := range s.Lines {
		section.Add(keyLine(keyChip(line.Keys), line.Does, width))
	}
	section.Add(controls.Space(style.GapLarge + 2))
	return section
}

// keyFlow deals sections to as many columns as the width holds that it was given
// last.
type keyFlow struct {
	sections []KeySection
	width    float32
	onGrown  func() // called when another width needs another height
}

var _ fyne.Layout = (*keyFlow)(nil)

// Layout is called by Fyne.
func (f *keyFlow) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	high := f.MinSize(objects).Height
	f.width = size.Width
	x := float32(0)
	for _, column := range f.deal(objects, size.Width) {
		width, y := columnWidth(column), float32(0)
		for _, o := range column {
			o.Resize(fyne.NewSize(width, o.MinSize().Height))
			o.Move(fyne.NewPos(x, y))
			y += o.MinSize().Height
		}
		x += width + keyColumnGap
	}
	if f.MinSize(objects).Height != high && f.onGrown != nil {
		f.onGrown()
	}
}

// MinSize is called by Fyne.
func (f *keyFlow) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(columnWidth(objects), f.size(objects, f.width).Height)
}

// size is what the columns need that room holds.
func (f *keyFlow) size(objects []fyne.CanvasObject, room float32) (size fyne.Size) {
	for i, column := range f.deal(objects, room) {
		if i > 0 {
			size.Width += keyColumnGap
		}
		size.Width += columnWidth(column)
		high := float32(0)
		for _, o := range column {
			high += o.MinSize().Height
		}
		size.Height = max(size.Height, high)
	}
	return size
}

// deal gives the most columns that room holds, at least one.
func (f *keyFlow) deal(objects []fyne.CanvasObject, room float32) (columns [][]fyne.CanvasObject) {
	for n := keyColumns; n > 0; n-- {
		columns = nil
		left, wide := objects, -keyColumnGap
		for _, group := range spread(f.sections, n) {
			columns = append(columns, left[:len(group)])
			wide += columnWidth(left[:len(group)]) + keyColumnGap
			left = left[len(group):]
		}
		if wide <= room {
			break
		}
	}
	return columns
}

func columnWidth(column []fyne.CanvasObject) float32 {
	width := keyColumnWidth
	for _, o := range column {
		width = max(width, o.MinSize().Width)
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

// keyLine is a chip, in a column of a width, and what its keys do.
func keyLine(chip fyne.CanvasObject, does string, width float32) fyne.CanvasObject {
	return controls.Sized(container.NewHBox(
		controls.Sized(container.NewHBox(container.NewCenter(chip)), width, keyLineHeight),
		container.NewCenter(style.Text(does, style.TextSmall, style.Soft, false))), 0, keyLineHeight)
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

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

// askLeast is the width at which the question can still be answered: the smallest
// window has no more between its panels.
const askLeast float32 = 240

// AskBeside asks how photos are to be scored in a strip that leaves them and their keys
// alone. onGrown is called when it needs another height, at another width.
func AskBeside(v FirstView, onGrown func()) fyne.CanvasObject {
	return Beside(howToScore(), lang.L("Photos are measured now. A vision model can also judge composition and appeal."), onGrown,
		BesideAnswer{lang.L("Add a model…"), v.Hints.Settings, v.OnModel},
		BesideAnswer{lang.L("Use files I have…"), v.Hints.Model, v.OnOwn},
		BesideAnswer{lang.L("Measure only"), language.Keys("Esc"), v.OnMeasure})
}

// BesideAnswer is one button of a question beside the photos.
type BesideAnswer struct {
	Title, Key string
	Do         func()
}

// Beside asks or tells something in a strip that leaves the photos and their keys alone.
// Without a text it is one line, where there is room.
// onGrown is called when it needs another height, at another width.
func Beside(title, text string, onGrown func(), answers ...BesideAnswer) fyne.CanvasObject {
	words := controls.NewParagraph(style.TextSmall, askLeast, controls.Span{Text: text, Color: style.Muted})
	question := container.New(&asking{words: words, onGrown: onGrown}, style.Text(title, style.TextSmall, style.Ink, true), words)
	for _, a := range answers {
		question.Add(controls.NewPill(a.Title, a.Key, a.Do))
	}
	mark := canvas.NewRectangle(style.Accent)
	mark.SetMinSize(fyne.NewSize(style.MeterThickness, 0))
	inside := container.New(layout.NewCustomPaddedLayout(style.Gap, style.Gap, style.GapLarge, style.GapLarge), question)
	return container.NewStack(canvas.NewRectangle(style.Panel), container.NewBorder(controls.Rule(), nil, mark, nil, inside))
}

// asking stacks the question, its words and the answers; words and answers wrap
// at the width that they were given last.
type asking struct {
	words   *controls.Paragraph
	width   float32
	onGrown func()
}

var _ fyne.Layout = (*asking)(nil)

// Layout is called by Fyne.
func (a *asking) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	high := a.MinSize(objects).Height
	a.width = size.Width
	a.words.SetWidth(max(size.Width, askLeast))
	now := a.arrange(objects, true)
	if now != high && a.onGrown != nil {
		a.onGrown()
	}
}

// MinSize is called by Fyne.
func (a *asking) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(askLeast, a.arrange(objects, false))
}

// arrange gives the height of everything, and puts it there where place is true. Without
// words the answers stand beside the question, where there is room for one.
func (a *asking) arrange(objects []fyne.CanvasObject, place bool) (high float32) {
	put := func(o fyne.CanvasObject, x, y float32) {
		if place {
			o.Resize(o.MinSize())
			o.Move(fyne.NewPos(x, y))
		}
	}
	width, title := max(a.width, askLeast), objects[0].MinSize()
	x, row := float32(0), float32(0)
	if a.words.Text() == "" && title.Width+style.GapLarge+objects[2].MinSize().Width <= width {
		row = max(title.Height, objects[2].MinSize().Height)
		put(objects[0], 0, (row-title.Height)/2)
		x = title.Width + style.GapLarge
	} else {
		for _, o := range objects[:2] {
			put(o, 0, high)
			high += o.MinSize().Height
		}
		high += style.Gap
	}
	for _, o := range objects[2:] {
		want := o.MinSize()
		if x > 0 && x+want.Width > width {
			x, high = 0, high+row+style.Gap
		}
		put(o, x, high)
		x, row = x+want.Width+style.Gap, want.Height
	}
	return high + row
}

package weights

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/query"
	"keeplight.app/keeplight/ui/controls"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/style"
)

// step is by how much a weight changes at least.
const step = 0.5

// weight is one attribute: its name, how much it counts, and the slider.
type weight struct {
	name, words *canvas.Text
	long, short string // of words, and where there is no room for them
	level       *controls.Level
	root        *fyne.Container
}

func newWeight(a library.Attribute, changed func(float64)) *weight {
	w := &weight{
		name:  style.Text(language.AttributeShort(a), style.TextSmall, style.Soft, false),
		words: style.Text("", style.TextTiny, style.Muted, false),
		level: controls.NewLevel(query.MaxWeight, step),
	}
	w.level.OnChanged = changed
	line := container.New(nameLine{w}, w.name, w.words)
	w.root = container.New(layout.NewCustomPaddedLayout(0, 0, 0, style.GapLarge), container.New(&controls.Column{}, line, w.level))
	return w
}

// set shows how much the attribute counts; one that no photo is judged on says so.
func (w *weight) set(value float64, judged bool) {
	w.level.Set(value)
	count := "× " + language.Decimal(value, 1)
	long, short, name, color := count, count, style.Ink, style.Accent
	switch {
	case value == 0:
		long, short, name, color = lang.L("does not count"), "× 0", style.Muted, style.Muted
	case !judged:
		long, short, color = lang.L("not judged here"), "–", style.Warning
	}
	w.long, w.short, w.words.Color, w.name.Color = long, short, color, name
	w.name.Refresh()
	w.root.Refresh()
}

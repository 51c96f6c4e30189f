package controls

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Choice is a pill that opens a menu of options: "Overall ▾". Unlike Fyne's
// Select it never keeps the keyboard's focus.
type Choice struct {
	Pill

	// OnChosen is called with the place of the option that a person chose.
	OnChosen func(index int)

	options []string
	chosen  int
}

var (
	_ fyne.Widget   = (*Choice)(nil)
	_ fyne.Tappable = (*Choice)(nil)
)

// NewChoice makes a choice whose first option is chosen.
func NewChoice(options []string, onChosen func(index int)) *Choice {
	c := &Choice{Pill: Pill{key: "▾"}, OnChosen: onChosen}
	c.ExtendBaseWidget(c)
	c.SetOptions(options)
	return c
}

// SetOptions replaces the options and keeps the chosen place where it can.
func (c *Choice) SetOptions(options []string) {
	c.options = options
	c.Select(c.chosen)
}

// Options gives what can be chosen.
func (c *Choice) Options() []string { return c.options }

// Select shows the option at a place without calling OnChosen. A place that is
// not there shows the first.
func (c *Choice) Select(index int) {
	if index < 0 || index >= len(c.options) {
		index = 0
	}
	c.chosen = index
	if len(c.options) > 0 {
		c.SetTitle(c.options[index])
	}
}

// Selected is the place of the chosen option.
func (c *Choice) Selected() int { return c.chosen }

// Choose does what choosing an option in the menu does.
func (c *Choice) Choose(index int) {
	c.Select(index)
	if c.OnChosen != nil {
		c.OnChosen(c.chosen)
	}
}

// Tapped opens the menu below the pill.
func (c *Choice) Tapped(*fyne.PointEvent) {
	canvas := fyne.CurrentApp().Driver().CanvasForObject(c)
	if canvas == nil || len(c.options) == 0 || !c.Enabled() {
		return
	}
	items := make([]*fyne.MenuItem, len(c.options))
	for i, option := range c.options {
		items[i] = fyne.NewMenuItem(option, func() { c.Choose(i) })
		items[i].Checked = i == c.chosen
	}
	menu := widget.NewPopUpMenu(fyne.NewMenu("", items...), canvas)
	menu.ShowAtRelativePosition(fyne.NewPos(0, c.Size().Height+2), c)
}

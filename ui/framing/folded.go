package framing

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"keeplight.app/keeplight/ui/controls"
	"keeplight.app/keeplight/ui/language"
)

// folded is a menu of the parts of the bar for which the window is too narrow: what each
// would offer where it has room.
func (t *Toolbar) folded() *fyne.Menu {
	menu := fyne.NewMenu("")
	put := func(part fyne.CanvasObject, item func() *fyne.MenuItem) {
		if !isShown(t.row, part) {
			menu.Items = append(menu.Items, item())
		}
	}
	put(t.sort, func() *fyne.MenuItem { return choiceItem(lang.L("Sort"), t.sort) })
	put(t.direction, func() *fyne.MenuItem {
		// The pill says how photos are sorted now, and a menu what it would do.
		return fyne.NewMenuItem(lang.L("Reverse sort order")+" ("+t.direction.Title()+")", t.direction.OnTapped)
	})
	put(t.scorer, func() *fyne.MenuItem { return choiceItem(lang.L("Scorer"), t.scorer) })
	put(t.export, func() *fyne.MenuItem {
		return fyne.NewMenuItem(t.export.Title()+"   "+language.Keys(t.Table.Hint(t.Export)), t.export.OnTapped)
	})
	return menu
}

// choiceItem is a choice as a submenu.
func choiceItem(title string, c *controls.Choice) *fyne.MenuItem {
	item := fyne.NewMenuItem(title, nil)
	item.ChildMenu = fyne.NewMenu("")
	for i, option := range c.Options() {
		one := fyne.NewMenuItem(option, func() { c.Choose(i) })
		one.Checked = i == c.Selected()
		item.ChildMenu.Items = append(item.ChildMenu.Items, one)
	}
	return item
}

// isShown is true for a part whose place in a row is not hidden.
func isShown(row *fyne.Container, part fyne.CanvasObject) bool {
	for _, o := range row.Objects {
		if place, ok := o.(*fyne.Container); ok && o.Visible() {
			for _, inside := range place.Objects {
				if inside == part {
					return true
				}
			}
		}
	}
	return false
}

// showBelow opens a menu below an object.
func showBelow(o fyne.CanvasObject, menu *fyne.Menu) {
	if canvas := fyne.CurrentApp().Driver().CanvasForObject(o); canvas != nil {
		widget.NewPopUpMenu(menu, canvas).ShowAtRelativePosition(fyne.NewPos(0, o.Size().Height+2), o)
	}
}

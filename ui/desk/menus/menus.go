package menus

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/command"
	"keeplight.app/keeplight/ui/desk"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/session"
	"keeplight.app/keeplight/ui/systemdialog"
)

// Needs is what the menus ask of others.
type Needs struct {
	Session *session.Session
	Desk    *desk.Desk
	Notices *desk.Notices
	Canvas  func() fyne.Canvas
	Do      func(command.ID)    // carries out a command
	Apply   func(change.Set)    // brings up to date what a choice changed
	Move    func(place int)     // puts the cursor on the photo at a place, for the person
	Copy    func(text string)   // puts text on the clipboard
	Desktop bool                // files can be shown in the desktop's file manager
	Targets func() []library.ID // the photos that a command of the view in front means
}

// Menus makes the menus when they are asked for. It belongs to fyne's goroutine.
type Menus struct {
	Needs
	table  *command.Table
	reveal func(context.Context, string) error // shows a file in the file manager; nil where there is none
}

// New gives menus of no commands; UseTable completes them.
func New(n Needs) *Menus {
	m := &Menus{Needs: n}
	if n.Desktop {
		m.reveal = systemdialog.Reveal
	}
	return m
}

// UseTable says which commands there are: the table holds those of Menus too, so it
// comes after them.
func (m *Menus) UseTable(t *command.Table) { m.table = t }

// ShowAll opens the menu of all commands below an object.
func (m *Menus) ShowAll(below fyne.CanvasObject) {
	menu := widget.NewPopUpMenu(m.All(), m.Canvas())
	menu.ShowAtRelativePosition(fyne.NewPos(0, below.Size().Height+2), below)
}

// ShowPhoto opens the menu of the photo at a place, at a point of the window. The
// cursor goes there first, unless the photo is one of those that are selected.
func (m *Menus) ShowPhoto(place int, at fyne.Position) {
	if id := m.Session.At(place); id != m.Session.Cursor() && !m.Session.Selection.Has(id) {
		m.Move(place)
	}
	m.Show(m.Photo(), at)
}

// Show opens a menu at a point of the window.
func (m *Menus) Show(menu *fyne.Menu, at fyne.Position) {
	widget.ShowPopUpMenuAtPosition(menu, m.Canvas(), at)
}

// All is every command, a submenu for each section.
func (m *Menus) All() *fyne.Menu {
	menu := fyne.NewMenu("")
	for _, s := range command.Sections() {
		item := fyne.NewMenuItem(language.Section(s), nil)
		item.ChildMenu = fyne.NewMenu("", m.items(func(b *command.Binding) bool { return b.Section == s })...)
		menu.Items = append(menu.Items, item)
	}
	return menu
}

// Photo is the commands that are about a photo and can run now, a line between two
// sections.
func (m *Menus) Photo() *fyne.Menu {
	menu := fyne.NewMenu("")
	for _, s := range []command.Section{command.View, command.Decide, command.Move, command.Work} {
		items := m.items(func(b *command.Binding) bool {
			ok, _ := b.State()
			return ok && b.Photo && b.Section == s
		})
		if len(items) > 0 && len(menu.Items) > 0 {
			menu.Items = append(menu.Items, fyne.NewMenuItemSeparator())
		}
		menu.Items = append(menu.Items, items...)
	}
	return menu
}

// items are the commands that keep wants, neighbours of one submenu in it.
func (m *Menus) items(keep func(*command.Binding) bool) (items []*fyne.MenuItem) {
	inside := ""
	for _, b := range m.table.All() {
		if !keep(b) {
			continue
		}
		switch {
		case b.Menu == "":
			items = append(items, m.item(b))
		case b.Menu == inside:
			last := items[len(items)-1].ChildMenu
			last.Items = append(last.Items, m.item(b))
		default:
			parent := fyne.NewMenuItem(language.Marked(b.Menu), nil)
			parent.ChildMenu = fyne.NewMenu("", m.item(b))
			items = append(items, parent)
		}
		inside = b.Menu
	}
	return items
}

// item is one command with its key; one that cannot run now says why. The key stands in
// the title: Fyne writes keys of its own too faint to be read.
func (m *Menus) item(b *command.Binding) *fyne.MenuItem {
	item := fyne.NewMenuItem(language.Marked(b.Title), func() { m.Do(b.ID) })
	if keys := language.Keys(m.table.Hint(b.ID)); keys != "" {
		item.Label += "   " + keys
	}
	if ok, why := b.State(); !ok {
		item.Disabled = true
		item.Label += " – " + language.Marked(why)
	}
	return item
}

package menus

import (
	"cmp"
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
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
	Move    func(cell int)      // puts the cursor on a cell of the grid, for the person
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

// ShowPhoto opens the menu of a photo at a point of the window. The cursor goes there
// first, unless the photo is one of those that are selected.
func (m *Menus) ShowPhoto(id library.ID, at fyne.Position) {
	if id != m.Session.Cursor() && !m.Session.Selection.Has(id) {
		m.Move(m.Session.Stacks.Place(id))
	}
	m.Show(m.Photo(id), at)
}

// ShowStack opens the menu of the stack at the cursor, at a point of the window.
func (m *Menus) ShowStack(at fyne.Position) { m.Show(m.Stack(), at) }

// Show opens a menu at a point of the window.
func (m *Menus) Show(menu *fyne.Menu, at fyne.Position) {
	widget.ShowPopUpMenuAtPosition(menu, m.Canvas(), at)
}

// All is every command, a submenu for each section, and one of those about a stack.
func (m *Menus) All() *fyne.Menu {
	menu := fyne.NewMenu("")
	put := func(title string, keep func(*command.Binding) bool) {
		item := fyne.NewMenuItem(title, nil)
		item.ChildMenu = fyne.NewMenu("", m.items(keep)...)
		menu.Items = append(menu.Items, item)
	}
	for _, s := range command.Sections() {
		put(language.Section(s), func(b *command.Binding) bool { return b.Section == s })
	}
	put(lang.L("Stack"), isStack)
	return menu
}

// Photo is the commands that are about a photo and can run now, and those about its
// stack where it is the cursor's, a line between two groups.
func (m *Menus) Photo(id library.ID) *fyne.Menu {
	menu := fyne.NewMenu("")
	put := func(keep func(*command.Binding) bool) {
		items := m.items(func(b *command.Binding) bool {
			ok, _ := b.State()
			return ok && keep(b)
		})
		if len(items) > 0 && len(menu.Items) > 0 {
			menu.Items = append(menu.Items, fyne.NewMenuItemSeparator())
		}
		menu.Items = append(menu.Items, items...)
	}
	for _, s := range []command.Section{command.View, command.Decide, command.Move, command.Work} {
		put(func(b *command.Binding) bool { return b.Photo && b.Section == s })
		if s == command.View && id == m.Session.Cursor() {
			put(func(b *command.Binding) bool { return isStack(b) && !b.Photo })
		}
	}
	return menu
}

// Stack is the commands that are about the stack at the cursor and can run now.
func (m *Menus) Stack() *fyne.Menu {
	return fyne.NewMenu("", m.items(func(b *command.Binding) bool {
		ok, _ := b.State()
		return ok && isStack(b)
	})...)
}

func isStack(b *command.Binding) bool { return b.Stack }

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
	title := ""
	if b.Now != nil {
		title = b.Now()
	}
	item := fyne.NewMenuItem(cmp.Or(title, language.Marked(b.Title)), func() { m.Do(b.ID) })
	if keys := language.Keys(m.table.Hint(b.ID)); keys != "" {
		item.Label += "   " + keys
	}
	if ok, why := b.State(); !ok {
		item.Disabled = true
		item.Label += " – " + language.Marked(why)
	}
	return item
}

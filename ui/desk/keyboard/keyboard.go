package keyboard

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/command"
	"keeplight.app/keeplight/ui/desk"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/overlay"
)

// Needs is what the keyboard asks of others.
type Needs struct {
	Window  fyne.Window
	Overlay *overlay.Overlay
	Chooser *overlay.Chooser
	Notices *desk.Notices
	Apply   func(change.Set)      // brings up to date what a command changed
	Touch   func()                // hears that a key was pressed
	Held    command.ID            // the command that lasts while its key is held
	Release func()                // hears that the key is up again after that
	Painted func(func())          // calls a function once what the command did is on the screen
	Draw    func(func())          // runs a function on fyne's goroutine
	Repeats func(command.ID) bool // asks whether a command may run again while its key is held; nil is always
	Other   func(command.Key)     // takes keys that mean nothing; may be nil
	Always  command.ID            // the command whose keys work whatever lies over the photos, unless they type something
}

// Keyboard gives keys their meaning. It belongs to fyne's goroutine.
type Keyboard struct {
	Needs
	table *command.Table
	keys  keysDown
}

// New gives a keyboard with a table of commands. Bind begins.
func New(table *command.Table, n Needs) *Keyboard {
	k := &Keyboard{Needs: n, table: table, keys: keysDown{fresh: map[fyne.KeyName]bool{}}}
	k.keys.after = func(wait time.Duration, f func()) { time.AfterFunc(wait, func() { k.Draw(f) }) }
	return k
}

// Table is all commands with their keys.
func (k *Keyboard) Table() *command.Table { return k.table }

// Do carries out a command, or says why it cannot run now.
func (k *Keyboard) Do(id command.ID) {
	if b := k.table.Get(id); b != nil {
		k.run(b)
	}
}

func (k *Keyboard) run(b *command.Binding) {
	if ok, why := b.State(); !ok {
		k.Apply(k.Notices.Say(language.Marked(why)))
		return
	}
	k.Apply(b.Run())
}

// Pressed does what a key asks for, unless a sheet or the dialog for files is
// open: then the key is theirs. What ends the program works all the same, as the
// close button does.
func (k *Keyboard) Pressed(key command.Key) { k.pressed(k.Window.Canvas(), key) }

// pressed is Pressed for a key that came to one of the windows.
func (k *Keyboard) pressed(c fyne.Canvas, key command.Key) {
	k.Touch()
	b := k.table.Of(key)
	if b != nil && b.ID == k.Always && !types(key) {
		k.run(b)
		return
	}
	if k.Chooser.IsOpen() {
		if key.Mod == 0 {
			k.Chooser.Press(key.Name)
		}
		return
	}
	if k.Overlay.IsOpen() {
		id := command.ID("")
		if b != nil {
			id = b.ID
		}
		k.Apply(k.Overlay.Press(key, id))
		return
	}
	switch {
	case c.Focused() != nil:
		// A field has the keyboard: it hands on what it has no use for.
	case b != nil:
		k.run(b)
	case k.Other != nil:
		k.Other(key)
	}
}

// types is true for a key that types a character.
func types(key command.Key) bool {
	return key.Mod&command.Ctrl == 0 && utf8.RuneCountInString(key.Name) == 1
}

// Bind hears the window's keys from now on.
func (k *Keyboard) Bind() { k.BindTo(k.Window) }

// BindTo hears the keys of another window as well, which mean the same there.
func (k *Keyboard) BindTo(w fyne.Window) {
	c := w.Canvas()
	c.SetOnTypedRune(func(r rune) { k.typed(c, r) })
	c.SetOnTypedKey(func(e *fyne.KeyEvent) {
		if len(e.Name) > 1 && e.Name != fyne.KeySpace && e.Name != fyne.KeyTab {
			k.again(c, e.Name, k.named(string(e.Name)))
		}
	})
	if d, ok := c.(desktop.Canvas); ok {
		d.SetOnKeyDown(func(e *fyne.KeyEvent) { k.down(c, e) })
		d.SetOnKeyUp(k.up)
	}
	k.bindShortcuts(c)
}

// typed takes a character.
func (k *Keyboard) typed(c fyne.Canvas, r rune) {
	if r == ' ' {
		return // Space is a key, so that holding it can be told from pressing it
	}
	key := command.Key{Name: string(unicode.ToLower(r))}
	if unicode.IsLetter(r) && k.modifiers()&fyne.KeyModifierShift != 0 {
		key.Mod = command.Shift
	}
	k.again(c, keyName(r), key)
}

// again is pressed, but for a key that is held and may not do again what it did.
func (k *Keyboard) again(c fyne.Canvas, name fyne.KeyName, key command.Key) {
	if !k.keys.repeats(name) || k.mayRepeat(key) {
		k.pressed(c, key)
	}
}

// named is a key that types nothing, with Shift where that makes a difference:
// Fyne gives Shift to such keys and tells nobody.
func (k *Keyboard) named(name string) command.Key {
	shifted := command.Key{Name: name, Mod: command.Shift}
	if k.table.Of(shifted) != nil && k.modifiers()&fyne.KeyModifierShift != 0 {
		return shifted
	}
	return command.Key{Name: name}
}

func (k *Keyboard) down(c fyne.Canvas, e *fyne.KeyEvent) {
	if k.modifiers()&(fyne.KeyModifierControl|fyne.KeyModifierAlt|fyne.KeyModifierSuper) != 0 {
		return // it comes as a shortcut
	}
	key := command.Key{Name: strings.ToLower(string(e.Name))}
	if len(e.Name) > 1 {
		key = k.named(string(e.Name))
	}
	k.keys.press(e.Name, k.isHeld(c, key), k.Painted)
	switch e.Name {
	case fyne.KeyTab:
		if k.Overlay.IsOpen() || k.Chooser.IsOpen() {
			return // it moves between the fields of a form
		}
		k.pressed(c, key)
		// Fyne moves its own focus on Tab; nothing here wants it.
		fyne.Do(c.Unfocus)
	case fyne.KeySpace:
		k.pressed(c, key)
	}
}

func (k *Keyboard) up(e *fyne.KeyEvent) {
	if k.keys.release(e.Name) {
		k.Release()
	}
}

func (k *Keyboard) modifiers() fyne.KeyModifier {
	if d, ok := fyne.CurrentApp().Driver().(desktop.Driver); ok {
		return d.CurrentKeyModifiers()
	}
	return 0
}

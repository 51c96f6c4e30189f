package window

import (
	"strings"
	"time"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"keeplight.app/keeplight/ui/session"
)

// holdsFrom is how long Space must be down for its release to zoom back out: a
// short press stays at 100 %.
const holdsFrom = 350 * time.Millisecond

// heldSpace remembers since when Space is down.
type heldSpace struct {
	since time.Time
	down  bool
}

// bindKeys feeds every way in which fyne reports a key into the one keymap.
func (w *Window) bindKeys() {
	c := w.win.Canvas()
	c.SetOnTypedRune(func(r rune) {
		if r == ' ' {
			return // Space is a key, so that holding it can be told from pressing it
		}
		key := session.Key{Name: string(unicode.ToLower(r))}
		if unicode.IsLetter(r) && w.modifiers()&fyne.KeyModifierShift != 0 {
			key.Mod = session.Shift
		}
		w.pressed(key)
	})
	c.SetOnTypedKey(func(e *fyne.KeyEvent) {
		if len(e.Name) > 1 && e.Name != fyne.KeySpace && e.Name != fyne.KeyTab {
			w.pressed(w.namedKey(string(e.Name)))
		}
	})
	if d, ok := c.(desktop.Canvas); ok {
		d.SetOnKeyDown(w.keyDown)
		d.SetOnKeyUp(w.keyUp)
	}
	for _, s := range w.keymap.Sections() {
		for _, b := range s.Bindings {
			for _, k := range b.Keys {
				if k.Mod&session.Ctrl != 0 {
					w.addShortcut(k, b.Command)
				}
			}
		}
	}
}

// namedKey is a key that types nothing, with Shift where that makes a difference:
// Fyne gives Shift to such keys and tells nobody.
func (w *Window) namedKey(name string) session.Key {
	shifted := session.Key{Name: name, Mod: session.Shift}
	if _, means := w.keymap.Command(shifted); means && w.modifiers()&fyne.KeyModifierShift != 0 {
		return shifted
	}
	return session.Key{Name: name}
}

func (w *Window) addShortcut(k session.Key, command session.Command) {
	run := func(fyne.Shortcut) { w.pressed(k) }
	if command == session.Quit {
		// As the close button does, it works whatever lies over the photos.
		run = func(fyne.Shortcut) { w.Close() }
	}
	c := w.win.Canvas()
	mod := fyne.KeyModifierShortcutDefault
	if k.Mod&session.Shift != 0 {
		mod |= fyne.KeyModifierShift
	}
	c.AddShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyName(strings.ToUpper(k.Name)), Modifier: mod}, run)
	// Fyne turns these into shortcuts of their own before it looks for others.
	switch {
	case k == session.Key{Name: "z", Mod: session.Ctrl}:
		c.AddShortcut(&fyne.ShortcutUndo{}, run)
	case k == session.Key{Name: "y", Mod: session.Ctrl}:
		c.AddShortcut(&fyne.ShortcutRedo{}, run)
	case k == session.Key{Name: "a", Mod: session.Ctrl}:
		c.AddShortcut(&fyne.ShortcutSelectAll{}, run)
	}
}

// pressed does what a key asks for, unless a sheet or the dialog for files is
// open: then only the keys that close it count.
func (w *Window) pressed(k session.Key) {
	w.touched = true
	if w.chooser.dialog != nil {
		if k.Mod == 0 {
			w.chooserKey(k.Name)
		}
		return
	}
	command, ok := w.keymap.Command(k)
	if w.sheet.open() {
		if act := w.sheet.keys[k.Name]; act != nil && k.Mod == 0 {
			act()
			return
		}
		if act := w.sheet.commands[command]; ok && act != nil {
			act()
			return
		}
		if k.Name == string(fyne.KeyEscape) || (ok && command == w.sheet.closedBy) {
			w.closeSheet()
		}
		return
	}
	if !ok {
		if k.Name == "d" && w.sheet.middle == "welcome" {
			w.openDemo()
		}
		return
	}
	w.do(command)
}

func (w *Window) keyDown(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyTab:
		if w.sheet.open() || w.chooser.dialog != nil {
			return // it moves between the fields of a form
		}
		w.pressed(session.Key{Name: "Tab"})
		// Fyne moves its own focus on Tab; nothing here wants it.
		w.draw(func() { w.win.Canvas().Unfocus() })
	case fyne.KeySpace:
		w.held = heldSpace{since: time.Now(), down: true}
		w.pressed(session.Key{Name: "Space"})
	}
}

func (w *Window) keyUp(e *fyne.KeyEvent) {
	if e.Name != fyne.KeySpace || !w.held.down {
		return
	}
	w.held.down = false
	if time.Since(w.held.since) > holdsFrom && w.inLoupe && !w.views.loupe.Fits() {
		w.views.loupe.Fit()
	}
}

func (w *Window) modifiers() fyne.KeyModifier {
	if d, ok := fyne.CurrentApp().Driver().(desktop.Driver); ok {
		return d.CurrentKeyModifiers()
	}
	return 0
}

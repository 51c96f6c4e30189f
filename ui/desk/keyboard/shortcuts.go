package keyboard

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"keeplight.app/keeplight/ui/command"
)

// bindShortcuts tells fyne of the keys with Ctrl, which it reports in another way
// than the others.
func (k *Keyboard) bindShortcuts(c fyne.Canvas) {
	for _, b := range k.table.All() {
		for _, key := range k.table.Keys(b.ID) {
			if key.Mod&command.Ctrl != 0 {
				k.addShortcut(c, key)
			}
		}
	}
}

func (k *Keyboard) addShortcut(c fyne.Canvas, key command.Key) {
	run := func(fyne.Shortcut) { k.pressed(c, key) }
	mod := fyne.KeyModifierShortcutDefault
	if key.Mod&command.Shift != 0 {
		mod |= fyne.KeyModifierShift
	}
	c.AddShortcut(&desktop.CustomShortcut{KeyName: fyneName(key), Modifier: mod}, run)
	// Fyne turns these into shortcuts of their own before it looks for others.
	if special := map[command.Key]fyne.Shortcut{
		{Name: "z", Mod: command.Ctrl}: &fyne.ShortcutUndo{},
		{Name: "y", Mod: command.Ctrl}: &fyne.ShortcutRedo{},
		{Name: "a", Mod: command.Ctrl}: &fyne.ShortcutSelectAll{},
		{Name: "c", Mod: command.Ctrl}: &fyne.ShortcutCopy{},
		{Name: "v", Mod: command.Ctrl}: &fyne.ShortcutPaste{},
		{Name: "x", Mod: command.Ctrl}: &fyne.ShortcutCut{},
	}[key]; special != nil {
		c.AddShortcut(special, run)
	}
}

// fyneName is how fyne calls the key: it knows only capitals.
func fyneName(key command.Key) fyne.KeyName {
	if len(key.Name) == 1 {
		return fyne.KeyName(strings.ToUpper(key.Name))
	}
	return fyne.KeyName(key.Name)
}

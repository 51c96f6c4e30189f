package keyboard

import (
	"time"
	"unicode"

	"fyne.io/fyne/v2"

	"keeplight.app/keeplight/ui/command"
)

// heldFrom is how long the key of the held command must be down, from the first frame
// on that shows what it did, for its release to undo it: a short press stays.
const heldFrom = 350 * time.Millisecond

// A press that is noticed to be held so much later than it should be may have ended
// meanwhile: while a frame took long, nobody heard the keys. Then it is given a little
// more time, in which they are heard.
const (
	noticedLate = 40 * time.Millisecond
	secondLook  = 60 * time.Millisecond
)

// keysDown knows which keys are down: what Fyne tells of them once, and again and again
// while they are held.
type keysDown struct {
	fresh map[fyne.KeyName]bool // those that are down; true until what they do is told
	held  *hold                 // nil while no key of the held command is down
	after func(time.Duration, func())
}

// hold is the key of the held command while it is down.
type hold struct {
	key  fyne.KeyName
	long bool // its release undoes the command
}

// press takes note of a key that goes down; held is true where it gives the held
// command, for which painted calls a function once what that did is on the screen.
func (d *keysDown) press(name fyne.KeyName, held bool, painted func(func())) {
	d.fresh[name] = true
	if !held {
		return
	}
	h := &hold{key: name}
	d.held = h
	painted(func() { d.ripen(h, heldFrom) })
}

// ripen makes a hold long after some time.
func (d *keysDown) ripen(h *hold, wait time.Duration) {
	due := time.Now().Add(wait)
	d.after(wait, func() {
		switch {
		case d.held != h:
		case time.Since(due) > noticedLate:
			d.ripen(h, secondLook)
		default:
			h.long = true
		}
	})
}

// release takes note of a key that comes up; long is true where it ends a long hold.
func (d *keysDown) release(name fyne.KeyName) (long bool) {
	delete(d.fresh, name)
	if d.held == nil || d.held.key != name {
		return false
	}
	long = d.held.long
	d.held = nil
	return long
}

// repeats is true where a key does again what it did because it is still down.
func (d *keysDown) repeats(name fyne.KeyName) bool {
	fresh, down := d.fresh[name]
	if fresh {
		d.fresh[name] = false
	}
	return down && !fresh
}

// mayRepeat is true for a key that may do again what it did because it is held.
func (k *Keyboard) mayRepeat(key command.Key) bool {
	b := k.table.Of(key)
	switch {
	case k.Overlay.Once():
		return false
	case b == nil:
		return true
	case b.ID == k.Held:
		return false
	}
	return k.Repeats == nil || k.Repeats(b.ID)
}

// isHeld is true for a key that gives the held command in one of the windows.
func (k *Keyboard) isHeld(c fyne.Canvas, key command.Key) bool {
	b := k.table.Of(key)
	return b != nil && b.ID == k.Held && c.Focused() == nil && !k.Overlay.IsOpen() && !k.Chooser.IsOpen()
}

// keyName is the key that types a character, as Fyne calls it.
func keyName(r rune) fyne.KeyName { return fyne.KeyName(unicode.ToUpper(r)) }

package overlay

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/command"
	"keeplight.app/keeplight/ui/sheets"
)

// Sheet is something that covers the window for a moment, and the keys that it
// knows.
type Sheet struct {
	Object   fyne.CanvasObject
	Full     bool                             // it covers all of the window: what lies below is not to be seen
	Once     bool                             // a key that is held down does nothing again
	ClosedBy command.ID                       // the command that closes it as well as Esc does; "" for none
	Keys     map[string]func()                // what bare keys do, besides closing it; may be nil
	Commands map[command.ID]func() change.Set // what commands do that work beside it; may be nil
	OnClose  func() change.Set                // what is to be done once it is gone; may be nil
}

// Overlay shows at most one sheet. It belongs to fyne's goroutine.
type Overlay struct {
	canvas func() fyne.Canvas
	apply  func(change.Set)
	layer  *fyne.Container
	sheet  Sheet
	locked bool // it stays until its work has ended
}

// New gives an overlay that is empty. canvas is the window's; apply brings up to
// date what a closed sheet changed.
func New(canvas func() fyne.Canvas, apply func(change.Set)) *Overlay {
	return &Overlay{canvas: canvas, apply: apply, layer: container.NewStack()}
}

// Object is what lies over the window's content.
func (o *Overlay) Object() fyne.CanvasObject { return o.layer }

// IsOpen is true while a sheet is there.
func (o *Overlay) IsOpen() bool { return len(o.layer.Objects) > 0 }

// Show covers the window.
func (o *Overlay) Show(s Sheet) {
	o.sheet = s
	o.layer.Objects = []fyne.CanvasObject{s.Object}
	if !s.Full {
		o.layer.Objects[0] = sheets.Over(s.Object, o.Close)
	}
	o.layer.Refresh()
}

// Once is true while a sheet is open to which a key that is held down says one thing.
func (o *Overlay) Once() bool { return o.IsOpen() && o.sheet.Once }

// Lock keeps a sheet until it is unlocked, while its work is under way.
func (o *Overlay) Lock(yes bool) { o.locked = yes }

// Unfocus takes the keyboard from a sheet's fields.
func (o *Overlay) Unfocus() { o.canvas().Unfocus() }

// Close takes the sheet away, unless it is locked.
func (o *Overlay) Close() {
	if !o.IsOpen() || o.locked {
		return
	}
	o.canvas().Unfocus()
	o.layer.Objects = nil
	o.layer.Refresh()
	if o.sheet.OnClose != nil {
		o.apply(o.sheet.OnClose())
	}
}

// Press gives a key to the open sheet; id is the command that it means, "" for
// none.
func (o *Overlay) Press(k command.Key, id command.ID) change.Set {
	if act := o.sheet.Keys[k.Name]; act != nil && k.Mod == 0 {
		act()
		return change.None
	}
	if act := o.sheet.Commands[id]; act != nil && id != "" {
		return act()
	}
	if k.Name == string(fyne.KeyEscape) || (id != "" && id == o.sheet.ClosedBy) {
		o.Close()
	}
	return change.None
}

// Canvas is the window's.
func (o *Overlay) Canvas() fyne.Canvas { return o.canvas() }

package overlay

import (
	"context"
	"os"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/widget"

	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/desk"
)

// How large the dialog is that asks for a folder or a file.
const (
	chooserWidth, chooserHeight = 900, 640
	chooserShare                = 0.8 // of the window, at most
)

// Chooser is the dialog that asks for a folder or a file. It belongs to fyne's
// goroutine.
type Chooser struct {
	desk   *desk.Desk
	window fyne.Window
	home   string // where it begins when nothing else is named
	fail   func(error) change.Set
	apply  func(change.Set)

	dialog *dialog.FileDialog // nil while it is not there
	accept string             // what its button says
}

// NewChooser gives a chooser for a window. home is the person's own folder; fail
// shows what went wrong; apply brings up to date what a choice changed.
func NewChooser(d *desk.Desk, window fyne.Window, home string, fail func(error) change.Set, apply func(change.Set)) *Chooser {
	return &Chooser{desk: d, window: window, home: home, fail: fail, apply: apply}
}

// IsOpen is true while the dialog is there, or about to be.
func (c *Chooser) IsOpen() bool { return c.dialog != nil }

// Folder asks for a folder, beginning at the nearest one to start that is there;
// accept is what the button says. chosen is not called where the person thinks
// better of it.
func (c *Chooser) Folder(title, accept, start string, chosen func(path string) change.Set) {
	c.ask(title, accept, start, dialog.NewFolderOpen(func(u fyne.ListableURI, err error) {
		switch {
		case err != nil:
			c.apply(c.fail(err))
		case u != nil:
			c.apply(chosen(u.Path()))
		}
	}, c.window))
}

// File asks for a file in the same way.
func (c *Chooser) File(title, accept, start string, chosen func(path string) change.Set) {
	c.ask(title, accept, start, dialog.NewFileOpen(func(u fyne.URIReadCloser, err error) {
		switch {
		case err != nil:
			c.apply(c.fail(err))
		case u != nil:
			_ = u.Close() // it was only chosen, nothing was read
			c.apply(chosen(u.URI().Path()))
		}
	}, c.window))
}

func (c *Chooser) ask(title, accept, start string, d *dialog.FileDialog) {
	if c.IsOpen() {
		return
	}
	c.dialog, c.accept = d, accept
	d.SetConfirmText(accept)
	d.SetTitleText(title)
	d.SetOnClosed(func() { c.dialog = nil })
	c.desk.Go(func(context.Context) {
		at, err := storage.ListerForURI(storage.NewFileURI(nearestFolder(start, c.home)))
		c.desk.Post(func() change.Set {
			if err == nil {
				d.SetLocation(at)
			}
			c.show(d)
			return change.None
		})
	})
}

func (c *Chooser) show(d *dialog.FileDialog) {
	d.Show()
	// Before it is shown it has no size, and asking for one ends the program.
	size := c.window.Canvas().Size()
	d.Resize(fyne.NewSize(min(chooserWidth, size.Width*chooserShare), min(chooserHeight, size.Height*chooserShare)))
}

// Press does what a key asks of the dialog.
func (c *Chooser) Press(name string) {
	canvas := c.window.Canvas()
	if len(canvas.Overlays().List()) != 1 {
		return // it is still to come, or asks something itself
	}
	switch fyne.KeyName(name) {
	case fyne.KeyEscape:
		c.dialog.Dismiss()
	case fyne.KeyReturn, fyne.KeyEnter:
		// The dialog does not give its button away, but it is the last one to be reached.
		canvas.FocusPrevious()
		if b, ok := canvas.Focused().(*widget.Button); ok && b.Text == c.accept && !b.Disabled() {
			b.OnTapped()
		}
	}
}

// nearestFolder is a folder, or the nearest one above it that is there, or the
// person's pictures where nothing was named.
func nearestFolder(path, home string) string {
	if path == "" {
		path = filepath.Join(home, "Pictures")
	}
	for {
		if info, err := os.Stat(path); err == nil && info.IsDir() {
			return path
		}
		up := filepath.Dir(path)
		if up == path {
			return path
		}
		path = up
	}
}

package window

import (
	"os"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/widget"
)

// How large the dialog is that asks for a folder or a file.
const (
	chooserWidth, chooserHeight = 900, 640
	chooserShare                = 0.8 // of the window, at most
)

// chooser is the dialog that asks for a folder or a file; the zero value is none.
// While it is there the keys are its own.
type chooser struct {
	dialog *dialog.FileDialog
	accept string // what its button says
}

// askFolder asks for a folder, beginning at the nearest one to start that is there;
// accept is what the button says.
// chosen is not called where the person thinks better of it.
func (w *Window) askFolder(title, accept, start string, chosen func(path string)) {
	w.ask(title, accept, start, dialog.NewFolderOpen(func(u fyne.ListableURI, err error) {
		switch {
		case err != nil:
			w.fail(err)
		case u != nil:
			chosen(u.Path())
		}
		w.settle()
	}, w.win))
}

// askFile asks for a file in the same way.
func (w *Window) askFile(title, accept, start string, chosen func(path string)) {
	w.ask(title, accept, start, dialog.NewFileOpen(func(u fyne.URIReadCloser, err error) {
		switch {
		case err != nil:
			w.fail(err)
		case u != nil:
			_ = u.Close() // it was only chosen, nothing was read
			chosen(u.URI().Path())
		}
		w.settle()
	}, w.win))
}

func (w *Window) ask(title, accept, start string, d *dialog.FileDialog) {
	if w.chooser.dialog != nil {
		return
	}
	w.chooser = chooser{dialog: d, accept: accept}
	d.SetConfirmText(accept)
	d.SetTitleText(title)
	d.SetOnClosed(func() { w.chooser = chooser{} })
	w.spawn(func() {
		at, err := storage.ListerForURI(storage.NewFileURI(nearestFolder(start)))
		w.events.Post(func() {
			if err == nil {
				d.SetLocation(at)
			}
			w.showChooser(d)
		})
	})
}

func (w *Window) showChooser(d *dialog.FileDialog) {
	d.Show()
	// Before it is shown it has no size, and asking for one ends the program.
	size := w.win.Canvas().Size()
	d.Resize(fyne.NewSize(min(chooserWidth, size.Width*chooserShare), min(chooserHeight, size.Height*chooserShare)))
}

// chooserKey does what a key asks of the dialog.
func (w *Window) chooserKey(name string) {
	if len(w.win.Canvas().Overlays().List()) != 1 {
		return // it is still to come, or asks something itself
	}
	switch fyne.KeyName(name) {
	case fyne.KeyEscape:
		w.chooser.dialog.Dismiss()
	case fyne.KeyReturn, fyne.KeyEnter:
		// The dialog does not give its button away, but it is the last one to be reached.
		w.win.Canvas().FocusPrevious()
		if b, ok := w.win.Canvas().Focused().(*widget.Button); ok && b.Text == w.chooser.accept && !b.Disabled() {
			b.OnTapped()
		}
	}
}

// nearestFolder is a folder, or the nearest one above it that is there, or the
// person's pictures where nothing was named.
func nearestFolder(path string) string {
	if path == "" {
		path = filepath.Join(homeFolder(), "Pictures")
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

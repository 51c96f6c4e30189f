package overlay

import (
	"context"
	"path/filepath"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/desk"
	"keeplight.app/keeplight/ui/sheets"
	"keeplight.app/keeplight/ui/systemdialog"
)

// How large the dialog is that asks for a folder or a file.
const (
	chooserWidth, chooserHeight = 760, 560
	chooserShare                = 0.9 // of the window, at most
)

// Chooser asks for a folder or a file: by the system's dialog where there is one that
// answers, else by one of its own. It belongs to fyne's goroutine.
type Chooser struct {
	// System is the desktop's dialog; nil asks by our own.
	System systemdialog.Asker
	// Recent gives folders that were opened before, the newest first; nil is none.
	Recent func() []string

	desk   *desk.Desk
	window fyne.Window
	home   string // where it begins when nothing else is named
	fail   func(error) change.Set
	apply  func(change.Set)

	question *question // what is asked now, nil for nothing
}

// question is one that the person has not answered yet.
type question struct {
	systemdialog.Request
	chosen func(path string) change.Set
	cancel context.CancelFunc // ends the system's dialog; nil where ours asks

	browse *sheets.Browse // ours, nil while it is not there
	popup  *widget.PopUp
	at     string // the folder that is looked at
	shown  string // how it is written in the line
}

// NewChooser gives a chooser for a window that asks by its own dialog. home is the
// person's own folder; fail shows what went wrong; apply brings up to date what a choice
// changed.
func NewChooser(d *desk.Desk, window fyne.Window, home string, fail func(error) change.Set, apply func(change.Set)) *Chooser {
	return &Chooser{desk: d, window: window, home: home, fail: fail, apply: apply}
}

// UseSystem asks by the desktop's own dialog first, from now on.
func (c *Chooser) UseSystem() { c.System = systemdialog.Desktop() }

// IsOpen is true while a dialog is there, or about to be.
func (c *Chooser) IsOpen() bool { return c.question != nil }

// Folder asks for a folder, beginning at the nearest one to start that is there;
// accept is what the button says. chosen is not called where the person thinks
// better of it. Asked once more while the system's dialog is there, which may hang, it
// asks by its own.
func (c *Chooser) Folder(title, accept, start string, chosen func(path string) change.Set) {
	c.ask(&question{Request: systemdialog.Request{Title: title, Accept: accept, Start: start}, chosen: chosen})
}

// File asks for a file in the same way.
func (c *Chooser) File(title, accept, start string, chosen func(path string) change.Set) {
	c.ask(&question{Request: systemdialog.Request{Title: title, Accept: accept, Start: start, File: true}, chosen: chosen})
}

func (c *Chooser) ask(q *question) {
	switch {
	case c.IsOpen():
		c.insist()
		return
	case c.System == nil:
		c.question = q
		c.open(q, q.Start)
		return
	}
	ctx, cancel := context.WithCancel(c.desk.Context())
	q.cancel, c.question = cancel, q
	c.desk.Go(func(context.Context) {
		defer cancel()
		r := q.Request
		r.Start = c.nearestFolder(r.Start)
		path, err := c.System(ctx, r)
		c.desk.Post(func() change.Set { return c.answered(q, path, err) })
	})
}

// insist takes the system's dialog away and asks by our own.
func (c *Chooser) insist() {
	if q := c.question; q.cancel != nil {
		q.cancel()
		q.cancel = nil
		c.open(q, q.Start)
	}
}

// answered takes in what the system's dialog says, unless ours asks meanwhile.
func (c *Chooser) answered(q *question, path string, err error) change.Set {
	if c.question != q || q.cancel == nil {
		return change.None
	}
	q.cancel = nil
	if err != nil {
		c.open(q, q.Start)
		return change.None
	}
	c.question = nil
	if path == "" {
		return change.None
	}
	return q.chosen(path)
}

// open shows our dialog at a folder, or goes there in it.
func (c *Chooser) open(q *question, start string) {
	var recent []string
	if c.Recent != nil {
		recent = slices.Clone(c.Recent())
	}
	c.desk.Go(func(context.Context) {
		at := c.nearestFolder(start)
		in := c.listed(at, q.File)
		places := c.places(recent)
		c.desk.Post(func() change.Set {
			if c.question == q {
				c.show(q, places, at, in)
			}
			return change.None
		})
	})
}

// listed gives what lies in a folder.
func (c *Chooser) listed(dir string, files bool) (in sheets.BrowseFolder) {
	var err error
	if in.Folders, err = c.desk.FoldersIn(dir); err == nil && files {
		in.Files, err = c.desk.FilesIn(dir)
	}
	if err != nil {
		in.Problem = problem(dir, err)
	}
	return in
}

// show puts a folder into our dialog, which is made where it is not there yet.
func (c *Chooser) show(q *question, places []sheets.BrowsePlace, at string, in sheets.BrowseFolder) {
	if q.browse == nil {
		c.make(q, places)
	}
	q.at, q.shown = at, desk.ShortPath(at)
	q.browse.List(q.shown, in)
}

func (c *Chooser) make(q *question, places []sheets.BrowsePlace) {
	q.browse = sheets.NewBrowse(sheets.BrowseView{
		Title: q.Title, Accept: q.Accept, Places: places,
		OnTyped:  func(text string) { c.complete(q, text) },
		OnEnter:  func(name string) { c.open(q, filepath.Join(q.at, name)) },
		OnPlace:  func(path string) { c.open(q, path) },
		OnFile:   func(name string) { c.accept(q, filepath.Join(q.at, name)) },
		OnAccept: func(text string) { c.acceptText(q, text) },
		OnCancel: func() { c.dismiss(q) },
	})
	canvas := c.window.Canvas()
	q.popup = widget.NewModalPopUp(q.browse, canvas)
	size := canvas.Size()
	q.popup.Resize(fyne.NewSize(min(chooserWidth, size.Width*chooserShare), min(chooserHeight, size.Height*chooserShare)))
	q.popup.Show()
	q.browse.Focus(canvas)
}

// Press does what a key asks of the dialog.
func (c *Chooser) Press(name string) {
	q := c.question
	switch fyne.KeyName(name) {
	case fyne.KeyEscape:
		c.dismiss(q)
	case fyne.KeyReturn, fyne.KeyEnter:
		if q.browse != nil {
			c.acceptText(q, q.browse.Text())
		}
	}
}

// dismiss takes the dialog away without a choice. One that is still to come stays away.
func (c *Chooser) dismiss(q *question) {
	if q.cancel != nil {
		q.cancel()
	}
	if q.popup != nil {
		q.popup.Hide()
	}
	if c.question == q {
		c.question = nil
	}
}

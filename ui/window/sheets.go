package window

import (
	"context"
	"errors"
	"fmt"

	"fyne.io/fyne/v2"

	"keeplight.app/keeplight/app/jobs"
	"keeplight.app/keeplight/ui/session"
	"keeplight.app/keeplight/ui/sheets"
)

// sheet is what covers the window for a moment.
type sheet struct {
	layer    *fyne.Container
	closedBy session.Command // the command that closes it as well as Esc does
	onClose  func()
	locked   bool              // it stays until its work has ended
	keys     map[string]func() // what keys do while it is open, besides closing it
	commands map[session.Command]func()
	middle   string // what the middle of the window holds now
}

func (s *sheet) open() bool { return len(s.layer.Objects) > 0 }

// showSheet covers the window. onClose may be nil.
func (w *Window) showSheet(o fyne.CanvasObject, closedBy session.Command, onClose func()) {
	w.sheet.closedBy, w.sheet.onClose, w.sheet.keys, w.sheet.commands = closedBy, onClose, nil, nil
	w.sheet.layer.Objects = []fyne.CanvasObject{sheets.Over(o, w.closeSheet)}
	w.sheet.layer.Refresh()
}

func (w *Window) closeSheet() {
	if !w.sheet.open() || w.sheet.locked {
		return
	}
	w.win.Canvas().Unfocus()
	w.sheet.layer.Objects = nil
	w.sheet.layer.Refresh()
	if w.sheet.onClose != nil {
		w.sheet.onClose()
	}
}

// showKeys shows every key from the same table that gives them their meaning.
func (w *Window) showKeys() {
	var sections []sheets.KeySection
	for _, s := range w.keymap.Sections() {
		section := sheets.KeySection{Title: s.Title}
		for _, b := range s.Bindings {
			if b.Shown != "" {
				section.Lines = append(section.Lines, sheets.KeyLine{Keys: b.Shown, Does: b.Text})
			}
		}
		sections = append(sections, section)
	}
	w.showSheet(sheets.Keys(sections, w.closeSheet), session.ShowKeys, nil)
}

func (w *Window) welcome() fyne.CanvasObject {
	return sheets.Welcome(sheets.WelcomeView{
		Recent:   w.state.Recent,
		OnOpen:   func() { w.do(session.OpenFolder) },
		OnDemo:   w.openDemo,
		OnRecent: w.openFolder,
	})
}

// openDemo opens the demo shoot and draws whatever of it is missing. The
// pictures appear as they are drawn.
func (w *Window) openDemo() {
	job := &jobs.Demo{Folder: w.opts.DemoDir}
	if _, err := job.Plan(w.ctx); err != nil {
		w.fail(err)
		w.settle()
		return
	}
	w.openFolder(w.opts.DemoDir)
	w.spawn(func() {
		_, err := jobs.Do(w.ctx, &w.jobs, job, struct{}{}, func(p jobs.Progress) {
			w.events.Post(func() {
				if p.Done < p.Total {
					w.say(fmt.Sprintf("Drawing the demo shoot: %d of %d", p.Done, p.Total))
				} else {
					w.say("The demo shoot is drawn")
				}
			})
		})
		if err != nil && !errors.Is(err, context.Canceled) && !errors.Is(err, jobs.ErrBusy) {
			w.events.Post(func() { w.fail(err) })
		}
	})
}

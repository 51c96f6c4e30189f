package window

import (
	"errors"
	"fmt"
	"time"

	"fyne.io/fyne/v2"

	"keeplight.app/keeplight/app/shoot"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/library/message"
	"keeplight.app/keeplight/ui/grid"
	"keeplight.app/keeplight/ui/session"
)

// dirty says which views no longer show what is known. Events only mark; the
// views are brought up to date once a batch.
type dirty struct {
	all       bool
	order     bool // photos came, went or were sorted
	tiles     bool // words on the cells
	cursor    bool // another photo is the current one, or it changed
	counts    bool // the left panel's numbers
	status    bool
	countedAt time.Time
	countTook time.Duration
	recount   bool // a later count is already on its way
}

// countEvery is the least time between two counts of all facets.
const countEvery = 400 * time.Millisecond

// applyAll is one batch of events, on fyne's goroutine.
func (w *Window) applyAll(batch []func()) {
	for _, f := range batch {
		f()
	}
	w.settle()
}

// runStudio reads, watches and scores until the window closes.
func (w *Window) runStudio() {
	err := w.shoot.Run(w.ctx, func(e shoot.Event) {
		w.events.Post(func() { w.studioEvent(e) })
	})
	if err != nil && w.ctx.Err() == nil {
		w.events.Post(func() { w.fail(err) })
	}
}

func (w *Window) studioEvent(e shoot.Event) {
	if len(e.Photos) > 0 {
		w.session.Put(e.Photos)
		w.dirty.order, w.dirty.counts, w.dirty.cursor, w.dirty.status = true, true, true, true
	}
	if len(e.Missing) > 0 {
		w.session.SetMissing(e.Missing)
		w.dirty.order, w.dirty.counts, w.dirty.cursor, w.dirty.status = true, true, true, true
	}
	for _, r := range e.Scored {
		by, known := w.scorerOf(r.By)
		switch {
		case !known:
			continue // a model that was taken away meanwhile
		case r.Score != nil:
			w.session.SetScore(by, r.ID, *r.Score)
		default:
			w.session.SetProblem(by, r.ID, message.English(r.Problem))
		}
		if by == session.Opinion {
			w.explaining.desk.LookAgain()
		}
		w.dirty.tiles, w.dirty.counts, w.dirty.status = true, true, true
		w.dirty.cursor = w.dirty.cursor || r.ID == w.session.Cursor()
	}
	if e.Scan != nil {
		w.scans[e.Scan.Folder] = *e.Scan
		w.dirty.counts, w.dirty.status = true, true
		// What stands in place of photos says whether any are still looked for.
		w.dirty.order = w.dirty.order || w.session.Len() == 0
		// A folder that came back may hold the file that the loupe could not read.
		w.dirty.cursor = w.dirty.cursor || e.Scan.Done
	}
	if e.Problem != "" {
		w.warn(e.Problem)
	}
	w.orderWhileLoading()
}

// scorerOf says whose the scores under a provenance's key are.
func (w *Window) scorerOf(key string) (by session.Scorer, known bool) {
	switch key {
	case w.shoot.Provenance().Key():
		return session.BuiltIn, true
	case w.model.key:
		return session.Opinion, true
	}
	return 0, false
}

// orderWhileLoading keeps the grid in order while the folders are read for the
// first time and nobody has touched the window. After that nothing moves by
// itself.
func (w *Window) orderWhileLoading() {
	if w.touched || !w.loading || !w.session.Waiting().Any() {
		return
	}
	w.session.Resort()
	w.restoreCursor()
	w.dirty.order = true
	for _, s := range w.scans {
		if !s.Done {
			return
		}
	}
	w.loading = len(w.scans) == 0
}

func (w *Window) thumbLoaded(l grid.Loaded) {
	if l.Err != nil {
		if w.session.Problem(l.ID) == "" {
			w.session.SetProblem(session.BuiltIn, l.ID, session.ProblemText(l.Err))
			w.dirty.tiles = true
		}
		return
	}
	w.views.grid.Deliver(l.ID, l.Pixels)
}

// recorded shows decisions that are now safe on disk.
func (w *Window) recorded(r session.Recorded) {
	if r.Err != nil {
		if errors.Is(r.Err, catalog.ErrReadOnly) {
			w.trouble = "This catalogue is open in another window, so nothing can be decided here. Close one of the two."
		} else {
			w.trouble = fmt.Sprintf("The decision could not be stored: %v", r.Err)
		}
		w.dirty.status = true
		return
	}
	w.trouble = ""
	was := w.session.Cursor()
	before := w.session.Len()
	w.session.Decided(r.Photos)
	if r.Replay {
		w.revealStep(r)
	}
	w.say(r.Note)
	w.dirty.tiles, w.dirty.counts, w.dirty.cursor, w.dirty.status = true, true, true, true
	w.dirty.order = w.dirty.order || before != w.session.Len() || was != w.session.Cursor()
}

// revealStep puts the cursor where it stood when undo's or redo's step was
// marked, or else on a photo that changed, so that the person sees what happened.
func (w *Window) revealStep(r session.Recorded) {
	at := w.session.Place(r.Cursor)
	for i := 0; i < len(r.Photos) && at < 0; i++ {
		at = w.session.Place(r.Photos[i].ID)
	}
	if at >= 0 && w.session.At(at) != w.session.Cursor() {
		w.session.MoveTo(at)
	}
	w.dirty.order = w.dirty.order || at >= 0
}

// noticeFor is how long a notice stays in the status line.
const noticeFor = 4 * time.Second

// say shows a few words in the status line for a moment.
func (w *Window) say(words string) {
	if words == "" {
		return
	}
	w.notice = words
	w.dirty.status = true
	time.AfterFunc(noticeFor, func() {
		w.events.Post(func() {
			if w.notice == words {
				w.notice = ""
				w.dirty.status = true
			}
		})
	})
}

// troubleFor is how long something that went wrong beside the person's own work
// stays in the status line.
const troubleFor = 15 * time.Second

// warn shows for a while what went wrong beside the person's own work.
func (w *Window) warn(words string) {
	w.trouble = words
	w.dirty.status = true
	time.AfterFunc(troubleFor, func() {
		w.events.Post(func() {
			if w.trouble == words {
				w.trouble = ""
				w.dirty.status = true
			}
		})
	})
}

// fail shows what went wrong in the status line until something else happens.
func (w *Window) fail(err error) {
	w.trouble = library.Display(err.Error())
	w.dirty.status = true
}

// watchProgress asks for a new status line while the queue works, and keeps how
// the window stands when that changed.
func (w *Window) watchProgress() {
	tick := time.NewTicker(500 * time.Millisecond)
	defer tick.Stop()
	last := w.progress()
	for {
		select {
		case <-w.ctx.Done():
			return
		case <-tick.C:
		}
		p := w.progress()
		news, moved := p != last, w.moved.Swap(false)
		last = p
		if !news && !moved {
			continue
		}
		w.events.Post(func() {
			w.dirty.status = w.dirty.status || news
			w.rememberChanges()
		})
	}
}

// inView tells everyone who works through the photos which ones are looked at.
func (w *Window) inView(ids []library.ID) {
	w.shoot.InView(ids)
	w.explaining.desk.LookAgain()
}

// clicked moves the cursor or selects, as file managers do.
func (w *Window) clicked(i int, mod fyne.KeyModifier) {
	w.touched = true
	switch {
	case mod&fyne.KeyModifierShift != 0:
		w.session.ExtendTo(i)
	case mod&(fyne.KeyModifierControl|fyne.KeyModifierSuper) != 0:
		w.session.Toggle(i)
	default:
		w.session.MoveTo(i)
	}
	w.dirty.tiles, w.dirty.cursor = true, true
	w.settle()
}

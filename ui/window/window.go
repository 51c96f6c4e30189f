package window

import (
	"context"
	"slices"
	"sync"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"keeplight.app/keeplight/app/settings"
	"keeplight.app/keeplight/app/shoot"
	"keeplight.app/keeplight/ui/change"
	"keeplight.app/keeplight/ui/desk"
	"keeplight.app/keeplight/ui/desk/filtering"
	"keeplight.app/keeplight/ui/desk/starting"
	"keeplight.app/keeplight/ui/language"
	"keeplight.app/keeplight/ui/session"
)

const (
	// patience is how long a signal waits for Fyne's goroutine.
	patience = time.Second
	// endTime is how long the end waits for work that was told to stop and that leaves
	// nothing unsaved: decisions are waited for in any case.
	endTime = 6 * time.Second
	// jobTime is the same for a job, which may have a file half written.
	jobTime = 20 * time.Second
	// settingsTime bounds how long reading the settings may take.
	settingsTime = 3 * time.Second
	// progressEvery is how often the status line asks how far scoring is.
	progressEvery = 500 * time.Millisecond
)

// Window is the program's window. Unless said otherwise it belongs to fyne's goroutine.
type Window struct {
	win   fyne.Window
	shoot *shoot.Shoot
	opts  Options

	session  *session.Session
	loaded   settings.Loaded // as it was stored, for the saver
	settings settings.Settings
	desk     *desk.Desk
	rooms    rooms
	parts    parts
	saver    *settings.Saver // nil before Run
	later    change.Set      // what is to be brought up to date once the window is built

	touches int // how often the person has used a key or the mouse
	chrome  chrome

	ending   sync.Once
	finished sync.Once
}

// New makes a window on a shoot that has not run yet. It does not show it.
func New(app fyne.App, st *shoot.Shoot, opts Options) *Window {
	w := &Window{
		win: app.NewWindow(starting.Title(st.Catalog().ReadOnly())), shoot: st, opts: opts, session: session.NewSession(),
	}
	w.chrome = chrome{w: w, panels: true, bars: true}
	w.desk = desk.New(w.onLoop, w.apply, opts.Log)
	w.loadSettings()
	if err := language.Load(); err != nil {
		opts.Log(err.Error())
	}
	if err := w.furnish(app); err != nil {
		panic("window: " + err.Error()) // two commands have one name or key: a mistake in the program
	}
	w.rooms.appearance.Follow()
	w.build()
	w.win.SetCloseIntercept(w.Close)
	w.win.SetOnDropped(func(_ fyne.Position, items []fyne.URI) { w.apply(w.rooms.folders.Dropped(items)) })
	return w
}

// loadSettings reads how the window was left.
func (w *Window) loadSettings() {
	ctx, cancel := context.WithTimeout(w.desk.Context(), settingsTime)
	defer cancel()
	w.loaded = settings.Load(ctx, w.shoot.Catalog(), w.opts.Log)
	w.settings = w.loaded.Settings
	if w.opts.Engines.Store != nil {
		w.opts.Engines.Store.Complete(&w.settings.Model)
	}
}

// Run shows the window and works until it is closed and all is stored. Then it
// calls Options.End.
func (w *Window) Run() {
	if !w.shoot.Catalog().ReadOnly() {
		w.saver = settings.NewSaver(w.shoot.Catalog(), w.loaded, w.opts.Log)
		w.rooms.persisting.Saver = w.saver
	}
	w.desk.Run()
	w.rooms.stacking.Run()
	w.desk.Go(w.runShoot)
	w.desk.Go(w.watchProgress)
	w.desk.Go(w.rooms.models.Scorers.Run)
	w.desk.Go(w.rooms.models.Explaining.Run)
	w.desk.Go(w.rooms.models.Judging.Run)
	w.desk.Go(w.rooms.files.Sidecars.Run)
	w.desk.Go(w.rooms.files.Run)
	w.rooms.models.Servers.Resume()
	if w.settings.Scorers.ModelOn {
		w.apply(w.rooms.models.Scorers.StartModel())
	}
	w.openFirst()
	w.win.ShowAndRun()
	w.ending.Do(w.rooms.persisting.Save) // Fyne has ended by itself
	w.end()
}

// FitInto makes the window no larger than a screen, whose size is in its own units. A
// window manager would do so; where there is none, or it leaves that to programs, the
// rest of the window could not be reached.
func (w *Window) FitInto(screen fyne.Size) {
	scale, size := w.win.Canvas().Scale(), w.win.Canvas().Size()
	fits := size.Min(fyne.NewSize(screen.Width/scale, screen.Height/scale))
	if scale > 0 && fits != size && !w.win.FullScreen() {
		w.win.Resize(fits)
	}
}

// openFirst opens the folders of the start and says what is to be known at once.
func (w *Window) openFirst() {
	changed := w.rooms.folders.OpenFirst(w.opts.Folders, w.opts.Demo)
	changed |= w.rooms.notices.Announce(starting.UpgradeText(w.shoot.Catalog().Upgrade()))
	if w.shoot.Catalog().ReadOnly() {
		changed |= w.rooms.notices.Trouble(lang.L("Another window has this catalogue open: this one is read-only."))
	}
	w.apply(changed | w.later | w.checkFilters())
}

// checkFilters has filters checked where the built-in scorer gives other numbers than
// when the person last looked.
func (w *Window) checkFilters() change.Set {
	list := w.shoot.Scorers()
	if w.shoot.Catalog().ReadOnly() {
		return change.None // that it was said could not be kept
	}
	return w.rooms.filtering.Check(filtering.Version{
		Present: list.BuiltInVersion(), Told: &w.settings.Scorers.Version, Before: list.ScoredBefore,
	})
}

// runShoot reads, watches and scores until the window closes.
func (w *Window) runShoot(ctx context.Context) {
	err := w.shoot.Run(ctx, func(e shoot.Event) {
		w.desk.Post(func() change.Set {
			changed := w.rooms.folders.Heard(e)
			w.rooms.files.Sidecars.Heard(&e, w.rooms.folders.Listing())
			return changed
		})
	})
	if err != nil && ctx.Err() == nil {
		w.desk.Post(func() change.Set { return w.rooms.notices.Fail(err) })
	}
}

// watchProgress asks for a new status line while the queues work, and keeps how
// the window stands when that changed.
func (w *Window) watchProgress(ctx context.Context) {
	tick := time.NewTicker(progressEvery)
	defer tick.Stop()
	last := append(w.rooms.models.Scorers.Progress(), w.rooms.looking.Faces.Progress())
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		now := append(w.rooms.models.Scorers.Progress(), w.rooms.looking.Faces.Progress())
		news, moved := !slices.Equal(now, last), w.rooms.persisting.Moved()
		last = now
		if !news && !moved {
			continue
		}
		w.desk.Post(func() change.Set {
			w.rooms.persisting.Save()
			return change.If(news, change.Status) | change.If(!news, change.Unseen)
		})
	}
}

// Close begins the end: the window goes, what is under way is told to stop, and
// all is stored on a goroutine of its own while Fyne's loop goes on.
func (w *Window) Close() {
	w.ending.Do(func() {
		w.rooms.persisting.Save()
		w.rooms.follower.Close()
		w.desk.Stop()
		if w.opts.End == nil {
			w.win.Close()
			return
		}
		go w.end()
		w.win.Hide()
	})
}

// Interrupt is Close from whichever goroutine. Where Fyne's goroutine hangs, all
// is stored without it, but for how the window stands.
func (w *Window) Interrupt() {
	begun := make(chan struct{})
	fyne.Do(func() { w.Close(); close(begun) })
	select {
	case <-begun:
	case <-time.After(patience):
		w.ending.Do(w.end)
	}
}

// end stores everything and ends the process, where that is wanted.
func (w *Window) end() {
	w.finish()
	if w.opts.End != nil {
		w.opts.End()
	}
}

// finish waits for everything that the window started, the last decision
// included.
func (w *Window) finish() {
	w.finished.Do(func() {
		w.desk.Stop()
		w.rooms.switcher.Close()
		limit := endTime
		if w.desk.Jobs().Busy() {
			limit = jobTime
		}
		if !w.desk.WaitFor(limit) {
			w.opts.Log("A folder does not answer: the program ends without it.")
		}
		w.rooms.stacking.Close()
		w.rooms.models.Scorers.End()
		w.rooms.culling.Close()
		if w.saver != nil {
			w.saver.Close()
		}
	})
}

// draw runs f on fyne's goroutine and has the window drawn.
func (w *Window) draw(f func()) { w.onLoop(func() { f(); w.repaint() }) }

// onLoop runs f there, unless the window is on its way out, and leaves drawing to it.
func (w *Window) onLoop(f func()) {
	if w.desk.Ended() {
		return
	}
	fyne.Do(func() {
		if !w.desk.Ended() {
			f()
		}
	})
}

// repaint has the window drawn with its next frame: the toolkit drops what is asked of
// objects that it has never drawn, such as a thumbnail that was hidden until now.
func (w *Window) repaint() {
	if c, ok := w.win.Canvas().(interface{ SetDirty() }); ok {
		c.SetDirty()
	}
}

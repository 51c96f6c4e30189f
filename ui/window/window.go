package window

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"keeplight.app/keeplight/app/jobs"
	"keeplight.app/keeplight/app/scorers"
	"keeplight.app/keeplight/app/settings"
	"keeplight.app/keeplight/app/shoot"
	"keeplight.app/keeplight/library"
	"keeplight.app/keeplight/library/picture"
	"keeplight.app/keeplight/scoring/engine"
	"keeplight.app/keeplight/scoring/explain"
	"keeplight.app/keeplight/scoring/models"
	"keeplight.app/keeplight/ui/bridge"
	"keeplight.app/keeplight/ui/controls"
	"keeplight.app/keeplight/ui/filters"
	"keeplight.app/keeplight/ui/grid"
	"keeplight.app/keeplight/ui/inspector"
	"keeplight.app/keeplight/ui/loupe"
	"keeplight.app/keeplight/ui/session"
)

// How much memory pictures on the way to the screen may take.
const (
	gridCacheBytes  = 64 << 20
	loupeCacheBytes = 192 << 20
)

// patience is how long a signal waits for Fyne's goroutine.
const patience = time.Second

// Options say what a window starts with.
type Options struct {
	Folders []string // to open; none opens those of last time
	DemoDir string   // where the demo shoot is drawn when it is asked for
	Demo    bool     // open the demo shoot at once
	Notice  string   // something to say at the start, such as that another window has the catalogue
	Log     func(string)

	// End ends the process once all is stored. Fyne's loop goes on until then and
	// is never asked to end: events that are under way while it does can hang the
	// program, or crash it. Nil, in tests, ends the loop.
	End func()

	StartModel  scorers.StartModel                                                 // nil offers no model
	Store       *models.Store                                                      // of what can be installed; nil offers nothing
	CheckEngine CheckEngine                                                        // nil offers no such thing
	ListDevices func(ctx context.Context, library string) ([]engine.Device, error) // what a llama.cpp can run on; may be nil
}

// CheckEngine has a llama.cpp tested on every device that it has, and keeps what
// came of it.
type CheckEngine func(ctx context.Context, library string) (scorers.EngineVerdict, error)

// Window is the program's window. Unless said otherwise its methods and fields
// belong to fyne's goroutine.
type Window struct {
	win   fyne.Window
	shoot *shoot.Shoot
	opts  Options

	session  *session.Session
	keymap   *session.Keymap
	recorder *session.Recorder
	state    session.State
	jobs     jobs.Runner

	events  *bridge.Bridge[func()]
	dirty   dirty
	views   views
	sheet   sheet
	chooser chooser
	held    heldSpace
	export  *exporter
	model   modelView

	explaining explaining
	settings   settingsView

	stored settings.Settings // of the last start
	saver  *settings.Saver   // nil until Run
	moved  atomic.Bool       // something has been brought up to date since it was last saved

	scans   map[string]shoot.Scan
	notice  string
	trouble string
	touched bool // the person has used a key or the mouse
	running bool // the folders of the start are open; what opens now the person chose
	loading bool // the folders are being read for the first time
	inLoupe bool
	panels  bool // the side panels are wanted

	ctx      context.Context // ends when the window closes
	stop     context.CancelFunc
	work     sync.WaitGroup
	ending   sync.Once
	finished sync.Once
}

// views are the parts of the window.
type views struct {
	toolbar   *toolbar
	filters   *filters.Panel
	grid      *grid.Grid
	loupe     *loupe.Loupe
	inspector *inspector.Panel
	status    *controls.StatusBar
	banner    *controls.Banner

	left, right *fyne.Container
	middle      *fyne.Container // the grid, the loupe, or why there is neither
	ask         *fyne.Container // a question below the middle, hidden where there is none
	centre      *fyne.Container // the middle, the banner above it and the question below
	root        *fyne.Container

	gridLoader  *grid.Loader
	loupeLoader *loupe.Loader
}

// New makes a window on a shoot that has not run yet. It does not show it.
func New(app fyne.App, st *shoot.Shoot, opts Options) *Window {
	ctx, stop := context.WithCancel(context.Background())
	w := &Window{
		win: app.NewWindow("Keeplight"), shoot: st, opts: opts,
		session: session.NewSession(), keymap: session.NewKeymap(),
		scans:  map[string]shoot.Scan{},
		panels: true, loading: true, ctx: ctx, stop: stop,
	}
	w.events = bridge.New(w.draw, w.applyAll)
	w.recorder = session.NewRecorder(st.Catalog(), func(r session.Recorded) {
		w.events.Post(func() { w.recorded(r) })
	})
	w.model.runner = scorers.NewRunner(st.Scorers(), scorers.Model, opts.StartModel, func(n scorers.ModelNews) {
		w.events.Post(func() { w.modelChanged(n) })
	}, opts.Log)
	w.explaining = newExplaining(st.Scorers(), func(n explain.News) {
		w.events.Post(func() { w.explained(n) })
	})
	w.restore()
	w.build()
	w.bindKeys()
	w.win.SetCloseIntercept(w.Close)
	w.win.SetOnDropped(w.dropped)
	return w
}

// Run shows the window and works until it is closed and all is stored. Then it
// calls Options.End.
func (w *Window) Run() {
	w.work.Go(func() { w.events.Run(w.ctx) })
	w.work.Go(w.runStudio)
	w.work.Go(w.watchProgress)
	w.work.Go(func() { w.model.runner.Run(w.ctx) })
	w.work.Go(func() { w.explaining.desk.Run(w.ctx) })
	if w.state.ModelOn {
		w.startModel()
	}
	w.saver = settings.NewSaver(w.shoot.Catalog(), w.stored, w.opts.Log)
	w.openFirstFolders()
	w.win.ShowAndRun()
	w.ending.Do(w.rememberChanges) // Fyne has ended by itself
	w.end()
}

func (w *Window) build() {
	v := &w.views
	v.gridLoader = grid.NewLoader(w.shoot.Pictures(), 2, gridCacheBytes, func(l grid.Loaded) {
		w.events.Post(func() { w.thumbLoaded(l) })
	})
	v.loupeLoader = loupe.NewLoader(w.decode, loupeCacheBytes, func(l loupe.Loaded) {
		w.events.Post(func() { v.loupe.Deliver(l) })
	})
	v.grid = grid.New(gridSource{w}, v.gridLoader, w.state.TileSide, w.draw)
	v.grid.OnClick = w.clicked
	v.grid.OnOpen = func(i int) { w.session.MoveTo(i); w.showLoupe() }
	v.grid.OnView = w.inView
	v.loupe = loupe.New(v.loupeLoader, w.draw)
	v.filters = filters.New(w.filterCallbacks())
	v.inspector = inspector.New()
	v.status = controls.NewStatusBar()
	v.status.OnPause = func() { w.do(session.PauseScoring) }
	v.status.OnKeys = func() { w.do(session.ShowKeys) }
	v.status.OnAutoAdvance = func() { w.do(session.AutoAdvance) }
	v.banner = controls.NewBanner()
	v.banner.Hide()
	v.toolbar = newToolbar(w)
	w.export = newExporter(w)

	v.middle = container.NewStack()
	v.left = panel(v.filters, false)
	v.right = panel(v.inspector, true)
	v.ask = container.NewStack()
	v.ask.Hide()
	v.centre = controls.NewFrame(v.banner, v.ask, nil, nil, v.middle)
	v.root = controls.NewFrame(v.toolbar.object, statusLine(v.status), v.left, v.right, v.centre)
	w.sheet.layer = container.NewStack()
	w.win.SetContent(container.NewStack(v.root, w.sheet.layer))
	w.win.SetPadded(false)
	w.win.Resize(fyne.NewSize(w.state.Width, w.state.Height))
	w.dirty = dirty{all: true}
	w.settle()
}

// decode is how the loupe reads a photo. Everything that can fail says so on
// the photo, in words for people.
func (w *Window) decode(ctx context.Context, p *library.Photo, side int) (*picture.Picture, error) {
	return w.shoot.Pictures().Load(ctx, p, side)
}

// Close begins the end: the window goes, what is under way is told to stop, and
// all is stored on a goroutine of its own while Fyne's loop goes on.
func (w *Window) Close() {
	w.ending.Do(func() {
		w.rememberChanges()
		w.stop()
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
		w.stop()
		w.views.gridLoader.Close()
		w.views.loupeLoader.Close()
		w.work.Wait()
		w.model.runner.End()
		w.recorder.Close()
		w.endKeeping()
	})
}

// spawn runs f on a goroutine that the end waits for, unless the end has begun.
func (w *Window) spawn(f func()) {
	if w.ctx.Err() == nil {
		w.work.Go(f)
	}
}

// draw runs f on fyne's goroutine, unless the window is on its way out: nobody
// would see what it draws.
func (w *Window) draw(f func()) {
	if w.ctx.Err() != nil {
		return
	}
	fyne.Do(func() {
		if w.ctx.Err() == nil {
			f()
		}
	})
}

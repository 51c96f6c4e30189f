//go:build !nogui

package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"sync"
	"syscall"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"github.com/adrg/xdg"

	"keeplight.app/keeplight/app/scorers"
	"keeplight.app/keeplight/app/shoot"
	"keeplight.app/keeplight/app/stacks"
	"keeplight.app/keeplight/assets"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/library/picture"
	"keeplight.app/keeplight/scoring/engine"
	"keeplight.app/keeplight/scoring/local"
	"keeplight.app/keeplight/ui/rescue"
	"keeplight.app/keeplight/ui/window"
)

// appID names the program to the desktop. It is also in FyneApp.toml.
const appID = "app.keeplight.Keeplight"

// gcPercent lets the collector rest while a shoot is loaded: by Go's own 100 the heap is
// looked through fifteen times on its way to softMemory.
const gcPercent = 400

// ownDialogs, set to anything, has the window ask by its own dialogs alone: for a desktop
// whose dialogs do not work.
const ownDialogs = "KEEPLIGHT_OWN_DIALOGS"

// runWindow opens the window. It returns only where that fails: once the window
// is closed, or a signal has come, and all is stored, the process ends. A second
// window on the same catalogue is read-only, and says so.
func runWindow(opts windowOptions) error {
	ctx := opts.Signals.ctx
	start := window.Options{
		Folders: opts.Folders, Demo: opts.Demo, Log: opts.Log, Version: buildVersion(),
		Desktop: os.Getenv(ownDialogs) == "",
		DemoDir: filepath.Join(opts.CatalogDir, "Demo shoot"), KeysFile: opts.keysFile(),
	}
	st, err := openForWindow(ctx, opts)
	if err != nil && ctx.Err() != nil {
		return nil // a signal came before there was anything to see
	}
	if errors.Is(err, catalog.ErrDamaged) {
		return offerRestore(opts, err)
	}
	if err != nil {
		return err
	}
	start.End = sync.OnceFunc(func() { opts.Exit(st.Close()) })
	test := scorers.NewEngineTest(st.Catalog(), opts.Log)
	start.StartModel = func(ctx context.Context, s local.Settings, status func(engine.Status)) (scorers.ModelScorer, error) {
		return scorers.Start(ctx, s, scorers.StartOptions{Check: test.Check, Options: local.Options{
			Remember: local.NewDigests(ctx, st.Catalog()), Log: opts.Log, OnStatus: status,
		}})
	}
	start.Engines = window.Engines{
		Store: opts.Store,
		List: func(ctx context.Context, folder string) ([]engine.Device, error) {
			return engine.Devices(ctx, "", folder)
		},
		Test: func(ctx context.Context, folder string) (scorers.EngineVerdict, error) {
			verdict, err := test.Run(ctx, folder, "")
			if err != nil {
				return nil, err
			}
			return verdict, test.Keep(ctx, folder, verdict)
		},
		Time: timeIn(st, opts.Log),
	}
	a := app.NewWithID(appID)
	a.SetIcon(fyne.NewStaticResource("icon.png", assets.Icon))
	start.OpenFile = func(path string) error { return openFile(a, path) }
	started := false // before that nobody may ask for monitors
	start.Monitors = func() []image.Rectangle {
		if !started {
			return nil
		}
		return monitors()
	}
	w := window.New(a, st, start)
	a.Lifecycle().SetOnStarted(func() {
		started = true
		if size, ok := screenSize(); ok {
			w.FitInto(size)
		}
		handleSignals(opts, w)
	})
	shareProcessors(ctx)
	w.Run()
	return nil
}

// shareProcessors leaves workers and window their parts of the machine. A worker's thread
// steps back behind the window's (library/lowpriority), but a goroutine runs only where
// Go has a place for it: with one more for the window and one for what it waits for it
// seldom waits until a worker makes room.
func shareProcessors(ctx context.Context) {
	go picture.LimitMemory(ctx, softMemory, collectedAtOnce)
	debug.SetGCPercent(gcPercent)
	runtime.GOMAXPROCS(runtime.GOMAXPROCS(0) + 2)
}

// keysFile is where keys are rebound: beside the catalogue where KEEPLIGHT_HOME
// says where all of a person's things are, else in the configuration folder.
func (o *windowOptions) keysFile() string {
	if o.Home != "" {
		return filepath.Join(o.CatalogDir, window.KeysFile)
	}
	return filepath.Join(xdg.ConfigHome, "keeplight", window.KeysFile)
}

// handleSignals has signals close the window from now on. It is called on Fyne's
// goroutine when Fyne's loop is about to begin. Fyne would end that loop by a
// signal while all is being stored, so its driver must not catch any.
func handleSignals(opts windowOptions, w *window.Window) {
	if !opts.Signals.takeBack(fyneCatchesSignals) {
		opts.Log("Fyne does not catch signals where it used to; it may end its loop when one comes.")
	}
	ctx := opts.Signals.ctx
	if ctx.Err() != nil {
		w.Close()
		select {} // Fyne may have caught that signal, and a loop that begins would end by it
	}
	context.AfterFunc(ctx, w.Interrupt)
}

// fyneCatchesSignals is true once Fyne's driver waits for a signal. It does so on a
// goroutine that it starts just before its loop and that may come late; nothing but
// where that goroutine stands tells.
func fyneCatchesSignals() bool {
	stacks := make([]byte, 1<<20)
	stacks = stacks[:runtime.Stack(stacks, true)]
	return bytes.Contains(stacks, []byte("[chan receive]:\nfyne.io/fyne/v2/internal/driver/glfw.(*gLDriver).catchTerm("))
}

// openForWindow opens the catalogue for reading only where another program has it.
func openForWindow(ctx context.Context, opts windowOptions) (*shoot.Shoot, error) {
	st, err := openShoot(ctx, opts, shoot.Write)
	if errors.Is(err, catalog.ErrLocked) {
		return openShoot(ctx, opts, shoot.ReadOnly)
	}
	return st, err
}

// offerRestore offers what can take the place of a catalogue that cannot be opened, and
// starts the program anew once it does.
func offerRestore(opts windowOptions, why error) error {
	opts.Log("keeplight: " + why.Error())
	offers, err := catalog.Restorable(opts.CatalogDir)
	if err != nil {
		return errors.Join(why, err)
	}
	restore := func(name string) error { return catalog.Restore(opts.CatalogDir, name) }
	if !rescue.Offer(app.NewWithID(appID), why, offers, restore) {
		return quiet(exitProblems)
	}
	program, err := os.Executable()
	if err != nil {
		return fmt.Errorf("the catalogue is restored; start Keeplight again: %w", err)
	}
	return fmt.Errorf("the catalogue is restored; start Keeplight again: %w", syscall.Exec(program, os.Args, os.Environ()))
}

func openShoot(ctx context.Context, opts windowOptions, mode shoot.Mode) (*shoot.Shoot, error) {
	return shoot.Open(ctx, shoot.Options{
		CatalogDir: opts.CatalogDir, Mode: mode, Scorer: opts.Scorer, Watch: true, Shows: true, Log: opts.Log,
		Stacks: stacks.New(nil), Faces: shoot.NewFaceFinder(),
	})
}

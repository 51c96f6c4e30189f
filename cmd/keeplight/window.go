//go:build !nogui

package main

import (
	"bytes"
	"context"
	"errors"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"sync"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"

	"keeplight.app/keeplight/app/shoot"
	"keeplight.app/keeplight/assets"
	"keeplight.app/keeplight/library/catalog"
	"keeplight.app/keeplight/scoring/engine"
	"keeplight.app/keeplight/scoring/eyechart"
	"keeplight.app/keeplight/scoring/local"
	theme "keeplight.app/keeplight/ui/style"
	"keeplight.app/keeplight/ui/window"
)

// appID names the program to the desktop. It is also in FyneApp.toml.
const appID = "app.keeplight.Keeplight"

// softMemory is the memory from which on the collector works harder. Pixels come
// and go in large pieces, and by itself it would let as many bytes of old ones
// lie as there are new ones; looking for them costs little, as pixels hold no
// pointers.
const softMemory = 350 << 20

// runWindow opens the window. It returns only where that fails: once the window
// is closed, or a signal has come, and all is stored, the process ends. A second
// window on the same catalogue can look but not decide, and says so.
func runWindow(opts windowOptions) error {
	ctx := opts.Signals.ctx
	start := window.Options{
		Folders: opts.Folders, Demo: opts.Demo, Log: opts.Log,
		Store:   opts.Store,
		DemoDir: filepath.Join(opts.CatalogDir, "Demo shoot"),
	}
	st, err := openStudio(ctx, opts, shoot.Write)
	if errors.Is(err, catalog.ErrLocked) {
		start.Notice = "Another window has this catalogue open: this one shows it, but decides and scores nothing."
		st, err = openStudio(ctx, opts, shoot.ReadOnly)
	}
	if err != nil && ctx.Err() != nil {
		return nil // a signal came before there was anything to see
	}
	if err != nil {
		return err
	}
	start.End = sync.OnceFunc(func() { opts.Exit(st.Close()) })
	ledger := eyechart.NewLedger(st.Catalog())
	start.StartModel = func(ctx context.Context, s local.Settings, status func(engine.Status)) (window.ModelScorer, error) {
		if err := ledger.Check(ctx, eyechart.Options{Runtime: s.Runtime, Device: s.Device}); errors.Is(err, eyechart.ErrSelfTestFailed) {
			return nil, err
		} else if err != nil && ctx.Err() == nil {
			opts.Log(err.Error()) // starting the model says what is missing
		}
		return local.Start(ctx, s, local.Options{
			Remember: local.NewDigests(ctx, st.Catalog()), Log: opts.Log, OnStatus: status,
		})
	}
	start.ListDevices = func(ctx context.Context, library string) ([]engine.Device, error) {
		return engine.Devices(ctx, "", library)
	}
	start.CheckEngine = func(ctx context.Context, library string) (string, bool, error) {
		results, err := eyechart.Verify(ctx, eyechart.Options{Runtime: library, Log: opts.Log})
		if err != nil {
			return "", false, err
		}
		words, right := verdict(results)
		return words, right, ledger.Keep(ctx, library, results)
	}
	a := app.NewWithID(appID)
	a.SetIcon(fyne.NewStaticResource("icon.png", assets.Icon))
	a.Settings().SetTheme(theme.Theme())
	w := window.New(a, st, start)
	a.Lifecycle().SetOnStarted(func() { hearSignals(opts, w) })
	debug.SetMemoryLimit(softMemory)
	w.Run()
	return nil
}

// hearSignals has signals close the window from now on. It is called on Fyne's
// goroutine when Fyne's loop is about to begin. Fyne would end that loop by a
// signal while all is being stored, so its driver must not hear any.
func hearSignals(opts windowOptions, w *window.Window) {
	if !opts.Signals.takeBack(fyneCatchesSignals) {
		opts.Log("Fyne does not catch signals where it used to; it may end its loop when one comes.")
	}
	ctx := opts.Signals.ctx
	if ctx.Err() != nil {
		w.Close()
		select {} // Fyne may have heard that signal, and a loop that begins would end by it
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

func openStudio(ctx context.Context, opts windowOptions, mode shoot.Mode) (*shoot.Shoot, error) {
	return shoot.Open(ctx, shoot.Options{
		CatalogDir: opts.CatalogDir, Mode: mode, Scorer: opts.Scorer, Watch: true, Log: opts.Log,
	})
}

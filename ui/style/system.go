package style

import (
	"sync/atomic"

	"fyne.io/fyne/v2"
)

// FollowSystem finds out whether the system has a preference at all, now and
// whenever its settings change: where it answers that it has none, Fyne takes it
// for light, and System means dark. It is called once, after the theme was set and
// before the window is shown.
func FollowSystem(app fyne.App) { follow(app, prefersNothing, fyne.Do) }

// follow asks on a goroutine of its own, one at a time, because an answer may take
// long. Nothing waits for it at the end: it holds nothing and stores nothing.
func follow(app fyne.App, ask func() bool, onFyne func(func())) {
	var asking atomic.Bool
	check := func() {
		t, ours := app.Settings().Theme().(*room)
		if !ours || t.appearance == Dark || t.appearance == Light || !asking.CompareAndSwap(false, true) {
			return
		}
		go func() {
			none := ask()
			onFyne(func() {
				asking.Store(false)
				learn(app, none)
			})
		}()
	}
	app.Settings().AddListener(func(fyne.Settings) { check() })
	check()
}

// learn takes in whether the system has no preference, and draws all anew where
// that is news.
func learn(app fyne.App, none bool) {
	t, ours := app.Settings().Theme().(*room)
	if !ours || t.noPreference == none {
		return
	}
	changed := *t
	changed.noPreference = none
	show(app, &changed)
}

package style

import (
	"testing"

	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
)

func TestASystemWithoutAPreferenceIsDark(t *testing.T) {
	app := test.NewTempApp(t)
	Switch(app, System)
	none := true
	answered := make(chan struct{})
	results := make(chan func(), 1)
	follow(app, func() bool { <-answered; return none }, func(f func()) { results <- f })
	shown := func() palette { return app.Settings().Theme().(*room).in(theme.VariantLight) }
	expect := func(when string, want palette) {
		t.Helper()
		if shown()[Panel] != want[Panel] {
			t.Errorf("%s: the panel is %v, want %v", when, shown()[Panel], want[Panel])
		}
	}
	expect("before the answer", light())
	answered <- struct{}{}
	(<-results)() // the news is a change of theme, after which it is asked again
	expect("no preference", dark())
	none = false
	answered <- struct{}{}
	(<-results)()
	expect("prefers light", light())
	answered <- struct{}{}
	(<-results)() // nothing new: nothing is asked

	none = true
	Switch(app, Light)
	expect("light was chosen", light())
	Switch(app, System)
	answered <- struct{}{}
	(<-results)()
	expect("the system again", dark())
	answered <- struct{}{}
	(<-results)()
	Switch(app, Dark)
	expect("dark was chosen", dark())
}
